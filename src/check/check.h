// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "manifest/spacemanifest.h"

#include <QList>

namespace Spacewright::Check {

/// Both sorted by file, place and rule; README.md first.
struct Findings {
    QList<Diagnostic> problems;
    QList<Diagnostic> suppressed; ///< somebody does not want to see them again; suppressions.h
};

/// Everything that is wrong with a Space: what reading found and what the rules find. Pure, and under 20 ms for an
/// ordinary Space.
[[nodiscard]] Findings look(const Manifest::Snapshot &snapshot, const Manifest::SpaceManifest &manifest);
/// The problems alone.
[[nodiscard]] QList<Diagnostic> run(const Manifest::Snapshot &snapshot, const Manifest::SpaceManifest &manifest);

} // namespace Spacewright::Check
