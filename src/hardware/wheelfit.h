// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Spacewright::Hardware {

/// Whether a build of PyTorch for one CUDA version can work with a card and a driver.
enum class WheelFit {
    Fits,
    DriverTooOld, ///< the driver knows only an earlier generation of CUDA
    CardTooNew, ///< the build has no code for the card: "no kernel image is available"
    CardTooOld, ///< no longer has
};

/// `wheelCuda` "12.8", `driverCuda` "12.4" and `capability` "8.9"; an empty one counts as fitting. Within a generation
/// newer builds run with older drivers (CUDA minor version compatibility).
/// Source: NVIDIA's CUDA compatibility guide; the release notes of CUDA 12 and 13; PyTorch's RELEASE.md.
[[nodiscard]] WheelFit wheelFit(const QString &wheelCuda, const QString &driverCuda, const QString &capability);

} // namespace Spacewright::Hardware
