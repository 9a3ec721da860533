// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/memoryalarm.h"

#include "base/clock.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Spacewright::Runtime {

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(MemoryAlarm)
};

constexpr qint64 Gigabyte = 1'000'000'000;
constexpr std::chrono::hours Horizon{48}; // cpu-basic sleeps after two days without visitors. Source: spaces.md 4.5.
constexpr std::chrono::minutes InMinutes{100}; ///< up to here a time is told in minutes
} // namespace

std::optional<MemoryAlarm> memoryAlarm(const Metrics::Series &series, const QString &flavour)
{
    const auto known = Hardware::flavour(flavour);
    if (!known || known->memoryGb == 0)
        return std::nullopt;
    const auto growth = Metrics::growthOf(series);
    if (!growth)
        return std::nullopt;
    const auto until = Metrics::timeUntil(*growth, known->memoryGb * Gigabyte, Horizon);
    return until ? std::optional(MemoryAlarm{*growth, known->name, known->memoryGb, *until}) : std::nullopt;
}

QString alarmText(const MemoryAlarm &alarm)
{
    const QString perHour = bytesText(qRound64(alarm.growth.bytesPerSecond * 3600));
    const QString limit = u"%1 GB"_s.arg(alarm.limitGb);
    if (alarm.untilLimit.count() == 0)
        return Words::tr("%1 more each hour, and it takes more than the %2 of %3 already.")
            .arg(perHour, limit, alarm.flavour);
    const auto minutes = std::chrono::ceil<std::chrono::minutes>(alarm.untilLimit);
    if (minutes < InMinutes)
        return Words::tr("%1 more each hour: it passes the %2 of %3 in about %n minutes.", nullptr,
                         int(minutes.count()))
            .arg(perHour, limit, alarm.flavour);
    const auto hours = std::chrono::round<std::chrono::hours>(alarm.untilLimit);
    return Words::tr("%1 more each hour: it passes the %2 of %3 in about %n hours.", nullptr, int(hours.count()))
        .arg(perHour, limit, alarm.flavour);
}

QJsonObject toJson(const MemoryAlarm &alarm)
{
    return {{u"bytesPerHour"_s, qRound64(alarm.growth.bytesPerSecond * 3600)},
            {u"memoryBytes"_s, alarm.growth.memoryBytes},
            {u"since"_s, alarm.growth.since.toUTC().toString(Qt::ISODateWithMs)},
            {u"flavour"_s, alarm.flavour},
            {u"limitBytes"_s, alarm.limitGb * Gigabyte},
            {u"secondsUntilLimit"_s, qint64(alarm.untilLimit.count())}};
}

} // namespace Spacewright::Runtime
