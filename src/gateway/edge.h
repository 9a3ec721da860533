// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "gateway/route.h"

#include <QObject>
#include <QUrl>

#include <memory>

namespace Spacewright::Gateway {

/// The one address on 127.0.0.1 under which all Spaces of this program are found, each by its name before
/// `.localhost`. A reverse proxy on a thread of its own; the object lives on the thread that made it, and signals
/// arrive there. A Space may change who answers for it at any time: what has begun goes on where it began.
class Edge final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Edge)
public:
    explicit Edge(const GatewayLimits &limits = {}, QObject *parent = nullptr);
    /// Closes every connection.
    ~Edge() override;

    /// Begins to answer, once. Takes `preferred` when it is free, else any port: the answer says which, and
    /// whoever keeps the port compares. Conflict when there is none at all.
    [[nodiscard]] Result<quint16> listen(quint16 preferred = 0);
    /// 0 before listen().
    [[nodiscard]] quint16 port() const;
    /// `http://<subdomain>.localhost:<port>/`.
    [[nodiscard]] QUrl url(const QString &subdomain) const;

    /// From now on, `route` answers for `subdomain`; requests that wait for it are answered by it.
    void setRoute(const QString &subdomain, const Route &route);
    /// The Space is known no more.
    void removeRoute(const QString &subdomain);

Q_SIGNALS:
    /// After each request.
    void served(const Spacewright::Gateway::Served &request);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace Spacewright::Gateway
