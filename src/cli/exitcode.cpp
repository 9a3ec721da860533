// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/exitcode.h"

#include <utility>

namespace Spacewright::Cli {

ExitCode exitCodeOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Cancelled:
        return ExitCode::Cancelled;
    case ErrorCode::Unauthorised:
        return ExitCode::NotAllowed;
    case ErrorCode::Space:
        return ExitCode::SpaceFailed;
    case ErrorCode::NotFound:
    case ErrorCode::Invalid:
    case ErrorCode::Conflict:
    case ErrorCode::RateLimited:
    case ErrorCode::Offline:
    case ErrorCode::Tool:
    case ErrorCode::Io:
        return ExitCode::Failed;
    }
    std::unreachable();
}

} // namespace Spacewright::Cli
