// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/sample.h"

#include <QJsonArray>

#include <chrono>

namespace Spacewright::Metrics {

enum class MarkerKind {
    Stage, ///< `text` is the Hub's name of it
    Save, ///< `text` names the files
    Restart, ///< what follows is another process; `text` is the cause
};

/// Something that happened while samples were taken.
struct Marker {
    QDateTime time; ///< UTC
    MarkerKind kind = MarkerKind::Stage;
    QString text;

    friend bool operator==(const Marker &, const Marker &) = default;
};

/// The highest figures that were seen, also where the sample that had them was merged since.
struct Peaks {
    double cpuCores = 0;
    qint64 memoryBytes = 0;
    qint64 gpuMemoryBytes = 0; ///< of all GPUs together

    friend bool operator==(const Peaks &, const Peaks &) = default;
};

/// What one run used, in order of time, in bounded memory: once it is full, samples of the same 2, 4, 8 ... seconds
/// become one, with the mean of each rate and the highest level, so that the whole run stays.
class Series final {
public:
    static constexpr qsizetype Capacity = 7'200; ///< two hours of seconds
    static constexpr qsizetype MostMarkers = 500; ///< then the oldest go

    explicit Series(qsizetype capacity = Capacity);

    /// After a clock that was set back, what had later times is forgotten.
    void add(const Sample &sample);
    void add(const Marker &marker);

    [[nodiscard]] bool isEmpty() const { return m_samples.isEmpty(); }
    [[nodiscard]] const QList<Sample> &samples() const { return m_samples; }
    [[nodiscard]] const QList<Marker> &markers() const { return m_markers; }
    [[nodiscard]] const Peaks &peaks() const { return m_peaks; }
    /// The time that a merged sample stands for; 0 while none was merged.
    [[nodiscard]] std::chrono::milliseconds step() const { return m_step; }
    /// Samples of two seconds with a longer time between them have a gap.
    [[nodiscard]] std::chrono::milliseconds longestGap() const;

private:
    void merge();

    qsizetype m_capacity;
    QList<Sample> m_samples;
    QList<Marker> m_markers;
    Peaks m_peaks;
    std::chrono::milliseconds m_step{};
};

[[nodiscard]] QJsonObject toJson(const Marker &marker);
/// Samples and markers, in order of time; a marker is what has `marker`.
[[nodiscard]] QJsonArray toJson(const Series &series);
/// What is neither is left out.
[[nodiscard]] Series seriesFromJson(const QJsonArray &entries, qsizetype capacity = Series::Capacity);

} // namespace Spacewright::Metrics
