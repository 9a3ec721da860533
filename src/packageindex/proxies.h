// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkProxyFactory>
#include <QProcessEnvironment>

namespace Spacewright::PackageIndex {

/// The proxy that pip would take: its own setting, else `https_proxy` and its kin; none for this machine itself and
/// for what `no_proxy` names.
class Proxies final : public QNetworkProxyFactory {
public:
    Proxies(QString ofPip, QProcessEnvironment environment)
        : m_ofPip(std::move(ofPip))
        , m_environment(std::move(environment))
    {
    }

    [[nodiscard]] QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query = QNetworkProxyQuery()) override;

private:
    [[nodiscard]] QString variable(const QString &name) const;

    QString m_ofPip;
    QProcessEnvironment m_environment;
};

} // namespace Spacewright::PackageIndex
