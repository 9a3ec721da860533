// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifest/portablename.h"

#include <QString>
#include <QStringTokenizer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Manifest {

namespace {

bool isUpper(QChar c)
{
    return c.unicode() < 128 ? c >= u'A' && c <= u'Z' : c.isUpper();
}

bool isReserved(QStringView part)
{
    static constexpr QLatin1StringView Reserved[] = {"con"_L1,  "prn"_L1,  "aux"_L1,  "nul"_L1,  "com1"_L1, "com2"_L1,
                                                     "com3"_L1, "com4"_L1, "lpt1"_L1, "lpt2"_L1, "lpt3"_L1};
    const qsizetype dot = part.indexOf(u'.');
    const QStringView stem = dot < 0 ? part : part.first(dot);
    return (stem.size() == 3 || stem.size() == 4) && std::ranges::any_of(Reserved, [stem](QLatin1StringView name) {
               return stem.compare(name, Qt::CaseInsensitive) == 0;
           });
}

} // namespace

bool isPortable(QStringView path)
{
    const auto isForbidden = [](QChar c) {
        switch (c.unicode()) {
        case u'<':
        case u'>':
        case u':':
        case u'"':
        case u'|':
        case u'?':
        case u'*':
        case u'\\':
            return true;
        default:
            return c.unicode() < 0x20;
        }
    };
    if (std::ranges::any_of(path, isForbidden))
        return false;
    for (const QStringView part : QStringTokenizer(path, u'/')) {
        if (part.endsWith(u'.') || part.endsWith(u' ') || isReserved(part))
            return false;
    }
    return true;
}

bool isUnusual(QStringView path)
{
    return std::ranges::any_of(path, &isUpper) || path.contains(QChar::ReplacementCharacter) || !isPortable(path);
}

} // namespace Spacewright::Manifest
