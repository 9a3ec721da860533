// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>

namespace Spacewright::Hardware {

/// A program that computes on a card.
struct GpuProcess {
    qint64 processId = 0;
    qint64 memoryBytes = -1; ///< on the card; -1: the driver does not say

    friend bool operator==(const GpuProcess &, const GpuProcess &) = default;
};

/// A slice of a card in MIG mode; programs see it instead of the card.
struct GpuSlice {
    QString name; ///< "NVIDIA H100 80GB HBM3 MIG 1g.10gb"
    QString uuid; ///< "MIG-…"
    qint64 memoryBytes = -1; ///< -1: unknown

    friend bool operator==(const GpuSlice &, const GpuSlice &) = default;
};

/// Why a card that is there cannot be asked.
enum class GpuFault {
    None,
    Lost, ///< fell off the bus, or needs a reset: only a restart of the machine brings it back
    NoPermission, ///< its device node belongs to somebody else
    Unreadable, ///< anything else; `faultWords` has the driver's words
};

struct Gpu {
    QString name; ///< "NVIDIA H100 80GB HBM3"
    QString vendor; ///< "nvidia", "amd", "intel", or the PCI id
    qint64 memoryBytes = -1; ///< -1: unknown
    qint64 memoryFreeBytes = -1;
    QString driver; ///< version, or the kernel driver's name
    QString uuid = {}; ///< "GPU-…", which CUDA_VISIBLE_DEVICES takes; NVIDIA only
    QString pciAddress = {}; ///< "0000:17:00.0"
    QString capability = {}; ///< what its code is compiled for: "9.0" (NVIDIA), "gfx1100" (AMD); empty: unknown
    bool isUnified = false; ///< has no memory of its own, and shares the machine's
    bool isSliced = false; ///< MIG is on: programs see `slices` only
    QList<GpuSlice> slices = {};
    qint64 memoryErrors = -1; ///< that ECC could not correct since the start; -1: no ECC
    QList<GpuProcess> processes = {};
    GpuFault fault = GpuFault::None;
    QString faultWords = {}; ///< untranslated: the driver's own

    friend bool operator==(const Gpu &, const Gpu &) = default;
};

/// What is unknown is null.
[[nodiscard]] QJsonObject toJson(const Gpu &gpu);

} // namespace Spacewright::Hardware
