// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "knownfixes.h"

#include "manifest/headereditor.h"
#include "manifest/requirements.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright {

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(KnownFixes)
};

QStringList linesOf(const Manifest::Snapshot &snapshot, const QString &file)
{
    return snapshot.text(file).text.split(u'\n');
}

/// Whole line `line`, with its line feed.
TextRange wholeLine(int line)
{
    return {line, 0, line + 1, 0};
}

std::optional<Fix> append(const Manifest::Snapshot &snapshot, const QString &file, const QString &value)
{
    const QStringList lines = linesOf(snapshot, file);
    if (std::ranges::any_of(lines, [&](const QString &line) { return line.trimmed() == value; }))
        return std::nullopt;
    const int last = int(lines.size()) - 1;
    const int column = int(lines.constLast().size());
    // A last line without its line feed gets one first.
    const QString text = (column > 0 ? u"\n"_s : QString()) + value + u'\n';
    return Fix{Words::tr("Add %1 to %2").arg(value, file), {{file, {last, column, last, column}, text}}};
}

/// A package stands in the file once: another version of it takes the place of the one that is there.
std::optional<Fix> addRequirement(const Manifest::Snapshot &snapshot, const QString &value)
{
    const QString file = u"requirements.txt"_s;
    const QList<Manifest::Requirement> wanted = Manifest::readRequirements(value);
    const QList<Manifest::Requirement> there = Manifest::readRequirements(snapshot.text(file).text);
    for (const Manifest::Requirement &entry : there) {
        if (wanted.isEmpty() || entry.name.isEmpty() || entry.normalName() != wanted.first().normalName())
            continue;
        if (wanted.first().specifier.isEmpty() || entry.text == value)
            return std::nullopt;
        return Fix{Words::tr("Replace %1 by %2").arg(entry.text, value), {{file, entry.range, value}}};
    }
    return append(snapshot, file, value);
}

std::optional<Fix> replaceLine(const Manifest::Snapshot &snapshot, const QString &file, const QString &from,
                               const QString &to)
{
    const QStringList lines = linesOf(snapshot, file);
    for (int line = 0; line < int(lines.size()); ++line) {
        if (lines[line].trimmed() != from)
            continue;
        const bool isLast = line == int(lines.size()) - 1;
        const TextRange range = isLast ? TextRange{line, 0, line, int(lines[line].size())} : wholeLine(line);
        const QString text = to.isEmpty() || isLast ? to : to + u'\n';
        return Fix{to.isEmpty() ? Words::tr("Remove %1 from %2").arg(from, file)
                                : Words::tr("Replace %1 by %2").arg(from, to),
                   {{file, range, text}}};
    }
    return std::nullopt;
}

std::optional<Fix> setKey(const Manifest::Snapshot &snapshot, const QString &key, const QString &value)
{
    const auto edits = Manifest::HeaderEditor(snapshot.text(u"README.md"_s).text).set(key, value);
    if (!edits || edits->isEmpty())
        return std::nullopt;
    return Fix{Words::tr("Set %1 to %2").arg(key, value), *edits};
}
} // namespace

std::optional<Fix> editsFor(const Logs::KnownFix &fix, const Manifest::Snapshot &snapshot)
{
    const QString packages = u"packages.txt"_s;
    switch (fix.kind) {
    case Logs::KnownFix::Kind::AddRequirement:
        return addRequirement(snapshot, fix.value);
    case Logs::KnownFix::Kind::AddPackage:
        return append(snapshot, packages, fix.value);
    case Logs::KnownFix::Kind::ReplacePackage:
        return replaceLine(snapshot, packages, fix.key, fix.value);
    case Logs::KnownFix::Kind::RemovePackage:
        return replaceLine(snapshot, packages, fix.value, {});
    case Logs::KnownFix::Kind::SetKey:
        return setKey(snapshot, fix.key, fix.value);
    case Logs::KnownFix::Kind::AddSecret:
        return std::nullopt;
    }
    Q_UNREACHABLE_RETURN(std::nullopt);
}

} // namespace Spacewright
