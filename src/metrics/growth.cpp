// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/growth.h"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

namespace Spacewright::Metrics {

namespace {
using namespace std::chrono_literals;

constexpr std::chrono::milliseconds LongestLook = 10min;
constexpr std::chrono::milliseconds ShortestLook = 3min;
constexpr size_t Parts = 12;
constexpr size_t Thirds = 3;
/// Below that over the whole look it may be noise: caches, a few more visitors.
constexpr double LeastBytes = 32e6;
constexpr double LeastShare = 0.03; // of what is used
/// A third that rises by less than this share of the whole slope is a plateau.
constexpr double LeastOfSlope = 0.3;
/// More of the growth than this given back at once: somebody cleans up.
constexpr double MostGivenBack = 0.25;

struct Point {
    double seconds;
    double bytes;
};

/// Theil-Sen: the median of the slopes between any two points. One outlier in four does not move it.
double slopeOf(std::span<const Point> points)
{
    std::vector<double> slopes;
    for (size_t i = 0; i < points.size(); ++i) {
        for (size_t j = i + 1; j < points.size(); ++j)
            slopes.push_back((points[j].bytes - points[i].bytes) / (points[j].seconds - points[i].seconds));
    }
    const auto middle = slopes.begin() + qsizetype(slopes.size() / 2);
    std::ranges::nth_element(slopes, middle);
    return *middle;
}

QDateTime beginOf(const Series &series)
{
    QDateTime begin = series.samples().constLast().time.addMSecs(-LongestLook.count());
    for (const Marker &marker : series.markers()) {
        if (marker.kind != MarkerKind::Save)
            begin = std::max(begin, marker.time);
    }
    return begin;
}

/// The lowest sample of each part of the time; fewer than `Parts` where a part has none.
std::vector<Point> lowestOf(std::span<const Sample> samples, std::chrono::milliseconds look)
{
    std::vector<Point> lowest;
    const QDateTime &begin = samples.front().time;
    size_t last = Parts;
    for (const Sample &sample : samples) {
        const qint64 at = begin.msecsTo(sample.time);
        const size_t part = std::min(Parts - 1, size_t(at) * Parts / size_t(look.count()));
        const Point point{double(at) / 1000, double(sample.memoryBytes)};
        if (part != std::exchange(last, part))
            lowest.push_back(point);
        else if (point.bytes < lowest.back().bytes)
            lowest.back() = point;
    }
    return lowest;
}
} // namespace

std::optional<Growth> growthOf(const Series &series)
{
    if (series.isEmpty())
        return std::nullopt;
    const QList<Sample> &all = series.samples();
    const auto first = std::ranges::lower_bound(all, beginOf(series), {}, &Sample::time);
    if (first == all.cend())
        return std::nullopt;
    const std::span samples(first, all.cend());
    const std::chrono::milliseconds look(samples.front().time.msecsTo(samples.back().time));
    if (look < ShortestLook)
        return std::nullopt;
    const std::vector<Point> lowest = lowestOf(samples, look);
    if (lowest.size() < Parts)
        return std::nullopt; // nobody looked for a while
    const double slope = slopeOf(lowest);
    const double grown = slope * double(look.count()) / 1000;
    if (grown < std::max(LeastBytes, LeastShare * double(samples.back().memoryBytes)))
        return std::nullopt;
    for (size_t third = 0; third < Thirds; ++third) {
        constexpr size_t Size = Parts / Thirds;
        if (slopeOf(std::span(lowest).subspan(third * Size, Size)) < LeastOfSlope * slope)
            return std::nullopt;
    }
    for (size_t i = 1; i < lowest.size(); ++i) {
        if (lowest[i - 1].bytes - lowest[i].bytes > MostGivenBack * grown)
            return std::nullopt;
    }
    return Growth{slope, samples.back().memoryBytes, samples.front().time};
}

std::optional<std::chrono::seconds> timeUntil(const Growth &growth, qint64 limitBytes, std::chrono::seconds within)
{
    const double seconds = double(limitBytes - growth.memoryBytes) / growth.bytesPerSecond;
    if (seconds <= 0)
        return 0s;
    // Compared as numbers: a small growth has a time that no integer holds.
    return seconds <= double(within.count()) ? std::optional(std::chrono::seconds(qint64(seconds))) : std::nullopt;
}

} // namespace Spacewright::Metrics
