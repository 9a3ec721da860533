// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/lookinside.h"

#include "git/repository.h"

using namespace Qt::StringLiterals;

namespace Spacewright::Workspace {

namespace {

/// Contents of commits, read where the cache does not have them.
class PastReader {
public:
    PastReader(const Git::Repository &repository, Check::ContentsCache &cache, qint64 mostBytes)
        : m_repository(repository)
        , m_cache(cache)
        , m_bytesLeft(mostBytes)
    {
    }

    Check::FileContent contentOf(const Git::PastFile &file)
    {
        const QByteArray key = file.blob + (file.path.endsWith(".ipynb"_L1) ? "n"_ba : ""_ba);
        if (const auto known = m_cache.blobs.constFind(key); known != m_cache.blobs.cend())
            return *known;
        Check::FileContent content;
        content.sizeBytes = file.sizeBytes;
        if (file.sizeBytes > Check::LargestPlainFile)
            return content; // its size says enough
        if (file.sizeBytes > m_bytesLeft) {
            m_isComplete = false;
            return content;
        }
        const auto bytes = m_repository.read(file, Check::LargestPlainFile);
        if (!bytes)
            return content;
        m_bytesLeft -= file.sizeBytes;
        content = Check::contentOf(file.path, *bytes, file.sizeBytes);
        m_cache.blobs.insert(key, content);
        return content;
    }

    /// Whether there was room for all that was asked for.
    [[nodiscard]] bool isComplete() const { return m_isComplete; }

private:
    const Git::Repository &m_repository;
    Check::ContentsCache &m_cache;
    qint64 m_bytesLeft;
    bool m_isComplete = true;
};

Result<Check::GitFacts> factsOf(const QString &folder, Check::ContentsCache &cache, const std::stop_token &stop,
                                const PastLimits &limits)
{
    const auto repository = Git::Repository::open(folder);
    if (!repository) {
        if (repository.error().code == ErrorCode::NotFound)
            return Check::GitFacts();
        return std::unexpected(repository.error());
    }
    const auto tracked = repository->trackedFiles();
    if (!tracked)
        return std::unexpected(tracked.error());
    const auto past = repository->unpushedFiles(stop, {.commits = limits.commits});
    if (!past)
        return std::unexpected(past.error());
    Check::GitFacts facts;
    facts.tracked = QSet<QString>(tracked->cbegin(), tracked->cend());
    PastReader reader(*repository, cache, limits.bytes);
    for (const Git::PastFile &file : past->files) {
        if (stop.stop_requested())
            break;
        const Check::FileContent content = reader.contentOf(file);
        if (content.isNoteworthy())
            facts.past.append({file.path, file.commit, content});
    }
    facts.isPastComplete = past->isComplete && reader.isComplete();
    return facts;
}

} // namespace

std::optional<Check::Contents> lookInside(const Manifest::Snapshot &snapshot, Check::ContentsCache &cache,
                                          const std::stop_token &stop, const PastLimits &limits)
{
    auto facts = factsOf(snapshot.folder, cache, stop, limits);
    if (!facts) {
        Check::GitFacts none;
        none.trouble = facts.error().message;
        facts = none;
    }
    return Check::contentsOf(snapshot, *std::move(facts), cache, stop);
}

} // namespace Spacewright::Workspace
