// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/staticserver.h"

#include "gateway/connection.h"

#include <QTcpServer>
#include <QThread>

using namespace Qt::StringLiterals;

namespace Spacewright::Gateway {

struct StaticServer::Private {
    QThread thread;
    QTcpServer *server = nullptr; // lives on `thread`, like `site`
    Site site;
    quint16 port = 0;
};

StaticServer::StaticServer(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->thread.setObjectName("gateway"_L1);
}

StaticServer::~StaticServer()
{
    if (d->server)
        d->server->deleteLater(); // with its connections, when the thread ends
    d->thread.quit();
    d->thread.wait();
}

Result<quint16> StaticServer::listen(const Site &site, quint16 port)
{
    Q_ASSERT(!d->server);
    d->site = site;
    d->server = new QTcpServer;
    if (!d->server->listen(QHostAddress::LocalHost, port)) {
        const QString reason = d->server->errorString();
        delete std::exchange(d->server, nullptr);
        return failure(ErrorCode::Conflict, tr("Port %1 is taken. Choose another one, or 0 for a free one.").arg(port),
                       reason);
    }
    d->port = d->server->serverPort();
    const auto answerRequest = [this](const Request &request) {
        const Response response =
            isOwnHost(request.header("Host"), d->port) ? answer(d->site, request) : plainAnswer(403);
        Q_EMIT answered(request.method, request.target, response.status);
        return response;
    };
    connect(d->server, &QTcpServer::newConnection, d->server, [server = d->server, answerRequest] {
        while (QTcpSocket *socket = server->nextPendingConnection())
            new Connection(socket, answerRequest, server);
    });
    d->server->moveToThread(&d->thread);
    d->thread.start();
    return d->port;
}

void StaticServer::setSite(const Site &site)
{
    if (d->server)
        QMetaObject::invokeMethod(d->server, [this, site] { d->site = site; }, Qt::QueuedConnection);
}

quint16 StaticServer::port() const
{
    return d->port;
}

QUrl localhostUrl(const QString &subdomain, quint16 port)
{
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(subdomain.isEmpty() ? u"127.0.0.1"_s : subdomain + ".localhost"_L1);
    url.setPort(port);
    url.setPath(u"/"_s);
    return url;
}

} // namespace Spacewright::Gateway
