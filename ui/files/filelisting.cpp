// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/filelisting.h"

#include "manifest/ignorerules.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirListing>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

using Manifest::IgnoreRules;

namespace {
/// Negative, zero or positive, as QString::compare.
int compareNaturally(QStringView a, QStringView b)
{
    qsizetype i = 0;
    qsizetype j = 0;
    const auto digitsFrom = [](QStringView text, qsizetype &at) {
        while (at < text.size() && text[at] == u'0')
            ++at;
        const qsizetype from = at;
        while (at < text.size() && text[at].isDigit())
            ++at;
        return text.sliced(from, at - from);
    };
    while (i < a.size() && j < b.size()) {
        if (a[i].isDigit() && b[j].isDigit()) {
            const QStringView left = digitsFrom(a, i);
            const QStringView right = digitsFrom(b, j);
            if (left.size() != right.size())
                return left.size() < right.size() ? -1 : 1;
            if (const int order = left.compare(right))
                return order;
        } else {
            const QChar left = a[i++].toCaseFolded();
            const QChar right = b[j++].toCaseFolded();
            if (left != right)
                return left < right ? -1 : 1;
        }
    }
    const qsizetype rest = (a.size() - i) - (b.size() - j);
    return rest != 0 ? (rest < 0 ? -1 : 1) : a.compare(b);
}

QDirListing listing(const QString &path)
{
    using Flag = QDirListing::IteratorFlag;
    return QDirListing(path, Flag::IncludeHidden);
}

FileEntry entryOf(const QDirListing::DirEntry &item)
{
    const bool isLink = item.isSymLink();
    return {.name = item.fileName(), .isFolder = item.isDir() && !isLink, .isLink = isLink};
}
} // namespace

bool comesBefore(const FileEntry &a, const FileEntry &b)
{
    if (a.isFolder != b.isFolder)
        return a.isFolder;
    return compareNaturally(a.name, b.name) < 0;
}

bool isHiddenName(const QString &name)
{
    return name == ".git"_L1 || name == "__pycache__"_L1 || name == ".venv"_L1;
}

Result<QList<FileEntry>> listFolder(const QString &root, const QString &folder, bool isIgnored)
{
    const QString path = folder.isEmpty() ? root : root + u'/' + folder;
    if (!QFileInfo(path).isDir())
        return failure(ErrorCode::NotFound,
                       QCoreApplication::translate("FileListing", "%1 is not there any more.").arg(path));
    const IgnoreRules rules = isIgnored ? IgnoreRules() : IgnoreRules::forFolder(root, folder);
    const QString prefix = folder.isEmpty() ? QString() : folder + u'/';
    QList<FileEntry> entries;
    for (const auto &item : listing(path)) {
        FileEntry entry = entryOf(item);
        if (isHiddenName(entry.name))
            continue;
        entry.isIgnored = isIgnored || rules.isIgnored(prefix + entry.name, entry.isFolder);
        entries.append(std::move(entry));
    }
    std::ranges::sort(entries, comesBefore);
    return entries;
}

void scanFolder(QPromise<FolderScan> &promise, const QString &root)
{
    FolderScan scan;
    QStringList folders{QString()};
    while (!folders.isEmpty() && !promise.isCanceled()) {
        const QString folder = folders.takeLast();
        const IgnoreRules rules = IgnoreRules::forFolder(root, folder);
        const QString prefix = folder.isEmpty() ? QString() : folder + u'/';
        for (const auto &item : listing(root + u'/' + folder)) {
            const FileEntry entry = entryOf(item);
            const QString path = prefix + entry.name;
            if (isHiddenName(entry.name) || rules.isIgnored(path, entry.isFolder))
                continue;
            if (entry.isFolder) {
                folders.append(path);
                continue;
            }
            scan.sizeBytes += entry.isLink ? 0 : item.size();
            if (scan.files.size() < FolderScan::MostFiles)
                scan.files.append(path);
            else
                scan.isComplete = false;
        }
    }
    if (promise.isCanceled())
        return;
    std::ranges::sort(scan.files, [](const QString &a, const QString &b) { return compareNaturally(a, b) < 0; });
    promise.addResult(std::move(scan));
}

} // namespace Spacewright::Ui
