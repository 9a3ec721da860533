// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/surefixes.h"

#include "base/atomicfile.h"
#include "check/check.h"
#include "manifest/spacemanifest.h"
#include "manifest/textindex.h"
#include "workspace/lookinside.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Cli {

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(SureFixes)
};

constexpr int MostRounds = 8; // a fix may bring another problem to light

bool overlap(const TextRange &a, const TextRange &b)
{
    return std::pair(a.line, a.column) < std::pair(b.endLine, b.endColumn)
        && std::pair(b.line, b.column) < std::pair(a.endLine, a.endColumn);
}

/// Whether all files of the fix could be read, and nothing that was chosen before stands in its way.
bool fits(const Fix &fix, const QList<TextEdit> &chosen, const Manifest::Snapshot &snapshot)
{
    return std::ranges::all_of(fix.edits, [&](const TextEdit &edit) {
        const Manifest::FileText file = snapshot.text(edit.file);
        return (file.isRead() || file.state == Manifest::FileText::State::Missing)
            && std::ranges::none_of(chosen, [&](const TextEdit &other) {
                   return other.file == edit.file && (overlap(other.range, edit.range) || other.range == edit.range);
               });
    });
}
} // namespace

Result<SureFixes> planSureFixes(const QString &folder)
{
    auto read = Manifest::readSnapshot(folder);
    if (!read)
        return std::unexpected(read.error());
    const Manifest::Snapshot original = *read;
    Manifest::Snapshot snapshot = original;
    Check::ContentsCache cache;
    const auto contents = Workspace::lookInside(original, cache);
    SureFixes result;
    result.folder = original.folder;
    QSet<QString> changed;
    for (int round = 0; round < MostRounds; ++round) {
        const QList<Diagnostic> problems = Check::run(snapshot, Manifest::readManifest(snapshot),
                                                      {.packages = {}, .contents = contents ? &*contents : nullptr});
        result.left = int(problems.size());
        QList<TextEdit> chosen;
        for (const Diagnostic &problem : problems) {
            if (problem.fixes.size() != 1 || problem.fixes.first().edits.isEmpty()
                || !fits(problem.fixes.first(), chosen, snapshot))
                continue;
            chosen += problem.fixes.first().edits;
            result.made +=
                u"%1:%2: %3"_s.arg(problem.file).arg(problem.range.line + 1).arg(problem.fixes.first().title);
        }
        if (chosen.isEmpty())
            break;
        Manifest::Overlay overlay;
        for (const TextEdit &edit : std::as_const(chosen))
            changed += edit.file;
        for (const QString &file : std::as_const(changed)) {
            QList<TextEdit> edits = chosen;
            edits.removeIf([&](const TextEdit &edit) { return edit.file != file; });
            overlay.insert(file, Manifest::withEdits(snapshot.text(file).text, edits));
        }
        snapshot = Manifest::withTextsReadAgain(original, overlay);
    }
    for (const QString &file : std::as_const(changed)) {
        const Manifest::FileText before = original.text(file);
        result.files += {file, before.text, snapshot.text(file).text, before.hasByteOrderMark};
    }
    std::ranges::sort(result.files, {}, &FixedFile::path);
    return result;
}

Result<> writeFixes(const SureFixes &fixes)
{
    for (const FixedFile &file : fixes.files) {
        const QString path = fixes.folder + u'/' + file.path;
        const QByteArray mark = file.hasByteOrderMark ? "\xEF\xBB\xBF"_ba : QByteArray();
        const FileStamp stamp = FileStamp::of(path);
        const auto there = readFile(path);
        const bool isAsRead = there ? *there == QByteArray(mark + file.before.toUtf8())
                                    : there.error().code == ErrorCode::NotFound && file.before.isEmpty();
        if (!isAsRead)
            return failure(ErrorCode::Conflict, Words::tr("%1 was changed meanwhile. Run it again.").arg(file.path));
        if (const auto written = writeFile(path, QByteArray(mark + file.after.toUtf8()), stamp); !written)
            return written;
    }
    return {};
}

} // namespace Spacewright::Cli
