// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/message.h"

#include <QJsonObject>

namespace Spacewright::Gateway {

/// A static Space as it is served. Source: spaces.md 5.2, 10.
struct Site {
    QString folder;
    QString appFile = QStringLiteral("index.html"); ///< relative to `folder`; what `/` leads to
    Headers headers; ///< custom_headers of the README, sent with every answer
    QJsonObject variables; ///< `window.huggingface.variables`: strings by name
};

/// The answer to one request. Reads the disk, writes nothing.
///
/// Nothing outside the folder is served, links resolved, nor git's own files or `.env`; there is no listing.
[[nodiscard]] Response answer(const Site &site, const Request &request);

/// True for `127.0.0.1`, `localhost` and `*.localhost`, each with the port of this server, so that a
/// foreign page whose name was pointed at this machine reaches nothing (DNS rebinding).
[[nodiscard]] bool isOwnHost(QByteArrayView host, quint16 port);

/// An answer that is only a status and a sentence.
[[nodiscard]] Response plainAnswer(int status, const QString &sentence = {});
/// "Not Found" for 404. Source: RFC 9110.
[[nodiscard]] QByteArray reasonPhrase(int status);
/// `text/javascript; charset=utf-8`, `application/wasm` ...: by the file's name alone.
[[nodiscard]] QByteArray contentType(const QString &fileName);
/// `html` with a script that sets `window.huggingface` before any script of the page.
[[nodiscard]] QByteArray withVariables(QByteArray html, const QJsonObject &variables);

} // namespace Spacewright::Gateway
