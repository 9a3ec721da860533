// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/messagereader.h"
#include "gateway/route.h"

#include <QObject>
#include <QTcpSocket>

namespace Spacewright::Gateway {

/// One request that an app answers: bytes flow both ways as they come, and neither way holds more than
/// BufferBytes of what the other side does not take yet.
class Exchange final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Exchange)
public:
    static constexpr qint64 BufferBytes = 256 * 1024;

    enum class Outcome {
        Answered, ///< the browser has the whole answer
        Unreached, ///< nothing was sent to the browser: the app cannot be reached, or answers no HTTP
        Refused, ///< nothing was sent to the browser: its request turned out to be none
        Broken, ///< an answer that was begun cannot be ended
        Closed, ///< another protocol was spoken, and is over
    };

    /// `browser` and `requests` stand after `request`, the head, and outlive it.
    Exchange(QTcpSocket &browser, MessageReader &requests, Head request, Upstream app, QObject *parent);
    ~Exchange() override;
    /// finished() may come before it returns.
    void start();

    [[nodiscard]] const Upstream &upstream() const { return m_upstream; }
    /// The app has taken the connection, and may have seen the request.
    [[nodiscard]] bool wasConnected() const { return m_connected; }
    [[nodiscard]] int status() const { return m_status; }
    [[nodiscard]] qint64 receivedBytes() const { return m_receivedBytes; }
    [[nodiscard]] qint64 sentBytes() const { return m_sentBytes; }

Q_SIGNALS:
    /// Once, last.
    void finished(Spacewright::Gateway::Exchange::Outcome outcome);

private:
    void connected();
    void sendOn();
    void sendBack();
    bool passBack();
    bool takeAnswer();
    void begin(const Head &answer);
    void writeBack(const QByteArray &bytes);
    void appClosed();
    void finish(Outcome outcome);

    QTcpSocket &m_browser;
    MessageReader &m_requests;
    MessageReader m_answers{MessageReader::Kind::Answer};
    Head m_request;
    Upstream m_upstream;
    QTcpSocket m_app;
    qint64 m_receivedBytes = 0;
    qint64 m_sentBytes = 0;
    int m_status = 0;
    bool m_connected = false;
    bool m_requestSent = false;
    bool m_begun = false;
    bool m_chunks = false;
    bool m_tunnel = false;
    bool m_finished = false;
};

} // namespace Spacewright::Gateway
