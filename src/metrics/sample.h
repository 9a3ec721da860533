// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QList>

#include <chrono>
#include <optional>

namespace Spacewright::Metrics {

/// What one GPU does, for whomever.
struct GpuUse {
    int index = 0; ///< as the driver counts
    QString name = {};
    double loadPercent = 0; ///< 0 to 100
    qint64 memoryBytes = 0;
    qint64 memoryTotalBytes = 0; ///< 0: unknown

    friend bool operator==(const GpuUse &, const GpuUse &) = default;
};

/// What was asked of the page since the sample before.
struct RequestUse {
    int count = 0; ///< answered
    int concurrency = 0; ///< on their way now
    int errors = 0; ///< of `count`: answered with a status from 500 on, or cut off
    std::chrono::microseconds p50{}; ///< half of `count` took at most this; 0 without any
    std::chrono::microseconds p95{};
    qint64 bytesIn = 0; ///< from visitors
    qint64 bytesOut = 0;

    friend bool operator==(const RequestUse &, const RequestUse &) = default;
};

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
    QList<GpuUse> gpus = {}; ///< empty where nobody looks at one
    std::optional<RequestUse> requests = {}; ///< nullopt where nobody counts them

    friend bool operator==(const Sample &, const Sample &) = default;
};

/// The one JSON form: command line, events, ledger and export. `gpus` and `requests` only where there are any.
[[nodiscard]] QJsonObject toJson(const Sample &sample);
/// nullopt without a time; what else is missing is 0.
[[nodiscard]] std::optional<Sample> sampleFromJson(const QJsonObject &json);

} // namespace Spacewright::Metrics
