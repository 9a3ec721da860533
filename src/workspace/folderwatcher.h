// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QSet>
#include <QStringList>
#include <QTimer>

class QSocketNotifier;

namespace Spacewright::Workspace {

/// Tells which files below a folder were written, made or removed. One inotify watch per folder, none
/// per file, so 50,000 files cost as much as their folders. (QFileSystemWatcher would need a watch per
/// file to see writing in place.) Lives on the thread that made it. Source: inotify(7).
class FolderWatcher final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FolderWatcher)
public:
    /// Folders watched at most; changes in further ones are seen at the next refresh.
    static constexpr qsizetype FolderLimit = 4096;

    explicit FolderWatcher(QObject *parent = nullptr, qsizetype folderLimit = FolderLimit);
    ~FolderWatcher() override;

    /// Watches `root` and `folders` (relative to it) from now on, and nothing else.
    void watch(const QString &root, const QStringList &folders);
    void stop();
    /// False when the system gives no watches; then only refreshing helps.
    [[nodiscard]] bool isWatching() const { return m_rootWatch >= 0; }

Q_SIGNALS:
    /// Gathered over a short while. `paths` are relative to the root. `isListChanged`: something was
    /// made, moved or removed, or events were lost.
    void changed(const QStringList &paths, bool isListChanged);
    /// The root was removed, moved away or unmounted. Once; nothing comes after it.
    void rootGone();

private:
    void readEvents();
    void handle(int watch, quint32 mask, const QString &name);
    void flush();
    void add(const QString &folder);

    qsizetype m_folderLimit;
    int m_descriptor = -1;
    int m_rootWatch = -1;
    QString m_root;
    QHash<int, QString> m_folders; ///< by watch, relative, empty for the root
    QHash<QString, int> m_watches;
    QSet<QString> m_changed;
    bool m_isListChanged = false;
    QSocketNotifier *m_notifier = nullptr;
    QTimer m_gather;
};

} // namespace Spacewright::Workspace
