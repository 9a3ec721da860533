// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hardware/gpu.h"

#include <QStringList>

#include <optional>

namespace Spacewright::Hardware {

/// What CUDA_VISIBLE_DEVICES leaves of a machine's NVIDIA cards.
struct VisibleGpus {
    QList<qsizetype> cards; ///< indices into the list, in the order in which programs see them
    QString refused; ///< the first word that names no card; it and what follows count for nothing
    bool isHidden = false; ///< the variable is set and leaves none

    friend bool operator==(const VisibleGpus &, const VisibleGpus &) = default;
};

/// `value` as CUDA reads it: numbers in the order of the bus, beginnings of UUIDs, `MIG-…`; the first word that names
/// no card ends the list; an empty value hides all; nullopt: the variable is not set. `gpus` may hold other vendors'.
/// Source: CUDA C++ Programming Guide, "CUDA Environment Variables".
[[nodiscard]] VisibleGpus visibleGpus(const std::optional<QString> &value, const QList<Gpu> &gpus);

/// What CUDA_VISIBLE_DEVICES is for the chosen cards, named by UUID or by number from 0: always UUIDs, since CUDA may
/// number cards otherwise than the driver does. A card without UUID stands by its number. "none" alone hides all.
/// nullopt for a choice that names no card of the machine, or the same one twice.
[[nodiscard]] std::optional<QString> visibleDevices(const QStringList &chosen, const QList<Gpu> &gpus);

} // namespace Spacewright::Hardware
