// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/visitor.h"

#include "gateway/forward.h"

#include <algorithm>
#include <tuple>

namespace Spacewright::Gateway {

namespace {
/// For what a browser still sends after it has its answer.
constexpr std::chrono::seconds DrainTime{2};

/// What the parts for static Spaces ask of a request.
Request plainRequest(const Head &head)
{
    return {.method = head.method, .target = head.target, .headers = head.headers, .keepAlive = head.keepAlive};
}

template<typename... Ts>
struct Overloaded : Ts... {
    using Ts::operator()...;
};
} // namespace

Visitor::Visitor(QTcpSocket *socket, RouteTable &routes, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_routes(routes)
{
    socket->setParent(this);
    socket->setReadBufferSize(MessageReader::PieceBytes);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Visitor::timedOut);
    connect(socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    connect(socket, &QTcpSocket::readyRead, this, &Visitor::read);
    connect(socket, &QTcpSocket::bytesWritten, this, &Visitor::pump);
    connect(&routes, &RouteTable::changed, this, [this](const QByteArray &subdomain) {
        if (m_state == State::Held && subdomain == m_subdomain)
            dispatch();
    });
    enter(State::Reading);
}

Visitor::~Visitor()
{
    delete m_exchange; // it looks into what is about to go
    if (m_state == State::Held)
        m_routes.release(m_subdomain);
    if (m_state == State::Held || m_state == State::Exchanging || m_state == State::Sending)
        report(true);
}

void Visitor::enter(State state)
{
    if (m_state == State::Held && state != State::Held)
        m_routes.release(m_subdomain);
    m_state = state;
    switch (state) {
    case State::Reading:
    case State::Sending:
        return m_timer.start(m_routes.limits().idleTime);
    case State::Held:
        return m_timer.start(m_routes.limits().holdTime);
    case State::Draining:
    case State::Leaving:
        return m_timer.start(m_socket->bytesToWrite() > 0 ? m_routes.limits().idleTime : DrainTime);
    case State::Exchanging:
        return m_timer.stop(); // an app may think as long as it likes
    }
}

void Visitor::read()
{
    if (m_state == State::Draining || m_state == State::Leaving)
        return drain();
    while (m_state == State::Reading && m_requests.advance(*m_socket)) {
        if (const int refusal = m_requests.refusal(); refusal != 0) {
            m_request = {.method = "GET", .target = {}, .reason = {}, .headers = {}, .keepAlive = false, .length = {}};
            m_subdomain.clear();
            m_since.start();
            m_served = {};
            return send(plainAnswer(refusal));
        }
        if (std::optional<Head> head = m_requests.takeHead())
            begin(std::move(*head));
    }
}

void Visitor::begin(Head request)
{
    m_request = std::move(request);
    m_subdomain.clear();
    m_since.start();
    m_served = {};
    m_served.method = m_request.method;
    m_served.target = m_request.target;
    if (std::optional<Response> answer = objection())
        send(std::move(*answer));
    else
        dispatch();
}

std::optional<Response> Visitor::objection()
{
    const auto isHost = [](const auto &header) { return header.first.compare("host", Qt::CaseInsensitive) == 0; };
    const QByteArray host = m_request.header("Host");
    QByteArray &target = m_request.target;
    if (m_request.method == "CONNECT") {
        m_request.keepAlive = false; // what follows would not be HTTP
        return plainAnswer(405);
    }
    if (std::ranges::count_if(m_request.headers, isHost) > 1)
        return plainAnswer(400);
    if (target.startsWith("http://")) { // as if it asked a proxy: then both names have to be the same
        const qsizetype slash = target.indexOf('/', 7);
        const QByteArray authority = target.sliced(7, (slash < 0 ? target.size() : slash) - 7);
        if (authority.compare(host, Qt::CaseInsensitive) != 0)
            return plainAnswer(400);
        target = slash < 0 ? "/" : target.sliced(slash);
    }
    if (!target.startsWith('/') && !(target == "*" && m_request.method == "OPTIONS"))
        return plainAnswer(400);
    const std::optional<QByteArray> subdomain = subdomainOf(host, m_routes.port);
    if (!subdomain)
        return plainAnswer(421,
                           tr("Only the Spaces that run on this machine are here, under http://<name>.localhost:%1/.")
                               .arg(m_routes.port));
    m_subdomain = *subdomain;
    m_served.subdomain = QString::fromLatin1(*subdomain);
    if (!m_routes.find(m_subdomain))
        return plainAnswer(404,
                           tr("No Space is open under this address. Run it in Spacewright, and load the page again."));
    return {};
}

void Visitor::dispatch()
{
    const Route *const route = m_routes.find(m_subdomain);
    if (!route)
        return send(plainAnswer(503, tr("The Space was closed.")));
    std::visit(Overloaded{
                   [this](const Holding &) { hold(); },
                   [this](const Upstream &app) { exchange(app); },
                   [this](const Site &site) { send(answer(site, plainRequest(m_request))); },
                   [this](const Gone &gone) {
                       send(plainAnswer(503, gone.sentence.isEmpty() ? tr("The Space does not run.") : gone.sentence));
                   },
               },
               Route(*route));
}

void Visitor::hold()
{
    if (m_state == State::Held)
        return;
    if (m_routes.hold(m_subdomain))
        return enter(State::Held);
    Response full =
        plainAnswer(503, tr("The app is starting, and too many wait for it already. Load the page again soon."));
    full.headers.emplaceBack("Retry-After", "5");
    send(std::move(full));
}

void Visitor::exchange(const Upstream &app)
{
    enter(State::Exchanging);
    m_exchange = new Exchange(*m_socket, m_requests, m_request, app, this);
    connect(m_exchange, &Exchange::finished, this, &Visitor::exchanged);
    m_exchange->start();
}

void Visitor::exchanged(Exchange::Outcome outcome)
{
    Exchange *const done = std::exchange(m_exchange, nullptr);
    done->deleteLater(); // we are in its signal
    m_served.status = done->status();
    m_served.receivedBytes = done->receivedBytes();
    m_served.sentBytes = done->sentBytes();
    switch (outcome) {
    case Exchange::Outcome::Answered:
        return endRequest();
    case Exchange::Outcome::Refused:
        m_request.keepAlive = false;
        return send(plainAnswer(400));
    case Exchange::Outcome::Unreached: {
        // It went away between the look and the call; nothing of the request is lost.
        const Route *const now = m_routes.find(m_subdomain);
        const auto *const app = now ? std::get_if<Upstream>(now) : nullptr;
        if (!done->wasConnected() && now && (!app || app->port != done->upstream().port))
            return dispatch();
        return send(plainAnswer(502, tr("The app does not answer. Its log says more.")));
    }
    case Exchange::Outcome::Broken:
        report(true);
        m_state = State::Leaving;
        // The browser has to learn that something is missing: the length, or the last chunk.
        return m_request.minorVersion >= 1 ? m_socket->disconnectFromHost() : m_socket->abort();
    case Exchange::Outcome::Closed:
        report(false);
        m_state = State::Leaving;
        return m_socket->disconnectFromHost();
    }
}

void Visitor::send(Response response)
{
    if (!response.file.isEmpty() && m_request.method != "HEAD") {
        m_file.setFileName(response.file);
        if (!m_file.open(QIODevice::ReadOnly) || !m_file.seek(response.offset))
            response = plainAnswer(404); // gone since it was looked up
    }
    const Head head{.method = {},
                    .target = {},
                    .status = response.status,
                    .reason = reasonPhrase(response.status),
                    .headers = response.headers,
                    .length = response.status == 304 ? std::nullopt : std::optional(response.length)};
    m_socket->write(answerForBrowser(m_request, head, {}));
    if (m_request.method != "HEAD")
        m_socket->write(response.body);
    m_left = m_file.isOpen() ? response.length : 0;
    m_served.status = response.status;
    m_served.sentBytes = m_request.method == "HEAD" ? 0 : response.length;
    enter(State::Sending);
    pump();
}

void Visitor::pump()
{
    if (m_state == State::Draining || m_state == State::Leaving)
        enter(m_state); // it still takes what was written
    if (m_state != State::Sending)
        return;
    m_timer.start(); // it still takes what is sent
    while (m_left > 0 && m_socket->bytesToWrite() < Exchange::BufferBytes) {
        const QByteArray piece = m_file.read(std::min<qint64>(m_left, MessageReader::PieceBytes));
        if (piece.isEmpty()) { // shorter than announced
            report(true);
            m_state = State::Leaving;
            return m_socket->abort();
        }
        m_socket->write(piece);
        m_left -= piece.size();
    }
    if (m_left > 0)
        return;
    m_file.close();
    endRequest();
}

void Visitor::endRequest()
{
    report(false);
    // An answer that ends with the connection, or a request that none may follow.
    if (!m_request.keepAlive || m_request.minorVersion < 1 || m_requests.refusal() != 0)
        enter(State::Leaving);
    else
        enter(State::Draining);
    // Later, so that a browser that sends ahead cannot make this a deep recursion.
    QMetaObject::invokeMethod(this, &Visitor::drain, Qt::QueuedConnection);
}

void Visitor::drain()
{
    if (m_state != State::Draining && m_state != State::Leaving)
        return; // it has gone on already
    while (m_requests.advance(*m_socket))
        std::ignore = m_requests.takeBody();
    const bool whole = m_requests.atEnd();
    if (m_requests.refusal() != 0)
        m_socket->readAll();
    if (m_state == State::Leaving && whole)
        return m_socket->disconnectFromHost();
    if (m_state != State::Draining || m_requests.refusal() != 0)
        return; // the timer closes: a browser that still sends must be able to read its answer first
    if (!whole)
        return;
    m_requests.next();
    enter(State::Reading);
    read();
}

void Visitor::timedOut()
{
    switch (m_state) {
    case State::Held:
        return send(plainAnswer(504, tr("The app has not started yet. Load the page again to go on waiting.")));
    case State::Reading:
    case State::Sending:
    case State::Draining:
    case State::Leaving:
        return m_socket->abort();
    case State::Exchanging:
        return;
    }
}

void Visitor::report(bool broken)
{
    m_served.broken = broken;
    m_served.duration = std::chrono::microseconds(m_since.nsecsElapsed() / 1000);
    Q_EMIT m_routes.served(m_served);
}

} // namespace Spacewright::Gateway
