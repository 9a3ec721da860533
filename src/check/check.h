// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "manifest/spacemanifest.h"
#include "packageindex/packagefacts.h"

#include <QList>

namespace Spacewright::Check {

/// Everything that is wrong with a Space: what reading found and what the rules find, sorted by file,
/// place and rule; README.md first. Pure, and under 20 ms for an ordinary Space. `packages` is what is known of
/// packagesOf(); rules say nothing of what is not there.
[[nodiscard]] QList<Diagnostic> run(const Manifest::Snapshot &snapshot, const Manifest::SpaceManifest &manifest,
                                    const PackageIndex::KnownPackages &packages = {});

/// Names, in normal form, that the package index can say something about: the SDK's and those of requirement files.
[[nodiscard]] QStringList packagesOf(const Manifest::SpaceManifest &manifest);

} // namespace Spacewright::Check
