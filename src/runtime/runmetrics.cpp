// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/runmetrics.h"

namespace Spacewright::Runtime {

namespace {
constexpr int LookEvery = 10; // samples; nobody needs to know sooner
constexpr double GivenBack = 0.9; ///< below this share of what the alarm was about, it was wrong

bool isUnderway(Stage stage)
{
    return isTransient(stage) || isServing(stage);
}
} // namespace

std::optional<Metrics::Marker> markerOf(const StageChange &change, Stage before)
{
    if (change.stage == before)
        return std::nullopt;
    if (change.stage == Stage::RunningAppStarting)
        return Metrics::Marker{change.since, Metrics::MarkerKind::Restart, change.cause};
    return Metrics::Marker{change.since, Metrics::MarkerKind::Stage, stageName(change.stage)};
}

RunMetrics::RunMetrics(Session &session, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_series(std::make_shared<Metrics::Series>())
    , m_stage(session.stage().stage)
{
    connect(&session, &Session::stageChanged, this, &RunMetrics::note);
    connect(&session, &Session::sampled, this, &RunMetrics::add);
    connect(&session, &Session::filesSaved, this, [this, &clock](const QStringList &files) {
        m_series->add(Metrics::Marker{clock.now(), Metrics::MarkerKind::Save, filesText(files)});
        Q_EMIT changed();
    });
}

void RunMetrics::note(const StageChange &change)
{
    const Stage before = std::exchange(m_stage, change.stage);
    const auto marker = markerOf(change, before);
    if (!marker)
        return;
    setAlarm({}); // another process, or none
    if (isUnderway(change.stage) && !isUnderway(before)) {
        m_series = std::make_shared<Metrics::Series>();
        Q_EMIT began();
    }
    m_series->add(*marker);
    Q_EMIT changed();
}

void RunMetrics::add(const Metrics::Sample &sample)
{
    m_series->add(sample);
    Q_EMIT changed();
    if (m_alarm && double(sample.memoryBytes) < GivenBack * double(m_alarm->growth.memoryBytes))
        setAlarm({});
    if (++m_unlooked < LookEvery)
        return;
    m_unlooked = 0;
    if (!m_alarm)
        setAlarm(memoryAlarm(*m_series, m_session.plan().flavour));
}

void RunMetrics::setAlarm(const std::optional<MemoryAlarm> &alarm)
{
    if (std::exchange(m_alarm, alarm) != alarm)
        Q_EMIT alarmChanged(alarm);
}

} // namespace Spacewright::Runtime
