// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandpalette/palettemodel.h"

#include <KFuzzyMatcher>

#include <algorithm>
#include <numeric>
#include <utility>

namespace Spacewright::Ui {

void PaletteModel::setEntries(QList<PaletteEntry> entries, std::function<QIcon(const QString &title)> iconOf)
{
    beginResetModel();
    m_entries = std::move(entries);
    m_iconOf = std::move(iconOf);
    m_rows.clear();
    endResetModel();
    m_matches.clear();
    const QString filter = std::exchange(m_filter, {});
    setFilter(filter);
}

/// Where to look for `text`: a text that goes on fits only what it fitted before.
QList<qsizetype> PaletteModel::candidates(const QString &text) const
{
    if (!m_filter.isEmpty() && text.startsWith(m_filter))
        return m_matches;
    QList<qsizetype> all(m_entries.size());
    std::iota(all.begin(), all.end(), 0);
    return all;
}

void PaletteModel::setFilter(const QString &text)
{
    const QList<qsizetype> where = candidates(text);
    beginResetModel();
    m_filter = text;
    m_matches.clear();
    if (text.isEmpty()) { // which KFuzzyMatcher does not take
        m_rows = where.first(std::min(MostRows, where.size()));
        endResetModel();
        return;
    }
    struct Scored {
        qsizetype row;
        int score;
    };
    QList<Scored> found;
    for (const qsizetype row : where) {
        const KFuzzyMatcher::Result match = KFuzzyMatcher::match(text, m_entries[row].title);
        if (!match.matched)
            continue;
        found.append({row, match.score});
        m_matches.append(row);
    }
    const auto shown = found.begin() + std::min(MostRows, found.size());
    std::ranges::partial_sort(found, shown, [](const Scored &a, const Scored &b) {
        return a.score != b.score ? a.score > b.score : a.row < b.row;
    });
    m_rows.clear();
    for (auto scored = found.begin(); scored != shown; ++scored)
        m_rows += scored->row;
    endResetModel();
}

const PaletteEntry &PaletteModel::entry(int row) const
{
    return m_entries[m_rows[row]];
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PaletteEntry &row = entry(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return row.title;
    case Qt::DecorationRole:
        return row.icon.isNull() && m_iconOf ? m_iconOf(row.title) : row.icon;
    case Qt::AccessibleTextRole:
        return row.detail.isEmpty() ? row.title : tr("%1, %2").arg(row.title, row.detail);
    case DetailRole:
        return row.detail;
    case ShortcutRole:
        return row.shortcut.toString(QKeySequence::NativeText);
    case MatchRole: {
        // Start and length of each matched piece, in turn.
        QVariantList pieces;
        if (!m_filter.isEmpty()) {
            const auto ranges = KFuzzyMatcher::matchedRanges(m_filter, row.title);
            for (const auto &range : ranges)
                pieces << range.start << range.length;
        }
        return pieces;
    }
    default:
        return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    // A disabled command can be walked over, so that its reason is read; it cannot be activated.
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
}

} // namespace Spacewright::Ui
