// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/series.h"

#include <optional>

namespace Spacewright::Metrics {

/// A whole series in a few figures. Means are over time, so that merged samples count for as long as they stand.
struct Summary {
    std::chrono::milliseconds duration{}; ///< from the first sample to the last
    double meanCpuCores = 0;
    double peakCpuCores = 0;
    qint64 meanMemoryBytes = 0;
    qint64 peakMemoryBytes = 0;
    qint64 readBytes = 0;
    qint64 writtenBytes = 0;
    int peakProcesses = 0;
    std::optional<qint64> peakGpuMemoryBytes; ///< nullopt where nobody looked at a GPU
    std::optional<qint64> requests; ///< nullopt where nobody counted

    friend bool operator==(const Summary &, const Summary &) = default;
};

/// nullopt of a series without samples.
[[nodiscard]] std::optional<Summary> summaryOf(const Series &series);
[[nodiscard]] QJsonObject toJson(const Summary &summary);

} // namespace Spacewright::Metrics
