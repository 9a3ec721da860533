// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/spacefolder.h"
#include "support/testcase.h"
#include "workspace/recents.h"

#include <QSignalSpy>
#include <QThread>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Workspace;
using Testing::SpaceFolder;

namespace {

RecentSpace sample(const QString &folder)
{
    return {folder,
            u"Größe"_s,
            u"🚀"_s,
            u"red"_s,
            u"blue"_s,
            u"gradio"_s,
            Stage::RuntimeError,
            QDateTime::fromMSecsSinceEpoch(1'790'000'000'123, QTimeZone::UTC),
            u"/x/y.png"_s};
}

} // namespace

class RecentsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void json_goesThereAndBack()
    {
        QCOMPARE(recentFromJson(toJson(sample(u"/a/b"_s))), sample(u"/a/b"_s));
        QCOMPARE(recentFromJson(toJson({.folder = u"/a"_s,
                                        .title = {},
                                        .emoji = {},
                                        .colorFrom = {},
                                        .colorTo = {},
                                        .sdk = {},
                                        .lastStage = {},
                                        .opened = {},
                                        .thumbnail = {}}))
                     ->lastStage,
                 std::nullopt);
        QVERIFY(!recentFromJson({}));
        QVERIFY(!recentFromJson({{u"folder"_s, u"relative"_s}}));
    }

    void added_isFirstAndKept()
    {
        const SpaceFolder home;
        const Paths paths = Paths::under(home.path());
        {
            Recents recents(paths);
            recents.add(sample(u"/a"_s));
            recents.add(sample(u"/b"_s));
            RecentSpace again = sample(u"/a"_s);
            again.thumbnail.clear();
            again.lastStage.reset();
            recents.add(again);
            recents.setStage(u"/b"_s, Stage::Running);
            recents.setThumbnail(u"/b"_s, u"/z.png"_s, [] { return true; });
            QCOMPARE(recents.list().size(), 2);
        }
        Recents later(paths);
        QSignalSpy changed(&later, &Recents::changed);
        later.load();
        QVERIFY(changed.wait());
        QCOMPARE(later.list().size(), 2);
        QCOMPARE(later.list().at(0), sample(u"/a"_s)); // stage and thumbnail of before
        QCOMPARE(later.list().at(1).lastStage, Stage::Running);
        QCOMPARE(later.list().at(1).thumbnail, u"/z.png"_s);
    }

    void thumbnail_isMadeOnAnotherThread_andNamedOnceItIsThere()
    {
        const SpaceFolder home;
        Recents recents(Paths::under(home.path()));
        recents.add(sample(u"/a"_s));
        QSignalSpy changed(&recents, &Recents::changed);
        QThread *writer = nullptr;
        recents.setThumbnail(u"/a"_s, u"/new.png"_s, [&writer] {
            writer = QThread::currentThread();
            return true;
        });
        QCOMPARE(recents.list().first().thumbnail, u"/x/y.png"_s);
        QVERIFY(changed.wait());
        QCOMPARE(recents.list().first().thumbnail, u"/new.png"_s);
        QVERIFY(writer && writer != QThread::currentThread());
    }

    void thumbnailThatCannotBeMade_leavesTheOldOne()
    {
        const SpaceFolder home;
        const Paths paths = Paths::under(home.path());
        {
            Recents recents(paths);
            recents.add(sample(u"/a"_s));
            recents.setThumbnail(u"/a"_s, u"/new.png"_s, [] { return false; });
        }
        QCOMPARE(readRecents(paths).first().thumbnail, u"/x/y.png"_s);
    }

    void twoPrograms_loseNothing()
    {
        const SpaceFolder home;
        const Paths paths = Paths::under(home.path());
        {
            Recents one(paths);
            Recents two(paths);
            for (int i = 0; i < 10; ++i) {
                one.add(sample(u"/one/%1"_s.arg(i)));
                two.add(sample(u"/two/%1"_s.arg(i)));
            }
        }
        QCOMPARE(readRecents(paths).size(), 20);
    }

    void tooMany_fallOut()
    {
        const SpaceFolder home;
        const Paths paths = Paths::under(home.path());
        {
            Recents recents(paths);
            for (int i = 0; i < Recents::Limit + 5; ++i)
                recents.add(sample(u"/%1"_s.arg(i)));
            QCOMPARE(recents.list().size(), Recents::Limit);
        }
        QCOMPARE(readRecents(paths).size(), Recents::Limit);
        QCOMPARE(readRecents(paths).constFirst().folder, u"/%1"_s.arg(Recents::Limit + 4));
    }

    void removed_isGone()
    {
        const SpaceFolder home;
        const Paths paths = Paths::under(home.path());
        {
            Recents recents(paths);
            recents.add(sample(u"/a"_s));
            recents.remove(u"/a"_s);
        }
        QVERIFY(readRecents(paths).isEmpty());
    }

    void brokenFile_isAnEmptyList_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("cut off") << QByteArray("{\"spaces\": [{\"fol");
        QTest::newRow("another type") << QByteArray("[1, 2]");
        QTest::newRow("entries of another type") << QByteArray("{\"spaces\": [1, {}, {\"folder\": 3}]}");
    }
    void brokenFile_isAnEmptyList()
    {
        QFETCH(QByteArray, content);
        const SpaceFolder home;
        QVERIFY(home.write(u"state/recents.json"_s, content));
        const Paths paths = Paths::under(home.path());
        QVERIFY(readRecents(paths).isEmpty());
        const auto updated = updateRecents(paths, [](QList<RecentSpace> &list) { list.append(sample(u"/a"_s)); });
        QVERIFY_RESULT(updated);
        QCOMPARE(readRecents(paths).size(), 1);
    }

    void placeThatCannotBeWritten_isReported()
    {
        const SpaceFolder home;
        QVERIFY(home.write(u"state"_s, "a file where the folder should be"));
        Recents recents(Paths::under(home.path()));
        QSignalSpy failed(&recents, &Recents::failed);
        recents.add(sample(u"/a"_s));
        QVERIFY(failed.wait());
        QCOMPARE(recents.list().size(), 1);
    }
};

QTEST_GUILESS_MAIN(RecentsTest)
#include "tst_recents.moc"
