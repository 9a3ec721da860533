// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/historycommand.h"

#include "metrics/seriesexport.h"

#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Cli {

namespace {

QString timeText(const QDateTime &time)
{
    return time.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s);
}

/// The stage a run came to, and its cause.
QString outcomeOf(const History::Run &run)
{
    if (run.state == History::RunState::Interrupted)
        return HistoryCommand::tr("interrupted");
    if (run.stages.isEmpty())
        return {};
    // What stopping adds at the end is not what a person looks for.
    const auto failed =
        std::ranges::find_if(run.stages, [](const History::StageEntry &entry) { return !entry.verdict.isEmpty(); });
    const History::StageEntry &last = failed != run.stages.end() ? *failed : run.stages.last();
    return stageName(last.stage) + (last.cause.isEmpty() ? QString() : u"  "_s + last.cause);
}

QString durationOf(const History::Run &run)
{
    if (!run.end.stopped.isValid())
        return {};
    return durationText(std::chrono::milliseconds(run.start.started.msecsTo(run.end.stopped)));
}

QString memoryOf(const History::Run &run)
{
    return run.end.peakMemoryBytes ? bytesText(*run.end.peakMemoryBytes) : QString();
}

/// For people: the local time, and rounded figures.
QList<QStringList> sampleRows(const Metrics::Series &series)
{
    QList<QStringList> rows{{HistoryCommand::tr("Time"), HistoryCommand::tr("Cores"), HistoryCommand::tr("Memory"),
                             HistoryCommand::tr("Processes"), HistoryCommand::tr("Read"),
                             HistoryCommand::tr("Written")}};
    for (const Metrics::Sample &sample : series.samples())
        rows += {sample.time.toLocalTime().toString(u"HH:mm:ss"_s),
                 QString::number(sample.cpuCores, 'f', 2),
                 bytesText(sample.memoryBytes),
                 QString::number(sample.processes),
                 bytesText(qRound64(sample.readBytesPerSecond)) + "/s"_L1,
                 bytesText(qRound64(sample.writtenBytesPerSecond)) + "/s"_L1};
    return rows;
}

} // namespace

Command::Description HistoryCommand::description() const
{
    return {.name = u"history"_s,
            .arguments = u"[DIR] | search TEXT | export RUN | compare RUN RUN"_s,
            .summary = tr("Lists what ran here, finds words in causes and logs, and tells what runs used."),
            .details =
                tr("With DIR only the runs of that Space. A search finds runs whose causes or logs hold every word. "
                   "RUN is the number of a run: export writes each sample of what it used, compare what two runs took. "
                   "The formats csv and openmetrics are those of export."),
            .most = -1,
            .options = {{u"limit"_s, tr("How many at most; 20 without it."), u"N"_s, u"20"_s}},
            .formats = {Format::Text, Format::Json, Format::Csv, Format::OpenMetrics}};
}

void HistoryCommand::start(const QCommandLineParser &parser)
{
    bool isNumber = false;
    const int limit = parser.value(u"limit"_s).toInt(&isNumber);
    if (!isNumber || limit < 1)
        return wrongUsage(tr("\"%1\" is no number of runs.").arg(parser.value(u"limit"_s)));
    const QStringList arguments = parser.positionalArguments();
    const QString action = arguments.value(0);
    const bool isSearch = action == "search"_L1;
    const bool isExport = action == "export"_L1;
    const bool isComparison = action == "compare"_L1;
    if (isSearch && arguments.size() < 2)
        return wrongUsage(tr("TEXT is missing."));
    const qsizetype most = isExport ? 2 : isComparison ? 3 : 1;
    if (!isSearch && arguments.size() > most)
        return wrongUsage(tr("\"%1\" is too much.").arg(arguments.at(most)));
    QList<qint64> runs;
    for (qsizetype i = 1; i < most; ++i) {
        bool isRun = false;
        runs += arguments.value(i).toLongLong(&isRun);
        if (!isRun || runs.last() < 1)
            return wrongUsage(arguments.size() <= i ? tr("RUN is missing.")
                                                    : tr("\"%1\" is no number of a run.").arg(arguments.at(i)));
    }
    if (!isExport && m_output.format != Format::Text && m_output.format != Format::Json)
        return wrongUsage(tr("Only export writes %1.").arg(formatName(m_output.format)));

    m_ledger = std::make_unique<History::Ledger>(m_services.paths.ledger(), m_services.redactor);
    connect(m_ledger.get(), &History::Ledger::recovered, this,
            [this](const QString &message) { m_output.error(message); });
    if (isExport)
        measure(runs, [this](const QList<MeasuredRun> &measured) { write(measured.first()); });
    else if (isComparison)
        measure(runs, [this](const QList<MeasuredRun> &measured) { compare(measured); });
    else if (isSearch)
        search(arguments.sliced(1).join(u' '), limit);
    else
        list(arguments.isEmpty() ? QString() : folderArgument(parser), limit);
}

void HistoryCommand::measure(QList<qint64> runs, std::function<void(const QList<MeasuredRun> &)> then,
                             QList<MeasuredRun> measured)
{
    if (runs.isEmpty())
        return then(measured);
    const qint64 id = runs.takeFirst();
    m_ledger->findRun(id).then(this, [=, this](const Result<std::optional<History::Run>> &run) {
        if (!run)
            return finish(run.error());
        if (!*run) {
            return finish(Error{
                ErrorCode::NotFound, tr("There is no run %1. \"spw history\" lists those there are.").arg(id), {}});
        }
        m_ledger->series(id).then(this, [=, this, run = **run](const Result<QJsonArray> &entries) mutable {
            if (!entries)
                return finish(entries.error());
            m_series = Metrics::seriesFromJson(*entries);
            measured.append({run, Metrics::summaryOf(m_series)});
            measure(runs, then, measured);
        });
    });
}

void HistoryCommand::write(const MeasuredRun &measured)
{
    const History::Run &run = measured.run;
    if (!measured.use) {
        return finish(Error{ErrorCode::NotFound,
                            tr("Nothing is kept of what run %1 used: it ended before it was looked at.").arg(run.id),
                            {}});
    }
    const QString name = run.start.spaceId.isEmpty() ? QFileInfo(run.start.folder).fileName() : run.start.spaceId;
    const Metrics::ExportSubject subject{name, run.id};
    switch (m_output.format) {
    case Format::Json:
        m_output.json(Metrics::toJson(m_series, subject));
        break;
    case Format::Csv:
        m_output.line(QString::fromUtf8(Metrics::toCsv(m_series)).chopped(1));
        break;
    case Format::OpenMetrics:
        m_output.line(QString::fromUtf8(Metrics::toOpenMetrics(m_series, subject)).chopped(1));
        break;
    case Format::Text:
    case Format::Sarif:
    case Format::Github:
        m_output.line(table(sampleRows(m_series)).join(u'\n'));
        break;
    }
    finish(ExitCode::Fine);
}

void HistoryCommand::compare(const QList<MeasuredRun> &measured)
{
    if (m_output.isJson()) {
        QJsonArray runs;
        for (const MeasuredRun &each : measured)
            runs += toJson(each);
        m_output.json(QJsonObject{{u"runs"_s, runs}});
    } else {
        m_output.line(table(comparison(measured.first(), measured.last())).join(u'\n'));
    }
    finish(ExitCode::Fine);
}

void HistoryCommand::list(const QString &folder, int limit)
{
    m_ledger->listRuns(folder, limit).then(this, [this](const Result<QList<History::Run>> &runs) {
        if (!runs)
            return finish(runs.error());
        QList<QStringList> rows;
        QJsonArray json;
        for (const History::Run &run : *runs) {
            json += History::toJson(run);
            rows +=
                {QString::number(run.id), timeText(run.start.started), durationOf(run), memoryOf(run), run.start.folder,
                 outcomeOf(run)};
        }
        if (m_output.isJson())
            m_output.json(json);
        else if (rows.isEmpty())
            m_output.progress(tr("Nothing ran here yet."));
        else
            m_output.line(table(rows).join(u'\n'));
        finish(ExitCode::Fine);
    });
}

void HistoryCommand::search(const QString &text, int limit)
{
    m_ledger->search(text, limit).then(this, [this](const Result<QList<History::Hit>> &hits) {
        if (!hits)
            return finish(hits.error());
        QList<QStringList> rows;
        QJsonArray json;
        for (const History::Hit &hit : *hits) {
            json += History::toJson(hit);
            rows += {QString::number(hit.run), timeText(hit.started), hit.place, hit.snippet.simplified()};
        }
        if (m_output.isJson())
            m_output.json(json);
        else if (rows.isEmpty())
            m_output.progress(tr("No run has these words."));
        else
            m_output.line(table(rows).join(u'\n'));
        finish(ExitCode::Fine);
    });
}

} // namespace Spacewright::Cli
