// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "gateway/site.h"

#include <QObject>
#include <QUrl>

#include <memory>

namespace Spacewright::Gateway {

/// Serves a folder on 127.0.0.1 as the Hub serves a static Space. Files are read on a thread of its
/// own; the object itself lives on the thread that made it, and signals arrive there.
class StaticServer final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StaticServer)
public:
    explicit StaticServer(QObject *parent = nullptr);
    /// Closes every connection.
    ~StaticServer() override;

    /// Begins to answer, and returns the port. `port` 0 takes a free one; Conflict when `port` is taken.
    [[nodiscard]] Result<quint16> listen(const Site &site, quint16 port = 0);
    /// From now on requests are answered from `site`.
    void setSite(const Site &site);
    [[nodiscard]] quint16 port() const;

Q_SIGNALS:
    /// After each request: what was asked, as sent, and the status of the answer.
    void answered(const QByteArray &method, const QByteArray &target, int status);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// `http://<subdomain>.localhost:<port>/`: browsers resolve such names to this machine themselves (RFC 6761).
[[nodiscard]] QUrl localhostUrl(const QString &subdomain, quint16 port);

} // namespace Spacewright::Gateway
