// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/linediff.h"

#include <QList>

#include <algorithm>
#include <ranges>

using namespace Qt::StringLiterals;

namespace Spacewright {

namespace {
constexpr int Context = 3; // lines, as diff -u
constexpr int MostChanges = 2'000; // the search grows with the square of the number of changes

/// With their line feeds, so that a last line without one is another line.
QList<QStringView> wholeLines(QStringView text)
{
    QList<QStringView> lines;
    while (!text.isEmpty()) {
        const qsizetype end = text.indexOf(u'\n');
        lines.append(end < 0 ? text : text.first(end + 1));
        text = text.sliced(lines.constLast().size());
    }
    return lines;
}

// Source: Myers, An O(ND) Difference Algorithm, 1986.
std::vector<LineChange> changesBetween(const QList<QStringView> &a, const QList<QStringView> &b)
{
    const auto n = static_cast<int>(a.size());
    const auto m = static_cast<int>(b.size());
    const int most = std::min(n + m, MostChanges);
    std::vector<int> furthest(2 * static_cast<size_t>(most) + 3, 0);
    std::vector<std::vector<int>> trace;
    const auto at = [&](std::vector<int> &v, int k) -> int & { return v[static_cast<size_t>(k + most + 1)]; };
    int found = -1;
    for (int d = 0; d <= most && found < 0; ++d) {
        trace.push_back(furthest);
        for (int k = -d; k <= d; k += 2) {
            const bool isDown = k == -d || (k != d && at(furthest, k - 1) < at(furthest, k + 1));
            int x = isDown ? at(furthest, k + 1) : at(furthest, k - 1) + 1;
            while (x < n && x - k < m && a[x] == b[x - k])
                ++x;
            at(furthest, k) = x;
            if (x >= n && x - k >= m) {
                found = d;
                break;
            }
        }
    }
    using Kind = LineChange::Kind;
    std::vector<LineChange> changes;
    if (found < 0) {
        for (const QStringView line : a)
            changes.push_back({Kind::Removed, line});
        for (const QStringView line : b)
            changes.push_back({Kind::Added, line});
        return changes;
    }
    int x = n;
    int y = m;
    for (int d = found; d >= 0; --d) {
        std::vector<int> &v = trace[static_cast<size_t>(d)];
        const int k = x - y;
        const bool isDown = k == -d || (k != d && at(v, k - 1) < at(v, k + 1));
        const int fromK = isDown ? k + 1 : k - 1;
        const int fromX = d == 0 ? 0 : at(v, fromK);
        const int fromY = d == 0 ? 0 : fromX - fromK;
        while (x > fromX && y > fromY) {
            changes.push_back({Kind::Same, a[--x]});
            --y;
        }
        if (d > 0)
            changes.push_back(isDown ? LineChange{Kind::Added, b[--y]} : LineChange{Kind::Removed, a[--x]});
    }
    std::ranges::reverse(changes);
    return changes;
}

} // namespace

std::vector<LineChange> lineChanges(QStringView before, QStringView after)
{
    return changesBetween(before.split(u'\n'), after.split(u'\n'));
}

QString unifiedDiff(const QString &before, const QString &after, const QString &beforeName, const QString &afterName)
{
    if (before == after)
        return {};
    using Kind = LineChange::Kind;
    const std::vector<LineChange> changes = changesBetween(wholeLines(before), wholeLines(after));
    QString diff = u"--- %1\n+++ %2\n"_s.arg(beforeName, afterName);
    int oldLine = 1;
    int newLine = 1;
    for (size_t i = 0; i < changes.size();) {
        if (changes[i].kind == Kind::Same) {
            ++oldLine, ++newLine, ++i;
            continue;
        }
        // A hunk reaches to the last change that is nearer than two contexts to the one before.
        size_t last = i;
        for (size_t j = i; j < changes.size() && j - last <= 2 * Context; ++j) {
            if (changes[j].kind != Kind::Same)
                last = j;
        }
        const size_t first = i - std::min<size_t>(i, Context);
        const size_t end = std::min(changes.size(), last + 1 + Context);
        int oldCount = 0;
        int newCount = 0;
        QString body;
        for (size_t j = first; j < end; ++j) {
            const auto &[kind, line] = changes[j];
            oldCount += kind != Kind::Added;
            newCount += kind != Kind::Removed;
            body += (kind == Kind::Same ? u' ' : kind == Kind::Removed ? u'-' : u'+') + line;
            if (!line.endsWith(u'\n'))
                body += "\n\\ No newline at end of file\n"_L1;
        }
        const int lead = static_cast<int>(i - first);
        // Of nothing, diff names the line before.
        diff += u"@@ -%1,%2 +%3,%4 @@\n"_s.arg(oldLine - lead - (oldCount == 0 ? 1 : 0))
                    .arg(oldCount)
                    .arg(newLine - lead - (newCount == 0 ? 1 : 0))
                    .arg(newCount)
            + body;
        oldLine += oldCount - lead;
        newLine += newCount - lead;
        i = end;
    }
    return diff;
}

} // namespace Spacewright
