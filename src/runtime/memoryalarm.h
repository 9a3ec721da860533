// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hardware/flavour.h"
#include "metrics/growth.h"

#include <QJsonObject>

namespace Spacewright::Runtime {

/// Memory grows, and the machine that the Space is meant for will not have enough.
struct MemoryAlarm {
    Metrics::Growth growth;
    QString flavour; ///< `cpu-basic`
    int limitGb = 0; ///< its memory
    std::chrono::seconds untilLimit{}; ///< from now; 0: more is used already

    friend bool operator==(const MemoryAlarm &, const MemoryAlarm &) = default;
};

/// nullopt where memory does not grow, or would pass the memory of `flavour` in more than two days. Pure.
[[nodiscard]] std::optional<MemoryAlarm> memoryAlarm(const Metrics::Series &series, const QString &flavour);
/// Translated: how much an hour, and when which memory is passed.
[[nodiscard]] QString alarmText(const MemoryAlarm &alarm);
[[nodiscard]] QJsonObject toJson(const MemoryAlarm &alarm);

} // namespace Spacewright::Runtime
