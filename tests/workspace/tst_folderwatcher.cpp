// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/spacefolder.h"
#include "support/testcase.h"
#include "workspace/folderwatcher.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Workspace;
using Testing::SpaceFolder;

class FolderWatcherTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void changes_areGatheredAndNamed()
    {
        const SpaceFolder folder;
        QVERIFY(folder.write(u"a/x"_s, "1"));
        FolderWatcher watcher;
        QSignalSpy changed(&watcher, &FolderWatcher::changed);
        watcher.watch(folder.path(), {u"a"_s});
        QVERIFY(watcher.isWatching());
        QVERIFY(folder.write(u"a/x"_s, "2"));
        QVERIFY(folder.write(u"a/x"_s, "3"));
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(changed.constFirst().at(0).toStringList(), QStringList({u"a/x"_s}));
        QCOMPARE(changed.constFirst().at(1).toBool(), false);
        QVERIFY(folder.remove(u"a/x"_s));
        QTRY_COMPARE(changed.size(), 2);
        QCOMPARE(changed.at(1).at(1).toBool(), true);
    }

    void writingWithoutPause_isReportedMeanwhile()
    {
        const SpaceFolder folder;
        FolderWatcher watcher;
        QSignalSpy changed(&watcher, &FolderWatcher::changed);
        watcher.watch(folder.path(), {});
        QTimer writer;
        connect(&writer, &QTimer::timeout, this, [&folder] { folder.write(u"log.txt"_s, "x"); });
        writer.start(5);
        QTRY_VERIFY(changed.size() >= 3);
        QVERIFY(writer.isActive());
    }

    void foldersOverTheLimit_areLeftToTheRefresh()
    {
        const SpaceFolder folder;
        for (const char *file : {"a/x", "b/x", "c/x"})
            QVERIFY(folder.write(QString::fromUtf8(file), "1"));
        FolderWatcher watcher(nullptr, 2);
        QSignalSpy changed(&watcher, &FolderWatcher::changed);
        watcher.watch(folder.path(), {u"a"_s, u"b"_s, u"c"_s});
        QVERIFY(folder.write(u"c/x"_s, "2"));
        QVERIFY(folder.write(u"b/x"_s, "2")); // events come in order
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(changed.constFirst().at(0).toStringList(), QStringList({u"b/x"_s}));
    }

    void foldersLeftOut_areNoLongerWatched()
    {
        const SpaceFolder folder;
        QVERIFY(folder.write(u"a/x"_s, "1") && folder.write(u"b/x"_s, "1"));
        FolderWatcher watcher;
        QSignalSpy changed(&watcher, &FolderWatcher::changed);
        watcher.watch(folder.path(), {u"a"_s, u"b"_s});
        watcher.watch(folder.path(), {u"b"_s});
        QVERIFY(folder.write(u"a/x"_s, "2") && folder.write(u"b/x"_s, "2"));
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(changed.constFirst().at(0).toStringList(), QStringList({u"b/x"_s}));
    }

    void rootThatGoesAway_isToldOnce()
    {
        auto folder = std::make_unique<SpaceFolder>();
        QVERIFY(folder->write(u"a/x"_s, "1"));
        FolderWatcher watcher;
        QSignalSpy gone(&watcher, &FolderWatcher::rootGone);
        watcher.watch(folder->path(), {u"a"_s});
        folder.reset();
        QTRY_COMPARE(gone.size(), 1);
        QVERIFY(!watcher.isWatching());
    }

    void folderThatIsNotThere_isNotWatched()
    {
        FolderWatcher watcher;
        watcher.watch(u"/nonexistent/space"_s, {});
        QVERIFY(!watcher.isWatching());
    }
};

QTEST_GUILESS_MAIN(FolderWatcherTest)
#include "tst_folderwatcher.moc"
