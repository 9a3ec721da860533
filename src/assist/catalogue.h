// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace Spacewright::Assist {

/// A package that Spaces use, with a line about it.
struct CatalogueEntry {
    QString name;
    QString summary; ///< untranslated, as a package index has it
    QStringList extras; ///< what may stand in brackets behind a Python package
};

/// Python packages, sorted by name. From resources/names/python.txt; read once.
[[nodiscard]] const QList<CatalogueEntry> &pythonPackages();
/// Debian packages, sorted by name. From resources/names/debian.txt; read once.
[[nodiscard]] const QList<CatalogueEntry> &debianPackages();

/// nullptr for a name that is not there; `name` as it is written in the list.
[[nodiscard]] const CatalogueEntry *findEntry(const QList<CatalogueEntry> &catalogue, QStringView name);

} // namespace Spacewright::Assist
