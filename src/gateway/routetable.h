// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/route.h"

#include <QHash>
#include <QObject>

namespace Spacewright::Gateway {

/// Who answers for which Space, as the visitors of one listener see it. Lives on their thread.
class RouteTable final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RouteTable)
public:
    explicit RouteTable(const GatewayLimits &limits);

    [[nodiscard]] const GatewayLimits &limits() const { return m_limits; }
    /// Null when there is no such Space.
    [[nodiscard]] const Route *find(const QByteArray &subdomain) const;
    void set(const QByteArray &subdomain, const Route &route);
    void remove(const QByteArray &subdomain);
    /// Counts one more request that waits; false when that would be too many.
    [[nodiscard]] bool hold(const QByteArray &subdomain);
    void release(const QByteArray &subdomain);

    quint16 port = 0; ///< of the listener, which is part of the name that browsers ask for

Q_SIGNALS:
    void changed(const QByteArray &subdomain);
    void served(const Spacewright::Gateway::Served &request);

private:
    GatewayLimits m_limits;
    QHash<QByteArray, Route> m_routes;
    QHash<QByteArray, int> m_held;
};

} // namespace Spacewright::Gateway
