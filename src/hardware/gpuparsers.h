// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hardware/gpu.h"

#include <QByteArray>

#include <optional>

namespace Spacewright::Hardware {

// Pure readers of what the kernel says about cards, apart from the probes so that recordings can be read too.

/// /proc/driver/nvidia/gpus/*/information.
[[nodiscard]] std::optional<Gpu> nvidiaInformation(const QByteArray &text);
/// /proc/driver/nvidia/version: "570.124.06".
[[nodiscard]] QString nvidiaDriverVersion(const QByteArray &text);
/// A card's `uevent` in sysfs and, for AMD, its mem_info_vram_total: `DRIVER=`, `PCI_ID=`, `PCI_SLOT_NAME=`.
[[nodiscard]] std::optional<Gpu> drmDevice(const QByteArray &uevent, const QByteArray &vramTotal);

/// What ROCm knows of a card.
struct KfdNode {
    QString pciAddress; ///< "0000:03:00.0"
    QString target; ///< "gfx1100"
    bool hasProcessor = false; ///< an APU: its memory is the machine's
    friend bool operator==(const KfdNode &, const KfdNode &) = default;
};
/// /sys/class/kfd/kfd/topology/nodes/N/properties; nullopt for a node that is only a processor.
/// Source: the kernel's kfd_topology.c.
[[nodiscard]] std::optional<KfdNode> kfdNode(const QByteArray &properties);

/// A device of /sys/bus/pci/devices that draws or computes, by its `uevent`, whether a driver has taken it or not;
/// nullopt for anything else and for other vendors than NVIDIA, AMD and Intel.
[[nodiscard]] std::optional<Gpu> pciCard(const QByteArray &uevent);

/// Where the loader's cache (/etc/ld.so.cache) has `name`; empty where it does not. Source: glibc's dl-cache.h.
[[nodiscard]] QString loaderPath(const QByteArray &cache, const QString &name);

/// "Advanced Micro Devices, Inc. [AMD/ATI]" is left out: the device's name alone, such as
/// "Navi 31 [Radeon RX 7900 XT]". `id` as in sysfs: "1002:744C". Empty where the list does not have it.
/// Source: pci.ids(5).
[[nodiscard]] QString pciName(const QByteArray &pciIds, const QString &id);

/// The driver writes eight digits for the domain where the kernel has four: "00000000:17:00.0" → "0000:17:00.0".
[[nodiscard]] QString shortPciAddress(const QString &address);
/// cuDriverVersion as NVML gives it: 12080 → "12.8".
[[nodiscard]] QString cudaVersion(int number);

} // namespace Spacewright::Hardware
