// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runningspace.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QStringEncoder>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Testing;
using Runtime::Session;
using Runtime::Verdict;

Q_DECLARE_METATYPE(Spacewright::Runtime::Verdict)

class SessionTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { cleanRoom(); }

    void run_leadsToAPageThatAnswers_andStopToNothing()
    {
        RunningSpace space(u"serves.py"_s);
        QSignalSpy ready(space.session.get(), &Session::ready);
        space.session->run();
        QVERIFY2(space.reaches(Stage::Running), qPrintable(space.session->stage().cause));
        QCOMPARE(space.stages, QStringList({u"BUILDING"_s, u"APP_STARTING"_s, u"RUNNING"_s}));
        QCOMPARE(space.page(), "one"_ba);
        QCOMPARE(space.session->url().host(), u"local-hello.localhost"_s);
        QCOMPARE(space.session->url().port(), space.session->address().port());
        QCOMPARE(ready.size(), 1);
        QVERIFY(space.runLog().contains(u"app.py started with Python 3.13.5, environment "_s));
        QVERIFY(space.runLog().contains(u"serving one"_s));
        QVERIFY(space.runLog().contains("Ready after "_L1));
        for (const Pipeline::StepReport &step : space.session->steps())
            QVERIFY2(step.state == StepState::Done, qPrintable(step.id));

        const qint64 processId = space.session->processId();
        QVERIFY(isAlive(processId));
        space.session->stop();
        QVERIFY(space.reaches(Stage::Stopped));
        QVERIFY(!isAlive(processId));
        QVERIFY(space.session->url().isEmpty());
    }

    void secondRun_takesTheEnvironmentThatIsThere()
    {
        RunningSpace space(u"serves.py"_s);
        for (int i = 0; i < 2; ++i) {
            space.session->run();
            QVERIFY(space.reaches(Stage::Running));
            space.session->stop();
            QVERIFY(space.reaches(Stage::Stopped));
        }
        QCOMPARE(space.environments.builds, 1);
        QCOMPARE(space.session->steps().at(1).detail, u"cached"_s);
    }

    void app_seesTheVariablesOfASpace()
    {
        RunningSpace space(u"serves.py"_s, "title: Hello there\nsdk: gradio\nsdk_version: \"6.25.0\"\n",
                           {.id = SpaceId::parse(u"Ada/Cool.Space"), .variables = {{u"MODE"_s, u"fast"_s}}});
        qputenv("SYSTEM", "spaces");
        space.session->run();
        QVERIFY(space.reaches(Stage::Running));
        qunsetenv("SYSTEM");
        const QJsonObject seen = QJsonDocument::fromJson(space.page(u"/environment"_s)).object();
        QCOMPARE(seen[u"SPACE_ID"].toString(), u"Ada/Cool.Space"_s);
        QCOMPARE(seen[u"SPACE_AUTHOR_NAME"].toString(), u"Ada"_s);
        QCOMPARE(seen[u"SPACE_REPO_NAME"].toString(), u"Cool.Space"_s);
        QCOMPARE(seen[u"SPACE_TITLE"].toString(), u"Hello there"_s);
        QVERIFY(seen[u"SPACE_HOST"].toString().startsWith("ada-cool-space.localhost:"_L1));
        QCOMPARE(seen[u"PYTHONUNBUFFERED"].toString(), u"1"_s);
        QCOMPARE(seen[u"GRADIO_ANALYTICS_ENABLED"].toString(), u"False"_s);
        QCOMPARE(seen[u"ACCELERATOR"].toString(), u"none"_s);
        QCOMPARE(seen[u"MODE"].toString(), u"fast"_s);
        QVERIFY(seen[u"MEMORY"].toString().endsWith("Gi"_L1));
        QVERIFY(seen[u"CPU_CORES"].toString().toInt() >= 1);
        QVERIFY(!seen.contains(u"SYSTEM"));
    }

    void badDay_endsInAStageAndASentence_data()
    {
        QTest::addColumn<QString>("app");
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<Verdict>("verdict");
        QTest::addColumn<QString>("cause");
        QTest::addColumn<QString>("hub");
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("line");
        QTest::newRow("raises at import")
            << u"raises.py"_s << ""_ba << Verdict::App << u"app.py, line 8: ValueError: no model of that name"_s
            << u"Exit code: 1. Reason: "_s << u"app.py"_s << 8;
        QTest::newRow("syntax error") << u"syntax.py"_s << ""_ba << Verdict::App << u"app.py, line 5: "_s
                                      << u"Exit code: 1. Reason: "_s << u"app.py"_s << 5;
        QTest::newRow("ends at once with 0")
            << u"ends.py"_s << ""_ba << Verdict::App << u"app.py ended before its page answered (exit code 0)."_s
            << u"Exit code: 0. Reason: application does not seem to be initialized"_s << QString() << 0;
        QTest::newRow("a module that is not in requirements")
            << u"missing.py"_s << ""_ba << Verdict::Repository
            << u"app.py, line 4: The module spacewright_missing_module is not installed."_s
            << u"Exit code: 1. Reason: "_s << u"app.py"_s << 4;
        QTest::newRow("never opens a port")
            << u"silent.py"_s << "startup_duration_timeout: 2s\n"_ba << Verdict::App
            << u"The page did not answer within 2.0 s. app.py opened no port"_s
            << u"Launch timed out, workload was not healthy after 2.0 s"_s << QString() << 0;
        QTest::newRow("opens another port")
            << u"otherport.py"_s << ""_ba << Verdict::App << u", and the Hub asks only 7860."_s
            << u"Launch timed out, workload was not healthy after 30 min"_s << QString() << 0;
        QTest::newRow("forks and daemonises")
            << u"daemonises.py"_s << ""_ba << Verdict::App << u"Keep its server running in the foreground."_s
            << u"Exit code: 0. Reason: application does not seem to be initialized"_s << QString() << 0;
    }

    void badDay_endsInAStageAndASentence()
    {
        QFETCH(const QString, app);
        QFETCH(const QByteArray, more);
        QFETCH(const QString, cause);
        QFETCH(const QString, hub);
        RunningSpace space(app, "sdk: gradio\nsdk_version: \"6.25.0\"\n" + more);
        space.session->run();
        QVERIFY2(space.reaches(Stage::RuntimeError), qPrintable(stageName(space.stage())));
        const Runtime::StageChange end = space.session->stage();
        QVERIFY2(end.cause.contains(cause), qPrintable(end.cause));
        QVERIFY2(end.hubText.startsWith(hub), qPrintable(end.hubText));
        QTEST(end.verdict, "verdict");
        QTEST(end.file, "file");
        QTEST(end.line, "line");
        QVERIFY(space.runLog().contains(end.cause));
        QTRY_VERIFY(!isAlive(space.childPid()));
    }

    void manifestThatCannotRun_startsNothing_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QString>("app");
        QTest::addColumn<Stage>("stage");
        QTest::addColumn<QString>("hub");
        QTest::newRow("no app file") << "sdk: gradio\nsdk_version: \"6.25.0\"\n"_ba << QString() << Stage::NoAppFile
                                     << u"This Space is missing an app file."_s;
        QTest::newRow("an app file outside")
            << "sdk: gradio\nsdk_version: \"6.25.0\"\napp_file: ../app.py\n"_ba << u"serves.py"_s << Stage::NoAppFile
            << u"This Space is missing an app file."_s;
        QTest::newRow("no sdk") << "title: x\n"_ba << u"serves.py"_s << Stage::ConfigError
                                << u"Missing SDK in configuration"_s;
        QTest::newRow("docker, which needs an engine that is not there")
            << "sdk: docker\n"_ba << u"serves.py"_s << Stage::NoAppFile << QString();
    }

    void readmeThatCannotBeRead_isAConfigError_data()
    {
        const QString header = u"---\nsdk: gradio\nsdk_version: \"6.25.0\"\n---\n"_s;
        QTest::addColumn<QByteArray>("readme");
        QTest::addColumn<QString>("cause");
        QTest::newRow("10 MB") << header.toUtf8() + QByteArray(10'000'000, 'x') << u"so it is not read; the limit is"_s;
        QStringEncoder utf16(QStringEncoder::Utf16LE, QStringConverter::Flag::WriteBom);
        QTest::newRow("UTF-16") << QByteArray(utf16(header))
                                << u"README.md is written as UTF-16, which the Hub cannot read. Save it as UTF-8."_s;
    }

    void readmeThatCannotBeRead_isAConfigError()
    {
        QFETCH(const QByteArray, readme);
        QFETCH(const QString, cause);
        RunningSpace space(u"serves.py"_s);
        space.write(u"README.md"_s, readme);
        space.session->run();
        QVERIFY(space.reaches(Stage::ConfigError));
        const Runtime::StageChange end = space.session->stage();
        QVERIFY2(end.cause.contains(cause) && end.cause.size() <= 140, qPrintable(end.cause));
        QCOMPARE(end.hubText, u"Missing configuration in README"_s);
        QCOMPARE(end.verdict, Verdict::Repository);
        QCOMPARE(end.file, u"README.md"_s);
        QCOMPARE(space.environments.builds, 0);
    }

    void appFileThatLeadsOut_isNotRun()
    {
        RunningSpace space({});
        const QTemporaryDir elsewhere;
        QFile::copy(sourceFile(u"tests/data/runtime/serves.py"_s), elsewhere.filePath(u"app.py"_s));
        QVERIFY(QFile::link(elsewhere.filePath(u"app.py"_s), space.folder + u"/app.py"_s));
        space.session->run();
        QVERIFY(space.reaches(Stage::NoAppFile));
        QCOMPARE(space.session->stage().cause,
                 u"app.py is a link that leads out of the Space or nowhere. Put the file itself there."_s);
        QCOMPARE(space.session->stage().verdict, Verdict::Repository);
        QCOMPARE(space.environments.builds, 0);
        QVERIFY(space.runLog().isEmpty());
    }

    void manifestThatCannotRun_startsNothing()
    {
        QFETCH(const QByteArray, header);
        QFETCH(const QString, app);
        QFETCH(const QString, hub);
        RunningSpace space(app, header);
        space.session->run();
        QTRY_VERIFY(!isTransient(space.stage()));
        QTEST(space.stage(), "stage");
        QVERIFY2(space.session->stage().hubText.startsWith(hub), qPrintable(space.session->stage().hubText));
        QCOMPARE(space.session->stage().verdict, Verdict::Repository);
        QCOMPARE(space.environments.builds, 0);
        QVERIFY(space.runLog().isEmpty());
    }

    void buildThatFails_isABuildError()
    {
        RunningSpace space(u"serves.py"_s);
        space.write(u"requirements.txt"_s, "missing==1\n");
        space.session->run();
        QVERIFY(space.reaches(Stage::BuildError));
        QCOMPARE(space.session->stage().cause, u"There is no package called missing."_s);
        QCOMPARE(space.session->stage().verdict, Verdict::Dependency);
        // The save that corrects it is enough to go on.
        space.write(u"requirements.txt"_s, "\n");
        space.session->sourceChanged({u"requirements.txt"_s});
        QVERIFY(space.reaches(Stage::Running));
    }

    void folderThatIsGone_isSaid()
    {
        RunningSpace space(u"serves.py"_s);
        QVERIFY(QDir(space.folder).removeRecursively());
        space.session->run();
        QVERIFY(space.reaches(Stage::NoAppFile));
        QVERIFY(!space.session->stage().cause.isEmpty());
    }

    void folderThatGoesAway_stopsTheSpaceAndIsSaid()
    {
        RunningSpace space(u"forks.py"_s, "sdk: gradio\nsdk_version: \"6.25.0\"\n", {},
                           sourceFile(u"resources/standby"_s));
        space.session->run();
        QVERIFY(space.reaches(Stage::Running));
        QTRY_VERIFY_WITH_TIMEOUT(isAlive(space.session->standbyProcessId()), 30'000);
        const QList<qint64> processes{space.session->processId(), space.session->standbyProcessId(), space.childPid()};
        for (const qint64 each : processes)
            QVERIFY(isAlive(each));
        QVERIFY(QDir(space.folder).removeRecursively());
        space.session->stop(Runtime::StopReason::FolderGone);
        QVERIFY(space.reaches(Stage::Stopped));
        QCOMPARE(space.session->stage().cause,
                 u"The folder of this Space is gone, so it was stopped. Put the folder back, then run it."_s);
        QVERIFY(space.runLog().contains(space.session->stage().cause));
        QVERIFY(space.runLog().contains("Ready after "_L1)); // what it said is still there
        QVERIFY(space.session->url().isEmpty());
        for (const qint64 each : processes)
            QTRY_VERIFY(!isAlive(each));
        QCOMPARE(space.session->standbyProcessId(), 0);
    }

    void folderThatGoesAwayAfterAStop_leavesNoStandby()
    {
        RunningSpace space(u"serves.py"_s, "sdk: gradio\nsdk_version: \"6.25.0\"\n", {},
                           sourceFile(u"resources/standby"_s));
        space.session->run();
        QVERIFY(space.reaches(Stage::Running));
        space.session->stop();
        QVERIFY(space.reaches(Stage::Stopped));
        QTRY_VERIFY_WITH_TIMEOUT(isAlive(space.session->standbyProcessId()), 30'000);
        const qint64 waiting = space.session->standbyProcessId();
        QVERIFY(QDir(space.folder).removeRecursively());
        space.session->stop(Runtime::StopReason::FolderGone);
        QCOMPARE(space.session->stage().cause, u"You stopped it."_s); // which is still true
        QTRY_VERIFY(!isAlive(waiting));
    }

    void environmentThatCannotBeMarked_isRunAndSaid()
    {
        RunningSpace space(u"serves.py"_s);
        space.environments.leaseError = Error{ErrorCode::Io, u"The lock file cannot be made."_s, {}};
        space.session->run();
        QVERIFY(space.reaches(Stage::Running));
        QVERIFY2(space.runLog().contains("The lock file cannot be made.\n"
                                         "So another Spacewright may remove environment "_L1),
                 qPrintable(space.runLog()));
        QCOMPARE(space.environments.builds, 1);
    }

    void environmentThatIsRemovedBeforeTheStart_isBuiltAgain()
    {
        RunningSpace space(u"serves.py"_s);
        space.environments.leaseError = Error{ErrorCode::NotFound, u"The environment was removed."_s, {}};
        space.session->run();
        QVERIFY(space.reaches(Stage::Running));
        QCOMPARE(space.stages,
                 QStringList({u"BUILDING"_s, u"APP_STARTING"_s, u"BUILDING"_s, u"APP_STARTING"_s, u"RUNNING"_s}));
        QCOMPARE(space.environments.builds, 2);
        QCOMPARE(space.page(), "one"_ba);
    }

    void bytesThatAreNoText_doNotHarm()
    {
        RunningSpace space(u"noise.py"_s);
        space.session->run();
        QVERIFY(space.reaches(Stage::Running));
        QVERIFY(space.runLog().contains(u"caf\uFFFD"_s));
        QVERIFY(space.runLog().contains(" end"_L1));
    }

    void stop_killsWhatIgnoresTermination()
    {
        RunningSpace space(u"stubborn.py"_s);
        space.session->run();
        QVERIFY(space.reaches(Stage::Running));
        const qint64 processId = space.session->processId();
        space.session->stop();
        QCOMPARE(space.stage(), Stage::Running); // it is still there
        QVERIFY(space.reaches(Stage::Stopped));
        QVERIFY(!isAlive(processId));
    }

    void stop_endsTheWholeTree()
    {
        RunningSpace space(u"forks.py"_s);
        space.session->run();
        QVERIFY(space.reaches(Stage::Running));
        QVERIFY(isAlive(space.childPid()));
        space.session->stop();
        QVERIFY(space.reaches(Stage::Stopped));
        QVERIFY(!isAlive(space.childPid()));
    }

    void destruction_leavesNothingRunning()
    {
        RunningSpace space(u"forks.py"_s);
        space.session->run();
        QVERIFY(space.reaches(Stage::Running));
        const qint64 processId = space.session->processId();
        space.session.reset();
        QTRY_VERIFY(!isAlive(processId));
        QTRY_VERIFY(!isAlive(space.childPid()));
    }

    void runWhileStopping_runsAgain()
    {
        RunningSpace space(u"stubborn.py"_s);
        space.session->run();
        QVERIFY(space.reaches(Stage::Running));
        space.session->stop();
        space.session->run();
        QTRY_VERIFY_WITH_TIMEOUT(space.stages.endsWith(u"RUNNING"_s) && space.stages.contains(u"STOPPED"_s), 60'000);
    }

    void stopWhileBuilding_stops()
    {
        RunningSpace space(u"serves.py"_s);
        space.environments.held = true;
        space.session->run();
        QTRY_COMPARE(space.environments.builds, 1);
        space.session->stop();
        QCOMPARE(space.stage(), Stage::Stopped);
        QVERIFY(!space.environments.find(space.session->plan().environment->hash));
    }

    void appThatEndsWhileItServes_isARuntimeError()
    {
        RunningSpace space(u"serves.py"_s);
        space.session->run();
        QVERIFY(space.reaches(Stage::Running));
        std::ignore = space.page(u"/crash"_s);
        QVERIFY(space.reaches(Stage::RuntimeError));
        QVERIFY(space.session->stage().cause.startsWith("app.py stopped serving and ended (exit code 3)."_L1));
        QVERIFY(space.session->url().isEmpty());
        space.session->run();
        QVERIFY(space.reaches(Stage::Running));
    }

    void aGigabyteOfOutput_isSurvived()
    {
        RunningSpace space(u"floods.py"_s);
        space.session->run();
        QVERIFY2(space.reaches(Stage::RuntimeError, 600), qPrintable(stageName(space.stage())));
        QVERIFY2(space.session->stage().cause.contains("after the flood"_L1), qPrintable(space.session->stage().cause));
        QVERIFY(space.session->runLog().memory() < 600'000'000);
    }

    void secretInTheOutput_isInNoLogAndNoSentence()
    {
        RunningSpace space(u"raises.py"_s);
        space.redactor.add(u"KEY"_s, u"no model of that name"_s);
        space.session->run();
        QVERIFY(space.reaches(Stage::RuntimeError));
        const QByteArray everything = QJsonDocument(toJson(space.session->stage())).toJson() + space.runLog().toUtf8();
        QVERIFY(!everything.contains("no model of that name"));
        QVERIFY(everything.contains("‹KEY›"));
    }

    void staticSpace_isServed_andFollowsItsFiles()
    {
        RunningSpace space(QString(), "sdk: static\ncustom_headers:\n  cross-origin-opener-policy: same-origin\n",
                           {.id = SpaceId::parse(u"ada/page"), .variables = {{u"A"_s, u"b"_s}}});
        space.write(u"index.html"_s, "<head></head>one");
        space.session->run();
        QVERIFY(space.reaches(Stage::Running));
        QCOMPARE(space.session->url().host(), u"ada-page.localhost"_s);
        QVERIFY(space.page().contains(R"({"variables":{"A":"b"}})"));
        QSignalSpy changed(space.session.get(), &Session::pageChanged);
        space.write(u"index.html"_s, "<head></head>two");
        space.session->sourceChanged({u"index.html"_s});
        QTRY_COMPARE(changed.size(), 1);
        QVERIFY(space.page().endsWith("two"));
        space.session->stop();
        QCOMPARE(space.stage(), Stage::Stopped);
    }
};

QTEST_GUILESS_MAIN(SessionTest)
#include "tst_session.moc"
