// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/diagnostic.h"
#include "base/result.h"
#include "files/filelisting.h"
#include "widgets/panel.h"

#include <QFileSystemWatcher>
#include <QFuture>
#include <QHash>
#include <QTimer>

class QLineEdit;
class QListView;
class QStackedWidget;
class QToolButton;
class QTreeView;

namespace Spacewright::Ui {

class EmptyState;
class FileTreeModel;
class FoundFilesModel;
class InlineStrip;
class RepositoryFoot;
class Strip;

/// The folder of the Space. Shows, filters, makes, renames, duplicates and trashes files; follows what
/// others change on the disk. Opening is left to whoever listens.
class FilesPanel final : public Panel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FilesPanel)
public:
    explicit FilesPanel(QWidget *parent = nullptr);
    ~FilesPanel() override;

    QWidget *strip() override;
    void takeFocus() override;

    /// Empty: no Space is open.
    void setFolder(const QString &folder);
    [[nodiscard]] QString folder() const;
    /// All problems of the Space; files are relative to it.
    void setDiagnostics(const QList<Diagnostic> &diagnostics);
    /// Git's letter for a path relative to the Space.
    void setStateLetters(const QHash<QString, QChar> &letters);
    /// Selects the file and opens the folders above it, without taking the focus.
    void reveal(const QString &path);
    /// These files or folders changed; the panel watches what is unfolded by itself too.
    void refresh(const QStringList &paths);
    [[nodiscard]] FileTreeModel &model() const { return *m_model; }
    /// What one can do with files, for the command registry: each has an objectName such as "files.rename".
    /// Their shortcuts work while the focus is in the tree.
    [[nodiscard]] QList<QAction *> commands() const;

    /// A row in the chosen folder to type a name into.
    void newFile();
    void newFolder();

Q_SIGNALS:
    /// Absolute paths, all of them.
    void openRequested(const QString &path);
    void created(const QString &path);
    void renamed(const QString &from, const QString &to);
    void deleted(const QString &path);
    /// The Space's own folder went away; the tree keeps what it showed.
    void folderLost(const QString &path);
    /// "Open a folder", when no Space is open or its folder is gone.
    void openFolderRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeStrip();
    void makeViews();
    void makeActions();
    void addAction(const QString &id, const QString &text, const QString &iconName, const QKeySequence &shortcut,
                   void (FilesPanel::*run)());
    void updateActions();
    void showMenu(const QPoint &globalPosition);
    void draft(bool isFolder);
    void renameCurrent();
    void duplicateCurrent();
    void trashCurrent();
    void copyPath();
    void copyRelativePath();
    void openContainingFolder();
    void openCurrent();
    void report(const Error &error);
    void whenDone(const QFuture<Result<QString>> &future, void (FilesPanel::*done)(const QString &));
    void onDuplicated(const QString &path);
    void onTrashed(const QString &path);
    void applyFilter();
    void scanSoon();
    void scan();
    void watchFolders();
    void showState();
    /// The entry that actions are about, in whichever view is shown; empty for none.
    [[nodiscard]] QString currentPath() const;
    [[nodiscard]] QString targetFolder() const;

    FileTreeModel *m_model;
    FoundFilesModel *m_found;
    Strip *m_strip = nullptr;
    QLineEdit *m_filter = nullptr;
    InlineStrip *m_message;
    QStackedWidget *m_stack;
    QTreeView *m_tree;
    QListView *m_list;
    EmptyState *m_empty;
    EmptyState *m_noMatch;
    RepositoryFoot *m_foot;
    QHash<QString, QAction *> m_actions;
    QList<QAction *> m_commands; ///< the same in their order
    QToolButton *m_new = nullptr;
    QToolButton *m_more = nullptr;
    QFileSystemWatcher m_watcher;
    QTimer m_refreshTimer;
    QTimer m_scanTimer;
    QFuture<FolderScan> m_scan;
    QStringList m_changedFolders;
    QString m_toReveal;
    QString m_toSelect; ///< an entry that was just made and is not in the tree yet
    bool m_isLost = false;
};

} // namespace Spacewright::Ui
