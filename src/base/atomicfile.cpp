// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomicfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>
#include <sys/stat.h>

namespace Spacewright {

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(AtomicFile)
};

constexpr qint64 MostAtOnce = 64 * 1024; // a buffer of the whole limit costs more than reading a small file
} // namespace

FileStamp FileStamp::of(const QString &path)
{
    struct stat status;
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return {};
    return {status.st_size, status.st_mtim.tv_sec * 1'000'000'000 + status.st_mtim.tv_nsec, status.st_ino};
}

Result<QByteArray> readFile(const QString &path, qint64 limitBytes)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        const bool missing = !QFileInfo::exists(path);
        return failure(
            missing ? ErrorCode::NotFound : ErrorCode::Io,
            (missing ? Words::tr("%1 is not there.") : Words::tr("%1 cannot be read. Check its permissions."))
                .arg(path),
            file.errorString());
    }
    // Special files have no size, others may grow: read one byte more than there ought to be, and more while there is
    // more.
    QByteArray content = file.read(std::min(file.size(), limitBytes) + 1);
    while (content.size() <= limitBytes) {
        const QByteArray more = file.read(std::min(limitBytes + 1 - content.size(), MostAtOnce));
        if (more.isEmpty())
            break;
        content += more;
    }
    if (content.size() > limitBytes)
        return failure(ErrorCode::Invalid,
                       Words::tr("%1 is larger than %2 bytes, so it was not read.").arg(path).arg(limitBytes));
    if (file.error() != QFileDevice::NoError)
        return failure(ErrorCode::Io, Words::tr("%1 cannot be read.").arg(path), file.errorString());
    return content;
}

Result<> writeFile(const QString &path, const QByteArray &content, std::optional<FileStamp> expected)
{
    const QFileInfo info(path);
    const QString target = info.isSymLink() ? info.symLinkTarget() : path;
    if (expected && FileStamp::of(target) != *expected)
        return failure(ErrorCode::Conflict,
                       Words::tr("%1 changed on disk in the meantime. Nothing was written; compare the two and choose.")
                           .arg(path));
    if (!QDir().mkpath(QFileInfo(target).path()))
        return failure(ErrorCode::Io, Words::tr("The folder of %1 cannot be made.").arg(path));

    QSaveFile file(target);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit())
        return failure(ErrorCode::Io, Words::tr("%1 cannot be written. The old content is kept.").arg(path),
                       file.errorString());
    return {};
}

} // namespace Spacewright
