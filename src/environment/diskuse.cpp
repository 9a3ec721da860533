// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/diskuse.h"

#include <QFile>
#include <QHash>

#include <fts.h>
#include <memory>
#include <sys/stat.h>
#include <vector>

using namespace Qt::StringLiterals;

namespace Spacewright::Environment {

DiskUse diskUse(const QStringList &folders)
{
    /// One inode: how many of its links lie below the folders.
    struct Shared {
        nlink_t links = 0;
        nlink_t seen = 0;
        qint64 bytes = 0;
    };
    QHash<std::pair<quint64, quint64>, Shared> shared;
    DiskUse result;

    std::vector<QByteArray> names;
    std::vector<char *> arguments;
    for (const QString &folder : folders)
        names.push_back(QFile::encodeName(folder));
    for (QByteArray &name : names)
        arguments.push_back(name.data());
    arguments.push_back(nullptr);
    const std::unique_ptr<FTS, decltype(&::fts_close)> walk(
        folders.isEmpty() ? nullptr : ::fts_open(arguments.data(), FTS_PHYSICAL | FTS_NOCHDIR | FTS_XDEV, nullptr),
        &::fts_close);
    while (walk) {
        const FTSENT *entry = ::fts_read(walk.get());
        if (!entry)
            break;
        if (entry->fts_info == FTS_DP || entry->fts_info == FTS_NS || entry->fts_info == FTS_ERR
            || entry->fts_info == FTS_DNR)
            continue;
        const struct stat &status = *entry->fts_statp;
        const qint64 bytes = qint64(status.st_blocks) * 512; // the unit of stat(2)
        if (entry->fts_info == FTS_D || status.st_nlink < 2) {
            result.bytes += bytes;
            result.freedBytes += bytes;
            result.files += entry->fts_info == FTS_D ? 0 : 1;
            continue;
        }
        Shared &one = shared[{status.st_dev, status.st_ino}];
        one.links = status.st_nlink;
        one.bytes = bytes;
        ++one.seen;
    }
    for (const Shared &one : std::as_const(shared)) {
        ++result.files;
        result.bytes += one.bytes;
        if (one.seen >= one.links)
            result.freedBytes += one.bytes;
    }
    return result;
}

QJsonObject toJson(const DiskUse &use)
{
    return {{u"bytes"_s, use.bytes},
            {u"freedBytes"_s, use.freedBytes},
            {u"sharedBytes"_s, use.sharedBytes()},
            {u"files"_s, use.files}};
}

} // namespace Spacewright::Environment
