// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QHash>
#include <QList>
#include <QString>

namespace Spacewright::Manifest {

/// A file or link below a Space's folder. Folders are not listed, except links to them.
struct SnapshotEntry {
    QString path; ///< relative to the folder, with `/`
    qint64 sizeBytes = 0; ///< of what a link leads to
    bool isLink = false;
    bool leadsOutside = false; ///< a link whose target is not below the folder
    bool isDangling = false; ///< a link without target
    bool isFolder = false; ///< a link to a folder; it is not followed
    bool isUnsaved = false; ///< so far only the text of an editor

    friend bool operator==(const SnapshotEntry &, const SnapshotEntry &) = default;
};

/// One manifest file's content, or the reason why it was not read.
struct FileText {
    enum class State {
        Read,
        Missing,
        TooLarge, ///< over ManifestFileLimit
        Utf16, ///< has the look of UTF-16 or UTF-32
        NotUtf8,
        Unreadable, ///< the system refused; `why` has its words
        Outside, ///< a link out of the folder, never followed
        NotAFile, ///< a folder, a pipe …
    };
    State state = State::Missing;
    QString text; ///< without byte order mark
    bool hasByteOrderMark = false;
    qint64 sizeBytes = 0;
    QString why;

    [[nodiscard]] bool isRead() const { return state == State::Read; }
    friend bool operator==(const FileText &, const FileText &) = default;
};

/// Longer manifest files are not read. The largest real README headers are a few kilobytes; this is room enough.
inline constexpr qint64 ManifestFileLimit = 4 * 1024 * 1024;
/// Files listed at most; beyond it `isTruncated` is set.
inline constexpr qsizetype EntryLimit = 250'000;

/// Texts of open editors by relative path; they stand for what is on disk.
using Overlay = QHash<QString, QString>;

/// A Space's folder at one moment: a value that may go to any thread.
struct Snapshot {
    QString folder; ///< absolute, links resolved
    QList<SnapshotEntry> entries; ///< sorted by path; without .git, caches and environments
    QStringList folders; ///< the same for folders, relative, the top one left out
    bool isTruncated = false;
    QStringList unusualNames; ///< paths of `entries` for which isUnusual() holds; a walk is rarer than a check
    QHash<QString, FileText> texts; ///< of the manifest files, by relative path

    /// Binary search; nullptr when there is no such file.
    [[nodiscard]] const SnapshotEntry *find(QStringView path) const;
    /// State Missing for a file that is not among `texts`.
    [[nodiscard]] FileText text(const QString &path) const { return texts.value(path); }
    /// True for an ordinary file, or a link that leads to one inside the folder.
    [[nodiscard]] bool hasFile(QStringView path) const;
};

/// Walks `folder` and reads its manifest files; may take a second with 50,000 files, so use it off the
/// GUI thread. Never follows a link out of the folder, never reads a file longer than ManifestFileLimit.
/// Fails with NotFound when there is no such folder, Io when it may not be entered.
[[nodiscard]] Result<Snapshot> readSnapshot(const QString &folder, const Overlay &overlay = {});

/// The same listing with the manifest files read again: a few milliseconds.
[[nodiscard]] Snapshot withTextsReadAgain(Snapshot snapshot, const Overlay &overlay = {});

/// Sorts `entries` and `folders`, and sets what follows from them; for whoever puts a listing together by hand.
void arrange(Snapshot &snapshot);

/// The listing alone, without any text: `entries`, `folders` and `isTruncated`. Fails as readSnapshot() does.
[[nodiscard]] Result<Snapshot> listFolder(const QString &folder);

/// Folder names that are never listed or watched: .git, __pycache__, node_modules, .venv …
[[nodiscard]] bool isIgnoredFolder(QStringView name);

/// `path` (relative, from a stranger) cleaned, or empty when it is absolute, climbs out of its folder or is one.
[[nodiscard]] QString cleanRelativePath(const QString &path);

} // namespace Spacewright::Manifest
