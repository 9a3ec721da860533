// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "manifest/spacemanifest.h"
#include "packageindex/packagefacts.h"

#include <QList>

namespace Spacewright::Check {

struct Contents;

/// What is known beyond the manifest files. Rules say nothing about what nobody looked up.
struct Facts {
    PackageIndex::KnownPackages packages; ///< of packagesOf()
    const Contents *contents = nullptr; ///< what was read from the other files: contents.h
};

/// Both sorted by file, place and rule; README.md first.
struct Findings {
    QList<Diagnostic> problems;
    QList<Diagnostic> suppressed; ///< somebody does not want to see them again: suppressions.h
};

/// Everything that is wrong with a Space: what reading found and what the rules find. Pure, and under 20 ms for an
/// ordinary Space.
[[nodiscard]] Findings look(const Manifest::Snapshot &snapshot, const Manifest::SpaceManifest &manifest,
                            const Facts &facts = {});
/// The problems alone.
[[nodiscard]] QList<Diagnostic> run(const Manifest::Snapshot &snapshot, const Manifest::SpaceManifest &manifest,
                                    const Facts &facts = {});

/// Names, in normal form, that the package index can say something about: the SDK's and those of requirement files.
[[nodiscard]] QStringList packagesOf(const Manifest::SpaceManifest &manifest);

} // namespace Spacewright::Check
