// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runningspace.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Testing;
using Runtime::Session;

class SessionChangesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { cleanRoom(); }

    void savedSource_isSeen_whileTheOldAppServes()
    {
        RunningSpace space(u"serves.py"_s);
        run(space);
        const qint64 before = space.session->processId();
        // The new app waits for us, so that we can look at the old one meanwhile.
        space.write(u"serves.py"_s, RunningSpace::data(u"serves.py"_s).replace("\"one\"", "\"two\""));
        space.write(u"app.py"_s, RunningSpace::data(u"slow.py"_s));
        space.session->sourceChanged({u"app.py"_s});
        QTRY_VERIFY(QFile::exists(space.folder + "/started"_L1));
        QCOMPARE(space.stage(), Stage::RunningAppStarting);
        QCOMPARE(space.page(), "one"_ba);
        space.write(u"go"_s, "");
        QVERIFY(space.reaches(Stage::Running));
        QCOMPARE(space.page(), "two"_ba);
        QTRY_VERIFY(!isAlive(before));
        QCOMPARE(space.environments.builds, 1);
        QVERIFY2(space.runLog().contains("app.py saved: app restarted, environment kept, "_L1),
                 qPrintable(space.runLog()));
    }

    void burstOfSaves_isOneRestart()
    {
        RunningSpace space(u"serves.py"_s);
        run(space);
        for (int i = 0; i < 50; ++i) {
            space.saveText("save " + QByteArray::number(i));
            space.session->sourceChanged({space.folder + "/app.py"_L1, u"serves.py"_s});
        }
        QTRY_COMPARE_WITH_TIMEOUT(space.stages.count(u"RUNNING"_s), 2, 60'000);
        QCOMPARE(space.page(), "save 49"_ba);
        QCOMPARE(space.stages.count(u"RUNNING_APP_STARTING"_s), 1);
    }

    void saveDuringARestart_isNotLost()
    {
        RunningSpace space(u"serves.py"_s);
        run(space);
        space.write(u"app.py"_s, RunningSpace::data(u"slow.py"_s));
        space.session->sourceChanged({u"app.py"_s});
        QTRY_VERIFY(QFile::exists(space.folder + "/started"_L1));
        space.saveText("the last word");
        space.session->sourceChanged({u"app.py"_s});
        QVERIFY(space.reaches(Stage::Running));
        QCOMPARE(space.page(), "the last word"_ba);
    }

    void savedRequirements_buildFirst_whileTheOldAppServes()
    {
        RunningSpace space(u"serves.py"_s);
        run(space);
        const qint64 before = space.session->processId();
        space.environments.held = true;
        space.saveText("two");
        space.write(u"requirements.txt"_s, "another\n");
        space.session->sourceChanged({u"requirements.txt"_s});
        QTRY_COMPARE(space.stage(), Stage::RunningBuilding);
        QTRY_COMPARE(space.environments.builds, 2);
        QCOMPARE(space.page(), "one"_ba);
        QVERIFY(isAlive(before));
        space.environments.release();
        QVERIFY(space.reaches(Stage::Running));
        QCOMPARE(space.page(), "two"_ba);
        QCOMPARE(space.stages.last(3), QStringList({u"RUNNING_BUILDING"_s, u"RUNNING_APP_STARTING"_s, u"RUNNING"_s}));
        QVERIFY(space.runLog().contains("requirements.txt saved: environment built, app restarted, "_L1));
    }

    void requirementsSavedDuringABuild_areBuiltInstead()
    {
        RunningSpace space(u"serves.py"_s);
        space.environments.held = true;
        space.session->run();
        QTRY_COMPARE(space.environments.builds, 1);
        space.write(u"requirements.txt"_s, "another\n");
        space.session->sourceChanged({u"requirements.txt"_s});
        QTRY_COMPARE(space.environments.builds, 2);
        space.environments.held = false;
        space.environments.release();
        QVERIFY(space.reaches(Stage::Running));
        QCOMPARE(space.session->plan().environment->request.requirements, u"another\n"_s);
    }

    void savedReadme_thatChangesNothing_keepsTheApp()
    {
        RunningSpace space(u"serves.py"_s);
        run(space);
        const qint64 before = space.session->processId();
        const int plans = space.environments.plans;
        space.write(u"README.md"_s, "---\nsdk: gradio\nsdk_version: \"6.25.0\"\n---\nMore words.\n");
        space.session->sourceChanged({u"README.md"_s});
        QTRY_COMPARE(space.environments.plans, plans + 1);
        QTRY_VERIFY(space.runLog().contains("README.md saved: nothing to build or to restart"_L1));
        QCOMPARE(space.stage(), Stage::Running);
        QCOMPARE(space.session->processId(), before);
    }

    void savedReadme_thatCannotRun_keepsTheAppAndSaysSo()
    {
        RunningSpace space(u"serves.py"_s);
        run(space);
        space.write(u"README.md"_s, "---\ntitle: no sdk\n---\n");
        space.session->sourceChanged({u"README.md"_s});
        QTRY_VERIFY(space.session->stage().cause.contains("sdk"_L1));
        QCOMPARE(space.stage(), Stage::Running);
        QCOMPARE(space.page(), "one"_ba);
    }

    void brokenSource_isARuntimeError_andTheSaveThatMendsItRuns()
    {
        RunningSpace space(u"serves.py"_s);
        run(space);
        space.write(u"app.py"_s, RunningSpace::data(u"syntax.py"_s));
        space.session->sourceChanged({u"app.py"_s});
        QVERIFY(space.reaches(Stage::RuntimeError));
        QCOMPARE(space.session->stage().line, 5);
        space.saveText("mended");
        space.session->sourceChanged({u"app.py"_s});
        QVERIFY(space.reaches(Stage::Running));
        QCOMPARE(space.page(), "mended"_ba);
    }

    void appWithAPortOfItsOwn_isStoppedBeforeTheNextStarts()
    {
        RunningSpace space(u"fixedport.py"_s);
        space.session->run();
        QVERIFY2(space.reaches(Stage::Running), qPrintable(space.session->stage().cause));
        QCOMPARE(space.session->address().port(), 7860);
        space.write(u"app.py"_s, RunningSpace::data(u"fixedport.py"_s).replace("\"one\"", "\"two\""));
        space.session->sourceChanged({u"app.py"_s});
        QTRY_VERIFY_WITH_TIMEOUT(space.stages.endsWith(u"RUNNING"_s) && space.stages.size() > 3, 60'000);
        QCOMPARE(space.stages.last(3), QStringList({u"RUNNING_APP_STARTING"_s, u"APP_STARTING"_s, u"RUNNING"_s}));
        QCOMPARE(space.page(), "two"_ba);
    }

    void environmentDeletedWhileItRuns_isBuiltAgain()
    {
        RunningSpace space(u"serves.py"_s);
        run(space);
        const qint64 before = space.session->processId();
        QVERIFY(QDir(space.environments.find(space.session->plan().environment->hash)->folder).removeRecursively());
        QTRY_COMPARE_WITH_TIMEOUT(space.environments.builds, 2, 60'000);
        QVERIFY(space.reaches(Stage::Running));
        QVERIFY(space.session->processId() != before);
        QVERIFY(space.runLog().contains("was deleted while the app runs in it"_L1));
    }

    void saveWhileStopped_startsNothing()
    {
        RunningSpace space(u"serves.py"_s);
        space.session->sourceChanged({u"app.py"_s});
        run(space);
        space.session->stop();
        space.session->sourceChanged({u"app.py"_s});
        QVERIFY(space.reaches(Stage::Stopped));
        space.session->sourceChanged({u"app.py"_s, u"requirements.txt"_s});
        QCoreApplication::processEvents();
        QCOMPARE(space.stages.count(u"RUNNING"_s), 1);
        QCOMPARE(space.stages.last(), u"STOPPED"_s);
    }

private:
    static void run(RunningSpace &space)
    {
        space.session->run();
        QVERIFY2(space.reaches(Stage::Running), qPrintable(space.session->stage().cause));
    }
};

QTEST_GUILESS_MAIN(SessionChangesTest)
#include "tst_sessionchanges.moc"
