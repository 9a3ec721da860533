// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/contents.h"

namespace Spacewright::Workspace {

/// Reads the files of a Space and the commits that are not pushed yet, as far as `cache` does not know them. May take
/// seconds: for worker threads. nullopt when stopped. A repository that cannot be read is said in the contents.
[[nodiscard]] std::optional<Check::Contents> lookInside(const Manifest::Snapshot &snapshot, Check::ContentsCache &cache,
                                                        const std::stop_token &stop = {});

} // namespace Spacewright::Workspace
