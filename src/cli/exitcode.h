// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

namespace Spacewright::Cli {

/// What scripts read. Source: design/product.md §4.
enum class ExitCode {
    Fine = 0,
    Failed = 1, ///< a tool, the disk, the network
    WrongUsage = 2,
    Problems = 3, ///< check found something that blocks publishing
    SpaceFailed = 4, ///< the Space failed to build or to start
    NotAllowed = 5, ///< not signed in, or not allowed
    Cancelled = 130, ///< as a shell says for SIGINT
};

[[nodiscard]] ExitCode exitCodeOf(ErrorCode code);

} // namespace Spacewright::Cli
