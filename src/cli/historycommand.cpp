// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/historycommand.h"

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

} // namespace

Command::Description HistoryCommand::description() const
{
    return {.name = u"history"_s,
            .arguments = u"[DIR] | search TEXT"_s,
            .summary = tr("Lists what ran here, or finds words in causes and logs."),
            .details =
                tr("With DIR only the runs of that Space. A search finds runs whose causes or logs hold every word."),
            .most = -1,
            .options = {{u"limit"_s, tr("How many at most; 20 without it."), u"N"_s, u"20"_s}}};
}

void HistoryCommand::start(const QCommandLineParser &parser)
{
    bool isNumber = false;
    const int limit = parser.value(u"limit"_s).toInt(&isNumber);
    if (!isNumber || limit < 1)
        return wrongUsage(tr("\"%1\" is no number of runs.").arg(parser.value(u"limit"_s)));
    const QStringList arguments = parser.positionalArguments();
    const bool isSearch = arguments.value(0) == "search"_L1;
    if (isSearch && arguments.size() < 2)
        return wrongUsage(tr("TEXT is missing."));
    if (!isSearch && arguments.size() > 1)
        return wrongUsage(tr("\"%1\" is too much.").arg(arguments.at(1)));

    m_ledger = std::make_unique<History::Ledger>(m_services.paths.ledger(), m_services.redactor);
    connect(m_ledger.get(), &History::Ledger::recovered, this,
            [this](const QString &message) { m_output.error(message); });
    if (isSearch)
        search(arguments.sliced(1).join(u' '), limit);
    else
        list(arguments.isEmpty() ? QString() : folderArgument(parser), limit);
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
