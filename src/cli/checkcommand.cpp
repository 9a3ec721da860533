// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/checkcommand.h"

#include "check/check.h"
#include "check/explain.h"
#include "cli/problemformats.h"
#include "manifest/spacemanifest.h"

#include <QJsonArray>
#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Cli {

namespace {

/// `README.md:10:20`, as compilers write it, so that terminals and editors make it a link.
QString place(const Diagnostic &problem)
{
    return u"%1:%2:%3"_s.arg(problem.file).arg(problem.range.line + 1).arg(problem.range.column + 1);
}

Tone toneOf(Severity severity)
{
    return isBlocking(severity) ? Tone::Bad : severity == Severity::Advice ? Tone::Quiet : Tone::Warning;
}

QJsonArray listed(const QList<Diagnostic> &problems)
{
    QJsonArray list;
    for (const Diagnostic &problem : problems)
        list += toJson(problem);
    return list;
}

} // namespace

Command::Description CheckCommand::description() const
{
    return {.name = u"check"_s,
            .arguments = u"[DIR]"_s,
            .summary = tr("Says what is wrong with a Space before the Hub does."),
            .details = tr("Exit code 3 when something would block publishing."),
            .options = {{u"explain"_s, tr("Say what a rule is about and where it comes from; \"all\": every one."),
                         u"RULE"_s}},
            .formats = {Format::Text, Format::Json, Format::Sarif, Format::Github}};
}

void CheckCommand::start(const QCommandLineParser &parser)
{
    if (parser.isSet(u"explain"_s))
        return explain(parser.value(u"explain"_s));
    const QString folder = folderArgument(parser);
    QtConcurrent::run(&CheckCommand::check, folder).then(this, [this, folder](const Result<Checked> &checked) {
        if (!checked)
            return finish(checked.error());
        report(folder, *checked);
    });
}

Result<CheckCommand::Checked> CheckCommand::check(const QString &folder)
{
    return Manifest::readSnapshot(folder).transform([](const Manifest::Snapshot &snapshot) {
        auto [problems, suppressed] = Check::look(snapshot, Manifest::readManifest(snapshot));
        return Checked{snapshot, std::move(problems), std::move(suppressed)};
    });
}

void CheckCommand::explain(const QString &rule)
{
    if (rule == "all"_L1) {
        m_output.line(Check::rulesDocument().trimmed());
        return finish(ExitCode::Fine);
    }
    if (const auto found = Check::findRule(rule)) {
        m_output.line(Check::explanation(*found).trimmed());
        return finish(ExitCode::Fine);
    }
    const QString meant = Check::closestRule(rule);
    wrongUsage(meant.isEmpty() ? tr("There is no rule \"%1\". \"--explain all\" lists them.").arg(rule)
                               : tr("There is no rule \"%1\". Did you mean %2?").arg(rule, meant));
}

void CheckCommand::report(const QString &folder, const Checked &checked)
{
    const auto blocking =
        std::ranges::count_if(checked.problems, [](const Diagnostic &problem) { return isBlocking(problem.severity); });
    switch (m_output.format) {
    case Format::Text:
        reportText(checked, blocking);
        break;
    case Format::Json: {
        m_output.json(QJsonObject{{u"folder"_s, folder},
                                  {u"blocking"_s, qint64(blocking)},
                                  {u"problems"_s, listed(checked.problems)},
                                  {u"suppressed"_s, listed(checked.suppressed)}});
        break;
    }
    case Format::Sarif:
        m_output.json(sarif(checked.problems));
        break;
    case Format::Github:
        for (const Diagnostic &problem : checked.problems)
            m_output.line(githubAnnotation(problem));
        break;
    }
    finish(blocking > 0 ? ExitCode::Problems : ExitCode::Fine);
}

void CheckCommand::reportText(const Checked &checked, qsizetype blocking)
{
    for (const Diagnostic &problem : checked.problems) {
        m_output.line(u"%1: %2: %3 [%4]"_s.arg(place(problem),
                                               m_output.toned(toneOf(problem.severity), severityText(problem.severity)),
                                               problem.message, problem.rule));
        for (const QString &line : excerpt(checked.snapshot.text(problem.file).text, problem.range))
            m_output.line(m_output.toned(Tone::Quiet, line));
    }
    if (checked.problems.isEmpty())
        m_output.progress(tr("No problems."));
    else
        m_output.progress(tr("Problems: %1, of which blocking: %2.").arg(checked.problems.size()).arg(blocking));
    if (!checked.suppressed.isEmpty())
        m_output.progress(tr("Ignored as asked for: %1.").arg(checked.suppressed.size()));
}

} // namespace Spacewright::Cli
