// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plainenvironments.h"
#include "runtime/session.h"
#include "support/testcase.h"

#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QSignalSpy>

#include <csignal>

namespace Spacewright::Testing {

enum class WithContainers { No, Yes };

/// A Space in a temporary folder, with a Session whose stages are written down.
class RunningSpace {
public:
    /// `app` is a file of the test data; it becomes app.py, with serves.py beside it.
    explicit RunningSpace(const QString &app, const QByteArray &header = "sdk: gradio\nsdk_version: \"6.25.0\"\n",
                          Runtime::SessionOptions options = {}, const QString &standbyHook = {},
                          WithContainers containers = WithContainers::No)
        : environments(storeFolder())
        , docker(Paths::under(m_root.path() + QStringLiteral("/home")), redactor)
    {
        folder = m_root.path() + QStringLiteral("/hello");
        QDir().mkpath(folder);
        write(QStringLiteral("README.md"), "---\n" + header + "---\n");
        if (!app.isEmpty())
            write(QStringLiteral("app.py"), data(app));
        write(QStringLiteral("serves.py"), data(QStringLiteral("serves.py")));
        options.stopGrace = std::chrono::milliseconds(300);
        options.otherPortPatience = std::chrono::milliseconds(300);
        session = std::make_unique<Runtime::Session>(
            Runtime::SessionServices{.environments = environments,
                                     .redactor = redactor,
                                     .docker = containers == WithContainers::Yes ? &docker : nullptr,
                                     .standbyHook = standbyHook},
            folder, std::move(options));
        QObject::connect(session.get(), &Runtime::Session::stageChanged, session.get(),
                         [this](const Runtime::StageChange &change) {
                             if (stages.isEmpty() || stages.last() != stageName(change.stage))
                                 stages += stageName(change.stage);
                         });
    }

    static QByteArray data(const QString &name)
    {
        QFile file(sourceFile(QStringLiteral("tests/data/runtime/") + name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    void write(const QString &name, const QByteArray &content) const
    {
        QFile file(folder + u'/' + name);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write a test file");
    }

    /// Saves app.py so that its page says `text`.
    void saveText(const QByteArray &text, const QString &app = QStringLiteral("serves.py")) const
    {
        write(QStringLiteral("app.py"), data(app).replace("\"one\"", QByteArray('"' + text + '"')));
    }

    [[nodiscard]] Stage stage() const { return session->stage().stage; }

    [[nodiscard]] bool reaches(Stage wanted, int seconds = 60) const
    {
        return QTest::qWaitFor([&] { return stage() == wanted; }, seconds * 1000);
    }

    /// What the app answers at `path`, by its plain address.
    [[nodiscard]] QByteArray page(const QString &path = QStringLiteral("/")) const
    {
        QNetworkAccessManager network;
        network.setProxy(QNetworkProxy::NoProxy);
        QUrl url = session->address();
        url.setPath(path);
        const std::unique_ptr<QNetworkReply> reply(network.get(QNetworkRequest(url)));
        if (!QTest::qWaitFor([&] { return reply->isFinished(); }, 30'000))
            return "no answer";
        return reply->readAll();
    }

    [[nodiscard]] QString runLog() const { return session->runLog().toText(0, session->runLog().size()); }

    QString storeFolder()
    {
        const QString store = m_root.path() + QStringLiteral("/store");
        QDir().mkpath(store);
        return store;
    }

    [[nodiscard]] qint64 childPid() const
    {
        QFile file(folder + QStringLiteral("/child.pid"));
        return file.open(QIODevice::ReadOnly) ? file.readAll().toLongLong() : 0;
    }

private:
    QTemporaryDir m_root;

public:
    QString folder;
    Redactor redactor;
    PlainEnvironments environments;
    Container::Docker docker;
    std::unique_ptr<Runtime::Session> session;
    QStringList stages; ///< in order, each once in a row
};

/// False once the process is gone; one that nobody has waited for yet is gone, too.
[[nodiscard]] inline bool isAlive(qint64 processId)
{
    QFile stat(QStringLiteral("/proc/%1/stat").arg(processId));
    if (processId <= 0 || !stat.open(QIODevice::ReadOnly))
        return false;
    const QByteArray text = stat.readAll();
    return text.sliced(text.lastIndexOf(')') + 2, 1) != "Z";
}

} // namespace Spacewright::Testing
