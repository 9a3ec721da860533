// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/foundfilesmodel.h"

#include "files/filetreemodel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

FoundFilesModel::FoundFilesModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

void FoundFilesModel::setFiles(const QString &root, const QStringList &files)
{
    if (root == m_root && files == m_files)
        return;
    m_root = root;
    m_files = files;
    find();
}

void FoundFilesModel::setFilter(const QString &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    find();
}

void FoundFilesModel::find()
{
    const QStringList words = m_filter.simplified().split(u' ', Qt::SkipEmptyParts);
    QStringList inName;
    QStringList inPath;
    for (const QString &file : std::as_const(m_files)) {
        if (words.isEmpty() || inName.size() >= MostRows)
            break;
        const QStringView name = QStringView(file).sliced(file.lastIndexOf(u'/') + 1);
        const auto occursIn = [&](QStringView text) {
            return std::ranges::all_of(words,
                                       [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
        };
        if (occursIn(name))
            inName.append(file);
        else if (inPath.size() < MostRows && occursIn(file))
            inPath.append(file);
    }
    beginResetModel();
    m_found = (inName + inPath).mid(0, MostRows);
    endResetModel();
}

int FoundFilesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_found.size());
}

QVariant FoundFilesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const QString &file = m_found[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return file.sliced(file.lastIndexOf(u'/') + 1);
    case Qt::AccessibleTextRole:
    case FileTreeModel::RelativePathRole:
        return file;
    case Qt::ToolTipRole:
    case FileTreeModel::PathRole:
        return QString(m_root + u'/' + file);
    case FileTreeModel::IsFolderRole:
    case FileTreeModel::IsIgnoredRole:
        return false;
    default:
        return {};
    }
}

} // namespace Spacewright::Ui
