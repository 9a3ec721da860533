// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Spacewright {

namespace {
class SystemClock final : public Clock {
public:
    QDateTime now() const override { return QDateTime::currentDateTimeUtc(); }
    std::chrono::steady_clock::time_point steady() const override { return std::chrono::steady_clock::now(); }
};
} // namespace

const Clock &Clock::system()
{
    static const SystemClock clock;
    return clock;
}

QString durationText(std::chrono::milliseconds duration)
{
    using namespace std::chrono;
    if (duration < 10s)
        return QString::number(double(duration.count()) / 1000, 'f', 1) + " s"_L1;
    const auto total = duration_cast<seconds>(duration).count();
    if (total < 60)
        return QString::number(total) + " s"_L1;
    const auto twoDigits = [](qint64 value) { return QString::number(value).rightJustified(2, u'0'); };
    if (total < 3600)
        return QString::number(total / 60) + u':' + twoDigits(total % 60);
    return QString::number(total / 3600) + u':' + twoDigits(total / 60 % 60) + u':' + twoDigits(total % 60);
}

QString bytesText(qint64 bytes)
{
    static constexpr std::array Units{" B"_L1, " kB"_L1, " MB"_L1, " GB"_L1, " TB"_L1};
    double value = double(bytes);
    std::size_t unit = 0;
    while (value >= 999.5 && unit + 1 < Units.size()) {
        value /= 1000;
        ++unit;
    }
    return QString::number(value, 'f', unit == 0 || value >= 99.95 ? 0 : 1) + Units.at(unit);
}

} // namespace Spacewright
