// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/buildroom.h"
#include "runtime/environmentsource.h"
#include "runtime/session.h"
#include "support/spacefolder.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;
using Environment::BuildRoom;
using Runtime::Session;
using Runtime::Verdict;

Q_DECLARE_METATYPE(Spacewright::Runtime::Verdict)

/// What goes wrong in a real build, with the real uv, as the person in front of the Session sees it.
class BuildFailuresTest : public QObject {
    Q_OBJECT

    enum class Lack { Nothing, Network, Python, Disk };

    QString m_noUv;
    QString m_path;
    std::unique_ptr<BuildRoom> m_room;

private Q_SLOTS:
    void initTestCase()
    {
        BuildRoom room;
        m_noUv = room.provideUv();
        m_path = room.environment.value(u"PATH"_s);
    }

    void init()
    {
        Testing::cleanRoom();
        if (!m_noUv.isEmpty())
            return Testing::skipOffline(m_noUv);
        m_room = std::make_unique<BuildRoom>();
        m_room->environment.insert(u"PATH"_s, m_path);
        QVERIFY(m_room->useLocalIndex());
    }

    void cleanup() { m_room.reset(); }

    void build_endsInAStageAndASentence_data()
    {
        QTest::addColumn<QByteArray>("requirements");
        QTest::addColumn<int>("lack");
        QTest::addColumn<Verdict>("verdict");
        QTest::addColumn<QString>("cause");
        QTest::addColumn<int>("line"); // of requirements.txt; 0: no place
        QTest::newRow("a requirement that does not exist")
            << "# ours\nno-such-package-xyzzy\n"_ba << int(Lack::Nothing) << Verdict::Repository
            << u"no-such-package-xyzzy is not on the package index. Check its spelling in requirements.txt, line 2."_s
            << 2;
        QTest::newRow("two requirements that conflict")
            << "# ours\npicky==1.0\nspices==1.0\n"_ba << int(Lack::Nothing) << Verdict::Repository
            << u"spices 1.0 and picky 1.0 cannot be installed together. picky needs spices 2 or newer."_s << 3;
        QTest::newRow("no network")
            << "heavy\n"_ba << int(Lack::Network) << Verdict::Machine
            << u"The package index does not answer. Check the network and the proxy, then build again."_s << 0;
        QTest::newRow("no Python") << "heavy\n"_ba << int(Lack::Python) << Verdict::Machine << u"Install Python"_s << 0;
        QTest::newRow("a full disk") << "heavy\n"_ba << int(Lack::Disk) << Verdict::Machine << u"The disk is full: "_s
                                     << 0;
    }

    void build_endsInAStageAndASentence()
    {
        QFETCH(const QByteArray, requirements);
        QFETCH(const int, lack);
        QFETCH(const QString, cause);
        QFETCH(const int, line);
        if (Lack(lack) == Lack::Network)
            m_room->unplugNetwork();
        else if (Lack(lack) == Lack::Python)
            m_room->hidePython();
        else if (Lack(lack) == Lack::Disk && !m_room->useSmallDisk())
            return Testing::againInNamespace("build_endsInAStageAndASentence:a full disk");
        const Testing::SpaceFolder folder;
        QVERIFY(folder.write(u"README.md"_s, "---\nsdk: gradio\nsdk_version: \"6.0.0\"\n---\n"));
        QVERIFY(folder.write(u"app.py"_s, "raise SystemExit('must not be started')\n"));
        QVERIFY(folder.write(u"requirements.txt"_s, requirements));

        Runtime::StoreSource source(*m_room->store);
        Session session({.environments = source, .redactor = m_room->redactor}, folder.path());
        QList<Diagnostic> problems;
        connect(&session, &Session::problemsFound, &session, [&](const QList<Diagnostic> &found) { problems = found; });
        session.run();
        QTRY_COMPARE_WITH_TIMEOUT(session.stage().stage, Stage::BuildError, 120'000);

        const Runtime::StageChange end = session.stage();
        QVERIFY2(end.cause.contains(cause) && end.cause.size() <= 140, qPrintable(end.cause));
        QTEST(end.verdict, "verdict");
        QCOMPARE(end.file, line > 0 ? u"requirements.txt"_s : QString());
        QCOMPARE(end.line, line);
        QCOMPARE(problems.size(), line > 0 ? 1 : 0);
        QCOMPARE(session.processId(), 0);
        QVERIFY(session.url().isEmpty());
        QVERIFY(session.runLog().isEmpty());
        const auto &steps = session.steps();
        QVERIFY(std::ranges::any_of(steps, [](const auto &step) { return step.state == StepState::Failed; }));
        QVERIFY(std::ranges::none_of(steps, [](const auto &step) { return step.state == StepState::Running; }));
        if (session.plan().environment)
            QVERIFY(!m_room->store->find(session.plan().environment->hash));
        QTRY_VERIFY(m_room->leftovers().isEmpty());
    }

    void backToWhatIsInstalled_takesTheProblemAway()
    {
        const Testing::SpaceFolder folder;
        QVERIFY(folder.write(u"README.md"_s, "---\nsdk: gradio\nsdk_version: \"6.0.0\"\n---\n"));
        QVERIFY(folder.write(u"app.py"_s, "raise SystemExit('no app')\n"));
        QVERIFY(folder.write(u"requirements.txt"_s, "# none\n"));
        Runtime::StoreSource source(*m_room->store);
        Session session({.environments = source, .redactor = m_room->redactor}, folder.path());
        QList<Diagnostic> problems;
        connect(&session, &Session::problemsFound, &session, [&](const QList<Diagnostic> &found) { problems = found; });
        session.run();
        QTRY_COMPARE_WITH_TIMEOUT(session.stage().stage, Stage::RuntimeError, 120'000); // the environment is there

        QVERIFY(folder.write(u"requirements.txt"_s, "no-such-package-xyzzy\n"));
        session.run();
        QTRY_COMPARE_WITH_TIMEOUT(session.stage().stage, Stage::BuildError, 120'000);
        QCOMPARE(problems.size(), 1);
        QVERIFY(session.buildLog().firstError());

        QVERIFY(folder.write(u"requirements.txt"_s, "# none\n"));
        session.run();
        QTRY_COMPARE_WITH_TIMEOUT(session.stage().stage, Stage::RuntimeError, 120'000);
        QVERIFY(problems.isEmpty());
        QVERIFY(!session.buildLog().firstError());
        QVERIFY(session.buildLog().toText(0, session.buildLog().size()).contains("there is nothing to install."_L1));
    }
};

QTEST_GUILESS_MAIN(BuildFailuresTest)
#include "tst_buildfailures.moc"
