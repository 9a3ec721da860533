// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/checkcommand.h"

#include "check/check.h"
#include "manifest/snapshot.h"
#include "manifest/spacemanifest.h"

#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Cli {

namespace {

Result<QList<Diagnostic>> problemsOf(const QString &folder)
{
    return Manifest::readSnapshot(folder).transform(
        [](const Manifest::Snapshot &snapshot) { return Check::run(snapshot, Manifest::readManifest(snapshot)); });
}

/// `README.md:10:20`, as compilers write it, so that terminals and editors make it a link.
QString place(const Diagnostic &problem)
{
    return u"%1:%2:%3"_s.arg(problem.file).arg(problem.range.line + 1).arg(problem.range.column + 1);
}

Tone toneOf(Severity severity)
{
    return isBlocking(severity) ? Tone::Bad : severity == Severity::Advice ? Tone::Quiet : Tone::Warning;
}

} // namespace

Command::Description CheckCommand::description() const
{
    return {.name = u"check"_s,
            .arguments = u"[DIR]"_s,
            .summary = tr("Says what is wrong with a Space before the Hub does."),
            .details = tr("Exit code 3 when something would block publishing.")};
}

void CheckCommand::start(const QCommandLineParser &parser)
{
    const QString folder = folderArgument(parser);
    QtConcurrent::run(problemsOf, folder).then(this, [this, folder](const Result<QList<Diagnostic>> &problems) {
        if (!problems)
            return finish(problems.error());
        report(folder, *problems);
    });
}

void CheckCommand::report(const QString &folder, const QList<Diagnostic> &problems)
{
    const auto blocking =
        std::ranges::count_if(problems, [](const Diagnostic &problem) { return isBlocking(problem.severity); });
    if (m_output.isJson()) {
        QJsonArray list;
        for (const Diagnostic &problem : problems)
            list += toJson(problem);
        m_output.json(QJsonObject{{u"folder"_s, folder}, {u"blocking"_s, qint64(blocking)}, {u"problems"_s, list}});
    } else {
        for (const Diagnostic &problem : problems) {
            m_output.line(u"%1: %2: %3 [%4]"_s.arg(
                place(problem), m_output.toned(toneOf(problem.severity), severityText(problem.severity)),
                problem.message, problem.rule));
        }
        if (problems.isEmpty())
            m_output.progress(tr("No problems."));
        else
            m_output.progress(tr("Problems: %1, of which blocking: %2.").arg(problems.size()).arg(blocking));
    }
    finish(blocking > 0 ? ExitCode::Problems : ExitCode::Fine);
}

} // namespace Spacewright::Cli
