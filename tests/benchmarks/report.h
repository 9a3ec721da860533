// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>
#include <vector>

namespace Spacewright::Benchmark {

/// One value a round, all in the figure's unit.
using Rounds = std::vector<double>;

[[nodiscard]] double median(Rounds values);

/// One line of a report: what was measured, beside what a person would use instead. Ratios are taken round by round,
/// ours to theirs, so that what slows a whole round down does not count.
struct Figure {
    QString what;
    QString unit; ///< ms, MiB, k/s …
    Rounds ours;
    QString against = {}; ///< empty where there is nothing to lay beside it
    Rounds theirs = {}; ///< as many as `ours`; empty as `against` is
    std::optional<double> barRatio = {}; ///< product.md §5; the ratio ought to be on the good side of it
    std::optional<double> barOurs = {};
};

/// Prints the figures as a table and keeps them as JSON in the file that SPACEWRIGHT_FIGURES names, if any; the same
/// form as tests/benchmarks/start/start.py. Returns the exit code.
[[nodiscard]] int report(const QList<Figure> &figures);

} // namespace Spacewright::Benchmark
