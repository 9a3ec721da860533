// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

#include <chrono>

namespace Spacewright {

/// A lock between processes. The kernel gives it back when its holder ends, however it ends, so a
/// crash leaves no stale lock behind (which QLockFile would have to guess). Source: flock(2).
class FileLock {
public:
    /// Takes the lock without waiting; Conflict when another process, or another FileLock here, has it.
    [[nodiscard]] static Result<FileLock> tryAcquire(const QString &path);
    /// Waits for it at most `patience`, which whoever writes one small file needs. Blocks.
    [[nodiscard]] static Result<FileLock> acquire(const QString &path, std::chrono::milliseconds patience);

    FileLock(FileLock &&other) noexcept;
    FileLock &operator=(FileLock &&other) noexcept;
    FileLock(const FileLock &) = delete;
    FileLock &operator=(const FileLock &) = delete;
    ~FileLock();

private:
    explicit FileLock(int descriptor);
    int m_descriptor = -1;
};

} // namespace Spacewright
