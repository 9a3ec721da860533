// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QStringList>

#include <optional>

namespace Spacewright::Hardware {

// Pure readers of what the kernel says, apart from the probes so that recordings can be read too.

/// `model name` of /proc/cpuinfo (x86), else `Model` or `Hardware` (Arm boards); empty when there is none.
[[nodiscard]] QString cpuModel(const QByteArray &cpuinfo);

/// What a Space may care for among `flags` (x86) or `Features` (Arm), by the names people use: "AVX2", "NEON";
/// the weakest first.
[[nodiscard]] QStringList instructionSets(const QByteArray &cpuinfo);

struct Memory {
    qint64 totalBytes = 0;
    qint64 availableBytes = 0;
    friend bool operator==(const Memory &, const Memory &) = default;
};
/// /proc/meminfo. Source: proc_meminfo(5).
[[nodiscard]] Memory memory(const QByteArray &meminfo);

/// `cpu.max` of cgroup 2 ("200000 100000", "max 100000") as cores; nullopt for no limit.
[[nodiscard]] std::optional<double> cpuMax(const QByteArray &text);
/// cpu.cfs_quota_us and cpu.cfs_period_us of cgroup 1.
[[nodiscard]] std::optional<double> cfsQuota(const QByteArray &quota, const QByteArray &period);
/// `memory.max`, `memory.current`, memory.limit_in_bytes: nullopt for "max" and for the huge number that means none.
[[nodiscard]] std::optional<qint64> memoryLimit(const QByteArray &text);

/// How many processors "0-3,8,10-11" names; nullopt for an empty or broken list. Source: cpuset(7).
[[nodiscard]] std::optional<int> processorCount(const QByteArray &list);

/// Folders of this process below the cgroup mount, from /proc/self/cgroup.
struct CgroupPath {
    QString unified; ///< "/user.slice/…", from the `0::` line; empty without
    QString memory; ///< cgroup 1 controllers
    QString cpu;
    QString cpuset;
    friend bool operator==(const CgroupPath &, const CgroupPath &) = default;
};
[[nodiscard]] CgroupPath cgroupPath(const QByteArray &procSelfCgroup);

/// PRETTY_NAME of os-release(5).
[[nodiscard]] QString osName(const QByteArray &osRelease);

/// `key<separator>value` lines; the first of equal keys counts.
[[nodiscard]] QHash<QByteArray, QByteArray> keyedLines(const QByteArray &text, char separator);

} // namespace Spacewright::Hardware
