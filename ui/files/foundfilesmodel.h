// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QStringList>

namespace Spacewright::Ui {

/// The files of the Space whose path holds what was typed into the filter field; a flat list, because
/// one looks for a file and not for its folder. Roles are those of FileTreeModel.
class FoundFilesModel final : public QAbstractListModel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FoundFilesModel)
public:
    /// More rows than anyone reads; typing one more letter shows the rest.
    static constexpr qsizetype MostRows = 2'000;

    explicit FoundFilesModel(QObject *parent = nullptr);

    /// `files` are relative to `root`, in the order they shall be shown.
    void setFiles(const QString &root, const QStringList &files);
    /// Words in any order, without regard to case; all of them must occur in the path.
    void setFilter(const QString &filter);
    [[nodiscard]] QString filter() const { return m_filter; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    void find();

    QString m_root;
    QStringList m_files;
    QString m_filter;
    QStringList m_found;
};

} // namespace Spacewright::Ui
