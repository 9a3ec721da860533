// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/filetreemodel.h"

#include <QDir>
#include <QFileInfo>
#include <QtConcurrentRun>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

struct FileTreeModel::Node {
    enum class Load { Unread, Reading, Read };

    FileEntry entry;
    Node *parent = nullptr;
    int row = 0; ///< kept, because looking it up among 50,000 siblings for each parent() is too slow
    Load load = Load::Unread;
    bool isReadAgain = false; ///< asked for while a reading was under way
    std::vector<std::unique_ptr<Node>> children;

    void renumber(int from)
    {
        for (size_t i = static_cast<size_t>(from); i < children.size(); ++i)
            children[i]->row = static_cast<int>(i);
    }
};

FileTreeModel::FileTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_tree(std::make_unique<Node>())
{
    m_tree->entry.isFolder = true;
}

FileTreeModel::~FileTreeModel() = default;

void FileTreeModel::setFolder(const QString &folder)
{
    beginResetModel();
    ++m_generation;
    m_draft = nullptr;
    m_root = folder.isEmpty() ? QString() : QDir::cleanPath(folder);
    m_tree = std::make_unique<Node>();
    m_tree->entry.isFolder = true;
    endResetModel();
    if (!m_root.isEmpty())
        read(m_tree.get());
}

void FileTreeModel::setProblems(const QHash<QString, FileProblems> &problems)
{
    QStringList touched(m_problems.keyBegin(), m_problems.keyEnd());
    touched += QStringList(problems.keyBegin(), problems.keyEnd());
    m_problems = problems;
    repaint(touched, {ProblemCountRole, SeverityRole});
}

void FileTreeModel::setStateLetters(const QHash<QString, QChar> &letters)
{
    QStringList touched(m_letters.keyBegin(), m_letters.keyEnd());
    touched += QStringList(letters.keyBegin(), letters.keyEnd());
    m_letters = letters;
    repaint(touched, {StateLetterRole});
}

void FileTreeModel::repaint(const QStringList &relatives, const QList<int> &roles)
{
    for (const QString &relative : relatives) {
        if (Node *node = find(relative); node && node != m_tree.get())
            Q_EMIT dataChanged(indexFor(node), indexFor(node), roles);
    }
}

void FileTreeModel::refresh(const QStringList &paths)
{
    for (const QString &path : paths) {
        const QString clean = QDir::cleanPath(path);
        if (clean != m_root && !clean.startsWith(m_root + u'/'))
            continue;
        Node *node = find(clean.mid(m_root.size() + 1));
        if (!node || !node->entry.isFolder)
            node = find(QFileInfo(clean).path().mid(m_root.size() + 1));
        if (node && node->entry.isFolder && node->load != Node::Load::Unread)
            read(node);
    }
}

void FileTreeModel::refreshAll()
{
    refresh(readFolders());
}

QStringList FileTreeModel::readFolders() const
{
    QStringList folders;
    const auto collect = [&](const auto &self, const Node *node) -> void {
        if (!node->entry.isFolder || node->load == Node::Load::Unread)
            return;
        const QString relative = relativePath(node);
        folders.append(relative.isEmpty() ? m_root : m_root + u'/' + relative);
        for (const auto &child : node->children)
            self(self, child.get());
    };
    if (!m_root.isEmpty())
        collect(collect, m_tree.get());
    return folders;
}

// ── reading ──────────────────────────────────────────────────────────────────────────────────────

void FileTreeModel::read(Node *node)
{
    if (node->load == Node::Load::Reading) {
        node->isReadAgain = true;
        return;
    }
    node->load = Node::Load::Reading;
    const QString relative = relativePath(node);
    QtConcurrent::run(listFolder, m_root, relative, node->entry.isIgnored)
        .then(this, [this, relative, generation = m_generation](const Result<QList<FileEntry>> &listing) {
            // A small folder may be read before then() is reached, and this runs at once: inside fetchMore(),
            // where the rows must not change.
            const auto arrive = [this, relative, generation, listing] {
                if (generation == m_generation)
                    apply(relative, listing);
            };
            QMetaObject::invokeMethod(this, arrive, Qt::QueuedConnection);
        });
}

void FileTreeModel::apply(const QString &relative, const Result<QList<FileEntry>> &listing)
{
    Node *node = find(relative);
    if (!node)
        return;
    node->load = Node::Load::Read;
    const QString path = relative.isEmpty() ? m_root : m_root + u'/' + relative;
    if (listing) {
        merge(node, *listing);
    } else if (relative.isEmpty()) {
        Q_EMIT folderLost(m_root);
        return;
    } else {
        read(node->parent); // it is gone: its parent knows
        return;
    }
    Q_EMIT folderRead(path);
    if (std::exchange(node->isReadAgain, false))
        read(node);
}

void FileTreeModel::merge(Node *node, const QList<FileEntry> &entries)
{
    // What is new to us: by name and kind, since a file may have become a folder.
    QHash<std::pair<QString, bool>, const FileEntry *> wanted;
    wanted.reserve(entries.size());
    for (const FileEntry &entry : entries)
        wanted.insert({entry.name, entry.isFolder}, &entry);

    for (int last = static_cast<int>(node->children.size()) - 1; last >= 0;) {
        const auto isKept = [&](int row) {
            const Node *child = node->children[static_cast<size_t>(row)].get();
            return child == m_draft || wanted.contains({child->entry.name, child->entry.isFolder});
        };
        if (isKept(last)) {
            --last;
            continue;
        }
        int first = last;
        while (first > 0 && !isKept(first - 1))
            --first;
        removeNodes(node, first, last);
        last = first - 1;
    }

    int row = 0;
    for (qsizetype i = 0; i < entries.size();) {
        const auto childAt = [&](int at) {
            return at < static_cast<int>(node->children.size()) ? node->children[static_cast<size_t>(at)].get()
                                                                : nullptr;
        };
        if (Node *child = childAt(row); child && child == m_draft) {
            ++row;
            continue;
        }
        Node *child = childAt(row);
        const auto isSame = [&](const FileEntry &entry) {
            return child && child->entry.name == entry.name && child->entry.isFolder == entry.isFolder;
        };
        if (isSame(entries[i])) {
            if (child->entry != entries[i]) {
                child->entry = entries[i];
                Q_EMIT dataChanged(indexFor(child), indexFor(child));
            }
            ++row;
            ++i;
            continue;
        }
        QList<FileEntry> run;
        while (i < entries.size() && !isSame(entries[i]))
            run.append(entries[i++]);
        insertNodes(node, row, run);
        row += static_cast<int>(run.size());
    }
}

void FileTreeModel::removeNodes(Node *node, int first, int last)
{
    beginRemoveRows(indexFor(node), first, last);
    node->children.erase(node->children.begin() + first, node->children.begin() + last + 1);
    node->renumber(first);
    endRemoveRows();
}

void FileTreeModel::insertNodes(Node *node, int first, const QList<FileEntry> &entries)
{
    std::vector<std::unique_ptr<Node>> fresh;
    fresh.reserve(static_cast<size_t>(entries.size()));
    for (const FileEntry &entry : entries) {
        auto child = std::make_unique<Node>();
        child->entry = entry;
        child->parent = node;
        fresh.push_back(std::move(child));
    }
    beginInsertRows(indexFor(node), first, first + static_cast<int>(entries.size()) - 1);
    node->children.insert(node->children.begin() + first, std::make_move_iterator(fresh.begin()),
                          std::make_move_iterator(fresh.end()));
    node->renumber(first);
    endInsertRows();
}

// ── drafts ───────────────────────────────────────────────────────────────────────────────────────

QModelIndex FileTreeModel::addDraft(const QModelIndex &parent, bool isFolder)
{
    removeDraft();
    Node *node = nodeAt(parent);
    insertNodes(node, 0, {FileEntry{.name = {}, .isFolder = isFolder}});
    m_draft = node->children.front().get();
    m_draft->load = Node::Load::Read;
    return indexFor(m_draft);
}

void FileTreeModel::removeDraft()
{
    if (Node *draft = std::exchange(m_draft, nullptr))
        removeNodes(draft->parent, draft->row, draft->row);
}

bool FileTreeModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    Node *node = nodeAt(index);
    const QString name = value.toString().trimmed();
    if (role != Qt::EditRole || node == m_tree.get() || name.isEmpty() || name == node->entry.name)
        return false;
    if (node == m_draft)
        Q_EMIT createRequested(path(index.parent()), name, node->entry.isFolder);
    else
        Q_EMIT renameRequested(path(index), name);
    return true;
}

// ── the model ────────────────────────────────────────────────────────────────────────────────────

FileTreeModel::Node *FileTreeModel::nodeAt(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_tree.get();
}

QModelIndex FileTreeModel::indexFor(const Node *node) const
{
    return node == m_tree.get() ? QModelIndex() : createIndex(node->row, 0, node);
}

QString FileTreeModel::relativePath(const Node *node) const
{
    QString path;
    for (; node != m_tree.get(); node = node->parent)
        path = path.isEmpty() ? node->entry.name : node->entry.name + u'/' + path;
    return path;
}

FileTreeModel::Node *FileTreeModel::find(const QString &relative) const
{
    Node *node = m_tree.get();
    for (const QStringView part : QStringView(relative).tokenize(u'/', Qt::SkipEmptyParts)) {
        const auto child = std::ranges::find_if(node->children, [&](const auto &c) { return c->entry.name == part; });
        if (child == node->children.end())
            return nullptr;
        node = child->get();
    }
    return node;
}

QModelIndex FileTreeModel::indexOf(const QString &path) const
{
    const QString clean = QDir::cleanPath(path);
    if (m_root.isEmpty() || !clean.startsWith(m_root + u'/'))
        return {};
    const Node *node = find(clean.sliced(m_root.size() + 1));
    return node ? indexFor(node) : QModelIndex();
}

QString FileTreeModel::path(const QModelIndex &index) const
{
    const QString relative = relativePath(index);
    return relative.isEmpty() ? m_root : m_root + u'/' + relative;
}

QString FileTreeModel::relativePath(const QModelIndex &index) const
{
    return relativePath(nodeAt(index));
}

bool FileTreeModel::isFolder(const QModelIndex &index) const
{
    return nodeAt(index)->entry.isFolder;
}

QModelIndex FileTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeAt(parent)->children[static_cast<size_t>(row)].get());
}

QModelIndex FileTreeModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexFor(nodeAt(child)->parent) : QModelIndex();
}

int FileTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(nodeAt(parent)->children.size());
}

int FileTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

bool FileTreeModel::hasChildren(const QModelIndex &parent) const
{
    const Node *node = nodeAt(parent);
    return node->entry.isFolder && (node->load != Node::Load::Read || !node->children.empty());
}

bool FileTreeModel::canFetchMore(const QModelIndex &parent) const
{
    const Node *node = nodeAt(parent);
    return !m_root.isEmpty() && node->entry.isFolder && node->load == Node::Load::Unread;
}

void FileTreeModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        read(nodeAt(parent));
}

QVariant FileTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Node *node = nodeAt(index);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return node->entry.name;
    case Qt::ToolTipRole:
    case PathRole:
        return path(index);
    case RelativePathRole:
        return relativePath(node);
    case Qt::AccessibleTextRole: {
        QStringList words{node->entry.name};
        if (node->entry.isFolder)
            words.append(tr("folder"));
        if (node->entry.isIgnored)
            words.append(tr("ignored"));
        if (const int count = m_problems.value(relativePath(node)).count)
            words.append(tr("%n problems", nullptr, count));
        return words.join(u", "_s);
    }
    case IsFolderRole:
        return node->entry.isFolder;
    case IsLinkRole:
        return node->entry.isLink;
    case IsIgnoredRole:
        return node->entry.isIgnored;
    case IsDraftRole:
        return node == m_draft;
    case ProblemCountRole:
        return m_problems.value(relativePath(node)).count;
    case SeverityRole:
        return m_problems.value(relativePath(node)).severity;
    case StateLetterRole: {
        const QChar letter = m_letters.value(relativePath(node));
        return letter.isNull() ? QString() : QString(letter);
    }
    default:
        return {};
    }
}

Qt::ItemFlags FileTreeModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    Qt::ItemFlags flags = Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemIsEditable;
    if (!nodeAt(index)->entry.isFolder)
        flags |= Qt::ItemNeverHasChildren;
    return flags;
}

} // namespace Spacewright::Ui
