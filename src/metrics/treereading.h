// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "metrics/procfiles.h"
#include "metrics/sample.h"

#include <QHash>

namespace Spacewright::Metrics {

struct ProcessReading {
    ProcessStat stat;
    qint64 memoryBytes = 0;
    int files = 0;
    ProcessIo io; ///< zeros where it may not be read

    friend bool operator==(const ProcessReading &, const ProcessReading &) = default;
};

/// The counters of all processes of one app at a moment.
struct TreeReading {
    QDateTime time; ///< UTC
    std::chrono::steady_clock::time_point at;
    QHash<qint64, ProcessReading> processes; ///< by id
};

/// What runs under the guard of `processId`; no processes once it is gone. What ends meanwhile is left out.
/// Takes some ms for each GB in use: call it off the GUI thread.
[[nodiscard]] TreeReading readTree(qint64 processId, const Clock &clock = Clock::system());

/// What was used between two readings. What a process did after `before` and ended before `after` is not seen.
[[nodiscard]] Sample sampleBetween(const TreeReading &before, const TreeReading &after);

} // namespace Spacewright::Metrics
