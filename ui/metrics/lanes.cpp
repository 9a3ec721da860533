// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/lanes.h"

#include "base/clock.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
using Spacewright::Metrics::GpuUse;
using Spacewright::Metrics::Sample;
using Spacewright::Metrics::Series;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Metrics)
};

constexpr double Percent = 100;
/// What an axis shows at least, so that nothing looks like a lot.
constexpr double LeastMemory = 10e6;
constexpr double LeastDisk = 1e5;
constexpr double LeastRequests = 2;

bool isBytes(Lane lane)
{
    return lane == Lane::Memory || lane == Lane::GpuMemory || lane == Lane::Disk;
}

bool hasPercent(Lane lane)
{
    return lane == Lane::Cpu || lane == Lane::GpuLoad;
}

double leastOf(Lane lane)
{
    switch (lane) {
    case Lane::Cpu:
    case Lane::GpuLoad:
        return Percent;
    case Lane::Memory:
    case Lane::GpuMemory:
        return LeastMemory;
    case Lane::Disk:
        return LeastDisk;
    case Lane::Requests:
        return LeastRequests;
    }
    Q_UNREACHABLE_RETURN(0);
}

/// The next of 1, 2, 4, 6, 8 and 10 times a power of ten: its half is round too.
double roundUp(double value)
{
    static constexpr std::array Steps{1., 2., 4., 6., 8., 10.};
    const double power = std::pow(10, std::floor(std::log10(value)));
    const auto step = std::ranges::find_if(Steps, [&](double each) { return each * power >= value * (1 - 1e-9); });
    return (step == Steps.end() ? Steps.back() : *step) * power;
}
} // namespace

QList<Lane> lanesOf(const QList<const Series *> &series)
{
    bool hasGpu = false;
    bool hasRequests = false;
    for (const Series *each : series) {
        // Who looks at these looks at them all the time.
        for (const Sample &sample : each->samples()) {
            hasGpu = hasGpu || !sample.gpus.isEmpty();
            hasRequests = hasRequests || sample.requests.has_value();
        }
    }
    QList<Lane> lanes{Lane::Cpu, Lane::Memory, Lane::Disk};
    if (hasGpu)
        lanes += {Lane::GpuLoad, Lane::GpuMemory};
    if (hasRequests)
        lanes += Lane::Requests;
    return lanes;
}

QString laneName(Lane lane)
{
    switch (lane) {
    case Lane::Cpu:
        return Words::tr("CPU");
    case Lane::Memory:
        return Words::tr("Memory");
    case Lane::Disk:
        return Words::tr("Disk");
    case Lane::GpuLoad:
        return Words::tr("GPU");
    case Lane::GpuMemory:
        return Words::tr("GPU memory");
    case Lane::Requests:
        return Words::tr("Requests");
    }
    Q_UNREACHABLE_RETURN({});
}

QString laneCaption(Lane lane, double cores)
{
    switch (lane) {
    case Lane::Cpu:
        return cores > 0 ? Words::tr("of %n cores", nullptr, std::max(1, qRound(cores))) : Words::tr("of one core");
    case Lane::Disk:
        return Words::tr("read and written");
    case Lane::Requests:
        return Words::tr("a second");
    case Lane::Memory:
    case Lane::GpuLoad:
    case Lane::GpuMemory:
        return {};
    }
    Q_UNREACHABLE_RETURN({});
}

Token laneToken(Lane lane)
{
    switch (lane) {
    case Lane::Cpu:
        return Token::Chart1;
    case Lane::Requests:
        return Token::Chart2;
    case Lane::Memory:
        return Token::Chart3;
    case Lane::GpuLoad:
    case Lane::GpuMemory:
        return Token::Chart4;
    case Lane::Disk:
        return Token::Chart5;
    }
    Q_UNREACHABLE_RETURN(Token::Chart1);
}

std::optional<double> laneValue(Lane lane, const Sample &sample, std::chrono::milliseconds span, double cores)
{
    switch (lane) {
    case Lane::Cpu:
        return Percent * sample.cpuCores / (cores > 0 ? cores : 1);
    case Lane::Memory:
        return double(sample.memoryBytes);
    case Lane::Disk:
        return sample.readBytesPerSecond + sample.writtenBytesPerSecond;
    case Lane::GpuLoad:
    case Lane::GpuMemory: {
        if (sample.gpus.isEmpty())
            return std::nullopt;
        double load = 0;
        double bytes = 0;
        for (const GpuUse &gpu : sample.gpus) {
            load += gpu.loadPercent / double(sample.gpus.size());
            bytes += double(gpu.memoryBytes);
        }
        return lane == Lane::GpuLoad ? load : bytes;
    }
    case Lane::Requests:
        if (!sample.requests || span.count() <= 0)
            return std::nullopt;
        return sample.requests->count * 1000. / double(span.count());
    }
    Q_UNREACHABLE_RETURN({});
}

QString laneText(Lane lane, double value)
{
    if (hasPercent(lane))
        return Words::tr("%1 %").arg(qRound(value));
    if (lane == Lane::Disk)
        return bytesText(qRound64(value)) + "/s"_L1;
    if (isBytes(lane))
        return bytesText(qRound64(value));
    return QString::number(value, 'f', value < 10 && value != std::floor(value) ? 1 : 0);
}

LaneScale laneScale(Lane lane, double highest)
{
    const double top = roundUp(std::max(highest, leastOf(lane)));
    if (hasPercent(lane))
        return {top, Words::tr("%1 %").arg(top), QString::number(top / 2)};
    if (!isBytes(lane))
        return {top, QString::number(top), QString::number(top / 2)};
    static constexpr std::array Units{" B"_L1, " kB"_L1, " MB"_L1, " GB"_L1, " TB"_L1};
    double inUnit = top;
    std::size_t unit = 0;
    for (; inUnit >= 1000 && unit + 1 < Units.size(); ++unit)
        inUnit /= 1000;
    return {top, QString::number(inUnit) + Units.at(unit) + (lane == Lane::Disk ? "/s"_L1 : ""_L1),
            QString::number(inUnit / 2)};
}

} // namespace Spacewright::Ui
