// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "manifest/spacemanifest.h"

#include <QList>

namespace Spacewright::Check {

struct Contents;

/// Everything that is wrong with a Space: what reading found and what the rules find, sorted by file,
/// place and rule; README.md first. Pure, and under 20 ms for an ordinary Space. `contents` is what was read from the
/// other files (check/contents.h); null where nobody has looked, and then nothing is said of them.
[[nodiscard]] QList<Diagnostic> run(const Manifest::Snapshot &snapshot, const Manifest::SpaceManifest &manifest,
                                    const Contents *contents = nullptr);

} // namespace Spacewright::Check
