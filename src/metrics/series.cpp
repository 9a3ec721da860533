// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/series.h"

#include <algorithm>
#include <array>
#include <span>

using namespace Qt::StringLiterals;

namespace Spacewright::Metrics {

namespace {
using namespace std::chrono_literals;

constexpr std::chrono::milliseconds FirstStep = 2s;
/// Looks at large trees take longer than the second between two of them.
constexpr std::chrono::milliseconds ShortestGap = 5s;
constexpr std::array KindNames{"stage"_L1, "save"_L1, "restart"_L1};

qint64 gpuMemory(const Sample &sample)
{
    qint64 bytes = 0;
    for (const GpuUse &gpu : sample.gpus)
        bytes += gpu.memoryBytes;
    return bytes;
}

RequestUse merged(const RequestUse &a, const RequestUse &b)
{
    const int count = a.count + b.count;
    RequestUse sum{.count = count,
                   .concurrency = std::max(a.concurrency, b.concurrency),
                   .errors = a.errors + b.errors,
                   .p95 = std::max(a.p95, b.p95),
                   .bytesIn = a.bytesIn + b.bytesIn,
                   .bytesOut = a.bytesOut + b.bytesOut};
    if (count > 0)
        sum.p50 = (a.p50 * a.count + b.p50 * b.count) / count;
    return sum;
}

/// Of samples that follow each other, the first of them for the time since `before`: rates and loads are the mean over
/// time, levels the highest, counts the sum.
Sample merged(std::span<const Sample> samples, const QDateTime &before)
{
    Sample one = samples.back();
    const auto all = double(std::max<qint64>(1, before.msecsTo(one.time)));
    QDateTime since = before;
    one.cpuCores = one.readBytesPerSecond = one.writtenBytesPerSecond = 0;
    for (GpuUse &gpu : one.gpus)
        gpu.loadPercent = 0;
    for (const Sample &each : samples) {
        const double share = double(since.msecsTo(each.time)) / all;
        since = each.time;
        one.cpuCores += each.cpuCores * share;
        one.readBytesPerSecond += each.readBytesPerSecond * share;
        one.writtenBytesPerSecond += each.writtenBytesPerSecond * share;
        one.memoryBytes = std::max(one.memoryBytes, each.memoryBytes);
        one.processes = std::max(one.processes, each.processes);
        one.threads = std::max(one.threads, each.threads);
        one.files = std::max(one.files, each.files);
        for (GpuUse &gpu : one.gpus) {
            const auto same = std::ranges::find(each.gpus, gpu.index, &GpuUse::index);
            if (same == each.gpus.cend())
                continue;
            gpu.loadPercent += same->loadPercent * share;
            gpu.memoryBytes = std::max(gpu.memoryBytes, same->memoryBytes);
        }
    }
    one.requests.reset();
    for (const Sample &each : samples) {
        if (each.requests)
            one.requests = one.requests ? merged(*one.requests, *each.requests) : *each.requests;
    }
    return one;
}
} // namespace

Series::Series(qsizetype capacity)
    : m_capacity(std::max<qsizetype>(2, capacity))
{
}

void Series::add(const Sample &sample)
{
    while (!m_samples.isEmpty() && m_samples.constLast().time >= sample.time)
        m_samples.removeLast();
    if (m_samples.size() >= m_capacity)
        merge();
    m_samples.append(sample);
    m_peaks.cpuCores = std::max(m_peaks.cpuCores, sample.cpuCores);
    m_peaks.memoryBytes = std::max(m_peaks.memoryBytes, sample.memoryBytes);
    m_peaks.gpuMemoryBytes = std::max(m_peaks.gpuMemoryBytes, gpuMemory(sample));
}

void Series::add(const Marker &marker)
{
    while (!m_markers.isEmpty() && m_markers.constLast().time > marker.time)
        m_markers.removeLast();
    if (m_markers.size() >= MostMarkers)
        m_markers.removeFirst();
    m_markers.append(marker);
}

std::chrono::milliseconds Series::longestGap() const
{
    return std::max(ShortestGap, 3 * m_step);
}

void Series::merge()
{
    QList<Sample> fewer;
    for (m_step = std::max(FirstStep, m_step);; m_step *= 2) {
        fewer.clear();
        const auto bucket = [step = m_step.count()](const Sample &sample) {
            return sample.time.toMSecsSinceEpoch() / step;
        };
        for (qsizetype from = 0; from < m_samples.size();) {
            qsizetype to = from + 1;
            while (to < m_samples.size() && bucket(m_samples.at(to)) == bucket(m_samples.at(from)))
                ++to;
            // After a gap, or at the begin, the first sample stands for as long as the others.
            const QDateTime &first = m_samples.at(from).time;
            const QDateTime unknown = first.addMSecs(from + 1 < to ? m_samples.at(from + 1).time.msecsTo(first) : -1);
            const bool isKnown = from > 0 && m_samples.at(from - 1).time.msecsTo(first) <= longestGap().count();
            fewer.append(merged(std::span(m_samples).subspan(size_t(from), size_t(to - from)),
                                isKnown ? m_samples.at(from - 1).time : unknown));
            from = to;
        }
        if (fewer.size() <= m_capacity / 2)
            break;
    }
    m_samples = std::move(fewer);
}

QJsonObject toJson(const Marker &marker)
{
    return {{u"time"_s, marker.time.toUTC().toString(Qt::ISODateWithMs)},
            {u"marker"_s, KindNames.at(size_t(marker.kind))},
            {u"text"_s, marker.text}};
}

QJsonArray toJson(const Series &series)
{
    QJsonArray entries;
    auto marker = series.markers().cbegin();
    const auto addMarkers = [&](auto isNext) {
        for (; marker != series.markers().cend() && isNext(*marker); ++marker)
            entries += toJson(*marker);
    };
    for (const Sample &sample : series.samples()) {
        addMarkers([&](const Marker &each) { return each.time <= sample.time; });
        entries += toJson(sample);
    }
    addMarkers([](const Marker &) { return true; });
    return entries;
}

Series seriesFromJson(const QJsonArray &entries, qsizetype capacity)
{
    Series series(capacity);
    for (const QJsonValue &entry : entries) {
        const QJsonObject object = entry.toObject();
        if (!object.contains("marker"_L1)) {
            if (const auto sample = sampleFromJson(object))
                series.add(*sample);
            continue;
        }
        const auto kind = std::ranges::find(KindNames, object["marker"_L1].toString());
        const QDateTime time = QDateTime::fromString(object["time"_L1].toString(), Qt::ISODateWithMs);
        if (kind != KindNames.end() && time.isValid())
            series.add(Marker{time, MarkerKind(kind - KindNames.begin()), object["text"_L1].toString()});
    }
    return series;
}

} // namespace Spacewright::Metrics
