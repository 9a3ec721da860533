// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/fixpreview.h"

#include "base/linediff.h"
#include "manifest/textindex.h"

namespace Spacewright::Ui {

namespace {
constexpr qsizetype MostRows = 8;
constexpr qsizetype LongestText = 500'000;

/// Changed lines alone, for a fix in several places.
QList<DiffRow> changedRows(const QString &before, const QString &after)
{
    QList<DiffRow> rows;
    int old = 0;
    int now = 0;
    for (const LineChange &change : lineChanges(before, after)) {
        const bool isOld = change.kind != LineChange::Kind::Added;
        const bool isNew = change.kind != LineChange::Kind::Removed;
        old += isOld ? 1 : 0;
        now += isNew ? 1 : 0;
        if (isOld != isNew && rows.size() < MostRows)
            rows.append({.kind = isNew ? DiffRow::Kind::Added : DiffRow::Kind::Removed,
                         .before = isOld ? old : 0,
                         .after = isNew ? now : 0,
                         .text = change.line.toString()});
    }
    return rows;
}
} // namespace

QList<FilePreview> previewOf(const Fix &fix, const std::function<QString(const QString &)> &textOf)
{
    QList<FilePreview> previews;
    QStringList seen;
    for (const TextEdit &edit : fix.edits) {
        if (seen.contains(edit.file))
            continue;
        seen.append(edit.file);
        QList<TextEdit> edits = fix.edits;
        edits.removeIf([&](const TextEdit &each) { return each.file != edit.file; });
        const QString before = textOf(edit.file);
        if (before.size() > LongestText)
            continue;
        const QString after = Manifest::withEdits(before, edits);
        QList<DiffRow> rows = diffRows(before, after);
        if (rows.size() > MostRows)
            rows = changedRows(before, after);
        if (!rows.isEmpty())
            previews.append({edit.file, rows});
    }
    return previews;
}

} // namespace Spacewright::Ui
