// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Spacewright::Check {

/// Where Python code asks for a GPU.
struct GpuUse {
    int line = 0; ///< from 1, the first place; 0: nowhere
    QString what; ///< as it is written there: `"cuda"`, `device_map`, `vllm`

    [[nodiscard]] bool isThere() const { return line > 0; }
    friend bool operator==(const GpuUse &, const GpuUse &) = default;
};

/// Reads, and never runs, `python`: a device by name, `.cuda()`, `device_map=`, `n_gpu_layers=`, or an import of a
/// package that takes the GPU by itself.
[[nodiscard]] GpuUse gpuUse(const QString &python);

} // namespace Spacewright::Check
