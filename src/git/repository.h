// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QList>
#include <QSet>
#include <QStringList>

#include <memory>
#include <stop_token>

namespace Spacewright::Git {

/// A file as some commit has it.
struct PastFile {
    QString path; ///< relative to the repository, with `/`
    QByteArray commit; ///< 40 hexadecimal digits: the newest that brought this content to this path
    QByteArray blob; ///< 40 hexadecimal digits
    qint64 sizeBytes = 0; ///< as git stores it: of a file in LFS, that of its pointer
};

struct PastFiles {
    QList<PastFile> files; ///< newest commit first
    bool isComplete = true; ///< false where a limit ended it
};

/// Our choice: more commits than anybody pushes at once, and a second or two of work.
struct PastLimits {
    int commits = 5'000;
    qsizetype files = 50'000;
};

/// A repository on disk, for reading. No hook, filter or other program of it is run. One thread at a time.
class Repository {
public:
    /// The one whose `.git` lies in `folder` itself; folders above are not searched. NotFound where there is none or it
    /// has no working files, Unauthorised where it belongs to another user (`safe.directory` of git holds), Invalid
    /// where it is broken.
    [[nodiscard]] static Result<Repository> open(const QString &folder);

    Repository(Repository &&other) noexcept;
    Repository &operator=(Repository &&other) noexcept;
    ~Repository();

    /// Where it was cloned from: the address of `origin`, else of the first remote; empty without. A password in it is
    /// left out. Invalid where the repository is broken.
    [[nodiscard]] Result<QString> originUrl() const;

    /// The paths in the index, in its order; empty before the first `git add`. Invalid where it is broken.
    [[nodiscard]] Result<QStringList> trackedFiles() const;

    /// The contents that commits reachable from HEAD bring, and no remote-tracking branch has: what a push would send.
    /// Empty without commits. Cancelled, or Invalid where the repository is broken.
    [[nodiscard]] Result<PastFiles> unpushedFiles(const std::stop_token &stop = {},
                                                  const PastLimits &limits = {}) const;

    /// What is stored for `file`. Invalid where it is longer than `limitBytes` or cannot be read.
    [[nodiscard]] Result<QByteArray> read(const PastFile &file, qint64 limitBytes) const;

private:
    struct Private;
    explicit Repository(std::unique_ptr<Private> data);
    std::unique_ptr<Private> d;
};

/// The paths that git tracks in `folder`; none where it is no repository that can be read. Any thread.
[[nodiscard]] QSet<QString> trackedFilesOf(const QString &folder);

} // namespace Spacewright::Git
