// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/diagnostic.h"

#include <QString>
#include <QStringList>

namespace Spacewright::Manifest {

/// What of package.json matters to a static Space that is built.
struct PackageJson {
    QStringList scripts; ///< names, sorted
    QString error; ///< the parser's own words; empty when the file could be read
    TextRange errorRange; ///< empty, where reading stopped
};

[[nodiscard]] PackageJson readPackageJson(const QString &text);

} // namespace Spacewright::Manifest
