// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifest/snapshot.h"

#include "base/atomicfile.h"
#include "base/paths.h"
#include "manifest/dockerstart.h"
#include "manifest/portablename.h"
#include "manifest/spacemanifest.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStringDecoder>

#include <algorithm>
#include <filesystem>

using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

namespace Spacewright::Manifest {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Snapshot)
};

/// Read whole into every snapshot, when they are there.
constexpr QLatin1StringView ManifestFiles[] = {
    "README.md"_L1,
    "requirements.txt"_L1,
    "pre-requirements.txt"_L1,
    "packages.txt"_L1,
    "Dockerfile"_L1,
    ".dockerignore"_L1,
    ".gitattributes"_L1,
    ".gitignore"_L1,
    ".gitmodules"_L1,
    "package.json"_L1,
    ".streamlit/config.toml"_L1,
    ".spacewright/check.toml"_L1,
    ".spacewright/accepted-secrets"_L1,
};

QString nameOf(const fs::path &path)
{
    return QFile::decodeName(QByteArray::fromStdString(path.native()));
}

SnapshotEntry entryOf(const fs::directory_entry &found, qsizetype prefix, const QString &folder)
{
    SnapshotEntry entry;
    std::error_code ignored;
    entry.path = nameOf(found.path()).sliced(prefix);
    entry.isLink = found.is_symlink(ignored);
    if (entry.isLink) {
        const QFileInfo target(nameOf(found.path()));
        entry.isDangling = !target.exists();
        entry.leadsOutside = !isInside(entry.isDangling ? target.symLinkTarget() : target.filePath(), folder);
        entry.isFolder = target.isDir();
        entry.sizeBytes = entry.isFolder || entry.leadsOutside ? 0 : target.size();
    } else if (found.is_regular_file(ignored)) {
        const auto size = found.file_size(ignored);
        entry.sizeBytes = ignored ? 0 : qint64(size);
    }
    return entry;
}

bool looksLikeUtf16(const QByteArray &bytes)
{
    if (bytes.startsWith("\xFF\xFE") || bytes.startsWith("\xFE\xFF"))
        return true;
    const QByteArrayView head = QByteArrayView(bytes).first(std::min<qsizetype>(bytes.size(), 512));
    return head.size() >= 4 && head.count('\0') * 4 >= head.size();
}

void decode(FileText &file, QByteArray bytes)
{
    file.sizeBytes = bytes.size();
    if (looksLikeUtf16(bytes)) {
        file.state = FileText::State::Utf16;
        return;
    }
    if (bytes.startsWith("\xEF\xBB\xBF")) {
        file.hasByteOrderMark = true;
        bytes.remove(0, 3);
    }
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    file.text = decoder.decode(bytes);
    file.state = decoder.hasError() ? FileText::State::NotUtf8 : FileText::State::Read;
    if (!file.isRead())
        file.text.clear();
}

FileText readText(const QString &folder, const QString &path)
{
    FileText file;
    const QString full = folder + u'/' + path;
    std::error_code ignored;
    const fs::file_status status = fs::symlink_status(QFile::encodeName(full).toStdString(), ignored);
    if (!fs::exists(status))
        return file;
    const QFileInfo info(full);
    // What lies in the folder itself and is no link cannot lead out of it; most files are spared the long way.
    const bool mayLeadOut = fs::is_symlink(status) || path.contains(u'/');
    if (mayLeadOut && !isInside(info.exists() ? full : info.symLinkTarget(), folder)) {
        file.state = FileText::State::Outside;
        return file;
    }
    if (!info.exists())
        return file;
    file.sizeBytes = info.size();
    if (!info.isFile()) {
        file.state = FileText::State::NotAFile;
    } else if (info.size() > ManifestFileLimit) {
        file.state = FileText::State::TooLarge;
    } else if (auto bytes = readFile(full, ManifestFileLimit)) {
        decode(file, std::move(*bytes));
    } else {
        const bool missing = bytes.error().code == ErrorCode::NotFound; // gone since it was listed
        file.state = missing                           ? FileText::State::Missing
            : bytes.error().code == ErrorCode::Invalid ? FileText::State::TooLarge
                                                       : FileText::State::Unreadable;
        file.why = bytes.error().detail;
    }
    return file;
}

SnapshotEntry unsavedEntry(const QString &path, const QString &text)
{
    SnapshotEntry entry;
    entry.path = path;
    entry.sizeBytes = text.toUtf8().size();
    entry.isUnsaved = true;
    return entry;
}

void addText(Snapshot &snapshot, const QString &path, const Overlay &overlay)
{
    const auto edited = overlay.constFind(path);
    if (edited != overlay.cend()) {
        snapshot.texts.insert(path, {FileText::State::Read, *edited, false, edited->size(), {}});
        return;
    }
    FileText file = readText(snapshot.folder, path);
    if (file.state != FileText::State::Missing)
        snapshot.texts.insert(path, std::move(file));
}

} // namespace

bool isIgnoredFolder(QStringView name)
{
    // What tools make again by themselves, and git's own store.
    static constexpr QLatin1StringView Ignored[] = {
        ".git"_L1, ".hg"_L1,         ".svn"_L1,          "__pycache__"_L1, "node_modules"_L1,       ".venv"_L1,
        "venv"_L1, ".mypy_cache"_L1, ".pytest_cache"_L1, ".ruff_cache"_L1, ".ipynb_checkpoints"_L1, ".gradio"_L1,
    };
    return std::ranges::any_of(Ignored, [name](QLatin1StringView ignored) { return name == ignored; });
}

QString cleanRelativePath(const QString &path)
{
    const QString clean = QDir::cleanPath(path);
    const bool leaves = clean.isEmpty() || clean == "."_L1 || clean == ".."_L1 || clean.startsWith("../"_L1)
        || clean.startsWith(u'/') || clean.contains(QChar::Null);
    return leaves ? QString() : clean;
}

const SnapshotEntry *Snapshot::find(QStringView path) const
{
    const auto at =
        std::ranges::lower_bound(entries, path, {}, [](const SnapshotEntry &e) { return QStringView(e.path); });
    return at != entries.cend() && at->path == path ? &*at : nullptr;
}

bool Snapshot::hasFile(QStringView path) const
{
    const SnapshotEntry *entry = find(path);
    return entry && !entry->leadsOutside && !entry->isDangling && !entry->isFolder;
}

void arrange(Snapshot &snapshot)
{
    std::ranges::sort(snapshot.entries, {}, &SnapshotEntry::path);
    snapshot.folders.sort();
    snapshot.unusualNames.clear();
    for (const SnapshotEntry &entry : std::as_const(snapshot.entries)) {
        if (isUnusual(entry.path))
            snapshot.unusualNames.append(entry.path);
    }
}

Result<Snapshot> listFolder(const QString &folder)
{
    const QFileInfo info(folder);
    if (!info.isDir())
        return failure(ErrorCode::NotFound, Words::tr("%1 is not a folder. Choose another one.").arg(folder));
    const QString root = info.canonicalFilePath();
    const fs::path start(QFile::encodeName(root).toStdString());

    std::error_code error;
    fs::recursive_directory_iterator it(start, fs::directory_options::skip_permission_denied, error);
    if (error || !info.isReadable())
        return failure(ErrorCode::Io, Words::tr("%1 cannot be read. Check its permissions.").arg(folder),
                       QString::fromStdString(error.message()));

    Snapshot snapshot;
    snapshot.folder = root;
    const qsizetype prefix = root.endsWith(u'/') ? root.size() : root.size() + 1;
    // An error while walking means that a folder went away meanwhile: what was found is good.
    for (; it != fs::end(it) && !error && snapshot.entries.size() < EntryLimit; it.increment(error)) {
        std::error_code ignored;
        if (it->is_symlink(ignored) || !it->is_directory(ignored))
            snapshot.entries.append(entryOf(*it, prefix, root));
        else if (isIgnoredFolder(nameOf(it->path().filename())))
            it.disable_recursion_pending();
        else
            snapshot.folders.append(nameOf(it->path()).sliced(prefix));
    }
    snapshot.isTruncated = snapshot.entries.size() >= EntryLimit;
    arrange(snapshot);
    return snapshot;
}

Snapshot withTextsReadAgain(Snapshot snapshot, const Overlay &overlay)
{
    snapshot.texts.clear();
    if (snapshot.entries.removeIf([](const SnapshotEntry &entry) { return entry.isUnsaved; }) > 0)
        snapshot.unusualNames.removeIf([&](const QString &path) { return !std::as_const(snapshot).find(path); });
    for (const QLatin1StringView file : ManifestFiles)
        addText(snapshot, file, overlay);
    // Which file is the app is written in README.md.
    const QString appFile = cleanRelativePath(appFileOf(snapshot.text(u"README.md"_s)));
    if (!appFile.isEmpty() && !snapshot.texts.contains(appFile))
        addText(snapshot, appFile, overlay);

    for (auto it = overlay.cbegin(); it != overlay.cend(); ++it) {
        const QString path = cleanRelativePath(it.key());
        if (path.isEmpty() || std::as_const(snapshot).find(path))
            continue; // and the listing stays shared: a copy of 50,000 entries takes longer than all the rest
        const auto at = std::ranges::lower_bound(std::as_const(snapshot.entries), path, {}, &SnapshotEntry::path);
        snapshot.entries.insert(at, unsavedEntry(path, it.value()));
        if (isUnusual(path))
            snapshot.unusualNames.append(path);
    }
    // What a Dockerfile starts may be any file.
    const Dockerfile dockerfile = readDockerfile(snapshot.text(u"Dockerfile"_s).text);
    const QList<StartedFile> started = startedFiles(dockerfile, snapshot);
    for (const StartedFile &file : started) {
        if (file.copied.endsWith(".py"_L1) && !snapshot.texts.contains(file.copied))
            addText(snapshot, file.copied, overlay);
    }
    return snapshot;
}

Result<Snapshot> readSnapshot(const QString &folder, const Overlay &overlay)
{
    auto snapshot = listFolder(folder);
    if (!snapshot)
        return snapshot;
    return withTextsReadAgain(*std::move(snapshot), overlay);
}

} // namespace Spacewright::Manifest
