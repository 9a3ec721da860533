// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/wheelfit.h"

#include <QVersionNumber>

namespace Spacewright::Hardware {

namespace {
struct Support {
    QVersionNumber cuda; ///< from this version on
    QVersionNumber oldest; ///< capability that PyTorch's builds for it have code for
    QVersionNumber newest; ///< every later one of the same generation is compatible; empty: the newest of today
};

/// The newest row that is not after the wheel's CUDA counts. Kepler went with CUDA 12, Maxwell and Pascal with
/// PyTorch's builds for 12.8, Volta with CUDA 13; Hopper came with 11.8, Blackwell with 12.8.
const Support Supports[] = {
    {{11, 0}, {3, 5}, {8, 99}}, {{11, 8}, {3, 5}, {9, 99}}, {{12, 0}, {5, 0}, {9, 99}},
    {{12, 8}, {7, 0}, {}},      {{13, 0}, {7, 5}, {}},
};
} // namespace

WheelFit wheelFit(const QString &wheelCuda, const QString &driverCuda, const QString &capability)
{
    const auto wheel = QVersionNumber::fromString(wheelCuda);
    const auto driver = QVersionNumber::fromString(driverCuda);
    const auto card = QVersionNumber::fromString(capability);
    if (wheel.isNull())
        return WheelFit::Fits;
    // Before 11 every CUDA needed a driver of its own.
    const bool isOld = wheel.majorVersion() < 11;
    if (!driver.isNull() && (isOld ? driver < wheel : driver.majorVersion() < wheel.majorVersion()))
        return WheelFit::DriverTooOld;
    const Support *support = nullptr;
    for (const Support &each : Supports) {
        if (each.cuda <= wheel)
            support = &each;
    }
    if (card.isNull() || !support)
        return WheelFit::Fits;
    if (card < support->oldest)
        return WheelFit::CardTooOld;
    return !support->newest.isNull() && card > support->newest ? WheelFit::CardTooNew : WheelFit::Fits;
}

} // namespace Spacewright::Hardware
