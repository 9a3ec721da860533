// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pipeline.h"
#include "cli/output.h"

namespace Spacewright::Cli {

/// One line of progress for a step that began, and its outcome when it ended; nothing for what was skipped.
void showStep(Output &output, const Pipeline::StepReport &report);

/// `{"install": 3.2, …}`: seconds of every step that ran.
[[nodiscard]] QJsonObject secondsOf(const std::vector<Pipeline::StepReport> &steps);

[[nodiscard]] QString stepStateName(StepState state);

} // namespace Spacewright::Cli
