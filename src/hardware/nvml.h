// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hardware/machine.h"

#include <optional>

namespace Spacewright::Hardware {

struct NvidiaDriver {
    QList<Gpu> gpus;
    QString cudaVersion;
};

/// Asks NVIDIA's management library, loaded at run time; nullopt where there is none or it does not start.
[[nodiscard]] std::optional<NvidiaDriver> askNvml();

} // namespace Spacewright::Hardware
