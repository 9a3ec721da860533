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
    QIcon icon = {};
    bool enabled = true;
    std::function<void()> activate = {};
};

/// What a prefix of the palette's field offers: commands, files, symbols, a line.
struct PaletteSource {
    QString prefix = {}; ///< ">", "@", ":", or empty for what is offered without one
    QString placeholder = {}; ///< translated
    /// All there is. Called when the palette opens or the prefix changes.
    std::function<QList<PaletteEntry>()> entries = {};
    /// True: the text is handed to entries of its own instead of being matched, as for a line number.
    std::function<QList<PaletteEntry>(const QString &text)> answer = {};
};

/// The entries that match what was typed, best first.
class PaletteModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { DetailRole = Qt::UserRole, ShortcutRole, MatchRole };

    using QAbstractListModel::QAbstractListModel;

    void setEntries(QList<PaletteEntry> entries);
    /// Fuzzy, case-insensitive; an empty text shows all in their own order.
    void setFilter(const QString &text);
    [[nodiscard]] const PaletteEntry &entry(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    /// A hundred rows are more than anybody reads; a folder may have 50,000 files.
    static constexpr qsizetype MostRows = 100;

    QList<PaletteEntry> m_entries;
    QString m_filter;
    QList<qsizetype> m_rows;
};

} // namespace Spacewright::Ui
