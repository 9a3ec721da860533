// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/contents.h"

namespace Spacewright::Workspace {

/// Our choice: what takes a second or two, and more than anybody pushes at once.
struct PastLimits {
    int commits = 5'000;
    qint64 bytes = 500'000'000; ///< of what they bring; what is in the cache does not count
};

/// Reads the files of a Space and the commits that are not pushed yet, as far as `cache` does not know them. May take
/// seconds: for worker threads. nullopt when stopped. A repository that cannot be read is said in the contents.
[[nodiscard]] std::optional<Check::Contents> lookInside(const Manifest::Snapshot &snapshot, Check::ContentsCache &cache,
                                                        const std::stop_token &stop = {},
                                                        const PastLimits &limits = {});

} // namespace Spacewright::Workspace
