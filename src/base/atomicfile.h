// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>

#include <optional>

namespace Spacewright {

/// What a file looked like when it was read; two stamps differ when it was written since.
struct FileStamp {
    qint64 sizeBytes = -1;
    qint64 modifiedNs = 0;
    quint64 inode = 0;

    /// The stamp of a file that is not there is equal to a default-made one.
    [[nodiscard]] static FileStamp of(const QString &path);
    friend bool operator==(const FileStamp &, const FileStamp &) = default;
};

/// Reads at most `limitBytes`; a longer file is Invalid, a missing one NotFound.
[[nodiscard]] Result<QByteArray> readFile(const QString &path, qint64 limitBytes = 64 * 1024 * 1024);

/// Replaces `path` in one step; after a crash either the old or the new content is there. Follows a
/// link to its target and keeps the mode. With `expected`, fails with Conflict and writes nothing
/// when the file is no longer the one that was read. Missing folders are made.
[[nodiscard]] Result<> writeFile(const QString &path, const QByteArray &content,
                                 std::optional<FileStamp> expected = {});

} // namespace Spacewright
