// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/filelock.h"

#include <QDateTime>
#include <QObject>
#include <QThreadPool>

#include <optional>

namespace Spacewright::Ui {

/// Text that was typed and never saved, as an earlier run of the program left it.
struct UnsavedText {
    QString path; ///< the file it was meant for, absolute
    QString text;
    QDateTime keptAt;
    QString store; ///< where it lies; for discard()
};

/// Keeps unsaved text on the disk, so that it outlives this process however that ends. Each process has
/// a folder of its own below `folder` and a lock in it; what lies in a folder whose lock is free was left
/// behind. KTextEditor's swap files would throw the text away when the file changed in the meantime.
/// Lives on the GUI thread; the disk is written on a thread of its own, in the order of the calls.
class RecoveryStore final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RecoveryStore)
public:
    /// `folder` is made when something is kept for the first time.
    explicit RecoveryStore(const QString &folder, QObject *parent = nullptr);
    /// Writes what is still to be written. Kept text stays for the next run.
    ~RecoveryStore() override;

    /// Replaces what was kept for `path`.
    void keep(const QString &path, const QString &text);
    /// It was saved, or given up.
    void drop(const QString &path);

    /// What runs that have ended left behind for files in `folder`, newest first, one for each file.
    [[nodiscard]] QList<UnsavedText> leftBehind(const QString &folder) const;
    [[nodiscard]] std::optional<UnsavedText> leftBehindFor(const QString &path) const;
    /// Forgets it, once it is in an editor again (and so kept by this run) or not wanted.
    void discard(const UnsavedText &text);

private:
    bool open();

    QString m_folder;
    QString m_own; ///< our folder below m_folder, once there is something in it
    std::optional<FileLock> m_lock;
    QThreadPool m_writer;
};

} // namespace Spacewright::Ui
