// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hardware/gpu.h"
#include "hardware/gpusoftware.h"

#include <QStringList>

namespace Spacewright::Hardware {

/// What NVIDIA's management library says.
struct NvmlAnswer {
    NvmlState state = NvmlState::NoLibrary;
    QString words; ///< untranslated: its own, where it does not work
    QString version; ///< of the library
    QString driver; ///< "570.124.06"
    QString cudaVersion; ///< newest that the driver supports: "12.8"; empty with drivers before 410
    QList<Gpu> gpus; ///< those with a fault too

    friend bool operator==(const NvmlAnswer &, const NvmlAnswer &) = default;
};

/// Where the library may be; the first one that can be loaded is asked.
[[nodiscard]] QStringList nvmlLibraries();

/// Asks NVIDIA's management library, loaded at run time. What an older driver lacks stays unknown.
[[nodiscard]] NvmlAnswer askNvml(const QStringList &libraries = nvmlLibraries());

} // namespace Spacewright::Hardware
