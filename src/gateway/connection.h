// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/requestparser.h"

#include <QFile>
#include <QObject>
#include <QTcpSocket>
#include <QTimer>

#include <functional>

namespace Spacewright::Gateway {

/// One client of a server on loopback: reads its requests and sends the answers, in order. Deletes itself.
class Connection final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Connection)
public:
    using Answer = std::function<Response(const Request &)>;

    /// Takes `socket`; asks `answer` for every request.
    Connection(QTcpSocket *socket, Answer answer, QObject *parent);

private:
    void read();
    void answerNext();
    void send(const Request &request, Response response);
    void pump();

    QTcpSocket *m_socket;
    Answer m_answer;
    RequestParser m_parser;
    QTimer m_idle;
    QFile m_file;
    qint64 m_left = 0;
    bool m_sending = false;
    bool m_closing = false;
};

} // namespace Spacewright::Gateway
