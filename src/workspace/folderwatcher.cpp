// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/folderwatcher.h"

#include "manifest/snapshot.h"

#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QSocketNotifier>

#include <array>
#include <cstddef>
#include <cstring>
#include <sys/inotify.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Spacewright::Workspace {

namespace {

Q_LOGGING_CATEGORY(log, "spacewright.workspace.watcher")

// Our choice: long enough for an editor's write-and-rename, too short to be noticed.
constexpr std::chrono::milliseconds GatherTime{60};
constexpr quint32 Events = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF
    | IN_MOVE_SELF | IN_ONLYDIR | IN_DONT_FOLLOW | IN_EXCL_UNLINK;

} // namespace

FolderWatcher::FolderWatcher(QObject *parent, qsizetype folderLimit)
    : QObject(parent)
    , m_folderLimit(folderLimit)
{
    m_gather.setSingleShot(true);
    m_gather.setInterval(GatherTime);
    connect(&m_gather, &QTimer::timeout, this, &FolderWatcher::flush);
}

FolderWatcher::~FolderWatcher()
{
    stop();
}

void FolderWatcher::stop()
{
    m_gather.stop();
    delete m_notifier;
    m_notifier = nullptr;
    if (m_descriptor >= 0)
        ::close(m_descriptor); // frees every watch
    m_descriptor = -1;
    m_rootWatch = -1;
    m_folders.clear();
    m_watches.clear();
    m_changed.clear();
    m_isListChanged = false;
}

void FolderWatcher::watch(const QString &root, const QStringList &folders)
{
    if (root != m_root || m_descriptor < 0) {
        stop();
        m_root = root;
        m_descriptor = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
        if (m_descriptor < 0) {
            qCInfo(log) << "no inotify instance left; changes on disk are seen on refresh only";
            return;
        }
        m_notifier = new QSocketNotifier(m_descriptor, QSocketNotifier::Read, this);
        connect(m_notifier, &QSocketNotifier::activated, this, &FolderWatcher::readEvents);
        add({});
        m_rootWatch = m_watches.value(QString(), -1);
    }
    QSet<QString> wanted(folders.cbegin(), folders.cbegin() + std::min(folders.size(), m_folderLimit));
    wanted.insert(QString());
    const QStringList watched = m_watches.keys();
    for (const QString &folder : watched) {
        if (wanted.contains(folder))
            continue;
        const int gone = m_watches.take(folder);
        m_folders.remove(gone);
        ::inotify_rm_watch(m_descriptor, gone);
    }
    for (const QString &folder : std::as_const(wanted)) {
        if (!m_watches.contains(folder))
            add(folder);
    }
}

void FolderWatcher::add(const QString &folder)
{
    const QString path = folder.isEmpty() ? m_root : m_root + u'/' + folder;
    const int watch = ::inotify_add_watch(m_descriptor, QFile::encodeName(path).constData(), Events);
    if (watch < 0)
        return; // gone already, or the system's limit: a refresh still finds its files
    m_folders.insert(watch, folder);
    m_watches.insert(folder, watch);
}

void FolderWatcher::readEvents()
{
    alignas(inotify_event) std::array<char, 64 * 1024> buffer;
    for (;;) {
        const ssize_t length = ::read(m_descriptor, buffer.data(), buffer.size());
        if (length <= 0)
            break;
        for (ssize_t at = 0; at < length;) {
            inotify_event event;
            std::memcpy(&event, buffer.data() + at, sizeof event);
            const char *name = buffer.data() + at + sizeof event;
            handle(event.wd, event.mask, event.len > 0 ? QFile::decodeName(name) : QString());
            if (m_descriptor < 0)
                return; // the root went away
            at += ssize_t(sizeof event + event.len);
        }
    }
    // Not restarted by later events: a program that never stops writing must not keep us waiting for ever.
    if ((!m_changed.isEmpty() || m_isListChanged) && !m_gather.isActive())
        m_gather.start();
}

void FolderWatcher::handle(int watch, quint32 mask, const QString &name)
{
    if (mask & IN_Q_OVERFLOW) {
        m_isListChanged = true;
        return;
    }
    if (watch == m_rootWatch && (mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED))) {
        stop();
        Q_EMIT rootGone();
        return;
    }
    const auto folder = m_folders.constFind(watch);
    if (folder == m_folders.cend())
        return;
    if (mask & IN_IGNORED) {
        m_watches.remove(*folder);
        m_folders.erase(folder);
        return;
    }
    if (name.isEmpty() || ((mask & IN_ISDIR) && Manifest::isIgnoredFolder(name)))
        return;
    const QString path = folder->isEmpty() ? name : *folder + u'/' + name;
    if (mask & ~quint32(IN_CLOSE_WRITE))
        m_isListChanged = true;
    // What a new folder already holds when it is watched is seen by the refresh that follows.
    if ((mask & IN_ISDIR) && (mask & (IN_CREATE | IN_MOVED_TO)) && m_watches.size() <= m_folderLimit)
        add(path);
    m_changed.insert(path);
}

void FolderWatcher::flush()
{
    QStringList paths(m_changed.cbegin(), m_changed.cend());
    paths.sort();
    m_changed.clear();
    Q_EMIT changed(paths, std::exchange(m_isListChanged, false));
}

} // namespace Spacewright::Workspace
