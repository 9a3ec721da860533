// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

namespace Spacewright::Check {

/// What a package index says about one package.
struct PackageFacts {
    QString name; ///< as its authors write it
    QString summary; ///< their own sentence, untranslated; may be empty
    QStringList versions; ///< newest first

    friend bool operator==(const PackageFacts &, const PackageFacts &) = default;
};

/// By normal name: Manifest::normalPackageName().
using KnownPackages = QHash<QString, PackageFacts>;

} // namespace Spacewright::Check
