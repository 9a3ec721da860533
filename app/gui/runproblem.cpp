// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runproblem.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright {

namespace {
/// What fits after a line of code.
constexpr qsizetype FewWords = 60;
} // namespace

std::optional<Diagnostic> runProblem(const Runtime::StageChange &change, const QList<Diagnostic> &known)
{
    if (stageGroup(change.stage) != StageGroup::Error || change.file.isEmpty() || change.line < 1)
        return std::nullopt;
    const int line = change.line - 1;
    const bool isKnown = std::ranges::any_of(known, [&](const Diagnostic &problem) {
        return problem.file == change.file && problem.range.line == line && isBlocking(problem.severity);
    });
    if (isKnown)
        return std::nullopt;
    Diagnostic problem;
    problem.rule = u"run/first-error"_s;
    problem.severity = change.stage == Stage::BuildError ? Severity::BuildFails : Severity::WillNotStart;
    problem.file = change.file;
    // The line as a whole: where in it, nobody said.
    problem.range = {.line = line, .column = 0, .endLine = line, .endColumn = 0};
    problem.message = change.cause;
    if (const QString error = change.errorLine.trimmed(); error.size() <= FewWords)
        problem.shortMessage = error;
    problem.why = change.hubText;
    problem.source = QCoreApplication::translate("RunProblem", "The last run");
    return problem;
}

} // namespace Spacewright
