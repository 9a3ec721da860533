// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/site.h"

#include <QHostAddress>

#include <chrono>
#include <variant>

namespace Spacewright::Gateway {

/// The app is on its way: who asks waits.
struct Holding { };

/// An app that listens on this machine.
struct Upstream {
    QHostAddress address{QHostAddress::LocalHost};
    quint16 port = 0;
    Headers headers = {}; ///< custom_headers of the README, sent with every answer of the app
};

/// Nothing answers.
struct Gone {
    QString sentence; ///< for the person who asks; empty: one that fits
};

/// Who answers for one Space.
using Route = std::variant<Holding, Upstream, Site, Gone>;

/// How much is borne, of all Spaces together unless it says otherwise.
struct GatewayLimits {
    int visitors = 4096; ///< open connections
    int held = 256; ///< requests that wait for one Space
    std::chrono::milliseconds holdTime = std::chrono::minutes(2); ///< of one request
    std::chrono::milliseconds idleTime = std::chrono::minutes(1); ///< of a connection between two requests
};

/// One request that is over.
struct Served {
    QString subdomain;
    QByteArray method;
    QByteArray target; ///< as sent
    int status = 0; ///< 0 when the browser left before the answer began
    qint64 receivedBytes = 0; ///< of its body
    qint64 sentBytes = 0; ///< of the answer's body
    std::chrono::microseconds duration{}; ///< from the whole head to the last byte written
    bool broken = false; ///< the answer was begun and not ended
};

} // namespace Spacewright::Gateway
