// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/catalogue.h"

#include <QFile>
#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Assist {

namespace {

/// `name|summary|extra,extra`, a line each; `#` begins a comment.
QList<CatalogueEntry> read(const QString &path)
{
    QList<CatalogueEntry> entries;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return entries;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        if (line.startsWith(u'#'))
            continue;
        const QStringList parts = line.split(u'|');
        entries.append({parts.value(0), parts.value(1), parts.value(2).split(u',', Qt::SkipEmptyParts)});
    }
    std::ranges::sort(entries, {}, &CatalogueEntry::name);
    return entries;
}

} // namespace

const QList<CatalogueEntry> &pythonPackages()
{
    static const QList<CatalogueEntry> entries = read(u":/names/python.txt"_s);
    return entries;
}

const QList<CatalogueEntry> &debianPackages()
{
    static const QList<CatalogueEntry> entries = read(u":/names/debian.txt"_s);
    return entries;
}

const CatalogueEntry *findEntry(const QList<CatalogueEntry> &catalogue, QStringView name)
{
    const auto found = std::ranges::lower_bound(catalogue, name, {}, &CatalogueEntry::name);
    return found != catalogue.end() && found->name == name ? &*found : nullptr;
}

} // namespace Spacewright::Assist
