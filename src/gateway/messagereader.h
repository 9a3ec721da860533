// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/message.h"

#include <QIODevice>

#include <memory>
#include <optional>

namespace Spacewright::Gateway {

/// The first part of a message. Of a request, or of an answer.
struct Head {
    QByteArray method; ///< of a request, in capitals
    QByteArray target; ///< of a request, as sent
    int status = 0; ///< of an answer
    QByteArray reason; ///< of an answer, as sent
    Headers headers; ///< in the order sent
    int minorVersion = 1; ///< HTTP/1.x
    bool keepAlive = true;
    bool chunked = false;
    std::optional<qint64> length; ///< Content-Length
    bool upgrade = false; ///< asks for, or begins, another protocol

    [[nodiscard]] QByteArray header(QByteArrayView name) const;
};

/// Reads HTTP/1 messages piece by piece, by llhttp. It holds at most PieceBytes and one head of HeaderLimitBytes.
///
/// Whatever two readers could understand differently is refused: two lengths, a length beside chunks, an unknown
/// coding, a folded header, white space before a colon. Source: RFC 9112, 11.2.
class MessageReader {
public:
    enum class Kind { Request, Answer };
    static constexpr qsizetype PieceBytes = 64 * 1024;
    static constexpr qsizetype HeaderLimitBytes = 64 * 1024;

    explicit MessageReader(Kind kind);
    ~MessageReader();
    MessageReader(const MessageReader &) = delete;
    MessageReader &operator=(const MessageReader &) = delete;

    /// Reads a piece on; of a request only up to the end of its head, then of its body, and never beyond one
    /// message. False when there is nothing to do before more bytes arrive, and at the end and after a refusal.
    [[nodiscard]] bool advance(QIODevice &from);
    /// No more bytes come: an answer without a length ends here.
    void finish();
    /// The head, once.
    [[nodiscard]] std::optional<Head> takeHead();
    /// What has been read of the body, without chunk marks.
    [[nodiscard]] QByteArray takeBody();
    /// The message is whole.
    [[nodiscard]] bool atEnd() const;
    /// True before the first byte of a message.
    [[nodiscard]] bool isIdle() const;
    /// Begins the next message.
    void next();
    /// The next answer has no body, because HEAD was asked.
    void expectNoBody();
    /// Bytes that were read and belong to what follows the message.
    [[nodiscard]] QByteArray takeRest();
    /// 0, or the status to refuse with: 400 for what is not HTTP, 431, 501.
    [[nodiscard]] int refusal() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace Spacewright::Gateway
