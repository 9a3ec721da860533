// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/forward.h"

#include "gateway/site.h"

#include <algorithm>

namespace Spacewright::Gateway {

namespace {
bool isOneOf(const QByteArray &name, std::initializer_list<QByteArrayView> names)
{
    return std::ranges::any_of(names,
                               [&name](QByteArrayView each) { return name.compare(each, Qt::CaseInsensitive) == 0; });
}

bool isNamed(const QByteArray &name, const Headers &headers)
{
    return std::ranges::any_of(
        headers, [&name](const auto &header) { return name.compare(header.first, Qt::CaseInsensitive) == 0; });
}

void write(QByteArray &to, const Headers &headers)
{
    for (const auto &[name, value] : headers) {
        if (isSendable(name, value))
            to += name + ": " + value + "\r\n";
    }
}

bool hasNoBody(const Head &request, int status)
{
    return request.method == "HEAD" || status < 200 || status == 204 || status == 304;
}
} // namespace

Headers endToEnd(const Headers &headers)
{
    QList<QByteArray> named;
    for (const auto &[name, value] : headers) {
        if (name.compare("connection", Qt::CaseInsensitive) == 0) {
            for (const QByteArray &token : value.split(','))
                named.append(token.trimmed());
        }
    }
    Headers kept;
    for (const auto &header : headers) {
        const QByteArray &name = header.first;
        const bool hop =
            isOneOf(name,
                    {"connection", "keep-alive", "proxy-connection", "proxy-authenticate", "proxy-authorization", "te",
                     "trailer", "transfer-encoding", "upgrade", "content-length"})
            || std::ranges::any_of(
                named, [&name](const QByteArray &token) { return token.compare(name, Qt::CaseInsensitive) == 0; });
        if (!hop || name.compare("host", Qt::CaseInsensitive) == 0)
            kept.append(header);
    }
    return kept;
}

bool asksForTunnel(const Head &request)
{
    // HTTP/2 in clear would be requests that nobody here sees, so it stays HTTP/1.
    return request.upgrade && request.method != "CONNECT" && request.minorVersion >= 1
        && !request.header("Upgrade").toLower().contains("h2c");
}

QByteArray requestForApp(const Head &request, const QByteArray &visitor)
{
    QByteArray head = request.method + ' ' + request.target + " HTTP/1.1\r\n";
    Headers headers = endToEnd(request.headers);
    headers.removeIf([](const auto &header) {
        return isOneOf(header.first,
                       {"x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "x-real-ip",
                        "forwarded", "http2-settings"});
    });
    write(head, headers);
    head += "X-Forwarded-For: " + visitor + "\r\nX-Forwarded-Host: " + request.header("Host")
        + "\r\nX-Forwarded-Proto: http\r\n";
    switch (requestFraming(request)) {
    case Framing::Length:
        head += "Content-Length: " + QByteArray::number(*request.length) + "\r\n";
        break;
    case Framing::Chunks:
        head += "Transfer-Encoding: chunked\r\n";
        break;
    case Framing::None:
    case Framing::UntilClose:
        break;
    }
    if (asksForTunnel(request))
        head += "Connection: Upgrade\r\nUpgrade: " + request.header("Upgrade") + "\r\n\r\n";
    else
        head += "Connection: close\r\n\r\n";
    return head;
}

Framing requestFraming(const Head &request)
{
    return request.chunked ? Framing::Chunks : request.length ? Framing::Length : Framing::None;
}

Framing answerFraming(const Head &request, const Head &answer)
{
    if (hasNoBody(request, answer.status))
        return Framing::None;
    if (answer.length)
        return Framing::Length;
    return request.minorVersion >= 1 ? Framing::Chunks : Framing::UntilClose;
}

QByteArray answerForBrowser(const Head &request, const Head &answer, const Headers &own)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(answer.status) + ' '
        + (answer.reason.isEmpty() ? reasonPhrase(answer.status) : answer.reason) + "\r\n";
    Headers headers = endToEnd(answer.headers);
    if (answer.status >= 200) {
        headers.removeIf([&own](const auto &header) { return isNamed(header.first, own); });
        headers += own;
    }
    write(head, headers);
    if (answer.status == 101)
        return head + "Connection: Upgrade\r\nUpgrade: " + answer.header("Upgrade") + "\r\n\r\n";
    if (answer.status < 200)
        return head + "\r\n";
    const Framing framing = answerFraming(request, answer);
    if (framing == Framing::Chunks)
        head += "Transfer-Encoding: chunked\r\n";
    else if (answer.length && answer.status != 204)
        head += "Content-Length: " + QByteArray::number(*answer.length) + "\r\n";
    const bool keepAlive = request.keepAlive && framing != Framing::UntilClose;
    return head + (keepAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
}

QByteArray chunk(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

std::optional<QByteArray> subdomainOf(QByteArrayView host, quint16 port)
{
    if (!isOwnHost(host, port))
        return {};
    const qsizetype colon = host.lastIndexOf(':');
    const QByteArray name = (colon < 0 ? host : host.first(colon)).toByteArray().toLower();
    constexpr QByteArrayView Suffix(".localhost");
    return name.endsWith(Suffix) ? name.chopped(Suffix.size()) : QByteArray();
}

bool isSendable(const QByteArray &name, const QByteArray &value)
{
    const auto isTokenCharacter = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    };
    const auto isControl = [](char c) { return (uchar(c) < 0x20 && c != '\t') || c == 0x7f; };
    const QByteArray lower = name.toLower();
    return !name.isEmpty() && std::ranges::all_of(name, isTokenCharacter) && std::ranges::none_of(value, isControl)
        && lower != "content-length" && lower != "transfer-encoding" && lower != "connection";
}

} // namespace Spacewright::Gateway
