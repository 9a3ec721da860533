// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/runrecorder.h"

#include "base/atomicfile.h"
#include "runtime/environmentsource.h"
#include "runtime/runmetrics.h"
#include "runtime/sources.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QtConcurrentRun>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace Spacewright::Runtime {

namespace {

constexpr qint64 LockLimit = 16 * 1024 * 1024; // bytes; a thousand packages with hashes are one megabyte
constexpr qsizetype AtOnce = 30; // entries of a series that are written together: what a crash may cost
constexpr int KeptWhole = 10; // series; of older runs there are fewer samples
constexpr qsizetype ThinnedSize = 360;
constexpr int KeptLines = 2'000; // of each log; the ledger bounds the characters

bool isOver(Stage stage)
{
    const StageGroup group = stageGroup(stage);
    return group == StageGroup::Error || group == StageGroup::Asleep || stage == Stage::NoAppFile;
}

QString hashOf(const RunPlan &plan)
{
    const QByteArray json = QJsonDocument(toJson(plan)).toJson(QJsonDocument::Compact);
    return QString::fromLatin1(QCryptographicHash::hash(json, QCryptographicHash::Sha256).toHex().first(32));
}

QString endOf(Logs::LogStore &log)
{
    log.flush();
    const int count = std::min(log.size(), KeptLines);
    return log.toText(log.size() - count, count);
}

} // namespace

/// One run on its way to the disk. Outlives the run until everything is written.
struct RunRecorder::Entry {
    std::optional<qint64> id;
    QList<History::StageEntry> stages; ///< not yet written
    std::optional<History::RunEnd> end; ///< not yet written
    QString buildLog;
    QString runLog;
    std::optional<History::Sources> sources; ///< not yet written
    int readings = 0; ///< of sources, begun so far
    bool isRefused = false; ///< the ledger has no such run
    Stage last = Stage::Stopped;
    std::optional<qint64> peakMemoryBytes;
    Metrics::Series series; ///< all of it
    QJsonArray news; ///< of the series, not yet written
    qsizetype written = 0; ///< entries, since the series was written as a whole
};

RunRecorder::RunRecorder(History::Ledger &ledger, Session &session, EnvironmentSource &environments, const Clock &clock,
                         QObject *parent)
    : QObject(parent)
    , m_ledger(ledger)
    , m_session(session)
    , m_environments(environments)
    , m_clock(clock)
{
    connect(&session, &Session::stageChanged, this, &RunRecorder::note);
    connect(&session, &Session::pageChanged, this, &RunRecorder::keepSources);
    connect(&session, &Session::sampled, this, [this](const Metrics::Sample &sample) {
        if (!m_entry)
            return;
        m_entry->peakMemoryBytes = std::max(m_entry->peakMemoryBytes.value_or(0), sample.memoryBytes);
        m_entry->series.add(sample);
        m_entry->news += Metrics::toJson(sample);
        if (m_entry->news.size() >= AtOnce)
            flush(m_entry);
    });
    connect(&session, &Session::filesSaved, this, [this](const QStringList &files) {
        if (m_entry)
            keep(*m_entry, Metrics::Marker{m_clock.now(), Metrics::MarkerKind::Save, filesText(files)});
    });
}

void RunRecorder::note(const StageChange &change)
{
    if (!m_entry) {
        if (change.stage == Stage::Stopped)
            return; // a stop of what never began
        begin();
    }
    const QString verdict = change.verdict == Verdict::None ? QString() : verdictName(change.verdict);
    m_entry->stages += History::StageEntry{change.since, change.stage, change.cause, verdict};
    if (const auto marker = markerOf(change, m_entry->last))
        keep(*m_entry, *marker);
    if (change.stage == Stage::Running && m_entry->last != Stage::Running)
        keepSources();
    m_entry->last = change.stage;
    if (isOver(change.stage))
        end();
    else
        flush(m_entry);
}

void RunRecorder::keep(Entry &entry, const Metrics::Marker &marker)
{
    entry.series.add(marker);
    entry.news += Metrics::toJson(marker);
}

void RunRecorder::begin()
{
    m_entry = std::make_shared<Entry>();
    m_newest = m_entry;
    m_run = 0;
    ++m_open;
}

void RunRecorder::end()
{
    const auto entry = std::exchange(m_entry, nullptr);
    History::RunEnd end;
    end.stopped = m_clock.now();
    end.peakMemoryBytes = entry->peakMemoryBytes;
    for (const Pipeline::StepReport &step : m_session.steps()) {
        if (step.state == StepState::Done || step.state == StepState::Failed)
            end.phases += History::PhaseTime{step.id, step.duration};
    }
    entry->buildLog = endOf(m_session.buildLog());
    entry->runLog = endOf(m_session.runLog());
    const auto &environment = m_session.plan().environment;
    const auto installation = environment ? m_environments.find(environment->hash) : std::nullopt;
    auto keep = [this, entry, end](const Result<QByteArray> &lock) mutable {
        end.lock = QString::fromUtf8(lock.value_or(QByteArray()));
        entry->end = end;
        flush(entry);
    };
    if (installation)
        QtConcurrent::run(readFile, installation->lockFile(), LockLimit).then(this, keep);
    else
        keep({});
}

void RunRecorder::keepSources()
{
    if (!m_entry)
        return;
    ++m_open;
    const int reading = ++m_entry->readings;
    QtConcurrent::run(readSources, m_session.folder())
        .then(this, [this, entry = m_entry, reading](const History::Sources &sources) {
            if (entry->readings != reading || entry->isRefused)
                return close({});
            if (std::exchange(entry->sources, sources))
                close({}); // the older ones were not even written
            flush(entry);
        });
}

void RunRecorder::flush(const std::shared_ptr<Entry> &entry)
{
    if (!entry->id) {
        // Written with the first stage that has a plan behind it, or at the end when there never was one.
        const RunPlan &plan = m_session.plan();
        const bool isPlanned = !plan.steps.isEmpty() || plan.obstacle;
        if (entry->stages.isEmpty() || (!isPlanned && !entry->end))
            return;
        entry->id = 0; // asked for; nothing else is written before the answer
        History::RunStart start;
        start.folder = m_session.folder();
        start.engine = engineName(plan.engine);
        start.started = entry->stages.first().time;
        start.planHash = hashOf(plan);
        if (plan.environment) {
            start.environmentHash = plan.environment->hash;
            start.interpreter =
                plan.environment->interpreter.version.toString() + u' ' + plan.environment->interpreter.path;
        }
        m_ledger.addRun(start).then(this, [this, entry](const Result<qint64> &id) {
            if (!id) {
                entry->isRefused = true;
                if (std::exchange(entry->sources, std::nullopt))
                    close({});
                return close(std::unexpected(id.error()));
            }
            entry->id = *id;
            if (entry == m_newest) {
                m_run = *id;
                Q_EMIT recorded(m_run);
            }
            flush(entry);
        });
        return;
    }
    if (*entry->id == 0)
        return;
    for (const History::StageEntry &stage : std::exchange(entry->stages, {}))
        m_ledger.addStage(*entry->id, stage);
    if (entry->sources)
        m_ledger.setSources(*entry->id, *std::exchange(entry->sources, std::nullopt))
            .then(this, [this](const Result<> &result) { close(result); });
    flushSeries(*entry);
    const auto end = std::exchange(entry->end, std::nullopt); // sources may come after it
    if (!end)
        return;
    m_ledger.addLog(*entry->id, u"build"_s, entry->buildLog);
    m_ledger.addLog(*entry->id, u"run"_s, entry->runLog);
    m_ledger.finishRun(*entry->id, *end).then(this, [this](const Result<> &result) { close(result); });
}

void RunRecorder::flushSeries(Entry &entry)
{
    if (entry.news.size() < AtOnce && !entry.end)
        return;
    const QJsonArray news = std::exchange(entry.news, {});
    entry.written += news.size();
    if (entry.written > Metrics::Series::Capacity) {
        m_ledger.setSeries(*entry.id, Metrics::toJson(entry.series));
        entry.written = 0;
    } else if (!news.isEmpty()) {
        m_ledger.addSeries(*entry.id, news);
    }
    if (entry.end)
        m_ledger.thinSeries(KeptWhole, [](const QJsonArray &entries) {
            return Metrics::toJson(Metrics::seriesFromJson(entries, ThinnedSize));
        });
}

void RunRecorder::close(const Result<> &result)
{
    if (!result)
        Q_EMIT failed(result.error());
    if (--m_open == 0)
        Q_EMIT idle();
}

} // namespace Spacewright::Runtime
