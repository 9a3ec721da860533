// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/exchange.h"

#include "gateway/forward.h"

#include <QNetworkProxy>

namespace Spacewright::Gateway {

Exchange::Exchange(QTcpSocket &browser, MessageReader &requests, Head request, Upstream app, QObject *parent)
    : QObject(parent)
    , m_browser(browser)
    , m_requests(requests)
    , m_request(std::move(request))
    , m_upstream(std::move(app))
{
    connect(&m_app, &QTcpSocket::connected, this, &Exchange::connected);
    connect(&m_app, &QTcpSocket::readyRead, this, &Exchange::sendBack);
    connect(&m_app, &QTcpSocket::bytesWritten, this, &Exchange::sendOn);
    connect(&m_app, &QTcpSocket::disconnected, this, &Exchange::sendBack);
    connect(&m_app, &QTcpSocket::errorOccurred, this, [this] {
        if (m_app.state() == QAbstractSocket::UnconnectedState)
            sendBack();
    });
    connect(&m_browser, &QTcpSocket::readyRead, this, &Exchange::sendOn);
    connect(&m_browser, &QTcpSocket::bytesWritten, this, &Exchange::sendBack);
    m_app.setProxy(QNetworkProxy::NoProxy);
    m_app.setReadBufferSize(MessageReader::PieceBytes);
}

Exchange::~Exchange()
{
    m_app.disconnect(this);
}

void Exchange::start()
{
    m_app.connectToHost(m_upstream.address, m_upstream.port);
}

void Exchange::connected()
{
    m_connected = true;
    m_app.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    if (m_request.method == "HEAD")
        m_answers.expectNoBody();
    m_app.write(requestForApp(m_request, m_browser.peerAddress().toString().toLatin1()));
    sendOn();
}

void Exchange::sendOn()
{
    if (m_finished || m_app.state() != QAbstractSocket::ConnectedState)
        return;
    while (m_tunnel && m_app.bytesToWrite() < BufferBytes) {
        QByteArray bytes = m_requests.takeRest();
        if (bytes.isEmpty())
            bytes = m_browser.read(MessageReader::PieceBytes);
        if (bytes.isEmpty())
            return;
        m_receivedBytes += bytes.size();
        m_app.write(bytes);
    }
    while (!m_tunnel && !m_requestSent && m_app.bytesToWrite() < BufferBytes) {
        const bool moved = m_requests.advance(m_browser);
        if (m_requests.refusal() != 0)
            return finish(m_begun ? Outcome::Broken : Outcome::Refused);
        if (const QByteArray body = m_requests.takeBody(); !body.isEmpty()) {
            m_receivedBytes += body.size();
            m_app.write(m_request.chunked ? chunk(body) : body);
        }
        if (m_requests.atEnd()) {
            m_requestSent = true;
            if (m_request.chunked)
                m_app.write("0\r\n\r\n");
        }
        if (!moved)
            return;
    }
}

void Exchange::sendBack()
{
    while (!m_finished) {
        if (m_browser.bytesToWrite() >= BufferBytes)
            return; // bytesWritten() comes
        if (!(m_tunnel ? passBack() : takeAnswer()))
            break;
    }
    // What it had sent before it closed has been passed on by now.
    if (!m_finished && m_app.state() == QAbstractSocket::UnconnectedState)
        appClosed();
}

bool Exchange::passBack()
{
    const QByteArray bytes = m_app.read(MessageReader::PieceBytes);
    if (!bytes.isEmpty())
        writeBack(bytes);
    return !bytes.isEmpty();
}

bool Exchange::takeAnswer()
{
    if (!m_answers.advance(m_app))
        return false;
    const std::optional<Head> head = m_answers.takeHead();
    if (m_answers.refusal() != 0) {
        finish(m_begun ? Outcome::Broken : Outcome::Unreached);
        return false;
    }
    if (head)
        begin(*head);
    if (m_tunnel || m_finished)
        return !m_finished;
    if (const QByteArray body = m_answers.takeBody(); !body.isEmpty() && m_begun)
        writeBack(m_chunks ? chunk(body) : body);
    if (!m_answers.atEnd())
        return true;
    if (m_begun) {
        if (m_chunks)
            m_browser.write("0\r\n\r\n");
        finish(Outcome::Answered);
        return false;
    }
    m_answers.next(); // it was a word ahead of the answer, as 100 and 103 are
    return true;
}

void Exchange::begin(const Head &answer)
{
    if (answer.status == 101 && !asksForTunnel(m_request))
        return finish(Outcome::Unreached);
    if (answer.status < 200 && answer.status != 101) {
        if (m_request.minorVersion >= 1)
            m_browser.write(answerForBrowser(m_request, answer, {}));
        return;
    }
    m_begun = true;
    m_status = answer.status;
    m_chunks = answerFraming(m_request, answer) == Framing::Chunks;
    m_browser.write(answerForBrowser(m_request, answer, m_upstream.headers));
    if (answer.status != 101)
        return;
    m_tunnel = true;
    if (const QByteArray early = m_answers.takeRest(); !early.isEmpty())
        writeBack(early);
    sendOn();
}

void Exchange::writeBack(const QByteArray &bytes)
{
    m_sentBytes += bytes.size();
    m_browser.write(bytes);
}

void Exchange::appClosed()
{
    if (m_tunnel)
        return finish(Outcome::Closed);
    m_answers.finish();
    if (!m_begun)
        return finish(Outcome::Unreached);
    if (!m_answers.atEnd())
        return finish(Outcome::Broken);
    if (m_chunks)
        m_browser.write("0\r\n\r\n");
    finish(Outcome::Answered);
}

void Exchange::finish(Outcome outcome)
{
    if (std::exchange(m_finished, true))
        return;
    m_app.disconnect(this);
    m_browser.disconnect(this);
    m_app.abort();
    Q_EMIT finished(outcome);
}

} // namespace Spacewright::Gateway
