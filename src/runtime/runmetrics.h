// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/series.h"
#include "runtime/memoryalarm.h"
#include "runtime/session.h"

#include <QObject>

#include <memory>

namespace Spacewright::Runtime {

/// How a change of stage stands in a series: a restart, or the stage; nullopt where only the cause is another.
[[nodiscard]] std::optional<Metrics::Marker> markerOf(const StageChange &change, Stage before);

/// What a Session's newest run used so far, with its saves, restarts and stages, and whether its memory grows without
/// end. Lives on the session's thread.
class RunMetrics final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RunMetrics)
public:
    /// Both must outlive it. Make it before Session::run().
    explicit RunMetrics(Session &session, const Clock &clock = Clock::system(), QObject *parent = nullptr);

    /// Grows until the next run begins another one; never null.
    [[nodiscard]] std::shared_ptr<const Metrics::Series> series() const { return m_series; }
    [[nodiscard]] const std::optional<MemoryAlarm> &alarm() const { return m_alarm; }

Q_SIGNALS:
    /// A new run: series() is another one, and empty.
    void began();
    /// A sample or a marker more.
    void changed();
    /// The alarm is raised once, and taken back when the process is another one or memory was given back.
    void alarmChanged(const std::optional<Spacewright::Runtime::MemoryAlarm> &alarm);

private:
    void note(const StageChange &change);
    void add(const Metrics::Sample &sample);
    void setAlarm(const std::optional<MemoryAlarm> &alarm);

    Session &m_session;
    std::shared_ptr<Metrics::Series> m_series;
    std::optional<MemoryAlarm> m_alarm;
    Stage m_stage;
    int m_unlooked = 0; ///< samples since growth was looked for
};

} // namespace Spacewright::Runtime
