// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/changes.h"

#include "base/linediff.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::History {

namespace {
bool decidesTheBuild(const QString &path)
{
    static constexpr QLatin1StringView Names[] = {"README.md"_L1, "requirements.txt"_L1, "pre-requirements.txt"_L1,
                                                  "packages.txt"_L1, "Dockerfile"_L1};
    return std::ranges::find(Names, path) != std::end(Names);
}

FileChange changeOf(const QString &path, const QString &before, const QString &after)
{
    FileChange change;
    change.path = path;
    QString newLine;
    QString goneLine;
    for (const LineChange &line : lineChanges(before, after)) {
        if (line.kind == LineChange::Kind::Added && ++change.added == 1)
            newLine = line.line.toString();
        if (line.kind == LineChange::Kind::Removed && ++change.removed == 1)
            goneLine = line.line.toString();
    }
    if (change.added == 1 && change.removed <= 1)
        change.line = newLine;
    else if (change.added == 0 && change.removed == 1)
        change.line = goneLine;
    change.diff = unifiedDiff(before, after, path, path);
    return change;
}
} // namespace

QList<FileChange> changesBetween(const Sources &before, const Sources &after)
{
    QList<FileChange> changes;
    for (const auto &[path, text] : before.asKeyValueRange()) {
        if (const QString now = after.value(path); now != text)
            changes.append(changeOf(path, text, now));
    }
    for (const auto &[path, text] : after.asKeyValueRange()) {
        if (!before.contains(path) && !text.isEmpty())
            changes.append(changeOf(path, {}, text));
    }
    std::ranges::stable_sort(changes, {}, [](const FileChange &change) {
        return std::tuple(!decidesTheBuild(change.path), change.added + change.removed, change.path);
    });
    return changes;
}

} // namespace Spacewright::History
