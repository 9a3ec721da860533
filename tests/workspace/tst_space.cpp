// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/spacefolder.h"
#include "support/testcase.h"
#include "workspace/space.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Workspace;
using Testing::SpaceFolder;

namespace {

const QByteArray Readme = "---\ntitle: Hello\nsdk: gradio\nsdk_version: \"6.25.0\"\npython_version: \"3.12\"\n---\n";

bool fill(const SpaceFolder &folder)
{
    return folder.write(u"README.md"_s, Readme) && folder.write(u"app.py"_s, "import gradio\n");
}

QStringList rulesOf(const Space &space)
{
    QStringList rules;
    for (const Diagnostic &problem : space.problems())
        rules.append(problem.rule);
    return rules;
}

bool opens(Space &space, const QString &folder)
{
    QSignalSpy opened(&space, &Space::opened);
    space.open(folder);
    return opened.wait();
}

} // namespace

class SpaceTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void open_givesEveryValue()
    {
        const SpaceFolder folder;
        QVERIFY(fill(folder));
        Space space;
        QSignalSpy states(&space, &Space::stateChanged);
        QVERIFY(opens(space, folder.path()));
        QCOMPARE(space.state(), Space::State::Open);
        QCOMPARE(states.size(), 2);
        QCOMPARE(space.title(), u"Hello"_s);
        QCOMPARE(space.folder(), QFileInfo(folder.path()).canonicalFilePath());
        QCOMPARE(space.files().size(), 2);
        QCOMPARE(rulesOf(space), QStringList());
        QVERIFY(!space.view().refusal);
        QCOMPARE(space.id().owner, u"local"_s);
    }

    void open_ofNothing_fails()
    {
        Space space;
        QSignalSpy failed(&space, &Space::openFailed);
        space.open(u"/nonexistent/space"_s);
        QVERIFY(failed.wait());
        QCOMPARE(failed.constFirst().constFirst().value<Error>().code, ErrorCode::NotFound);
        QCOMPARE(space.state(), Space::State::Closed);
    }

    void title_fallsBackToTheFolderName()
    {
        const SpaceFolder folder;
        QVERIFY(folder.write(u"x.txt"_s, "x"));
        Space space;
        QVERIFY(opens(space, folder.path()));
        QCOMPARE(space.title(), QFileInfo(folder.path()).fileName());
        QVERIFY(space.view().refusal);
    }

    void ids_fitTheHubsAlphabet_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("name");
        QTest::newRow("plain") << u"whisper_notes"_s << u"whisper_notes"_s;
        QTest::newRow("spaces and marks") << u"My Space!"_s << u"My-Space"_s;
        QTest::newRow("dots and dashes in a row") << u"a..b--c"_s << u"a.b-c"_s;
        QTest::newRow("git suffix") << u"x.git"_s << u"x"_s;
        QTest::newRow("nothing usable") << u"日本"_s << u"space"_s;
    }
    void ids_fitTheHubsAlphabet()
    {
        QFETCH(QString, folder);
        QTEST(spaceNameFrom(folder), "name");
        QVERIFY(SpaceId::parse(QString(u"local/"_s + spaceNameFrom(folder))));
    }

    void overlay_isCheckedInsteadOfTheDisk()
    {
        const SpaceFolder folder;
        QVERIFY(fill(folder));
        Space space;
        QVERIFY(opens(space, folder.path()));
        QSignalSpy problems(&space, &Space::problemsChanged);
        space.setOverlay(u"README.md"_s, QString::fromUtf8(Readme).replace(u"gradio"_s, u"grado"_s));
        QVERIFY(problems.wait());
        QVERIFY(rulesOf(space).contains(u"readme/sdk"_s));
        QVERIFY(space.view().refusal);
        space.clearOverlay(u"README.md"_s);
        QVERIFY(problems.wait());
        QCOMPARE(rulesOf(space), QStringList());
    }

    void typing_endsWithTheLastTextChecked()
    {
        const SpaceFolder folder;
        QVERIFY(fill(folder));
        Space space;
        QVERIFY(opens(space, folder.path()));
        for (int i = 0; i < 200; ++i) {
            space.setOverlay(u"README.md"_s, u"---\ntitle: t%1\nsdk: static\n---\n"_s.arg(i));
            QCoreApplication::processEvents();
        }
        QTRY_COMPARE(space.title(), u"t199"_s);
    }

    void writingInPlace_isSeen()
    {
        const SpaceFolder folder;
        QVERIFY(fill(folder));
        Space space;
        QVERIFY(opens(space, folder.path()));
        QSignalSpy written(&space, &Space::writtenOnDisk);
        QSignalSpy manifest(&space, &Space::manifestChanged);
        QSignalSpy files(&space, &Space::filesChanged);
        QVERIFY(folder.write(u"README.md"_s, QByteArray(Readme).replace("Hello", "Moin")));
        QTRY_COMPARE(space.title(), u"Moin"_s);
        QCOMPARE(written.constFirst().constFirst().toStringList(), QStringList({u"README.md"_s}));
        QCOMPARE(manifest.size(), 1);
        QCOMPARE(files.size(), 0);
    }

    void replacingByRename_isSeen()
    {
        const SpaceFolder folder;
        QVERIFY(fill(folder));
        Space space;
        QVERIFY(opens(space, folder.path()));
        QSignalSpy written(&space, &Space::writtenOnDisk);
        QSignalSpy files(&space, &Space::filesChanged);
        QVERIFY(folder.write(u".README.tmp"_s, QByteArray(Readme).replace("Hello", "Moin")));
        QVERIFY(folder.remove(u"README.md"_s));
        QVERIFY(QFile::rename(folder.path(u".README.tmp"_s), folder.path(u"README.md"_s)));
        QTRY_COMPARE(space.title(), u"Moin"_s);
        QCOMPARE(written.constFirst().constFirst().toStringList(), QStringList({u"README.md"_s}));
        QCOMPARE(files.size(), 0);
    }

    void filesMadeWithoutPause_doNotKeepItFromLooking()
    {
        const SpaceFolder folder;
        QVERIFY(fill(folder));
        Space space;
        QVERIFY(opens(space, folder.path()));
        int made = 0;
        QTimer maker;
        connect(&maker, &QTimer::timeout, this, [&] { folder.write(u"out/%1.png"_s.arg(made++), "x"); });
        maker.start(5);
        QTRY_VERIFY(space.files().size() > 10);
        QVERIFY(folder.write(u"README.md"_s, QByteArray(Readme).replace("Hello", "Moin")));
        QTRY_COMPARE(space.title(), u"Moin"_s);
        QVERIFY(maker.isActive());
    }

    void newFolders_areWatchedToo()
    {
        const SpaceFolder folder;
        QVERIFY(fill(folder));
        Space space;
        QVERIFY(opens(space, folder.path()));
        QVERIFY(folder.write(u"a/b/c.txt"_s, "x"));
        QTRY_VERIFY(space.view().snapshot.hasFile(u"a/b/c.txt"));
        QSignalSpy written(&space, &Space::writtenOnDisk);
        QVERIFY(folder.write(u"a/b/c.txt"_s, "y"));
        QTRY_VERIFY(!written.isEmpty());
        QCOMPARE(written.constFirst().constFirst().toStringList(), QStringList({u"a/b/c.txt"_s}));
        QVERIFY(folder.remove(u"a/b/c.txt"_s));
        QTRY_VERIFY(!space.view().snapshot.hasFile(u"a/b/c.txt"));
    }

    void toolFolders_makeNoNoise()
    {
        const SpaceFolder folder;
        QVERIFY(fill(folder));
        QVERIFY(folder.write(u".git/index"_s, "x"));
        Space space;
        QVERIFY(opens(space, folder.path()));
        QSignalSpy written(&space, &Space::writtenOnDisk);
        QVERIFY(folder.write(u".git/index"_s, "y"));
        QVERIFY(folder.write(u"__pycache__/app.pyc"_s, "y"));
        QVERIFY(
            folder.write(u"last.txt"_s, "z")); // events come in order: once this is seen, the others would have been
        QTRY_VERIFY(space.view().snapshot.hasFile(u"last.txt"));
        QCOMPARE(space.files().size(), 3);
        for (const QList<QVariant> &signal : written)
            QCOMPARE(signal.constFirst().toStringList(), QStringList({u"last.txt"_s}));
    }

    void missingAppFile_refusesAndHeals()
    {
        const SpaceFolder folder;
        QVERIFY(fill(folder));
        Space space;
        QVERIFY(opens(space, folder.path()));
        QVERIFY(folder.remove(u"app.py"_s));
        QTRY_VERIFY(space.view().refusal);
        QCOMPARE(space.view().refusal->stage, Stage::NoAppFile);
        QVERIFY(folder.write(u"app.py"_s, "x = 1\n"));
        QTRY_VERIFY(!space.view().refusal);
    }

    void deletedFolder_isGoneAndStaysReadable()
    {
        auto folder = std::make_unique<SpaceFolder>();
        QVERIFY(fill(*folder));
        Space space;
        QVERIFY(opens(space, folder->path()));
        QSignalSpy gone(&space, &Space::folderGone);
        folder.reset();
        QTRY_COMPARE(gone.size(), 1);
        QCOMPARE(space.state(), Space::State::Gone);
        QVERIFY(!space.folder().isEmpty());
        space.refresh();
        QTRY_COMPARE(space.state(), Space::State::Gone);
    }

    void movedFolder_isGone()
    {
        const SpaceFolder parent;
        QVERIFY(parent.write(u"one/README.md"_s, Readme));
        Space space;
        QVERIFY(opens(space, parent.path(u"one"_s)));
        QSignalSpy gone(&space, &Space::folderGone);
        QVERIFY(QDir(parent.path()).rename(u"one"_s, u"two"_s));
        QTRY_COMPARE(gone.size(), 1);
    }

    void openingAnother_forgetsTheFirst()
    {
        const SpaceFolder first;
        const SpaceFolder second;
        QVERIFY(fill(first));
        QVERIFY(second.write(u"README.md"_s, "---\ntitle: Second\nsdk: static\n---\n"));
        Space space;
        QSignalSpy opened(&space, &Space::opened);
        space.open(first.path());
        space.open(second.path());
        QTRY_COMPARE(opened.size(), 1);
        QCOMPARE(space.title(), u"Second"_s);
    }

    void destroyedWhileOpening_isHarmless()
    {
        const SpaceFolder folder;
        QVERIFY(fill(folder));
        for (int i = 0; i < 20; ++i) {
            Space space;
            space.open(folder.path());
        }
    }

    void contents_areLookedAtOffTheThread_andAgainWhenTheyChange()
    {
        const SpaceFolder folder;
        QVERIFY(fill(folder) && folder.write(u"a.png"_s, QByteArray(20, '\0')));
        Space space;
        QVERIFY(opens(space, folder.path()));
        QVERIFY(!space.view().contents); // the view did not wait for it
        const QStringList binary{u"lfs/attributes-missing"_s, u"lfs/binary-file"_s};
        QTRY_COMPARE(rulesOf(space), binary);
        QVERIFY(folder.write(u"a.png"_s, "text now"));
        QTRY_COMPARE(rulesOf(space), QStringList());
        QVERIFY(folder.write(u"b.bin"_s, QByteArray(20, '\0')));
        QTRY_COMPARE(rulesOf(space), binary);
        space.setOverlay(u".gitattributes"_s, u"*.bin filter=lfs diff=lfs merge=lfs -text\n"_s);
        QTRY_COMPARE(rulesOf(space), QStringList());
        space.close();
        QVERIFY(!space.view().contents);
    }
};

QTEST_GUILESS_MAIN(SpaceTest)
#include "tst_space.moc"
