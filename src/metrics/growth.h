// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/series.h"

#include <optional>

namespace Spacewright::Metrics {

/// Memory that rises and is not given back.
struct Growth {
    double bytesPerSecond = 0;
    qint64 memoryBytes = 0; ///< now, as the newest sample has it
    QDateTime since; ///< from where on it was looked at, UTC

    friend bool operator==(const Growth &, const Growth &) = default;
};

/// Whether memory has grown steadily for at least 3 min, of the newest 10 min at most. Looks at the lowest figure of
/// each twelfth of that time, so that what a garbage collector gives back is no growth, and wants each third of it to
/// rise, so that a model that was loaded is none either. Nothing from before the last marker of a stage or a restart
/// counts: that was another process, or a start.
[[nodiscard]] std::optional<Growth> growthOf(const Series &series);

/// When `limitBytes` are used if it goes on so: 0 once they are, nullopt for more than `within`.
[[nodiscard]] std::optional<std::chrono::seconds> timeUntil(const Growth &growth, qint64 limitBytes,
                                                            std::chrono::seconds within);

} // namespace Spacewright::Metrics
