// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/repository.h"
#include "support/git.h"
#include "support/spacefolder.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;
using Git::Repository;
using Testing::SpaceFolder;

namespace {

/// Runs git commands one after the other; false where one fails.
bool runs(const SpaceFolder &folder, const QList<QStringList> &commands)
{
    return std::ranges::all_of(commands, [&](const QStringList &arguments) {
        const auto printed = Testing::git(folder.path(), arguments);
        if (!printed)
            qInfo() << arguments << printed.error().detail;
        return printed.has_value();
    });
}

bool commits(const SpaceFolder &folder, const QString &message)
{
    return runs(folder, {{u"add"_s, u"-A"_s}, {u"commit"_s, u"--quiet"_s, u"-m"_s, message}});
}

const QStringList Init{u"init"_s, u"--quiet"_s, u"-b"_s, u"main"_s};

QStringList pathsOf(const Result<Git::PastFiles> &files)
{
    QStringList paths;
    if (files) {
        for (const Git::PastFile &file : files->files)
            paths += file.path;
        paths.sort();
    }
    return paths;
}

} // namespace

class RepositoryTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void unpushedFiles_areThoseThatNoRemoteHas()
    {
        const SpaceFolder folder;
        QVERIFY(folder.write(u"old.txt"_s, "old") && runs(folder, {Init}) && commits(folder, u"one"_s));
        QVERIFY(runs(folder, {{u"update-ref"_s, u"refs/remotes/origin/main"_s, u"HEAD"_s}}));
        const auto repository = Repository::open(folder.path());
        QVERIFY_RESULT(repository);
        QCOMPARE(pathsOf(repository->unpushedFiles()), QStringList());

        QVERIFY(folder.write(u"weights/a.bin"_s, QByteArray(20, '\0')) && commits(folder, u"two"_s));
        QVERIFY(folder.remove(u"weights/a.bin"_s) && folder.write(u"old.txt"_s, "new") && commits(folder, u"three"_s));
        const auto files = repository->unpushedFiles();
        QVERIFY_RESULT(files);
        QCOMPARE(pathsOf(files), (QStringList{u"old.txt"_s, u"weights/a.bin"_s}));
        QVERIFY(files->isComplete);
        const Git::PastFile gone = files->files.last();
        QCOMPARE(gone.path, u"weights/a.bin"_s);
        QCOMPARE(gone.sizeBytes, 20);
        QCOMPARE(gone.commit.size(), 40);
        const auto content = repository->read(gone, 100);
        QVERIFY_RESULT(content);
        QCOMPARE(*content, QByteArray(20, '\0'));
        QCOMPARE(repository->read(gone, 10).error().code, ErrorCode::Invalid);
        const auto tracked = repository->trackedFiles();
        QVERIFY_RESULT(tracked);
        QCOMPARE(*tracked, QStringList{u"old.txt"_s});
    }

    void mergedFiles_areNotNew()
    {
        const SpaceFolder folder;
        QVERIFY(folder.write(u"a"_s, "a") && runs(folder, {Init}) && commits(folder, u"one"_s));
        QVERIFY(runs(folder, {{u"checkout"_s, u"-q"_s, u"-b"_s, u"other"_s}}));
        QVERIFY(folder.write(u"theirs"_s, "t") && commits(folder, u"theirs"_s));
        QVERIFY(
            runs(folder,
                 {{u"update-ref"_s, u"refs/remotes/origin/main"_s, u"HEAD"_s}, {u"checkout"_s, u"-q"_s, u"main"_s}}));
        QVERIFY(folder.write(u"ours"_s, "o") && commits(folder, u"ours"_s));
        QVERIFY(runs(folder, {{u"merge"_s, u"--quiet"_s, u"-m"_s, u"merge"_s, u"other"_s}}));
        const auto repository = Repository::open(folder.path());
        QVERIFY_RESULT(repository);
        QCOMPARE(pathsOf(repository->unpushedFiles()), QStringList{u"ours"_s});
    }

    void withoutCommits_isEmpty()
    {
        const SpaceFolder folder;
        QVERIFY(runs(folder, {Init}));
        const auto repository = Repository::open(folder.path());
        QVERIFY_RESULT(repository);
        QCOMPARE(pathsOf(repository->unpushedFiles()), QStringList());
        QVERIFY_RESULT(repository->trackedFiles());
    }

    void noRepository_isNotFound()
    {
        const SpaceFolder folder;
        QCOMPARE(Repository::open(folder.path()).error().code, ErrorCode::NotFound);
        QCOMPARE(Repository::open(folder.path(u"missing"_s)).error().code, ErrorCode::NotFound);
        QVERIFY(runs(folder, {{u"init"_s, u"--quiet"_s, u"--bare"_s}}));
        QCOMPARE(Repository::open(folder.path()).error().code, ErrorCode::NotFound);
    }

    void folderBelowARepository_isNone()
    {
        const SpaceFolder folder;
        QVERIFY(folder.write(u"space/a"_s, "a") && runs(folder, {Init}));
        QCOMPARE(Repository::open(folder.path(u"space"_s)).error().code, ErrorCode::NotFound);
    }

    void brokenRepository_saysSo()
    {
        const SpaceFolder folder;
        QVERIFY(folder.write(u"a"_s, "a") && runs(folder, {Init}) && commits(folder, u"one"_s));
        QVERIFY(folder.write(u".git/refs/heads/main"_s, QByteArray(40, '1') + '\n'));
        const auto repository = Repository::open(folder.path());
        QVERIFY_RESULT(repository);
        const auto files = repository->unpushedFiles();
        QVERIFY(!files);
        QCOMPARE(files.error().code, ErrorCode::Invalid);
        QVERIFY(!files.error().message.isEmpty() && !files.error().detail.isEmpty());

        QVERIFY(folder.write(u".git/config"_s, "[core\n"));
        QVERIFY(!Repository::open(folder.path()));
        QVERIFY(folder.write(u".git/index"_s, "no index"));
    }

    void limitAndStop_endIt()
    {
        const SpaceFolder folder;
        QVERIFY(runs(folder, {Init}));
        for (const QString &name : {u"a"_s, u"b"_s, u"c"_s})
            QVERIFY(folder.write(name, name.toUtf8()) && commits(folder, name));
        const auto repository = Repository::open(folder.path());
        QVERIFY_RESULT(repository);
        const auto some = repository->unpushedFiles({}, {.commits = 2});
        QVERIFY_RESULT(some);
        QVERIFY(!some->isComplete);
        QCOMPARE(some->files.size(), 2);
        std::stop_source source;
        source.request_stop();
        QCOMPARE(repository->unpushedFiles(source.get_token()).error().code, ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(RepositoryTest)
#include "tst_repository.moc"
