// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/message.h"

#include <memory>
#include <optional>

namespace Spacewright::Gateway {

/// Cuts a byte stream into HTTP/1 requests, by llhttp.
class RequestParser {
public:
    RequestParser();
    ~RequestParser();
    RequestParser(const RequestParser &) = delete;
    RequestParser &operator=(const RequestParser &) = delete;

    void feed(const QByteArray &bytes);
    /// The next whole request, if there is one.
    [[nodiscard]] std::optional<Request> take();
    /// 0, or the status to refuse the connection with: 400 for what is not HTTP, 413, 431.
    [[nodiscard]] int refusal() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace Spacewright::Gateway
