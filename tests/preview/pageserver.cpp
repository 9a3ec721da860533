// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pageserver.h"

#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace Spacewright::Testing {

PageServer::PageServer()
{
    connect(this, &QTcpServer::newConnection, this, &PageServer::answer);
    if (!listen(QHostAddress::LocalHost))
        qFatal("no port: %s", qPrintable(errorString()));
}

void PageServer::add(const QString &path, const QByteArray &type, const QByteArray &body, const QByteArray &moreHeaders)
{
    m_answers[path] = "HTTP/1.1 200 OK\r\nContent-Type: " + type
        + "\r\nContent-Length: " + QByteArray::number(body.size())
        + "\r\nCache-Control: no-store\r\nConnection: close\r\n" + moreHeaders + "\r\n" + body;
}

QUrl PageServer::url(const QString &pathAndQuery) const
{
    return QUrl(u"http://127.0.0.1:%1%2"_s.arg(serverPort()).arg(pathAndQuery));
}

void PageServer::answer()
{
    while (QTcpSocket *socket = nextPendingConnection()) {
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
            // One request a connection, and none of them has a body.
            if (!socket->canReadLine() || socket->property("answered").toBool())
                return;
            socket->setProperty("answered", true);
            const QString target = QString::fromLatin1(socket->readLine().split(' ').value(1));
            m_asked << target;
            static const QByteArray missing =
                "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n"
                "Connection: close\r\n\r\nnot here\n";
            socket->write(m_answers.value(target.section(u'?', 0, 0), missing));
            socket->disconnectFromHost();
        });
    }
}

} // namespace Spacewright::Testing
