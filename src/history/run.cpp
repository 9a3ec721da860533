// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/run.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Spacewright::History {

namespace {

QJsonValue timeJson(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

QJsonValue textJson(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

} // namespace

QString runStateName(RunState state)
{
    switch (state) {
    case RunState::Open:
        return u"open"_s;
    case RunState::Finished:
        return u"finished"_s;
    case RunState::Interrupted:
        return u"interrupted"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

QJsonObject toJson(const StageEntry &entry)
{
    return {{u"time"_s, timeJson(entry.time)},
            {u"stage"_s, stageName(entry.stage)},
            {u"cause"_s, textJson(entry.cause)},
            {u"verdict"_s, textJson(entry.verdict)}};
}

QJsonObject toJson(const Run &run)
{
    QJsonArray stages;
    for (const StageEntry &entry : run.stages)
        stages += toJson(entry);
    QJsonObject seconds;
    for (const PhaseTime &phase : run.end.phases)
        seconds.insert(phase.phase, double(phase.duration.count()) / 1000);
    return {{u"id"_s, run.id},
            {u"state"_s, runStateName(run.state)},
            {u"folder"_s, run.start.folder},
            {u"space"_s, textJson(run.start.spaceId)},
            {u"engine"_s, textJson(run.start.engine)},
            {u"plan"_s, textJson(run.start.planHash)},
            {u"environment"_s, textJson(run.start.environmentHash)},
            {u"interpreter"_s, textJson(run.start.interpreter)},
            {u"started"_s, timeJson(run.start.started)},
            {u"stopped"_s, timeJson(run.end.stopped)},
            {u"exitCode"_s, run.end.exitCode ? QJsonValue(*run.end.exitCode) : QJsonValue()},
            {u"peakMemoryBytes"_s, run.end.peakMemoryBytes ? QJsonValue(*run.end.peakMemoryBytes) : QJsonValue()},
            {u"seconds"_s, seconds},
            {u"stages"_s, stages},
            {u"lock"_s, textJson(run.end.lock)}};
}

QJsonObject toJson(const Hit &hit)
{
    return {{u"run"_s, hit.run},
            {u"folder"_s, hit.folder},
            {u"started"_s, timeJson(hit.started)},
            {u"place"_s, hit.place},
            {u"snippet"_s, hit.snippet}};
}

} // namespace Spacewright::History
