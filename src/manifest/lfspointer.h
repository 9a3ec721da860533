// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace Spacewright::Manifest {

/// What stands in git for a file that LFS keeps.
struct LfsPointer {
    QByteArray oid; ///< SHA-256, 64 hexadecimal digits
    qint64 sizeBytes = 0; ///< of the file itself

    friend bool operator==(const LfsPointer &, const LfsPointer &) = default;
};

/// Longer than this is no pointer. Source: git-lfs docs/spec.md.
inline constexpr qsizetype LargestPointer = 1024;

/// nullopt for what is no pointer. Takes the old address of the format, extensions, CR LF and blanks at the end too.
[[nodiscard]] std::optional<LfsPointer> readLfsPointer(QByteArrayView bytes);

} // namespace Spacewright::Manifest
