// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/summary.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Metrics {

std::optional<Summary> summaryOf(const Series &series)
{
    if (series.isEmpty())
        return std::nullopt;
    const QList<Sample> &samples = series.samples();
    Summary summary;
    summary.duration = std::chrono::milliseconds(samples.constFirst().time.msecsTo(samples.constLast().time));
    summary.peakCpuCores = series.peaks().cpuCores;
    summary.peakMemoryBytes = series.peaks().memoryBytes;
    double seconds = 0;
    double cpuSeconds = 0;
    double memorySeconds = 0;
    double read = 0;
    double written = 0;
    const Sample *before = nullptr;
    for (const Sample &sample : samples) {
        summary.peakProcesses = std::max(summary.peakProcesses, sample.processes);
        if (!sample.gpus.isEmpty())
            summary.peakGpuMemoryBytes = series.peaks().gpuMemoryBytes;
        if (sample.requests)
            summary.requests = summary.requests.value_or(0) + sample.requests->count;
        // What a sample says is about the time since the one before; not so after a gap.
        const qint64 since = before ? before->time.msecsTo(sample.time) : 0;
        before = &sample;
        if (since > series.longestGap().count())
            continue;
        const double span = double(since) / 1000;
        seconds += span;
        cpuSeconds += sample.cpuCores * span;
        memorySeconds += double(sample.memoryBytes) * span;
        read += sample.readBytesPerSecond * span;
        written += sample.writtenBytesPerSecond * span;
    }
    summary.readBytes = qRound64(read);
    summary.writtenBytes = qRound64(written);
    summary.meanCpuCores = seconds > 0 ? cpuSeconds / seconds : samples.constFirst().cpuCores;
    summary.meanMemoryBytes = seconds > 0 ? qRound64(memorySeconds / seconds) : samples.constFirst().memoryBytes;
    return summary;
}

QJsonObject toJson(const Summary &summary)
{
    QJsonObject json{{u"seconds"_s, double(summary.duration.count()) / 1000},
                     {u"meanCpuCores"_s, summary.meanCpuCores},
                     {u"peakCpuCores"_s, summary.peakCpuCores},
                     {u"meanMemoryBytes"_s, summary.meanMemoryBytes},
                     {u"peakMemoryBytes"_s, summary.peakMemoryBytes},
                     {u"readBytes"_s, summary.readBytes},
                     {u"writtenBytes"_s, summary.writtenBytes},
                     {u"peakProcesses"_s, summary.peakProcesses}};
    if (summary.peakGpuMemoryBytes)
        json[u"peakGpuMemoryBytes"_s] = *summary.peakGpuMemoryBytes;
    if (summary.requests)
        json[u"requests"_s] = *summary.requests;
    return json;
}

} // namespace Spacewright::Metrics
