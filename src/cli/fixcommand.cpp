// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/fixcommand.h"

#include "base/linediff.h"
#include "check/secretscanner.h"

#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace Spacewright::Cli {

namespace {
/// What changes in a file, without the secrets in it.
QString shownDiff(const FixedFile &file)
{
    return Check::withSecretsMasked(unifiedDiff(file.before, file.after, file.path, file.path));
}
} // namespace

Command::Description FixCommand::description() const
{
    return {.name = u"fix"_s,
            .arguments = u"[DIR]"_s,
            .summary = tr("Makes the fixes that leave no choice."),
            .details = tr("What needs a decision is left; \"spw check\" lists it."),
            .options = {{u"dry-run"_s, tr("Show what would change, and change nothing.")}}};
}

void FixCommand::start(const QCommandLineParser &parser)
{
    const QString folder = folderArgument(parser);
    const bool isDryRun = parser.isSet(u"dry-run"_s);
    QtConcurrent::run([folder, isDryRun]() -> Result<SureFixes> {
        Result<SureFixes> fixes = planSureFixes(folder);
        if (!fixes || isDryRun)
            return fixes;
        return writeFixes(*fixes).transform([&] { return *fixes; });
    }).then(this, [this, isDryRun](const Result<SureFixes> &fixes) {
        if (!fixes)
            return finish(fixes.error());
        report(*fixes, isDryRun);
        finish(ExitCode::Fine);
    });
}

void FixCommand::report(const SureFixes &fixes, bool isDryRun)
{
    if (m_output.isJson()) {
        QJsonArray files;
        for (const FixedFile &file : fixes.files)
            files += QJsonObject{{u"file"_s, file.path}, {u"diff"_s, shownDiff(file)}};
        m_output.json(QJsonObject{{u"fixes"_s, QJsonArray::fromStringList(fixes.made)},
                                  {u"files"_s, files},
                                  {u"left"_s, fixes.left},
                                  {u"written"_s, !isDryRun}});
        return;
    }
    for (const FixedFile &file : fixes.files) {
        const QString diff = isDryRun ? shownDiff(file) : QString();
        if (diff.endsWith(u'\n'))
            m_output.line(diff.chopped(1));
    }
    if (!isDryRun) {
        for (const QString &made : fixes.made)
            m_output.line(made);
    }
    m_output.progress(tr("Fixes: %1. Problems that are left: %2.").arg(fixes.made.size()).arg(fixes.left));
}

} // namespace Spacewright::Cli
