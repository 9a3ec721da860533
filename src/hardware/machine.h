// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFuture>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace Spacewright::Hardware {

struct Gpu {
    QString name; ///< "NVIDIA H100 80GB HBM3"
    QString vendor; ///< "nvidia", "amd", "intel", or the PCI id
    qint64 memoryBytes = -1; ///< -1: unknown
    qint64 memoryFreeBytes = -1;
    QString driver; ///< version, or the kernel driver's name

    friend bool operator==(const Gpu &, const Gpu &) = default;
};

/// What this program may use of the machine: affinity and cgroup limits are taken into account.
struct Machine {
    QString os; ///< "Debian GNU/Linux 13 (trixie)"
    QString kernel; ///< "6.12.48"
    QString architecture; ///< "x86_64"
    QString cpuModel;
    double cpuCores = 0; ///< allowed to this process; a cgroup quota may be a fraction
    int cpuCoresPresent = 0;
    qint64 memoryBytes = 0; ///< the smaller of the machine's and the cgroup's limit
    qint64 memoryAvailableBytes = 0;
    QString diskPath;
    qint64 diskBytes = 0;
    qint64 diskFreeBytes = 0; ///< for an ordinary user
    QList<Gpu> gpus;
    QString cudaVersion; ///< newest that the driver supports: "12.8"; empty without NVIDIA

    friend bool operator==(const Machine &, const Machine &) = default;
};

/// Reads /proc, /sys, cgroups and NVML on a worker thread; `diskPath` is where things will be stored.
[[nodiscard]] QFuture<Machine> probe(const QString &diskPath);

[[nodiscard]] QJsonObject toJson(const Machine &machine);

} // namespace Spacewright::Hardware
