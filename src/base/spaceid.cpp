// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/spaceid.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Spacewright {

std::optional<SpaceId> SpaceId::parse(QStringView text)
{
    static const QRegularExpression part(uR"(\A[A-Za-z0-9_]([A-Za-z0-9_.-]{0,94}[A-Za-z0-9_])?\z)"_s);
    const auto slash = text.indexOf(u'/');
    if (slash < 0 || text.contains("--"_L1) || text.contains(".."_L1) || text.endsWith(".git"_L1))
        return std::nullopt;
    SpaceId id{text.first(slash).toString(), text.sliced(slash + 1).toString()};
    if (!part.match(id.owner).hasMatch() || !part.match(id.name).hasMatch())
        return std::nullopt;
    return id;
}

QString SpaceId::subdomain() const
{
    QString label = toString().toLower();
    for (QChar &c : label) {
        if (c == u'/' || c == u'_' || c == u'.')
            c = u'-';
    }
    return label;
}

} // namespace Spacewright
