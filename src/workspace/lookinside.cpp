// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/lookinside.h"

#include "git/repository.h"

using namespace Qt::StringLiterals;

namespace Spacewright::Workspace {

namespace {

constexpr qint64 MostPastBytes = 500'000'000; // our choice: of commits, in one look

/// Contents of commits, read where the cache does not have them.
class PastReader {
public:
    PastReader(const Git::Repository &repository, Check::ContentsCache &cache)
        : m_repository(repository)
        , m_cache(cache)
    {
    }

    Check::FileContent contentOf(const Git::PastFile &file)
    {
        const QByteArray key = file.blob + (file.path.endsWith(".ipynb"_L1) ? "n"_ba : ""_ba);
        if (const auto known = m_cache.blobs.constFind(key); known != m_cache.blobs.cend())
            return *known;
        Check::FileContent content;
        content.sizeBytes = file.sizeBytes;
        if (file.sizeBytes > Check::LargestPlainFile || file.sizeBytes > m_bytesLeft)
            return content; // its size says enough
        const auto bytes = m_repository.read(file, Check::LargestPlainFile);
        if (!bytes)
            return content;
        m_bytesLeft -= file.sizeBytes;
        content = Check::contentOf(file.path, *bytes, file.sizeBytes);
        m_cache.blobs.insert(key, content);
        return content;
    }

private:
    const Git::Repository &m_repository;
    Check::ContentsCache &m_cache;
    qint64 m_bytesLeft = MostPastBytes;
};

Result<Check::GitFacts> factsOf(const QString &folder, Check::ContentsCache &cache, const std::stop_token &stop)
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
    const auto past = repository->unpushedFiles(stop);
    if (!past)
        return std::unexpected(past.error());
    Check::GitFacts facts{.trouble = {}, .tracked = QSet<QString>(tracked->cbegin(), tracked->cend()), .past = {}};
    PastReader reader(*repository, cache);
    for (const Git::PastFile &file : past->files) {
        if (stop.stop_requested())
            break;
        const Check::FileContent content = reader.contentOf(file);
        if (content.isNoteworthy())
            facts.past.append({file.path, file.commit, content});
    }
    return facts;
}

} // namespace

std::optional<Check::Contents> lookInside(const Manifest::Snapshot &snapshot, Check::ContentsCache &cache,
                                          const std::stop_token &stop)
{
    auto facts = factsOf(snapshot.folder, cache, stop);
    if (!facts) {
        Check::GitFacts none;
        none.trouble = facts.error().message;
        facts = none;
    }
    return Check::contentsOf(snapshot, *std::move(facts), cache, stop);
}

} // namespace Spacewright::Workspace
