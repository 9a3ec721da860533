// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/diagnostic.h"

#include <QList>
#include <QString>

namespace Spacewright::Manifest {

/// One entry of a pip requirement file, continuation lines joined. Comments and blank lines are left out.
/// Source: pip's requirements file format; PEP 508 for the entry, PEP 503 for names.
struct Requirement {
    enum class Kind {
        Package, ///< `name[extra]>=1 ; marker`
        Url, ///< `name @ https://…`, or a bare address
        Path, ///< `./wheel.whl`, `../lib`, `/srv/lib`
        Editable, ///< `-e …`
        Include, ///< `-r file`
        Constraint, ///< `-c file`
        Option, ///< any other line that begins with a dash
        Invalid, ///< nothing that pip would take
    };
    Kind kind = Kind::Invalid;
    QString text; ///< the whole entry, joined, without comment
    QString name; ///< as written; empty for a bare address, a path and options
    QStringList extras;
    QString specifier; ///< `>=1,<2`, without spaces around commas; empty when unpinned
    QString marker; ///< after `;`
    QString url; ///< for Url; the target for Path, Editable, Include and Constraint
    QStringList options; ///< `--hash=…` and the like behind an entry; for Option the words of the line
    TextRange range; ///< the entry without comment
    TextRange nameRange; ///< of `name`; of the target where there is no name

    /// PEP 503: lower case, runs of `-`, `_` and `.` become one `-`.
    [[nodiscard]] QString normalName() const;
    /// True for exactly one `==` without wildcard, or `===`.
    [[nodiscard]] bool isPinned() const;
    /// The version that isPinned() found; empty otherwise.
    [[nodiscard]] QString pinnedVersion() const;
};

[[nodiscard]] QList<Requirement> readRequirements(const QString &text);
/// PEP 503.
[[nodiscard]] QString normalPackageName(QStringView name);

/// One line of packages.txt as apt-get sees it. A comment is kept: the Hub documents none.
struct SystemPackage {
    QString name;
    bool isComment = false;
    TextRange range;
};

[[nodiscard]] QList<SystemPackage> readSystemPackages(const QString &text);

} // namespace Spacewright::Manifest
