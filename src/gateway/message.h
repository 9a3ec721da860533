// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <utility>

namespace Spacewright::Gateway {

using Headers = QList<std::pair<QByteArray, QByteArray>>;

/// One request line with its headers; a body is read and dropped.
struct Request {
    QByteArray method; ///< in capitals
    QByteArray target; ///< as sent: path and query, percent-encoded
    Headers headers; ///< in the order sent
    bool keepAlive = true;

    /// The first header called `name`, whatever its case; empty when there is none.
    [[nodiscard]] QByteArray header(QByteArrayView name) const;
};

/// What is sent back. Either `body` is sent, or `length` bytes of `file` from `offset`.
struct Response {
    int status = 200;
    Headers headers; ///< without those that frame it, which the connection adds; what is no header is not sent
    QByteArray body;
    QString file;
    qint64 offset = 0;
    qint64 length = 0; ///< of what follows the header, also in an answer to HEAD
};

} // namespace Spacewright::Gateway
