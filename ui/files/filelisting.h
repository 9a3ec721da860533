// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QList>
#include <QPromise>
#include <QString>
#include <QStringList>

namespace Spacewright::Ui {

/// One entry of a folder as the tree shows it.
struct FileEntry {
    QString name;
    bool isFolder = false;
    bool isLink = false;
    bool isIgnored = false;

    friend bool operator==(const FileEntry &, const FileEntry &) = default;
};

/// Folders first, then by name without regard to case, runs of digits by their value ("2" before "10").
[[nodiscard]] bool comesBefore(const FileEntry &a, const FileEntry &b);

/// True for what is never shown: git's own folder and what Python makes by itself.
[[nodiscard]] bool isHiddenName(const QString &name);

/// The entries of `folder` (relative to `root`, empty for `root` itself), sorted. Links to folders are
/// not followed. NotFound when the folder is gone. Reads the disk: call it off the GUI thread.
[[nodiscard]] Result<QList<FileEntry>> listFolder(const QString &root, const QString &folder, bool isIgnored);

/// All files of a Space, for the filter field and the size in the foot.
struct FolderScan {
    QStringList files; ///< relative to the Space, at most MostFiles; without ignored and hidden ones
    qint64 sizeBytes = 0; ///< of all files that git would keep
    bool isComplete = true;

    static constexpr qsizetype MostFiles = 500'000;
};

/// Walks the whole folder; stops early when the promise is cancelled. For QtConcurrent::run.
void scanFolder(QPromise<FolderScan> &promise, const QString &root);

} // namespace Spacewright::Ui
