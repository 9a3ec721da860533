// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/edge.h"

#include "gateway/staticserver.h"
#include "gateway/visitor.h"

#include <QTcpServer>
#include <QThread>

namespace Spacewright::Gateway {

struct Edge::Private {
    QThread thread;
    RouteTable *routes = nullptr; // lives on `thread`, with `server` as its child
    QTcpServer *server = nullptr;
    quint16 port = 0;
};

Edge::Edge(const GatewayLimits &limits, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->thread.setObjectName(QStringLiteral("gateway"));
    d->routes = new RouteTable(limits);
    d->server = new QTcpServer(d->routes);
    connect(d->routes, &RouteTable::served, this, &Edge::served);
    connect(d->server, &QTcpServer::newConnection, d->routes, [routes = d->routes, server = d->server] {
        while (QTcpSocket *socket = server->nextPendingConnection()) {
            if (server->findChildren<Visitor *>(Qt::FindDirectChildrenOnly).size() < routes->limits().visitors)
                new Visitor(socket, *routes, server);
            else
                socket->abort(), socket->deleteLater();
        }
    });
    d->routes->moveToThread(&d->thread);
    d->thread.start();
}

Edge::~Edge()
{
    QMetaObject::invokeMethod(
        d->routes,
        [this] {
            delete d->server; // before the table that its visitors look into
            delete d->routes;
            d->thread.quit();
        },
        Qt::QueuedConnection);
    d->thread.wait();
}

Result<quint16> Edge::listen(quint16 preferred)
{
    Q_ASSERT(d->port == 0);
    QString reason;
    QMetaObject::invokeMethod(
        d->routes,
        [this, preferred, &reason] {
            d->server->setListenBacklogSize(1024);
            if (!d->server->listen(QHostAddress::LocalHost, preferred)
                && !(preferred != 0 && d->server->listen(QHostAddress::LocalHost, 0)))
                reason = d->server->errorString();
            d->port = d->routes->port = d->server->serverPort();
        },
        Qt::BlockingQueuedConnection);
    if (d->port == 0)
        return failure(ErrorCode::Conflict, tr("No port could be had for the addresses of the Spaces."), reason);
    return d->port;
}

quint16 Edge::port() const
{
    return d->port;
}

QUrl Edge::url(const QString &subdomain) const
{
    return localhostUrl(subdomain, d->port);
}

void Edge::setRoute(const QString &subdomain, const Route &route)
{
    QMetaObject::invokeMethod(
        d->routes, [this, name = subdomain.toLower().toLatin1(), route] { d->routes->set(name, route); },
        Qt::QueuedConnection);
}

void Edge::removeRoute(const QString &subdomain)
{
    QMetaObject::invokeMethod(
        d->routes, [this, name = subdomain.toLower().toLatin1()] { d->routes->remove(name); }, Qt::QueuedConnection);
}

} // namespace Spacewright::Gateway
