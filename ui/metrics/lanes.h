// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/series.h"
#include "widgets/theme.h"

#include <optional>

namespace Spacewright::Ui {

/// One unit of the charts, with an axis of its own.
enum class Lane { Cpu, Memory, Disk, GpuLoad, GpuMemory, Requests };

/// Those that `series` have something for, in their order; CPU, memory and disk always.
[[nodiscard]] QList<Lane> lanesOf(const QList<const Spacewright::Metrics::Series *> &series);

[[nodiscard]] QString laneName(Lane lane);
/// What stands below the value: "of 2 cores", "a second". `cores`: of the machine, 0 while unknown.
[[nodiscard]] QString laneCaption(Lane lane, double cores);
[[nodiscard]] Token laneToken(Lane lane);

/// In the lane's unit: percent, bytes, bytes a second, requests a second. `span`: since the sample before. CPU is a
/// share of all `cores`, of one where they are unknown. nullopt where the sample says nothing.
[[nodiscard]] std::optional<double> laneValue(Lane lane, const Spacewright::Metrics::Sample &sample,
                                              std::chrono::milliseconds span, double cores);
/// "38 %", "1.4 GB", "1.2 MB/s", "6".
[[nodiscard]] QString laneText(Lane lane, double value);

/// An axis from 0 to `top`, which has its unit, with a plain number half way.
struct LaneScale {
    double top = 0;
    QString topText;
    QString middleText;

    friend bool operator==(const LaneScale &, const LaneScale &) = default;
};
/// A round one that holds `highest`.
[[nodiscard]] LaneScale laneScale(Lane lane, double highest);

} // namespace Spacewright::Ui
