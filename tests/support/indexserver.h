// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/process.h"
#include "support/testcase.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QProcessEnvironment>
#include <QSignalSpy>

namespace Spacewright::Testing {

using namespace Qt::StringLiterals;

/// The package index of tests/packageindex/server.py as a child; gone with the object.
class IndexServer {
public:
    /// False when it does not come up.
    bool start()
    {
        QByteArray said;
        const auto connection = QObject::connect(&m_process, &Process::output, &m_process,
                                                 [&said](OutputStream, const QByteArray &bytes) { said += bytes; });
        Command command;
        command.program = u"python3"_s;
        command.arguments = {u"-B"_s, sourceFile(u"tests/packageindex/server.py"_s)};
        m_process.start(command);
        const bool isUp =
            QTest::qWaitFor([&] { return said.contains('\n'); }, QDeadlineTimer(std::chrono::seconds(60)));
        QObject::disconnect(connection);
        m_port = said.trimmed().toInt();
        return isUp && m_port > 0;
    }
    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] QString url(const QString &path) const { return u"http://127.0.0.1:%1%2"_s.arg(m_port).arg(path); }
    /// A machine on which pip was told of this index, and of nothing else.
    [[nodiscard]] QProcessEnvironment environment(const QString &extraIndex = {}) const
    {
        QProcessEnvironment environment;
        environment.insert(u"PIP_CONFIG_FILE"_s, u"/dev/null"_s);
        environment.insert(u"PIP_INDEX_URL"_s, url(u"/simple"_s));
        environment.insert(u"PIP_EXTRA_INDEX_URL"_s, extraIndex);
        return environment;
    }
    QByteArray get(const QString &path)
    {
        QNetworkAccessManager network;
        network.setProxy(QNetworkProxy::NoProxy);
        QNetworkReply *reply = network.get(QNetworkRequest(QUrl(url(path))));
        QSignalSpy finished(reply, &QNetworkReply::finished);
        return finished.wait(60'000) ? reply->readAll() : QByteArray();
    }
    /// What it was asked since the last time.
    QJsonArray requests()
    {
        const QJsonArray all = QJsonDocument::fromJson(get(u"/log"_s)).array();
        QJsonArray fresh;
        for (qsizetype i = m_seen; i < all.size(); ++i)
            fresh.append(all.at(i));
        m_seen = all.size();
        return fresh;
    }

private:
    Process m_process;
    int m_port = 0;
    qsizetype m_seen = 0;
};

} // namespace Spacewright::Testing
