// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/catalogue.h"
#include "assist/place.h"

#include <QCoreApplication>

namespace Spacewright::Assist {

namespace {
TextRange wordAt(const Place &place)
{
    return place.around([](QChar letter) { return isWord(letter); });
}
} // namespace

QList<Completion> completeSystemPackage(const Place &place)
{
    const TextRange word = wordAt(place);
    if (!QStringView(place.text()).first(word.column).trimmed().isEmpty() || place.text().startsWith(u'#'))
        return {};
    QList<Completion> list;
    for (const CatalogueEntry &entry : debianPackages())
        list.append({.kind = Completion::Kind::Package,
                     .label = entry.name,
                     .insertText = entry.name,
                     .range = word,
                     .detail = {},
                     .documentation = entry.summary});
    return list;
}

std::optional<Documentation> documentSystemPackage(const Place &place)
{
    const TextRange word = wordAt(place);
    const CatalogueEntry *entry = findEntry(debianPackages(), place.written(word));
    if (!entry)
        return {};
    return Documentation{entry->name, entry->summary, QCoreApplication::translate("Assist", "Debian package"), word};
}

} // namespace Spacewright::Assist
