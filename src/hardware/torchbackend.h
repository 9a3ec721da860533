// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hardware/machine.h"

namespace Spacewright::Hardware {

/// The build of PyTorch for the card and the driver of `machine`, as uv's `--torch-backend` names it: `cu128`,
/// `rocm6.4`, `xpu`, `cpu` where no card can be used; empty where that is not known: as the index has it.
/// `torchVersion` is the pinned one, or empty for the newest. Pure. Source: the releases of PyTorch and the CUDA, ROCm
/// and XPU versions that each was built for.
[[nodiscard]] QString torchBackend(const Machine &machine, const QString &torchVersion);

} // namespace Spacewright::Hardware
