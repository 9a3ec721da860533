// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/runcomparison.h"

#include "base/clock.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <functional>

using namespace Qt::StringLiterals;

namespace Spacewright::Cli {

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(RunComparison)
};

using Figure = std::optional<double>;
using Write = QString (*)(double);

QString changeOf(double before, double after)
{
    if (before == after)
        return Words::tr("same");
    if (before <= 0)
        return {};
    const double percent = 100 * (after - before) / before;
    return u"%1%2 %"_s.arg(QChar(percent > 0 ? u'+' : u'−'))
        .arg(std::abs(percent), 0, 'f', std::abs(percent) < 10 ? 1 : 0);
}

Figure took(const History::Run &run)
{
    return run.end.stopped.isValid() ? Figure(double(run.start.started.msecsTo(run.end.stopped))) : std::nullopt;
}

Figure phaseTime(const History::Run &run, const QString &phase)
{
    const auto found = std::ranges::find(run.end.phases, phase, &History::PhaseTime::phase);
    return found == run.end.phases.cend() ? std::nullopt : Figure(double(found->duration.count()));
}

QString milliseconds(double duration)
{
    return durationText(std::chrono::milliseconds(qRound64(duration)));
}

QString bytes(double count)
{
    return bytesText(qRound64(count));
}

QString cores(double count)
{
    return QString::number(count, 'f', 2);
}

QString whole(double count)
{
    return QString::number(qRound64(count));
}
} // namespace

QList<QStringList> comparison(const MeasuredRun &first, const MeasuredRun &second)
{
    QList<QStringList> rows{
        {QString(), Words::tr("run %1").arg(first.run.id), Words::tr("run %1").arg(second.run.id), QString()}};
    const auto add = [&](const QString &name, const Figure &before, const Figure &after, Write write) {
        if (!before && !after)
            return;
        const QString none = u"–"_s;
        rows += {name, before ? write(*before) : none, after ? write(*after) : none,
                 before && after ? changeOf(*before, *after) : QString()};
    };
    const auto addUse = [&](const QString &name, const std::function<Figure(const Metrics::Summary &)> &figure,
                            Write write) {
        add(name, first.use ? figure(*first.use) : std::nullopt, second.use ? figure(*second.use) : std::nullopt,
            write);
    };
    using Metrics::Summary;
    add(Words::tr("Took"), took(first.run), took(second.run), milliseconds);
    QStringList phases;
    for (const History::Run &run : {first.run, second.run}) {
        for (const History::PhaseTime &phase : run.end.phases) {
            if (!phases.contains(phase.phase))
                phases += phase.phase;
        }
    }
    for (const QString &phase : std::as_const(phases))
        add(Words::tr("Step %1").arg(phase), phaseTime(first.run, phase), phaseTime(second.run, phase), milliseconds);
    addUse(Words::tr("Cores, mean"), [](const Summary &use) { return use.meanCpuCores; }, cores);
    addUse(Words::tr("Cores, peak"), [](const Summary &use) { return use.peakCpuCores; }, cores);
    addUse(Words::tr("Memory, mean"), [](const Summary &use) { return double(use.meanMemoryBytes); }, bytes);
    const auto peak = [](const MeasuredRun &measured) -> Figure {
        // The series of an old run has fewer samples; the ledger kept the peak itself.
        if (measured.run.end.peakMemoryBytes)
            return double(*measured.run.end.peakMemoryBytes);
        return measured.use ? Figure(double(measured.use->peakMemoryBytes)) : std::nullopt;
    };
    add(Words::tr("Memory, peak"), peak(first), peak(second), bytes);
    addUse(
        Words::tr("GPU memory, peak"),
        [](const Summary &use) -> Figure {
            return use.peakGpuMemoryBytes ? Figure(double(*use.peakGpuMemoryBytes)) : std::nullopt;
        },
        bytes);
    addUse(Words::tr("Read from disk"), [](const Summary &use) { return double(use.readBytes); }, bytes);
    addUse(Words::tr("Written to disk"), [](const Summary &use) { return double(use.writtenBytes); }, bytes);
    addUse(Words::tr("Processes, most"), [](const Summary &use) { return double(use.peakProcesses); }, whole);
    addUse(
        Words::tr("Requests"),
        [](const Summary &use) -> Figure { return use.requests ? Figure(double(*use.requests)) : std::nullopt; },
        whole);
    return rows;
}

QJsonObject toJson(const MeasuredRun &measured)
{
    return {{u"run"_s, History::toJson(measured.run)},
            {u"use"_s, measured.use ? QJsonValue(Metrics::toJson(*measured.use)) : QJsonValue()}};
}

} // namespace Spacewright::Cli
