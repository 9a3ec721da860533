// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/atomicfile.h"
#include "cli/program.h"
#include "support/testcase.h"
#include "workspace/trust.h"

#include <QBuffer>
#include <QDir>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>

namespace Spacewright::Testing {

using namespace Qt::StringLiterals;

/// `spw` in this process, on streams in memory, with a home of its own.
class CommandLine {
public:
    CommandLine()
        : m_services{.paths = Paths::under(m_home.path() + "/home"_L1),
                     .redactor = redactor,
                     .workingDirectory = m_home.path(),
                     .templates = sourceFile(u"resources/templates"_s)}
    {
        QDir().mkpath(m_home.path() + "/home/data"_L1);
    }

    /// Begins; `out()` and `err()` begin anew.
    void start(const QStringList &arguments)
    {
        m_program.reset();
        m_out.close();
        m_err.close();
        m_out.setData({});
        m_err.setData({});
        m_out.open(QIODevice::WriteOnly);
        m_err.open(QIODevice::WriteOnly);
        m_program = std::make_unique<Cli::Program>(
            m_services, Cli::Terminal{.out = m_out, .err = m_err, .inputDescriptor = m_input});
        m_finished = std::make_unique<QSignalSpy>(m_program.get(), &Cli::Program::finished);
        m_program->start(arguments);
    }
    /// The exit code; -1 when it does not end.
    int wait(std::chrono::milliseconds timeout = std::chrono::seconds(60))
    {
        const bool ended = QTest::qWaitFor([this] { return !m_finished->isEmpty(); }, QDeadlineTimer(timeout));
        const int code = ended ? m_finished->first().first().toInt() : -1;
        m_program.reset(); // as when the program ends: whatever it started is gone afterwards
        return code;
    }
    int run(const QStringList &arguments)
    {
        start(arguments);
        return wait();
    }
    void interrupt() { m_program->interrupt(); }

    [[nodiscard]] QString out() const { return QString::fromUtf8(m_out.data()); }
    [[nodiscard]] QString err() const { return QString::fromUtf8(m_err.data()); }
    [[nodiscard]] QJsonDocument json() const { return QJsonDocument::fromJson(m_out.data()); }

    [[nodiscard]] QString path(const QString &name) const { return m_home.path() + u'/' + name; }
    /// A Space with these files, by relative path.
    QString makeSpace(const QString &name, const QMap<QString, QByteArray> &files)
    {
        QDir().mkpath(path(name));
        for (const auto &[file, content] : files.asKeyValueRange()) {
            if (!writeFile(path(name) + u'/' + file, content))
                qWarning("a test file could not be written");
        }
        // One's own, as what `spw new` makes; tests of trust take it away.
        if (!Workspace::grantTrust(m_services.paths, path(name), Workspace::TrustKind::Own, m_services.clock.now()))
            qWarning("a test Space could not be trusted");
        return path(name);
    }
    /// For the commands that start from now on: a person answers at this descriptor.
    void setInput(int descriptor) { m_input = descriptor; }
    [[nodiscard]] const Cli::Services &services() const { return m_services; }
    /// For the commands that start from now on.
    void setEnvironment(const QProcessEnvironment &environment) { m_services.environment = environment; }

    Redactor redactor;

private:
    QTemporaryDir m_home;
    Cli::Services m_services;
    QBuffer m_out;
    QBuffer m_err;
    int m_input = -1;
    std::unique_ptr<Cli::Program> m_program;
    std::unique_ptr<QSignalSpy> m_finished;
};

inline const QByteArray StaticReadme =
    "---\ntitle: Page\nemoji: 🌀\ncolorFrom: red\ncolorTo: blue\nsdk: static\npinned: false\n---\n";

} // namespace Spacewright::Testing
