// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/repository.h"

#include <QCoreApplication>
#include <QFile>
#include <QSet>
#include <QUrl>

#include <git2.h>

#include <algorithm>
#include <optional>
#include <vector>

using namespace Qt::StringLiterals;

namespace Spacewright::Git {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Git)
};

template<auto Free>
struct Freeing {
    template<typename T>
    void operator()(T *pointer) const
    {
        Free(pointer);
    }
};
template<typename T, auto Free>
using Handle = std::unique_ptr<T, Freeing<Free>>;

using RepositoryHandle = Handle<git_repository, git_repository_free>;
using IndexHandle = Handle<git_index, git_index_free>;
using WalkHandle = Handle<git_revwalk, git_revwalk_free>;
using CommitHandle = Handle<git_commit, git_commit_free>;
using TreeHandle = Handle<git_tree, git_tree_free>;
using DiffHandle = Handle<git_diff, git_diff_free>;
using BlobHandle = Handle<git_blob, git_blob_free>;
using RemoteHandle = Handle<git_remote, git_remote_free>;
using OdbHandle = Handle<git_odb, git_odb_free>;

void startLibrary()
{
    static const int count = git_libgit2_init(); // for as long as the program runs
    Q_UNUSED(count)
}

/// libgit2's own words, taken at once: they are kept for each thread and only until its next call.
QString lastWords()
{
    const git_error *error = git_error_last();
    return error && error->message ? QString::fromUtf8(error->message) : QString();
}

std::unexpected<Error> broken()
{
    return failure(ErrorCode::Invalid, Words::tr("The git repository cannot be read. Run \"git fsck\" in it."),
                   lastWords());
}

QByteArray hex(const git_oid &oid)
{
    QByteArray text(GIT_OID_SHA1_HEXSIZE, '\0');
    git_oid_fmt(text.data(), &oid);
    return text;
}

QString pathOf(const char *path)
{
    return QFile::decodeName(path);
}

/// A path with a content that a commit brings.
struct Brought {
    QByteArray path;
    git_oid blob;
};

bool isSame(const Brought &a, const Brought &b)
{
    return a.path == b.path && git_oid_equal(&a.blob, &b.blob);
}

/// What `commit` has and its parent `number` has not; without a parent, everything.
std::optional<std::vector<Brought>> broughtSince(git_repository *repository, git_commit *commit, unsigned number)
{
    git_tree *rawTree = nullptr;
    if (git_commit_tree(&rawTree, commit) < 0)
        return {};
    const TreeHandle tree(rawTree);
    TreeHandle before;
    if (number < git_commit_parentcount(commit)) {
        git_commit *rawParent = nullptr;
        if (git_commit_parent(&rawParent, commit, number) < 0)
            return {};
        const CommitHandle parent(rawParent);
        git_tree *rawBefore = nullptr;
        if (git_commit_tree(&rawBefore, parent.get()) < 0)
            return {};
        before.reset(rawBefore);
    }
    git_diff *rawDiff = nullptr;
    git_diff_options options;
    git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
    options.flags = GIT_DIFF_INCLUDE_TYPECHANGE | GIT_DIFF_SKIP_BINARY_CHECK;
    if (git_diff_tree_to_tree(&rawDiff, repository, before.get(), tree.get(), &options) < 0)
        return {};
    const DiffHandle diff(rawDiff);
    std::vector<Brought> brought;
    for (size_t i = 0; i < git_diff_num_deltas(diff.get()); ++i) {
        const git_diff_file &file = git_diff_get_delta(diff.get(), i)->new_file;
        const bool isFile = file.mode == GIT_FILEMODE_BLOB || file.mode == GIT_FILEMODE_BLOB_EXECUTABLE;
        if (isFile)
            brought.push_back({QByteArray(file.path), file.id});
    }
    return brought;
}

/// The same for all parents together: what a merge takes over from one of them is not new.
std::optional<std::vector<Brought>> broughtBy(git_repository *repository, git_commit *commit)
{
    auto brought = broughtSince(repository, commit, 0);
    for (unsigned number = 1; brought && number < git_commit_parentcount(commit); ++number) {
        const auto other = broughtSince(repository, commit, number);
        if (!other)
            return {};
        std::erase_if(*brought, [&](const Brought &one) {
            return std::ranges::none_of(*other, [&](const Brought &also) { return isSame(one, also); });
        });
    }
    return brought;
}

} // namespace

struct Repository::Private {
    RepositoryHandle repository;
};

Repository::Repository(std::unique_ptr<Private> data)
    : d(std::move(data))
{
}
Repository::Repository(Repository &&other) noexcept = default;
Repository &Repository::operator=(Repository &&other) noexcept = default;
Repository::~Repository() = default;

Result<Repository> Repository::open(const QString &folder)
{
    startLibrary();
    git_repository *raw = nullptr;
    const int code =
        git_repository_open_ext(&raw, QFile::encodeName(folder).constData(), GIT_REPOSITORY_OPEN_NO_SEARCH, nullptr);
    if (code == GIT_ENOTFOUND)
        return failure(ErrorCode::NotFound, Words::tr("%1 is not a git repository.").arg(folder), lastWords());
    if (code == GIT_EOWNER)
        return failure(ErrorCode::Unauthorised,
                       Words::tr("The git repository belongs to another user. Add it to safe.directory to trust it."),
                       lastWords());
    if (code < 0)
        return broken();
    auto data = std::make_unique<Private>();
    data->repository.reset(raw);
    if (git_repository_is_bare(raw))
        return failure(ErrorCode::NotFound, Words::tr("%1 is a git repository without files.").arg(folder));
    return Repository(std::move(data));
}

Result<QStringList> Repository::trackedFiles() const
{
    git_index *raw = nullptr;
    if (git_repository_index(&raw, d->repository.get()) < 0)
        return broken();
    const IndexHandle index(raw);
    QStringList paths;
    const size_t count = git_index_entrycount(index.get());
    paths.reserve(qsizetype(count));
    for (size_t i = 0; i < count; ++i)
        paths.append(pathOf(git_index_get_byindex(index.get(), i)->path));
    return paths;
}

Result<QString> Repository::originUrl() const
{
    git_strarray names{};
    if (git_remote_list(&names, d->repository.get()) < 0)
        return broken();
    const Handle<git_strarray, git_strarray_dispose> held(&names);
    if (names.count == 0)
        return QString();
    const auto end = names.strings + names.count;
    const bool hasOrigin =
        std::any_of(names.strings, end, [](const char *name) { return qstrcmp(name, "origin") == 0; });
    git_remote *raw = nullptr;
    if (git_remote_lookup(&raw, d->repository.get(), hasOrigin ? "origin" : names.strings[0]) < 0)
        return broken();
    const RemoteHandle remote(raw);
    const char *address = git_remote_url(remote.get());
    const QUrl url(QString::fromUtf8(address ? address : ""));
    return url.password().isEmpty() ? QString::fromUtf8(address ? address : "") : url.toString(QUrl::RemovePassword);
}

Result<PastFiles> Repository::unpushedFiles(const std::stop_token &stop, const PastLimits &limits) const
{
    git_repository *repository = d->repository.get();
    PastFiles result;
    if (git_repository_head_unborn(repository) == 1)
        return result;
    git_revwalk *rawWalk = nullptr;
    git_odb *rawStore = nullptr;
    if (git_revwalk_new(&rawWalk, repository) < 0)
        return broken();
    const WalkHandle walk(rawWalk);
    if (git_repository_odb(&rawStore, repository) < 0)
        return broken();
    const OdbHandle store(rawStore);
    git_revwalk_sorting(walk.get(), GIT_SORT_TOPOLOGICAL | GIT_SORT_TIME);
    if (git_revwalk_push_head(walk.get()) < 0 || git_revwalk_hide_glob(walk.get(), "refs/remotes") < 0)
        return broken();

    QSet<std::pair<QString, QByteArray>> known;
    int commits = 0;
    git_oid id;
    int code = 0;
    while ((code = git_revwalk_next(&id, walk.get())) == 0) {
        if (stop.stop_requested())
            return failure(ErrorCode::Cancelled, Words::tr("Reading the git repository was stopped."));
        if (++commits > limits.commits || result.files.size() >= limits.files) {
            result.isComplete = false;
            return result;
        }
        git_commit *rawCommit = nullptr;
        if (git_commit_lookup(&rawCommit, repository, &id) < 0)
            return broken();
        const CommitHandle commit(rawCommit);
        const auto brought = broughtBy(repository, commit.get());
        if (!brought)
            return broken();
        for (const Brought &one : *brought) {
            const std::pair key(pathOf(one.path.constData()), hex(one.blob));
            size_t size = 0;
            git_object_t type = GIT_OBJECT_ANY;
            if (known.contains(key) || git_odb_read_header(&size, &type, store.get(), &one.blob) < 0)
                continue; // not here, as in a partial clone: then it came from the remote
            known.insert(key);
            result.files.append({key.first, hex(id), key.second, qint64(size)});
        }
    }
    return code == GIT_ITEROVER ? Result<PastFiles>(result) : broken();
}

Result<QByteArray> Repository::read(const PastFile &file, qint64 limitBytes) const
{
    git_oid id;
    git_blob *raw = nullptr;
    if (file.sizeBytes > limitBytes)
        return failure(ErrorCode::Invalid, Words::tr("%1 is too large to be read.").arg(file.path));
    if (git_oid_fromstr(&id, file.blob.constData()) < 0 || git_blob_lookup(&raw, d->repository.get(), &id) < 0)
        return broken();
    const BlobHandle blob(raw);
    return QByteArray(static_cast<const char *>(git_blob_rawcontent(blob.get())),
                      qsizetype(git_blob_rawsize(blob.get())));
}

QSet<QString> trackedFilesOf(const QString &folder)
{
    const auto repository = Repository::open(folder);
    const auto files = repository ? repository->trackedFiles() : Result<QStringList>();
    return files ? QSet<QString>(files->cbegin(), files->cend()) : QSet<QString>();
}

} // namespace Spacewright::Git
