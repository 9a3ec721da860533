// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "manifest/snapshot.h"

namespace Spacewright::Cli {

/// A file as it is, and as it is when all fixes that leave no choice are made.
struct FixedFile {
    QString path; ///< relative to the Space
    QString before;
    QString after;
    bool hasByteOrderMark = false;
};

struct SureFixes {
    QString folder;
    QList<FixedFile> files; ///< those that change, by path
    QStringList made; ///< "README.md:4: Write red", in the order they were made
    int left = 0; ///< problems that need a person
};

/// Plans the fixes of a Space, again and again until nothing more is sure. Nothing is written. Fails as
/// Manifest::readSnapshot() does. For worker threads.
[[nodiscard]] Result<SureFixes> planSureFixes(const QString &folder);

/// Writes the files. The first one that cannot be written, or has been changed meanwhile, ends it; those before it
/// stay written.
[[nodiscard]] Result<> writeFixes(const SureFixes &fixes);

} // namespace Spacewright::Cli
