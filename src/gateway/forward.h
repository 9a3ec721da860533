// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/messagereader.h"

namespace Spacewright::Gateway {

/// How the body that follows a head is marked off.
enum class Framing { None, Length, Chunks, UntilClose };

/// `headers` without those that concern one connection only. Source: RFC 9110, 7.6.1.
[[nodiscard]] Headers endToEnd(const Headers &headers);
/// True when the two ends may go on in another protocol, which is never HTTP again.
[[nodiscard]] bool asksForTunnel(const Head &request);
/// `request` as the app gets it: one request a connection, and who asks as this gateway knows it, whatever the
/// browser said of that. `visitor` is an address by number.
[[nodiscard]] QByteArray requestForApp(const Head &request, const QByteArray &visitor);
[[nodiscard]] Framing requestFraming(const Head &request);
/// How `answer` to `request` is marked off for the browser.
[[nodiscard]] Framing answerFraming(const Head &request, const Head &answer);
/// `answer` as the browser gets it; `own` headers stand instead of those of the same name.
[[nodiscard]] QByteArray answerForBrowser(const Head &request, const Head &answer, const Headers &own);
/// `bytes`, not empty, as one chunk.
[[nodiscard]] QByteArray chunk(const QByteArray &bytes);
/// Where a request goes: the name that stands before `.localhost` in `host`, in small letters; empty for the
/// bare `localhost` and `127.0.0.1`. Nothing when the name or the port is not of this machine's gateway.
[[nodiscard]] std::optional<QByteArray> subdomainOf(QByteArrayView host, quint16 port);
/// False for what would end the line, or say what the connection itself says. Source: RFC 9110, 5.5 and 5.6.2.
[[nodiscard]] bool isSendable(const QByteArray &name, const QByteArray &value);

} // namespace Spacewright::Gateway
