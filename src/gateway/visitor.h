// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/exchange.h"
#include "gateway/routetable.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTimer>

namespace Spacewright::Gateway {

/// One connection of a browser: its requests are answered one after the other, each by whoever answers for the
/// Space it names. What is not read yet stays in the socket, so that it costs no more than one piece. Deletes itself.
class Visitor final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Visitor)
public:
    /// Takes `socket`; `routes` outlives it.
    Visitor(QTcpSocket *socket, RouteTable &routes, QObject *parent);
    ~Visitor() override;

private:
    enum class State {
        Reading, ///< the next head, or the first
        Held, ///< the app is not there yet
        Exchanging, ///< the app answers
        Sending, ///< we answer
        Draining, ///< answered before the request was whole
        Leaving, ///< closes once what is written has gone out
    };

    void enter(State state);
    void read();
    void begin(Head request);
    /// The answer to a request that nobody should get; nothing for one that is in order.
    [[nodiscard]] std::optional<Response> objection();
    void dispatch();
    void hold();
    void exchange(const Upstream &app);
    void exchanged(Exchange::Outcome outcome);
    void send(Response response);
    void pump();
    void endRequest();
    void drain();
    void leave();
    void timedOut();
    void report(bool broken);

    QTcpSocket *m_socket;
    RouteTable &m_routes;
    MessageReader m_requests{MessageReader::Kind::Request};
    State m_state = State::Reading;
    QTimer m_timer;
    Head m_request;
    QByteArray m_subdomain;
    Exchange *m_exchange = nullptr; ///< owned as a child
    QFile m_file;
    qint64 m_left = 0; ///< bytes of the file
    Served m_served;
    QElapsedTimer m_since;
};

} // namespace Spacewright::Gateway
