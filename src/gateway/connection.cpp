// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/connection.h"

#include "gateway/forward.h"
#include "gateway/site.h"

using namespace Qt::StringLiterals;

namespace Spacewright::Gateway {

namespace {
constexpr std::chrono::seconds IdleLimit{60};
constexpr qint64 ChunkBytes = 256 * 1024;
} // namespace

Connection::Connection(QTcpSocket *socket, Answer answer, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_answer(std::move(answer))
{
    socket->setParent(this);
    m_idle.setSingleShot(true);
    m_idle.setInterval(IdleLimit);
    m_idle.start();
    connect(&m_idle, &QTimer::timeout, socket, &QTcpSocket::abort);
    connect(socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    connect(socket, &QTcpSocket::errorOccurred, this, [this] {
        if (m_socket->state() == QAbstractSocket::UnconnectedState)
            deleteLater();
    });
    connect(socket, &QTcpSocket::readyRead, this, &Connection::read);
    connect(socket, &QTcpSocket::bytesWritten, this, [this] { pump(); });
}

void Connection::read()
{
    m_idle.start();
    m_parser.feed(m_socket->readAll());
    answerNext();
}

void Connection::answerNext()
{
    while (!m_sending && !m_closing) {
        if (const auto request = m_parser.take()) {
            send(*request, m_answer(*request));
        } else if (const int refusal = m_parser.refusal(); refusal != 0) {
            send({.method = "GET", .target = {}, .headers = {}, .keepAlive = false}, plainAnswer(refusal));
        } else {
            return;
        }
    }
}

void Connection::send(const Request &request, Response response)
{
    if (!response.file.isEmpty() && request.method != "HEAD") {
        m_file.setFileName(response.file);
        if (!m_file.open(QIODevice::ReadOnly) || !m_file.seek(response.offset))
            response = plainAnswer(404); // gone since it was looked up
    }
    QByteArray head = "HTTP/1.1 " + QByteArray::number(response.status) + ' ' + reasonPhrase(response.status) + "\r\n";
    for (const auto &[name, value] : std::as_const(response.headers)) {
        if (isSendable(name, value))
            head += name + ": " + value + "\r\n";
    }
    if (response.status != 304)
        head += "Content-Length: " + QByteArray::number(response.length) + "\r\n";
    head += request.keepAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";

    m_sending = true;
    m_closing = !request.keepAlive;
    m_left = m_file.isOpen() ? response.length : 0;
    if (request.method != "HEAD")
        head += response.body;
    m_socket->write(head);
    pump();
}

void Connection::pump()
{
    if (!m_sending)
        return;
    m_idle.start();
    while (m_left > 0 && m_socket->bytesToWrite() < ChunkBytes) {
        const QByteArray chunk = m_file.read(std::min(m_left, ChunkBytes));
        if (chunk.isEmpty()) // shorter than announced: the client has to learn that something is missing
            return m_socket->abort();
        m_socket->write(chunk);
        m_left -= chunk.size();
    }
    if (m_left > 0)
        return;
    m_file.close();
    m_sending = false;
    if (m_closing)
        m_socket->disconnectFromHost();
    else
        QMetaObject::invokeMethod(this, &Connection::answerNext, Qt::QueuedConnection);
}

} // namespace Spacewright::Gateway
