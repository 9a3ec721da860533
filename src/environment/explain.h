// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/diagnostic.h"
#include "base/result.h"
#include "environment/plan.h"

namespace Spacewright::Environment {

/// What was being done when the tool gave up; decides the words where the tool's own are not enough.
enum class BuildPhase { Resolve, Install, Verify };

struct Explanation {
    Error error; ///< a sentence and the tool's words
    QList<Diagnostic> problems; ///< at their line of requirements.txt, as far as that can be found
};

/// Pure: the tool's words (uv's or pip's, already redacted) and the plan → what a person reads.
/// `freeBytes` of the disk that was installed to, -1 when unknown.
[[nodiscard]] Explanation explain(BuildPhase phase, const QString &words, const EnvironmentPlan &plan,
                                  qint64 freeBytes = -1);

} // namespace Spacewright::Environment
