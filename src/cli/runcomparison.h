// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/run.h"
#include "metrics/summary.h"

#include <QStringList>

namespace Spacewright::Cli {

/// A run and what it used; nothing where nobody looked.
struct MeasuredRun {
    History::Run run;
    std::optional<Metrics::Summary> use;
};

/// The rows of a table: what, of the first, of the second, how much the second is more. The first row has the runs'
/// numbers. What neither has is left out. Pure.
[[nodiscard]] QList<QStringList> comparison(const MeasuredRun &first, const MeasuredRun &second);
/// `run` and `use`, null where nobody looked.
[[nodiscard]] QJsonObject toJson(const MeasuredRun &measured);

} // namespace Spacewright::Cli
