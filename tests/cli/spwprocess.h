// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/process.h"
#include "support/testcase.h"
#include "workspace/trust.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>

#include <csignal>

namespace Spacewright::Testing {

using namespace Qt::StringLiterals;

/// The real `spw` as a child, with `home` as Spacewright's home.
class SpwProcess {
public:
    /// A folder among `arguments` is this person's own, as what `spw new` makes.
    SpwProcess(const QString &home, const QStringList &arguments)
        : m_finished(&m_process, &Process::finished)
    {
        QObject::connect(&m_process, &Process::output, &m_process,
                         [this](OutputStream stream, const QByteArray &bytes) {
                             (stream == OutputStream::Standard ? out : err) += bytes;
                         });
        for (const QString &argument : arguments) {
            if (QDir::isAbsolutePath(argument) && QFileInfo(argument).isDir())
                std::ignore = Workspace::grantTrust(Paths::under(home), argument, Workspace::TrustKind::Own,
                                                    QDateTime::currentDateTimeUtc());
        }
        Command command;
        command.program = qEnvironmentVariable("SPW");
        command.arguments = arguments;
        command.environment.insert(u"SPACEWRIGHT_HOME"_s, home);
        command.environment.remove(u"NO_COLOR"_s);
        QTest::ignoreMessage(QtDebugMsg, QRegularExpression(u"starting .*"_s));
        m_process.start(command);
    }

    /// As Ctrl+C does.
    void interrupt()
    {
        if (m_process.processId() > 0) // 0 would mean this test and everything beside it
            ::kill(pid_t(m_process.processId()), SIGINT);
    }
    [[nodiscard]] bool isRunning() const { return m_finished.isEmpty(); }
    /// The exit code; -1 when it does not end in time, -2 when a signal ended it.
    int wait(std::chrono::milliseconds timeout = std::chrono::seconds(60))
    {
        if (!QTest::qWaitFor([this] { return !isRunning(); }, QDeadlineTimer(timeout)))
            return -1;
        const auto exit = m_finished.first().first().value<ProcessExit>();
        return exit.reason == ProcessExit::Reason::Exited ? exit.code : -2;
    }
    /// Everything it wrote, for the message of a failed test.
    [[nodiscard]] QString words() const { return QString::fromUtf8(out) + QString::fromUtf8(err); }
    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }

    QByteArray out;
    QByteArray err;

private:
    Process m_process;
    QSignalSpy m_finished;
};

/// Processes whose command line, program or folder mentions `text`; not this one.
inline QStringList processesThatMention(const QString &text)
{
    QStringList found;
    const QString self = QString::number(QCoreApplication::applicationPid());
    for (const QString &process : QDir(u"/proc"_s).entryList(QDir::Dirs)) {
        if (process == self || process.toInt() <= 0)
            continue;
        QFile commandLine(u"/proc/"_s + process + u"/cmdline"_s);
        const QString words = commandLine.open(QIODevice::ReadOnly)
            ? QString::fromUtf8(commandLine.readAll().replace('\0', ' '))
            : QString();
        if (words.contains(text) || QFile::symLinkTarget(u"/proc/"_s + process + u"/cwd"_s).startsWith(text))
            found += process + u": "_s + words;
    }
    return found;
}

} // namespace Spacewright::Testing
