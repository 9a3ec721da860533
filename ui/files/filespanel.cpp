// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/filespanel.h"

#include "files/filedelegate.h"
#include "files/fileoperations.h"
#include "files/filetreemodel.h"
#include "files/foundfilesmodel.h"
#include "files/repositoryfoot.h"
#include "widgets/button.h"
#include "widgets/emptystate.h"
#include "widgets/icon.h"
#include "widgets/inlinestrip.h"
#include "widgets/metrics.h"
#include "widgets/strip.h"

#include <QAction>
#include <QClipboard>
#include <QDesktopServices>
#include <QFileInfo>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QTreeView>
#include <QUrl>
#include <QVBoxLayout>
#include <QtConcurrentRun>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Spacewright::Ui {

namespace {
constexpr auto RefreshDelay = 150ms; // a checkout or an installer changes many files at once
constexpr auto ScanDelay = 500ms;
constexpr qsizetype MostWatched = 512; // folders; inotify has few thousands for all programs together
constexpr int Indent = 16;

/// A tree whose arrows keep the edge that all docks keep; selection and hover still reach the window's edge.
class FileTree final : public QTreeView {
public:
    using QTreeView::QTreeView;

protected:
    void drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const override
    {
        QTreeView::drawBranches(painter, rect.translated(isRightToLeft() ? -Gap::DockEdge : Gap::DockEdge, 0), index);
    }
};
} // namespace

FilesPanel::FilesPanel(QWidget *parent)
    : Panel(u"files"_s, tr("Files"), u"folder-symbolic"_s, parent)
    , m_model(new FileTreeModel(this))
    , m_found(new FoundFilesModel(this))
    , m_message(new InlineStrip(StageGroup::Error))
    , m_stack(new QStackedWidget)
    , m_tree(new FileTree)
    , m_list(new QListView)
    , m_empty(new EmptyState)
    , m_noMatch(new EmptyState(u"edit-find"_s, tr("No file matches"), tr("Type fewer letters, or clear the filter.")))
    , m_foot(new RepositoryFoot)
{
    makeStrip();
    makeViews();
    makeActions();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_message);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_foot);

    connect(m_noMatch->addAction(tr("Clear the filter"), u"edit-clear"_s), &QPushButton::clicked, this, [this] {
        m_filter->clear();
        takeFocus();
    });
    connect(m_model, &FileTreeModel::folderRead, this, [this] {
        m_isLost = false;
        showState();
        watchFolders();
        scanSoon();
        if (!m_toSelect.isEmpty() && m_model->indexOf(m_toSelect).isValid())
            m_tree->setCurrentIndex(m_model->indexOf(std::exchange(m_toSelect, {})));
        if (!m_toReveal.isEmpty())
            reveal(std::exchange(m_toReveal, {}));
    });
    connect(m_model, &FileTreeModel::folderLost, this, [this](const QString &path) {
        m_isLost = true;
        showState();
        Q_EMIT folderLost(path);
    });
    connect(m_model, &FileTreeModel::renameRequested, this, [this](const QString &path, const QString &name) {
        const auto to = renameEntry(path, name);
        if (!to) {
            report(to.error());
            return;
        }
        m_toSelect = *to;
        refresh({path});
        Q_EMIT renamed(path, *to);
    });
    connect(m_model, &FileTreeModel::createRequested, this,
            [this](const QString &folder, const QString &name, bool isFolder) {
                const auto made = isFolder ? makeFolder(folder, name) : makeFile(folder, name);
                if (!made) {
                    report(made.error());
                    return;
                }
                m_toSelect = *made;
                refresh({folder});
                Q_EMIT created(*made);
                if (!isFolder)
                    Q_EMIT openRequested(*made);
            });
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, [this](const QString &path) {
        m_changedFolders.append(path);
        m_refreshTimer.start();
    });
    for (QTimer *timer : {&m_refreshTimer, &m_scanTimer})
        timer->setSingleShot(true);
    m_refreshTimer.setInterval(RefreshDelay);
    m_scanTimer.setInterval(ScanDelay);
    connect(&m_refreshTimer, &QTimer::timeout, this, [this] { refresh(std::exchange(m_changedFolders, {})); });
    connect(&m_scanTimer, &QTimer::timeout, this, &FilesPanel::scan);
    m_message->hide();
    showState();
}

FilesPanel::~FilesPanel()
{
    m_scan.cancel();
}

void FilesPanel::makeStrip()
{
    m_filter = new QLineEdit;
    m_filter->setObjectName(u"filter"_s);
    m_filter->setPlaceholderText(tr("Filter files"));
    m_filter->setAccessibleName(tr("Filter files"));
    m_filter->addAction(icon(u"view-filter"_s, Token::Muted), QLineEdit::LeadingPosition);
    m_filter->setClearButtonEnabled(true);
    m_filter->installEventFilter(this);
    connect(m_filter, &QLineEdit::textChanged, this, &FilesPanel::applyFilter);

    m_new = makeIconButton(u"document-new"_s, tr("New file"));
    m_new->setObjectName(u"newFile"_s);
    connect(m_new, &QToolButton::clicked, this, &FilesPanel::newFile);
    m_more = makeIconButton(u"overflow-menu"_s, tr("More about files"));
    m_more->setObjectName(u"more"_s);
    connect(m_more, &QToolButton::clicked, this,
            [this] { showMenu(m_more->mapToGlobal(m_more->rect().bottomLeft())); });

    m_strip = new Strip;
    m_strip->addLeading(m_filter, 1);
    m_strip->addTrailing(m_new);
    m_strip->addTrailing(m_more);
}

void FilesPanel::makeViews()
{
    m_tree->setObjectName(u"tree"_s);
    m_tree->setModel(m_model);
    m_tree->setHeaderHidden(true);
    m_tree->setIndentation(Indent);
    m_tree->setUniformRowHeights(true); // 50,000 rows are laid out without asking each
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setObjectName(u"found"_s);
    m_list->setModel(m_found);
    m_list->setUniformItemSizes(true);
    for (QAbstractItemView *view :
         {static_cast<QAbstractItemView *>(m_tree), static_cast<QAbstractItemView *>(m_list)}) {
        view->setItemDelegate(new FileDelegate(view));
        view->setFrameShape(QFrame::NoFrame);
        view->setAccessibleName(tr("Files of the Space"));
        view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        view->setMouseTracking(true);
        view->setContextMenuPolicy(Qt::CustomContextMenu);
        connect(view, &QAbstractItemView::activated, this, &FilesPanel::openCurrent);
        connect(view, &QAbstractItemView::clicked, this, &FilesPanel::openCurrent);
        connect(view, &QWidget::customContextMenuRequested, this,
                [this, view](const QPoint &at) { showMenu(view->viewport()->mapToGlobal(at)); });
        connect(view->selectionModel(), &QItemSelectionModel::currentChanged, this, &FilesPanel::updateActions);
        m_stack->addWidget(view);
    }
    connect(m_tree, &QTreeView::expanded, this, [this](const QModelIndex &index) { m_model->fetchMore(index); });
    // A draft that was left without a name goes.
    connect(m_tree->itemDelegate(), &QAbstractItemDelegate::closeEditor, this,
            [this] { QMetaObject::invokeMethod(m_model, &FileTreeModel::removeDraft, Qt::QueuedConnection); });
    m_empty->setObjectName(u"noFolder"_s);
    m_stack->setContentsMargins(0, Gap::Group, 0, 0);
    m_stack->setBackgroundRole(QPalette::Base);
    m_stack->setAutoFillBackground(true);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_noMatch);
}

void FilesPanel::makeActions()
{
    addAction(u"files.open"_s, tr("Open"), u"document-open"_s, {}, &FilesPanel::openCurrent);
    addAction(u"files.newFile"_s, tr("New File…"), u"document-new"_s, Qt::CTRL | Qt::Key_N, &FilesPanel::newFile);
    addAction(u"files.newFolder"_s, tr("New Folder…"), u"folder-new"_s, Qt::CTRL | Qt::ALT | Qt::Key_N,
              &FilesPanel::newFolder);
    addAction(u"files.rename"_s, tr("Rename…"), u"edit-rename"_s, Qt::Key_F2, &FilesPanel::renameCurrent);
    addAction(u"files.duplicate"_s, tr("Duplicate"), u"edit-duplicate"_s, Qt::CTRL | Qt::Key_D,
              &FilesPanel::duplicateCurrent);
    addAction(u"files.trash"_s, tr("Move to Trash"), u"user-trash"_s, Qt::Key_Delete, &FilesPanel::trashCurrent);
    addAction(u"files.copyPath"_s, tr("Copy Path"), u"edit-copy"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_C,
              &FilesPanel::copyPath);
    addAction(u"files.copyRelativePath"_s, tr("Copy Path in the Space"), {}, {}, &FilesPanel::copyRelativePath);
    addAction(u"files.openFolder"_s, tr("Open the Folder"), u"folder-open"_s, {}, &FilesPanel::openContainingFolder);
}

void FilesPanel::addAction(const QString &id, const QString &text, const QString &iconName,
                           const QKeySequence &shortcut, void (FilesPanel::*run)())
{
    auto *action = new QAction(iconName.isEmpty() ? QIcon() : icon(iconName), text, this);
    action->setObjectName(id);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, run);
    m_stack->addAction(action);
    m_actions.insert(id, action);
    m_commands += action;
}

QList<QAction *> FilesPanel::commands() const
{
    return m_commands;
}

QWidget *FilesPanel::strip()
{
    return m_strip;
}

void FilesPanel::takeFocus()
{
    QWidget *seen = m_stack->currentWidget();
    (seen == m_noMatch ? m_filter : seen)->setFocus(Qt::ShortcutFocusReason);
}

// ── what is shown ────────────────────────────────────────────────────────────────────────────────

void FilesPanel::setFolder(const QString &folder)
{
    m_isLost = false;
    m_toReveal.clear();
    m_toSelect.clear();
    m_changedFolders.clear();
    m_filter->clear();
    m_foot->setSize(-1);
    m_message->reveal(false);
    if (const QStringList watched = m_watcher.directories(); !watched.isEmpty())
        m_watcher.removePaths(watched);
    m_found->setFiles({}, {});
    m_model->setFolder(folder);
    showState();
}

QString FilesPanel::folder() const
{
    return m_model->folder();
}

void FilesPanel::setDiagnostics(const QList<Diagnostic> &diagnostics)
{
    QHash<QString, FileProblems> problems;
    for (const Diagnostic &diagnostic : diagnostics) {
        FileProblems &file = problems[diagnostic.file];
        const int severity = static_cast<int>(diagnostic.severity); // worst first
        file.severity = file.count == 0 ? severity : std::min(file.severity, severity);
        ++file.count;
    }
    m_model->setProblems(problems);
}

void FilesPanel::setStateLetters(const QHash<QString, QChar> &letters)
{
    m_model->setStateLetters(letters);
}

void FilesPanel::showState()
{
    const bool isOpen = !folder().isEmpty() && !m_isLost;
    const QString closed = m_isLost ? tr("The folder of this Space is gone.") : tr("No Space is open.");
    m_filter->setEnabled(isOpen);
    m_filter->setToolTip(isOpen ? QString() : toolTipText(tr("Filter files"), {}, closed));
    for (QToolButton *button : {m_new, m_more})
        setAvailable(button, button->accessibleName(), isOpen, closed);
    m_foot->setVisible(isOpen);
    if (isOpen) {
        const bool isFiltered = !m_filter->text().trimmed().isEmpty();
        QWidget *shown = m_tree;
        if (isFiltered)
            shown = m_found->rowCount() > 0 ? static_cast<QWidget *>(m_list) : m_noMatch;
        m_stack->setCurrentWidget(shown);
    } else {
        if (m_isLost)
            m_empty->setContent(u"folder-symbolic"_s, tr("The folder is gone"),
                                tr("%1 was moved or deleted. Open text is kept in the editor.").arg(folder()));
        else
            m_empty->setContent(u"folder-symbolic"_s, tr("No Space is open"), tr("Its files are shown here."));
        m_empty->clearActions();
        connect(m_empty->addAction(tr("Open a folder"), u"folder-open"_s), &QPushButton::clicked, this,
                &FilesPanel::openFolderRequested);
        m_stack->setCurrentWidget(m_empty);
    }
    updateActions();
}

void FilesPanel::applyFilter()
{
    m_found->setFilter(m_filter->text());
    showState();
    if (m_found->rowCount() > 0)
        m_list->setCurrentIndex(m_found->index(0));
}

bool FilesPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_filter && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Down:
        case Qt::Key_Up:
            takeFocus();
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            openCurrent();
            return true;
        case Qt::Key_Escape:
            if (!m_filter->text().isEmpty()) {
                m_filter->clear();
                takeFocus();
                return true;
            }
            break;
        default:
            break;
        }
    }
    return Panel::eventFilter(watched, event);
}

void FilesPanel::reveal(const QString &path)
{
    m_toReveal.clear();
    const QModelIndex known = m_model->indexOf(path);
    if (known.isValid()) {
        for (QModelIndex above = known.parent(); above.isValid(); above = above.parent())
            m_tree->expand(above);
        m_tree->setCurrentIndex(known);
        m_tree->scrollTo(known);
        return;
    }
    // Unfold from the outside in; each folder comes back here once it was read.
    if (!path.startsWith(folder() + u'/'))
        return;
    QModelIndex deepest;
    for (qsizetype slash = path.indexOf(u'/', folder().size() + 1); slash >= 0; slash = path.indexOf(u'/', slash + 1)) {
        const QModelIndex index = m_model->indexOf(path.first(slash));
        if (!index.isValid())
            break;
        deepest = index;
    }
    if (deepest.isValid() && m_model->canFetchMore(deepest)) {
        m_toReveal = path;
        m_tree->expand(deepest);
        m_model->fetchMore(deepest);
    } else if (m_model->rowCount() == 0) {
        m_toReveal = path;
    }
}

// ── following the disk ───────────────────────────────────────────────────────────────────────────

void FilesPanel::refresh(const QStringList &paths)
{
    const bool rulesChanged =
        std::ranges::any_of(paths, [](const QString &path) { return path.endsWith("/.gitignore"_L1); });
    if (rulesChanged)
        m_model->refreshAll();
    else
        m_model->refresh(paths);
}

void FilesPanel::watchFolders()
{
    QStringList wanted = m_model->readFolders();
    wanted = wanted.first(std::min(wanted.size(), MostWatched));
    const QStringList watched = m_watcher.directories();
    QStringList fresh = wanted;
    fresh.removeIf([&](const QString &path) { return watched.contains(path) || !QFileInfo(path).isDir(); });
    if (!fresh.isEmpty())
        m_watcher.addPaths(fresh);
}

void FilesPanel::scanSoon()
{
    // The first one at once: filter and size are wanted as soon as the Space is open.
    if (m_foot->bytes() < 0 && !m_scan.isRunning())
        scan();
    else
        m_scanTimer.start();
}

void FilesPanel::scan()
{
    m_scan.cancel();
    m_scan = QtConcurrent::run(scanFolder, folder());
    m_scan.then(this, [this, root = folder()](const FolderScan &scan) {
        if (root != folder())
            return;
        m_foot->setSize(scan.sizeBytes);
        m_found->setFiles(root, scan.files);
        if (!m_filter->text().isEmpty())
            showState();
    });
}

// ── what one can do ──────────────────────────────────────────────────────────────────────────────

QString FilesPanel::currentPath() const
{
    const auto *view = qobject_cast<QAbstractItemView *>(m_stack->currentWidget());
    const QModelIndex index = view ? view->currentIndex() : QModelIndex();
    return index.data(FileTreeModel::PathRole).toString();
}

QString FilesPanel::targetFolder() const
{
    const QModelIndex index = m_tree->currentIndex();
    if (!index.isValid())
        return folder();
    return m_model->path(m_model->isFolder(index) && m_tree->isExpanded(index) ? index : index.parent());
}

void FilesPanel::updateActions()
{
    const bool isOpen = !folder().isEmpty() && !m_isLost;
    const bool hasEntry = !currentPath().isEmpty();
    const bool isInTree = hasEntry && m_stack->currentWidget() == m_tree;
    const QString closed = m_isLost ? tr("The folder of this Space is gone.") : tr("No Space is open.");
    const QString noEntry = isOpen ? tr("No file is chosen in Files.") : closed;
    for (QAction *action : std::as_const(m_actions))
        setAvailable(action, hasEntry, noEntry);
    for (const auto &id : {u"files.newFile"_s, u"files.newFolder"_s})
        setAvailable(m_actions[id], isOpen, closed);
    setAvailable(m_actions[u"files.rename"_s], isInTree, hasEntry ? tr("Clear the filter to rename a file.") : noEntry);
}

void FilesPanel::showMenu(const QPoint &globalPosition)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    const auto add = [&](std::initializer_list<QString> ids) {
        for (const QString &id : ids)
            menu->addAction(m_actions[id]);
        menu->addSeparator();
    };
    add({u"files.open"_s});
    add({u"files.newFile"_s, u"files.newFolder"_s});
    add({u"files.rename"_s, u"files.duplicate"_s, u"files.trash"_s});
    add({u"files.copyPath"_s, u"files.copyRelativePath"_s, u"files.openFolder"_s});
    menu->popup(globalPosition);
}

void FilesPanel::openCurrent()
{
    const QString path = currentPath();
    if (path.isEmpty())
        return;
    const QModelIndex index = m_tree->currentIndex();
    if (m_stack->currentWidget() == m_tree && m_model->isFolder(index))
        m_tree->setExpanded(index, !m_tree->isExpanded(index));
    else
        Q_EMIT openRequested(path);
}

void FilesPanel::newFile()
{
    draft(false);
}

void FilesPanel::newFolder()
{
    draft(true);
}

void FilesPanel::draft(bool isFolder)
{
    m_filter->clear();
    if (folder().isEmpty() || m_isLost)
        return;
    const QModelIndex parent = m_model->indexOf(targetFolder());
    if (parent.isValid())
        m_tree->expand(parent);
    const QModelIndex row = m_model->addDraft(parent, isFolder);
    m_tree->setCurrentIndex(row);
    m_tree->edit(row);
}

void FilesPanel::renameCurrent()
{
    if (m_tree->currentIndex().isValid())
        m_tree->edit(m_tree->currentIndex());
}

void FilesPanel::duplicateCurrent()
{
    whenDone(duplicateEntry(currentPath()), &FilesPanel::onDuplicated);
}

void FilesPanel::trashCurrent()
{
    whenDone(trashEntry(currentPath()), &FilesPanel::onTrashed);
}

void FilesPanel::whenDone(const QFuture<Result<QString>> &future, void (FilesPanel::*done)(const QString &))
{
    QFuture<Result<QString>>(future).then(this, [this, done](const Result<QString> &result) {
        if (result)
            (this->*done)(*result);
        else
            report(result.error());
    });
}

void FilesPanel::onDuplicated(const QString &path)
{
    m_toSelect = path;
    refresh({path});
    Q_EMIT created(path);
}

void FilesPanel::onTrashed(const QString &path)
{
    refresh({QFileInfo(path).path()});
    Q_EMIT deleted(path);
}

void FilesPanel::copyPath()
{
    QGuiApplication::clipboard()->setText(currentPath());
}

void FilesPanel::copyRelativePath()
{
    QGuiApplication::clipboard()->setText(currentPath().mid(folder().size() + 1));
}

void FilesPanel::openContainingFolder()
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(currentPath()).path()));
}

void FilesPanel::report(const Error &error)
{
    m_message->setMessage(StageGroup::Error, tr("Nothing was changed."), error.message);
    m_message->setDetails(error.detail);
    m_message->setClosable(true);
    m_message->reveal();
}

} // namespace Spacewright::Ui
