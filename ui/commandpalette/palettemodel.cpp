// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandpalette/palettemodel.h"

#include <KFuzzyMatcher>

namespace Spacewright::Ui {

void PaletteModel::setEntries(QList<PaletteEntry> entries)
{
    m_entries = std::move(entries);
    setFilter(m_filter);
}

void PaletteModel::setFilter(const QString &text)
{
    beginResetModel();
    m_filter = text;
    m_rows.clear();
    struct Scored {
        qsizetype row;
        int score;
    };
    QList<Scored> found;
    for (qsizetype row = 0; row < m_entries.size(); ++row) {
        // KFuzzyMatcher does not take an empty pattern.
        const auto match =
            text.isEmpty() ? KFuzzyMatcher::Result{.matched = true} : KFuzzyMatcher::match(text, m_entries[row].title);
        if (match.matched)
            found.append({row, match.score});
    }
    if (!text.isEmpty())
        std::ranges::stable_sort(found, std::ranges::greater{}, &Scored::score);
    for (const Scored &scored : std::as_const(found)) {
        if (m_rows.size() == MostRows)
            break;
        m_rows += scored.row;
    }
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
        return row.icon;
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
