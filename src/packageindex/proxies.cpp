// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "packageindex/proxies.h"

#include <QHostAddress>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::PackageIndex {

namespace {
constexpr quint16 UsualPort = 3128;

bool isExcepted(const QString &host, const QString &exceptions)
{
    const auto entries = exceptions.split(u',', Qt::SkipEmptyParts);
    return std::ranges::any_of(entries, [&](const QString &entry) {
        QString suffix = entry.trimmed().section(u':', 0, 0).toLower();
        if (suffix == "*"_L1)
            return true;
        while (suffix.startsWith(u'.') || suffix.startsWith(u'*'))
            suffix.remove(0, 1);
        return !suffix.isEmpty() && (host == suffix || host.endsWith(u'.' + suffix));
    });
}
} // namespace

QString Proxies::variable(const QString &name) const
{
    const QString value = m_environment.value(name);
    return value.isEmpty() ? m_environment.value(name.toUpper()) : value;
}

QList<QNetworkProxy> Proxies::queryProxy(const QNetworkProxyQuery &query)
{
    const QString host = query.peerHostName().toLower();
    const bool isHere = host == "localhost"_L1 || QHostAddress(host).isLoopback();
    if (isHere || isExcepted(host, variable(u"no_proxy"_s)))
        return {QNetworkProxy::NoProxy};
    QString address = m_ofPip;
    if (address.isEmpty())
        address = variable(query.protocolTag() + "_proxy"_L1);
    if (address.isEmpty())
        address = variable(u"all_proxy"_s);
    if (!address.isEmpty() && !address.contains("://"_L1))
        address.prepend("http://"_L1);
    const QUrl url(address);
    if (url.host().isEmpty())
        return {QNetworkProxy::NoProxy};
    const auto type = url.scheme().startsWith("socks"_L1) ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy;
    return {QNetworkProxy(type, url.host(), quint16(url.port(UsualPort)), url.userName(QUrl::FullyDecoded),
                          url.password(QUrl::FullyDecoded))};
}

} // namespace Spacewright::PackageIndex
