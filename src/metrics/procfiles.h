// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <chrono>
#include <optional>

namespace Spacewright::Metrics {

// Pure readers of what the kernel says about one process, apart from the reading so that recordings can be read too.

struct ProcessStat {
    std::chrono::milliseconds cpuTime{}; ///< in user and kernel mode, since it began
    int threads = 0;
    quint64 startTicks = 0; ///< since boot; with the id it tells one process from a later one

    friend bool operator==(const ProcessStat &, const ProcessStat &) = default;
};
/// /proc/PID/stat; nullopt also for a process that has ended and that nobody has waited for. `ticksPerSecond` is
/// sysconf(_SC_CLK_TCK). Source: proc_pid_stat(5).
[[nodiscard]] std::optional<ProcessStat> processStat(const QByteArray &text, long ticksPerSecond);

/// `Pss` of /proc/PID/smaps_rollup in bytes: pages that n processes share count as one nth of each.
[[nodiscard]] std::optional<qint64> proportionalBytes(const QByteArray &smapsRollup);

/// Second number of /proc/PID/statm, in bytes. Source: proc_pid_statm(5).
[[nodiscard]] qint64 residentBytes(const QByteArray &statm);

struct ProcessIo {
    qint64 readBytes = 0; ///< fetched from disk
    qint64 writtenBytes = 0; ///< sent to disk

    friend bool operator==(const ProcessIo &, const ProcessIo &) = default;
};
/// /proc/PID/io. Source: proc_pid_io(5).
[[nodiscard]] std::optional<ProcessIo> processIo(const QByteArray &text);

} // namespace Spacewright::Metrics
