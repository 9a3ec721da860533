// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/routetable.h"

namespace Spacewright::Gateway {

RouteTable::RouteTable(const GatewayLimits &limits)
    : m_limits(limits)
{
}

const Route *RouteTable::find(const QByteArray &subdomain) const
{
    const auto found = m_routes.constFind(subdomain);
    return found == m_routes.cend() ? nullptr : &*found;
}

void RouteTable::set(const QByteArray &subdomain, const Route &route)
{
    m_routes.insert(subdomain, route);
    Q_EMIT changed(subdomain);
}

void RouteTable::remove(const QByteArray &subdomain)
{
    m_routes.remove(subdomain);
    Q_EMIT changed(subdomain);
}

bool RouteTable::hold(const QByteArray &subdomain)
{
    int &held = m_held[subdomain];
    if (held >= m_limits.held)
        return false;
    ++held;
    return true;
}

void RouteTable::release(const QByteArray &subdomain)
{
    if (--m_held[subdomain] <= 0)
        m_held.remove(subdomain);
}

} // namespace Spacewright::Gateway
