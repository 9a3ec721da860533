// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/atomicfile.h"
#include "check/secretscanner.h"
#include "manifest/gitattributes.h"
#include "manifest/lfspointer.h"
#include "manifest/snapshot.h"

#include <QHash>
#include <QSet>

#include <optional>
#include <stop_token>

namespace Spacewright::Check {

/// The Hub's limits for a Space. Source: spaces.md §7.2.
inline constexpr qint64 LargestPlainFile = 10 * 1024 * 1024; ///< outside LFS
inline constexpr qint64 LargestRepository = 1'000'000'000; ///< with LFS and the whole history
inline constexpr qint64 LargeRepository = 800'000'000; ///< our choice: time to say something

/// What has to be read from a file itself.
struct FileContent {
    enum class State {
        Text,
        Binary, ///< as git says it: a NUL in the first 8,000 bytes
        Pointer, ///< only the pointer of a file in LFS
        Unreadable,
        NotSearched, ///< a text too large to be searched, or one that came after the limit
    };
    State state = State::Text;
    qint64 sizeBytes = 0;
    std::optional<Manifest::LfsPointer> pointer;
    QList<SecretFinding> secrets;
    QStringList modules; ///< that a Python file imports

    /// False for a text with nothing in it that a rule asks for.
    [[nodiscard]] bool isNoteworthy() const
    {
        return state != State::Text || !secrets.isEmpty() || sizeBytes > LargestPlainFile;
    }
};

/// A content that a commit brings and the Hub has not yet.
struct PastContent {
    QString path;
    QByteArray commit; ///< 40 hexadecimal digits
    FileContent content;
};

/// What git knows of the Space; empty where there is no repository.
struct GitFacts {
    QString trouble; ///< translated; why the repository could not be read
    QSet<QString> tracked; ///< paths in the index
    QList<PastContent> past; ///< noteworthy ones only, newest commit first
    bool isPastComplete = true; ///< false where a limit ended the search of commits
};

/// What reading the files gave. A value; any thread.
struct Contents {
    struct File {
        QString path;
        FileContent content;
    };
    QList<File> files; ///< the noteworthy ones, sorted by path; without those that git leaves out
    QStringList environmentFiles; ///< `.env` and its like, those that git leaves out too
    QList<std::pair<QString, QString>>
        innerIgnores; ///< folder and text of each `.gitignore` below the top, outer first
    QList<Manifest::GitAttributes> innerAttributes; ///< of each `.gitattributes` below the top, outer first
    qint64 sizeBytes = 0; ///< of all files that git does not leave out, with those in LFS
    QSet<QString> modules; ///< that Python files import
    bool hasUnreadCode = false; ///< notebooks, or Python files that could not be searched
    GitFacts git;
};

/// What was read before, by path and by blob. A file is read again when its stamp changes. One thread at a time.
class ContentsCache {
public:
    struct Entry {
        FileStamp stamp;
        FileContent content;
    };
    QHash<QString, Entry> files; ///< of the newest look
    QHash<QByteArray, FileContent> blobs;
};

/// Our choice: what a core searches in a few seconds.
struct ContentsLimits {
    qint64 fileBytes = 64 * 1024 * 1024;
    qint64 totalBytes = 2'000'000'000; ///< read in one look; what is in the cache does not count
};

/// What rules ask of `bytes`, all or the first 8,000 of a file of `sizeBytes`.
[[nodiscard]] FileContent contentOf(const QString &path, const QByteArray &bytes, qint64 sizeBytes);

/// Reads the files of `snapshot` that a push would send. Links are not followed, pipes and devices not opened, and a
/// file that is gone meanwhile is left out. Takes seconds for gigabytes: for worker threads. nullopt when stopped.
[[nodiscard]] std::optional<Contents> contentsOf(const Manifest::Snapshot &snapshot, GitFacts git, ContentsCache &cache,
                                                 const std::stop_token &stop = {}, const ContentsLimits &limits = {});

} // namespace Spacewright::Check
