// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/check.h"
#include "check/plantedsecrets.h"
#include "manifest/spacemanifest.h"
#include "support/git.h"
#include "support/spacefolder.h"
#include "workspace/lookinside.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;
using Testing::SpaceFolder;

namespace {

const QByteArray Readme = "---\ntitle: Hello\nsdk: static\n---\n";

bool commits(const SpaceFolder &folder, const QList<QStringList> &before = {})
{
    QList<QStringList> commands = before;
    commands += {{u"add"_s, u"-A"_s, u"-f"_s}, {u"commit"_s, u"--quiet"_s, u"-m"_s, u"x"_s}};
    return std::ranges::all_of(
        commands, [&](const QStringList &arguments) { return Testing::git(folder.path(), arguments).has_value(); });
}

QStringList found(const SpaceFolder &folder, Check::ContentsCache &cache, const Workspace::PastLimits &limits = {})
{
    const auto snapshot = Manifest::readSnapshot(folder.path());
    if (!snapshot)
        return {};
    const auto contents = Workspace::lookInside(*snapshot, cache, {}, limits);
    QStringList rules;
    const Check::Facts facts{.packages = {}, .contents = contents ? &*contents : nullptr};
    const QList<Diagnostic> problems = Check::run(*snapshot, Manifest::readManifest(*snapshot), facts);
    for (const Diagnostic &problem : problems)
        rules += problem.file + u' ' + problem.rule;
    return rules;
}

} // namespace

class LookInsideTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void whatAPushWouldSend_isSeen()
    {
        QRandomGenerator random(40);
        const QByteArray token = Testing::plantedSecrets(random).first().value;
        const SpaceFolder folder;
        QVERIFY(folder.write(u"README.md"_s, Readme) && folder.write(u"index.html"_s, "<p>x")
                && folder.write(u"old.html"_s, token) && folder.write(u"weights.bin"_s, QByteArray(30, '\0'))
                && folder.write(u".env"_s, "A=1\n") && folder.write(u".gitignore"_s, ".env\n"));
        QVERIFY(commits(folder, {{u"init"_s, u"--quiet"_s}}));
        QVERIFY(folder.remove(u"old.html"_s) && folder.remove(u"weights.bin"_s) && commits(folder));
        Check::ContentsCache cache;
        const QStringList expected{u".env secrets/env-file-tracked"_s, u"old.html secrets/hub-token-in-history"_s,
                                   u"weights.bin lfs/history"_s};
        QCOMPARE(found(folder, cache), expected);
        QVERIFY(!cache.blobs.isEmpty());
        QCOMPARE(found(folder, cache), expected); // and from the cache

        // Once the Hub has it, it is too late to say so.
        QVERIFY_RESULT(Testing::git(folder.path(), {u"update-ref"_s, u"refs/remotes/origin/main"_s, u"HEAD"_s}));
        QCOMPARE(found(folder, cache), QStringList{expected.first()});
    }

    void pastBeyondALimit_isSaid()
    {
        const SpaceFolder folder;
        QVERIFY(folder.write(u"README.md"_s, Readme) && folder.write(u"index.html"_s, "<p>x")
                && folder.write(u".gitattributes"_s, "\n"));
        QVERIFY(commits(folder, {{u"init"_s, u"--quiet"_s}}));
        QVERIFY(folder.write(u"index.html"_s, "<p>y") && commits(folder));
        const QStringList cut{u"README.md secrets/history-not-searched"_s};
        Check::ContentsCache cache;
        QCOMPARE(found(folder, cache, {.commits = 1}), cut);
        QCOMPARE(found(folder, cache, {.commits = 2}), QStringList());
        cache = {};
        QCOMPARE(found(folder, cache, {.bytes = 20}), cut);
        QCOMPARE(found(folder, cache, {.bytes = 1000}), QStringList());
        QCOMPARE(found(folder, cache, {.bytes = 0}), QStringList()); // nothing is left to read
    }

    void brokenRepository_isSaid_andTheFilesAreReadAllTheSame()
    {
        const SpaceFolder folder;
        QVERIFY(folder.write(u"README.md"_s, Readme) && folder.write(u"index.html"_s, "<p>x")
                && folder.write(u"a.png"_s, QByteArray(30, '\0')) && folder.write(u".gitattributes"_s, "\n"));
        QVERIFY(commits(folder, {{u"init"_s, u"--quiet"_s, u"-b"_s, u"main"_s}}));
        QVERIFY(folder.write(u".git/refs/heads/main"_s, QByteArray(40, '1') + '\n'));
        Check::ContentsCache cache;
        QCOMPARE(found(folder, cache), (QStringList{u"README.md lfs/repository-unread"_s, u"a.png lfs/binary-file"_s}));
    }
};

QTEST_GUILESS_MAIN(LookInsideTest)
#include "tst_lookinside.moc"
