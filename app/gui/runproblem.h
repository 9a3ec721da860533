// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/diagnostic.h"
#include "runtime/verdict.h"

#include <optional>

namespace Spacewright {

/// The place in the code where a run ended, as a problem of rule `run/first-error`; nullopt where the stage is no
/// error or has no place, and where one of `known` stops publishing on the same line already.
[[nodiscard]] std::optional<Diagnostic> runProblem(const Runtime::StageChange &change, const QList<Diagnostic> &known);

} // namespace Spacewright
