// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/sources.h"

#include "base/atomicfile.h"
#include "manifest/snapshot.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Runtime {

namespace {
constexpr qint64 FileLimit = 256 * 1024;
constexpr qint64 TotalLimit = 4 * 1024 * 1024;

bool holdsSecrets(const QString &path)
{
    const QString name = path.sliced(path.lastIndexOf(u'/') + 1);
    return name == ".env"_L1 || name.startsWith(".env."_L1) || path == ".streamlit/secrets.toml"_L1;
}

bool isCandidate(const Manifest::SnapshotEntry &entry)
{
    return !entry.isLink && entry.sizeBytes > 0 && entry.sizeBytes <= FileLimit && !holdsSecrets(entry.path);
}
} // namespace

History::Sources readSources(const QString &folder)
{
    History::Sources sources;
    auto listing = Manifest::listFolder(folder);
    if (!listing)
        return sources;
    std::ranges::stable_sort(listing->entries, {},
                             [](const Manifest::SnapshotEntry &entry) { return entry.path.count(u'/'); });
    qint64 total = 0;
    for (const Manifest::SnapshotEntry &entry : std::as_const(listing->entries)) {
        if (!isCandidate(entry))
            continue;
        const auto bytes = readFile(listing->folder + u'/' + entry.path, FileLimit);
        if (!bytes || bytes->contains('\0') || !bytes->isValidUtf8())
            continue;
        total += bytes->size();
        if (total > TotalLimit)
            break;
        sources.insert(entry.path, QString::fromUtf8(*bytes));
    }
    return sources;
}

} // namespace Spacewright::Runtime
