// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hardware/gpu.h"

namespace Spacewright::Hardware {

/// The cards that the kernel shows in /proc and /sys, without those `known` already, by PCI address. AMD's and Intel's
/// are found here, and NVIDIA's where its library does not answer. `root` is put before every path. Worker threads
/// only.
[[nodiscard]] QList<Gpu> graphicsCards(const QString &root, const QList<Gpu> &known);

} // namespace Spacewright::Hardware
