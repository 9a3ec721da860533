// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sessionholder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Testing;

namespace {
/// docker's own words, for what a Session cannot say of itself.
QByteArray docker(const QStringList &arguments)
{
    const auto answer =
        Process::run({.program = u"docker"_s, .arguments = arguments, .workingDirectory = {}, .input = {}});
    return settles(answer) && answer.result() ? answer.result()->standardOutput.trimmed() : QByteArray("no answer");
}

QByteArray containersOf(const RunningSpace &space)
{
    return docker({u"container"_s, u"ls"_s, u"--all"_s, u"--quiet"_s, u"--filter"_s,
                   "label="_L1 + Container::FolderLabel + u'=' + space.folder});
}
} // namespace

/// Spaces with a Dockerfile of their own, in a real engine.
class ContainersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        cleanRoom();
        const Redactor redactor;
        const auto facts = Container::Docker(Paths::under({}), redactor).probe();
        QVERIFY(settles(facts));
        if (const Result<> ready = Container::usable(facts.result()); !ready)
            skipWithout("docker", ready.error().message + u' ' + ready.error().detail);
    }

    void cleanup()
    {
        if (!m_space)
            return;
        const QString folder = m_space->folder;
        m_space->session->stop();
        QTRY_VERIFY_WITH_TIMEOUT(
            m_space->stage() == Stage::Stopped || stageGroup(m_space->stage()) == StageGroup::Error, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(containersOf(*m_space), QByteArray(), 20'000);
        docker({u"image"_s, u"rm"_s, u"--force"_s, "spacewright/"_L1 + Container::spaceName(folder)});
        m_space.reset();
    }

    void space_servesAsUser1000_withWhatTheHubGives()
    {
        Runtime::SessionOptions options;
        options.variables = {{u"GREETING"_s, u"hello there"_s}};
        options.secrets = {{u"TOKEN"_s, u"planted"_s}};
        start({}, options);
        m_space->write(u".gitignore"_s, "*.log\n");
        m_space->write(u"run.log"_s, "ignored");
        m_space->session->run();
        QVERIFY2(m_space->reaches(Stage::Running, 120), qPrintable(m_space->session->stage().cause));
        QCOMPARE(m_space->page(), "one"_ba);
        const QJsonObject who = QJsonDocument::fromJson(m_space->page(u"/who"_s)).object();
        QCOMPARE(who[u"uid"].toInt(), 1000);
        const QJsonObject environment = who[u"environment"].toObject();
        QCOMPARE(environment[u"SPACE_ID"].toString(), u"local/hello"_s);
        QCOMPARE(environment[u"CPU_CORES"].toString(), u"2"_s);
        QCOMPARE(environment[u"MEMORY"].toString(), u"16Gi"_s);
        QCOMPARE(environment[u"GREETING"].toString(), u"hello there"_s);
        QCOMPARE(environment[u"TOKEN"].toString(), u"planted"_s);
        QVERIFY(!who[u"files"].toArray().contains(u"run.log"_s));
        QVERIFY(m_space->runLog().contains(u"serving one"_s));
        QCOMPARE(m_space->stages, (QStringList{u"BUILDING"_s, u"APP_STARTING"_s, u"RUNNING"_s}));
        // Every instruction is a step of the timeline.
        const auto &steps = m_space->session->steps();
        QVERIFY(std::ranges::any_of(
            steps, [](const auto &step) { return step.title.startsWith("COPY"_L1) && step.state == StepState::Done; }));
    }

    void save_buildsOneLayer_whileTheOldPageServes()
    {
        start();
        m_space->session->run();
        QVERIFY(m_space->reaches(Stage::Running, 120));
        m_space->saveText("two", u"container.py"_s);
        m_space->session->sourceChanged({u"app.py"_s});
        QTRY_COMPARE_WITH_TIMEOUT(m_space->stage(), Stage::RunningBuilding, 10'000);
        QCOMPARE(m_space->page(), "one"_ba);
        QVERIFY(m_space->reaches(Stage::Running, 60));
        QCOMPARE(m_space->page(), "two"_ba);
        QTRY_COMPARE_WITH_TIMEOUT(containersOf(*m_space).split('\n').size(), 1, 20'000);
    }

    void failures_areToldAsTheHubWouldMeetThem_data()
    {
        QTest::addColumn<QByteArray>("docker");
        QTest::addColumn<QByteArray>("app");
        QTest::addColumn<Stage>("stage");
        QTest::addColumn<QString>("cause");
        QTest::addColumn<QString>("hub");
        const auto row = [](const char *name, const QByteArray &dockerfile, const QByteArray &app, Stage stage,
                            const QString &cause,
                            const QString &hub) { QTest::newRow(name) << dockerfile << app << stage << cause << hub; };
        const QByteArray serves = RunningSpace::data(u"container.py"_s);
        row("cannot write as user 1000", "", "open('notes.txt', 'w')\n", Stage::RuntimeError, u"Permission denied"_s,
            u"Exit code: 1"_s);
        row("wrong port", "ENV PORT=8000\n", serves, Stage::RuntimeError, u"8000"_s, u"Launch timed out"_s);
        row("bound to loopback", "ENV ADDRESS=127.0.0.1\n", serves, Stage::RuntimeError, u"0.0.0.0"_s,
            u"Launch timed out"_s);
        row("never healthy", "", "import time\ntime.sleep(100)\n", Stage::RuntimeError, u"did not answer within"_s,
            u"Launch timed out"_s);
        row("missing program", "CMD [\"no-such-program\"]\n", serves, Stage::RuntimeError, u"no-such-program"_s,
            u"Exit code: 128"_s);
        row("missing module", "", "import nowhere_to_be_found\n", Stage::RuntimeError, u"nowhere_to_be_found"_s,
            u"Exit code: 1"_s);
        row("secret missing at build", "RUN --mount=type=secret,id=KEY,required=true cat /run/secrets/KEY\n", serves,
            Stage::BuildError, u"KEY"_s, u"Job failed"_s);
        row("step fails", "RUN exit 7\n", serves, Stage::BuildError, u"exit code 7"_s, u"Job failed"_s);
    }

    void failures_areToldAsTheHubWouldMeetThem()
    {
        QFETCH(const QByteArray, docker);
        QFETCH(const QByteArray, app);
        QFETCH(const Stage, stage);
        QFETCH(const QString, cause);
        QFETCH(const QString, hub);
        start(docker);
        m_space->write(u"app.py"_s, app);
        m_space->session->run();
        QVERIFY2(m_space->reaches(stage, 120),
                 qPrintable(stageName(m_space->stage()) + u": "_s + m_space->session->stage().cause));
        const Runtime::StageChange end = m_space->session->stage();
        QVERIFY2(end.cause.contains(cause), qPrintable(end.cause));
        QVERIFY2(end.hubText.startsWith(hub), qPrintable(end.hubText));
    }

    void memory_isTheFlavours()
    {
        Runtime::SessionOptions options;
        options.choice.limits = Container::ContainerLimits{.cpus = 0, .memoryBytes = 64 << 20, .processes = 0};
        start({}, options);
        const QSignalSpy samples(m_space->session.get(), &Runtime::Session::sampled);
        m_space->session->run();
        QVERIFY2(m_space->reaches(Stage::Running, 120), qPrintable(m_space->session->stage().cause));
        std::ignore = m_space->page(u"/eat"_s);
        QVERIFY(m_space->reaches(Stage::RuntimeError, 60));
        const Runtime::StageChange end = m_space->session->stage();
        QCOMPARE(end.hubText, u"Memory limit exceeded (64Mi)"_s);
        QVERIFY2(end.cause.contains("137"_L1), qPrintable(end.cause));
        QCOMPARE(end.verdict, Runtime::Verdict::App);
        // Docker's command line ran all that time, and what it takes is not what the app takes.
        QCOMPARE(samples.size(), 0);
    }

    void imageRemovedUnderneath_isBuiltAnew()
    {
        start();
        m_space->session->run();
        QVERIFY(m_space->reaches(Stage::Running, 120));
        m_space->session->stop();
        QVERIFY(m_space->reaches(Stage::Stopped));
        docker({u"image"_s, u"rm"_s, u"--force"_s, "spacewright/"_L1 + Container::spaceName(m_space->folder)});
        m_space->session->run();
        QVERIFY(m_space->reaches(Stage::Running, 120));
    }

    void containerRemovedUnderneath_isSaid()
    {
        start();
        m_space->session->run();
        QVERIFY(m_space->reaches(Stage::Running, 120));
        docker({u"rm"_s, u"--force"_s, QString::fromLatin1(containersOf(*m_space))});
        QVERIFY(m_space->reaches(Stage::RuntimeError));
        QCOMPARE(m_space->session->stage().verdict, Runtime::Verdict::Machine);
    }

    void destroyedSession_leavesNoContainer()
    {
        start();
        m_space->session->run();
        QVERIFY(m_space->reaches(Stage::Running, 120));
        m_space->session.reset();
        QTRY_COMPARE_WITH_TIMEOUT(containersOf(*m_space), QByteArray(), 20'000);
        m_space.reset();
    }

    void killedProgram_leavesNoContainer()
    {
        start();
        SessionHolder holder(*m_space);
        QVERIFY(isAlive(holder.app()));
        QVERIFY(!containersOf(*m_space).isEmpty());
        holder.kill();
        QTRY_COMPARE_WITH_TIMEOUT(containersOf(*m_space), QByteArray(), 30'000);
    }

    void spaceThatIgnoresItsEnd_isKilled()
    {
        start("ENV DEAF=1\n");
        m_space->write(u"app.py"_s,
                       "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
                           + RunningSpace::data(u"container.py"_s));
        m_space->session->run();
        QVERIFY(m_space->reaches(Stage::Running, 120));
        m_space->session->stop();
        QVERIFY(m_space->reaches(Stage::Stopped, 30));
        QCOMPARE(containersOf(*m_space), QByteArray());
    }

private:
    /// A Space whose Dockerfile has `more` before its last line.
    void start(const QByteArray &more = {}, const Runtime::SessionOptions &options = {})
    {
        m_space = std::make_unique<RunningSpace>(u"container.py"_s,
                                                 "sdk: docker\napp_port: 7860\nstartup_duration_timeout: 8s\n", options,
                                                 QString(), WithContainers::Yes);
        m_space->write(u"Dockerfile"_s,
                       "FROM python:3.13\nWORKDIR /app\nCOPY . .\n" + more
                           + (more.startsWith("CMD") ? "" : "CMD [\"python\", \"app.py\"]\n"));
    }

    std::unique_ptr<RunningSpace> m_space;
};

QTEST_GUILESS_MAIN(ContainersTest)
#include "tst_containers.moc"
