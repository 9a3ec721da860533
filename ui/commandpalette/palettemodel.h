// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QIcon>
#include <QKeySequence>
#include <QList>

#include <functional>

namespace Spacewright::Ui {

/// One row of the palette.
struct PaletteEntry {
    QString title = {};
    QString detail = {}; ///< muted, after the title: a folder, or why it is disabled
    QKeySequence shortcut = {};
    QIcon icon = {}; ///< null: the source's iconOf() is asked, once the row is seen
    bool enabled = true;
    std::function<void()> activate = {}; ///< empty: the source's activate() is called with the title
};

/// What a prefix of the palette's field offers: commands, files, symbols, a line.
struct PaletteSource {
    QString prefix = {}; ///< ">", "@", ":", or empty for what is offered without one
    QString placeholder = {}; ///< translated
    /// All there is. Called when the palette opens or the prefix changes.
    std::function<QList<PaletteEntry>()> entries = {};
    /// True: the text is handed to entries of its own instead of being matched, as for a line number.
    std::function<QList<PaletteEntry>(const QString &text)> answer = {};
    // For sources with so many entries that neither can be made for each of them.
    std::function<QIcon(const QString &title)> iconOf = {};
    std::function<void(const QString &title)> activate = {};
    QString noMatch = {}; ///< translated; stands in place of an empty list
};

/// The entries that match what was typed, best first.
class PaletteModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { DetailRole = Qt::UserRole, ShortcutRole, MatchRole };

    using QAbstractListModel::QAbstractListModel;

    /// `iconOf` is asked for the icons of entries that have none, when they are shown.
    void setEntries(QList<PaletteEntry> entries, std::function<QIcon(const QString &title)> iconOf = {});
    /// Fuzzy, case-insensitive; an empty text shows all in their own order.
    void setFilter(const QString &text);
    [[nodiscard]] const PaletteEntry &entry(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    /// A hundred rows are more than anybody reads; a folder may have 50,000 files.
    static constexpr qsizetype MostRows = 100;

    [[nodiscard]] QList<qsizetype> candidates(const QString &text) const;

    QList<PaletteEntry> m_entries;
    std::function<QIcon(const QString &title)> m_iconOf;
    QString m_filter;
    QList<qsizetype> m_matches; ///< all that m_filter fits; where more letters are typed, only these can fit
    QList<qsizetype> m_rows; ///< the best of them, best first
};

} // namespace Spacewright::Ui
