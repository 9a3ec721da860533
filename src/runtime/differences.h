// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/runplan.h"

namespace Spacewright::Runtime {

/// What stays different from the Hub for a Space of this manifest on this machine, apart from what
/// its environment says itself. `plan` has its engine and its sandbox already. Pure. Source: spaces.md 3.7, 4.3,
/// 5, 8.1.
[[nodiscard]] QList<Difference> differences(const Manifest::SpaceManifest &manifest, const Surroundings &surroundings,
                                            const RunPlan &plan);

} // namespace Spacewright::Runtime
