// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/filelock.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QThread>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace Spacewright {

Result<FileLock> FileLock::tryAcquire(const QString &path)
{
    QDir().mkpath(QFileInfo(path).path());
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return failure(ErrorCode::Io,
                       QCoreApplication::translate("FileLock", "The lock file %1 cannot be made.").arg(path),
                       qt_error_string(errno));
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        const int reason = errno;
        ::close(descriptor);
        return failure(reason == EWOULDBLOCK ? ErrorCode::Conflict : ErrorCode::Io,
                       QCoreApplication::translate("FileLock", "%1 is in use by another Spacewright.").arg(path),
                       qt_error_string(reason));
    }
    return FileLock(descriptor);
}

FileLock::FileLock(int descriptor)
    : m_descriptor(descriptor)
{
}

Result<FileLock> FileLock::acquire(const QString &path, std::chrono::milliseconds patience)
{
    QDeadlineTimer deadline(patience);
    for (;;) {
        auto lock = tryAcquire(path);
        if (lock || lock.error().code != ErrorCode::Conflict || deadline.hasExpired())
            return lock;
        QThread::msleep(10);
    }
}

FileLock::FileLock(FileLock &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

FileLock &FileLock::operator=(FileLock &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

FileLock::~FileLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

} // namespace Spacewright
