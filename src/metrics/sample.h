// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonObject>

namespace Spacewright::Metrics {

/// What all processes of one app use at a moment.
struct Sample {
    QDateTime time; ///< UTC
    double cpuCores = 0; ///< in use since the sample before: 1 is one whole core
    qint64 memoryBytes = 0; ///< proportional set size, or the resident one where that may not be read
    int processes = 0;
    int threads = 0;
    int files = 0; ///< open descriptors, as far as they may be seen
    double readBytesPerSecond = 0; ///< from disk, since the sample before
    double writtenBytesPerSecond = 0;

    friend bool operator==(const Sample &, const Sample &) = default;
};

[[nodiscard]] QJsonObject toJson(const Sample &sample);

} // namespace Spacewright::Metrics
