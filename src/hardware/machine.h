// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hardware/gpu.h"
#include "hardware/gpusoftware.h"

#include <QFuture>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

namespace Spacewright::Hardware {

/// What this program may use of the machine: affinity and cgroup limits are taken into account.
struct Machine {
    QString os; ///< "Debian GNU/Linux 13 (trixie)"
    QString kernel; ///< "6.12.48"
    QString architecture; ///< "x86_64"
    QString cpuModel;
    QStringList cpuInstructions; ///< "AVX2", "NEON" …: what packages with compiled parts ask for
    double cpuCores = 0; ///< allowed to this process; a cgroup quota may be a fraction
    int cpuCoresPresent = 0;
    qint64 memoryBytes = 0; ///< the smaller of the machine's and the cgroup's limit
    qint64 memoryAvailableBytes = 0;
    QString diskPath;
    qint64 diskBytes = 0;
    qint64 diskFreeBytes = 0; ///< for an ordinary user
    QList<Gpu> gpus;
    GpuSoftware gpuSoftware;

    friend bool operator==(const Machine &, const Machine &) = default;
};

/// Reads /proc, /sys, cgroups and NVML on a worker thread; `diskPath` is where things will be stored. `root` is put
/// before /proc, /sys, /dev and the like; tests have one of their own.
[[nodiscard]] QFuture<Machine> probe(const QString &diskPath, const QString &root = {});

[[nodiscard]] QJsonObject toJson(const Machine &machine);

} // namespace Spacewright::Hardware
