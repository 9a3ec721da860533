// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/contents.h"

#include "check/pythonsource.h"
#include "manifest/ignorerules.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Spacewright::Check {

namespace {

constexpr qint64 BinaryHead = 8000; // what git looks at; FIRST_FEW_BYTES of its xdiff-interface.c
constexpr qint64 LargestList = 256 * 1024; // of an inner .gitignore or .gitattributes

bool looksBinary(QByteArrayView bytes)
{
    return bytes.first(std::min<qsizetype>(bytes.size(), BinaryHead)).contains('\0');
}

bool isUtf16(const QByteArray &bytes)
{
    return bytes.startsWith("\xFF\xFE") || bytes.startsWith("\xFE\xFF");
}

/// An open file that is an ordinary one; opening neither waits nor follows a link at the end.
class PlainFile {
    Q_DISABLE_COPY_MOVE(PlainFile)
public:
    explicit PlainFile(const QString &path)
        : m_handle(
              ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY))
        , m_error(m_handle < 0 ? errno : 0)
    {
        struct stat status{};
        if (m_handle >= 0 && (fstat(m_handle, &status) != 0 || !S_ISREG(status.st_mode))) {
            ::close(m_handle);
            m_handle = -1;
        }
    }
    ~PlainFile()
    {
        if (m_handle >= 0)
            ::close(m_handle);
    }
    [[nodiscard]] bool isOpen() const { return m_handle >= 0; }
    [[nodiscard]] bool isRefused() const { return m_error == EACCES || m_error == EPERM; }

    /// Up to `most` bytes more at the end of `bytes`; false when the system refuses.
    bool append(QByteArray &bytes, qint64 most)
    {
        const qsizetype before = bytes.size();
        bytes.resize(before + most);
        qint64 got = 0;
        while (got < most) {
            const ssize_t count = ::read(m_handle, bytes.data() + before + got, size_t(most - got));
            if (count < 0 && errno == EINTR)
                continue;
            if (count <= 0) {
                bytes.resize(before + got);
                return count == 0;
            }
            got += count;
        }
        return true;
    }

private:
    int m_handle;
    int m_error;
};

bool isEnvironmentFile(QStringView path)
{
    const QStringView name = path.sliced(path.lastIndexOf(u'/') + 1);
    return name == ".env"_L1 || name == ".env.local"_L1 || name == ".env.production"_L1 || name == ".env.development"_L1
        || path == ".streamlit/secrets.toml"_L1 || path.endsWith("/.streamlit/secrets.toml"_L1);
}

/// One look at all files.
class Look {
public:
    Look(const Manifest::Snapshot &snapshot, Contents &contents, ContentsCache &cache, const ContentsLimits &limits)
        : m_snapshot(snapshot)
        , m_contents(contents)
        , m_cache(cache)
        , m_limits(limits)
        , m_bytesLeft(limits.totalBytes)
    {
    }

    bool run(const std::stop_token &stop)
    {
        readLists();
        QHash<QString, ContentsCache::Entry> seen;
        for (const Manifest::SnapshotEntry &entry : m_snapshot.entries) {
            if (stop.stop_requested())
                return false;
            if (entry.isLink || entry.isUnsaved)
                continue; // git keeps the link itself
            if (isEnvironmentFile(entry.path))
                m_contents.environmentFiles.append(entry.path);
            if (m_ignored.isFileLeftOut(entry.path) && !m_contents.git.tracked.contains(entry.path))
                continue;
            if (const auto found = look(entry.path))
                take(seen, entry.path, *found);
        }
        m_cache.files = std::move(seen);
        return true;
    }

private:
    /// The inner ones first, since they say which files are looked at.
    void readLists()
    {
        m_ignored.add(m_snapshot.text(u".gitignore"_s).text);
        for (const Manifest::SnapshotEntry &entry : m_snapshot.entries) {
            const bool isIgnoreList = entry.path.endsWith("/.gitignore"_L1);
            if (entry.isLink || (!isIgnoreList && !entry.path.endsWith("/.gitattributes"_L1)))
                continue;
            PlainFile file(m_snapshot.folder + u'/' + entry.path);
            QByteArray bytes;
            if (!file.isOpen() || !file.append(bytes, LargestList))
                continue;
            const QString folder = entry.path.first(entry.path.lastIndexOf(u'/'));
            const QString text = QString::fromUtf8(bytes);
            if (isIgnoreList)
                m_contents.innerIgnores.append({folder, text});
            else
                m_contents.innerAttributes.append(Manifest::readGitAttributes(text, folder));
        }
        const auto depth = [](const QString &folder) { return folder.count(u'/'); };
        std::ranges::stable_sort(m_contents.innerIgnores, {}, [&](const auto &list) { return depth(list.first); });
        std::ranges::stable_sort(m_contents.innerAttributes, {}, [&](const auto &list) { return depth(list.folder); });
        for (const auto &[folder, text] : std::as_const(m_contents.innerIgnores))
            m_ignored.add(text, folder);
    }

    std::optional<ContentsCache::Entry> look(const QString &path)
    {
        const QString full = m_snapshot.folder + u'/' + path;
        const FileStamp stamp = FileStamp::of(full);
        if (const auto known = m_cache.files.constFind(path); known != m_cache.files.cend() && known->stamp == stamp)
            return *known;
        PlainFile file(full);
        if (!file.isOpen()) {
            if (!file.isRefused())
                return {}; // gone, or nothing that git would take
            ContentsCache::Entry entry{stamp, {}};
            entry.content.state = FileContent::State::Unreadable;
            entry.content.sizeBytes = stamp.sizeBytes;
            return entry;
        }
        m_bytes.resize(0);
        const bool isHeadRead = file.append(m_bytes, BinaryHead);
        const bool isSearched = isHeadRead && (!looksBinary(m_bytes) || isUtf16(m_bytes));
        const bool fits = stamp.sizeBytes <= m_limits.fileBytes && stamp.sizeBytes <= m_bytesLeft;
        if (isSearched && fits && m_bytes.size() == BinaryHead)
            file.append(m_bytes, m_limits.fileBytes);
        m_bytesLeft -= m_bytes.size();
        ContentsCache::Entry entry{stamp, contentOf(path, m_bytes, stamp.sizeBytes)};
        if (!isHeadRead)
            entry.content.state = FileContent::State::Unreadable;
        else if (isSearched && !fits && entry.content.state == FileContent::State::Text)
            entry.content.state = FileContent::State::NotSearched;
        return entry;
    }

    void take(QHash<QString, ContentsCache::Entry> &seen, const QString &path, const ContentsCache::Entry &entry)
    {
        seen.insert(path, entry);
        const FileContent &content = entry.content;
        m_contents.sizeBytes += content.pointer ? content.pointer->sizeBytes : content.sizeBytes;
        for (const QString &module : content.modules)
            m_contents.modules.insert(module);
        const bool isPython = path.endsWith(".py"_L1);
        if (path.endsWith(".ipynb"_L1) || (isPython && content.state != FileContent::State::Text))
            m_contents.hasUnreadCode = true;
        if (content.isNoteworthy())
            m_contents.files.append({path, content});
    }

    const Manifest::Snapshot &m_snapshot;
    Contents &m_contents;
    ContentsCache &m_cache;
    ContentsLimits m_limits;
    qint64 m_bytesLeft;
    Manifest::IgnoreRules m_ignored;
    QByteArray m_bytes; ///< kept from file to file
};

} // namespace

FileContent contentOf(const QString &path, const QByteArray &bytes, qint64 sizeBytes)
{
    FileContent content;
    content.sizeBytes = sizeBytes;
    const bool isBinary = looksBinary(bytes);
    if (isBinary)
        content.state = FileContent::State::Binary;
    else if (sizeBytes == bytes.size())
        content.pointer = Manifest::readLfsPointer(bytes);
    if (content.pointer)
        content.state = FileContent::State::Pointer;
    else if (!isBinary || isUtf16(bytes))
        content.secrets = scanForSecrets(path, bytes);
    if (content.state == FileContent::State::Text && path.endsWith(".py"_L1))
        content.modules = PythonSource(QString::fromUtf8(bytes)).modules();
    return content;
}

std::optional<Contents> contentsOf(const Manifest::Snapshot &snapshot, GitFacts git, ContentsCache &cache,
                                   const std::stop_token &stop, const ContentsLimits &limits)
{
    Contents contents;
    contents.git = std::move(git);
    if (!Look(snapshot, contents, cache, limits).run(stop))
        return {};
    return contents;
}

} // namespace Spacewright::Check
