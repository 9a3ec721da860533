// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/filelisting.h"

#include <QAbstractItemModel>
#include <QHash>

#include <memory>
#include <vector>

namespace Spacewright::Ui {

/// What the checks found in one file.
struct FileProblems {
    int count = 0;
    int severity = 0; ///< a Severity; the worst one
};

/// The folder of a Space as a tree. A folder is read off the GUI thread when it is first asked for;
/// reading it again changes only the rows that differ, so that selection and expansion stay.
class FileTreeModel final : public QAbstractItemModel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FileTreeModel)
public:
    enum Role {
        PathRole = Qt::UserRole, ///< absolute
        RelativePathRole, ///< to the Space
        IsFolderRole,
        IsLinkRole,
        IsIgnoredRole,
        IsDraftRole, ///< a new entry that has no name yet
        ProblemCountRole, ///< int, 0 for none
        SeverityRole, ///< a Severity as int
        StateLetterRole, ///< git's letter, or empty
    };

    explicit FileTreeModel(QObject *parent = nullptr);
    ~FileTreeModel() override;

    /// Empty closes it. Reading starts at once.
    void setFolder(const QString &folder);
    [[nodiscard]] QString folder() const { return m_root; }

    /// Keys are paths relative to the Space.
    void setProblems(const QHash<QString, FileProblems> &problems);
    void setStateLetters(const QHash<QString, QChar> &letters);

    /// Reads these folders again, if they were read before. Absolute paths; a file stands for its folder.
    void refresh(const QStringList &paths);
    /// Reads every known folder again.
    void refreshAll();

    /// Invalid when the path is not in the tree, or not read yet.
    [[nodiscard]] QModelIndex indexOf(const QString &path) const;
    [[nodiscard]] QString path(const QModelIndex &index) const;
    [[nodiscard]] QString relativePath(const QModelIndex &index) const;
    [[nodiscard]] bool isFolder(const QModelIndex &index) const;
    /// Absolute paths of the folders that were read, the Space's own first.
    [[nodiscard]] QStringList readFolders() const;

    /// A row to type the name of a new file or folder into; setData() makes it, removeDraft() gives up.
    QModelIndex addDraft(const QModelIndex &parent, bool isFolder);
    void removeDraft();

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// Asks for a new name; the disk is not touched here, see renameRequested() and createRequested().
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

Q_SIGNALS:
    /// After a folder was read, also when nothing changed.
    void folderRead(const QString &path);
    /// The Space's own folder is gone; the tree keeps what it showed.
    void folderLost(const QString &path);
    void renameRequested(const QString &path, const QString &newName);
    void createRequested(const QString &folder, const QString &name, bool isFolder);

private:
    struct Node;

    [[nodiscard]] Node *nodeAt(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexFor(const Node *node) const;
    [[nodiscard]] QString relativePath(const Node *node) const;
    [[nodiscard]] Node *find(const QString &relative) const;
    void read(Node *node);
    void apply(const QString &relative, const Result<QList<FileEntry>> &listing);
    void removeNodes(Node *node, int first, int last);
    void insertNodes(Node *node, int first, const QList<FileEntry> &entries);
    void merge(Node *node, const QList<FileEntry> &entries);
    void repaint(const QStringList &relatives, const QList<int> &roles);

    QString m_root;
    std::unique_ptr<Node> m_tree;
    quint64 m_generation = 0; ///< counts setFolder(), so that a late listing of another folder is dropped
    QHash<QString, FileProblems> m_problems;
    QHash<QString, QChar> m_letters;
    Node *m_draft = nullptr;
};

} // namespace Spacewright::Ui
