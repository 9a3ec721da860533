// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/appcommand.h"
#include "runtime/changekind.h"
#include "runtime/listeners.h"
#include "runtime/runplan.h"
#include "support/testcase.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTcpServer>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Runtime;

Q_DECLARE_METATYPE(Spacewright::Runtime::ChangeKind)

class RunPlanTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void gradioSpace_isPlannedWithReasonsAndPlaces()
    {
        const RunPlan plan = planFor(
            "title: Hi\nsdk: gradio\nsdk_version: \"6.25.0\"\napp_file: src/main.py\nstartup_duration_timeout: 5m\n",
            {u"src/main.py"_s});
        QVERIFY(!plan.obstacle);
        QCOMPARE(plan.command(), u"python src/main.py"_s);
        QCOMPARE(plan.startupTimeout, std::chrono::minutes(5));
        QCOMPARE(plan.hubPort, 7860);
        QCOMPARE(plan.steps.first().id, u"plan"_s);
        QCOMPARE(plan.steps.first().line, 3); // sdk
        const RunStep start = plan.steps[plan.steps.size() - 2];
        QCOMPARE(start.id, u"start"_s);
        QCOMPARE(start.file, u"README.md"_s);
        QCOMPARE(start.line, 5);
        QVERIFY(std::ranges::any_of(plan.steps, [](const RunStep &step) {
            return step.id == "resolve"_L1 && step.file == "README.md"_L1 && step.line == 4;
        }));
        for (const RunStep &step : plan.steps)
            QVERIFY2(!step.title.isEmpty() && !step.reason.isEmpty() && !step.source.isEmpty(), qPrintable(step.id));
        const QJsonObject json = toJson(plan);
        QCOMPARE(json[u"engine"].toString(), u"process"_s);
        QCOMPARE(json[u"steps"].toArray().size(), plan.steps.size());
    }

    void streamlitSpace_isStartedHeadless()
    {
        const RunPlan plan = planFor("sdk: streamlit\nsdk_version: \"1.67.0\"\n", {u"app.py"_s});
        QCOMPARE(plan.hubPort, 8501);
        const Command command = appCommand(plan, {u"h"_s, u"/store/h"_s},
                                           {.id = {u"a"_s, u"b"_s}, .variables = {}, .machine = {}, .port = 4711}, {});
        QCOMPARE(command.program, u"/store/h/venv/bin/python"_s);
        QVERIFY(command.toString().contains("-m streamlit run app.py --server.port 4711"_L1));
        QVERIFY(command.toString().contains("--server.headless true"_L1));
        QVERIFY(command.toString().contains("--server.enableXsrfProtection false"_L1)); // as on the Hub
        QVERIFY(!command.environment.contains(u"GRADIO_SERVER_PORT"_s));
    }

    void basePath_isThatOfTheHub_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QString>("path");
        QTest::newRow("gradio") << "sdk: gradio\nsdk_version: \"6.25.0\"\n"_ba << u"/ui"_s;
        QTest::newRow("streamlit, which does not read it") << "sdk: streamlit\n"_ba << u"/"_s;
        QTest::newRow("static, which does not read it") << "sdk: static\n"_ba << u"/"_s;
    }

    void basePath_isThatOfTheHub()
    {
        QFETCH(const QByteArray, header);
        const RunPlan plan = planFor(header + "base_path: /ui\n", {u"app.py"_s, u"index.html"_s});
        QVERIFY(!plan.obstacle);
        QTEST(plan.basePath, "path");
    }

    void customHeader_isSentAsTheHubSendsIt_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<bool>("sent");
        for (const QByteArray &line :
             {"cross-origin-embedder-policy: credentialless"_ba,
              "cross-origin-opener-policy: same-origin-allow-popups"_ba, "cross-origin-resource-policy: same-site"_ba})
            QTest::newRow(line.constData()) << line << true;
        QTest::newRow("a value of another header") << "cross-origin-embedder-policy: same-origin"_ba << false;
        QTest::newRow("a name in capitals") << "Cross-Origin-Opener-Policy: same-origin"_ba << false;
        QTest::newRow("a name that frames the answer") << "content-length: \"1\""_ba << false;
        QTest::newRow("another name") << "x-mine: same-origin"_ba << false;
        QTest::newRow("a value of two lines")
            << "cross-origin-opener-policy: \"same-origin\\r\\nset-cookie: a=b\""_ba << false;
        QTest::newRow("a block of lines")
            << "cross-origin-opener-policy: |\n    same-origin\n    set-cookie: a=b"_ba << false;
    }

    void customHeader_isSentAsTheHubSendsIt()
    {
        QFETCH(const QByteArray, header);
        QFETCH(const bool, sent);
        const RunPlan plan = planFor("sdk: static\ncustom_headers:\n  " + header + '\n', {u"index.html"_s});
        QVERIFY(!plan.obstacle);
        QCOMPARE(plan.customHeaders.size(), sent ? 1 : 0);
        if (sent)
            QCOMPARE(QByteArray(plan.customHeaders.first().first + ": " + plan.customHeaders.first().second), header);
    }

    void difference_isListedWhereThereIsOne_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("packages");
        QTest::addColumn<QString>("what");
        QTest::addColumn<bool>("listed");
        QTest::newRow("more memory than cpu-basic") << ""_ba << ""_ba << u"Memory"_s << true;
        QTest::newRow("as many cores as cpu-basic") << ""_ba << ""_ba << u"Processor cores"_s << false;
        QTest::newRow("fewer cores than cpu-upgrade")
            << "suggested_hardware: cpu-upgrade\n"_ba << ""_ba << u"Processor cores"_s << true;
        QTest::newRow("no GPU, none wanted") << ""_ba << ""_ba << u"GPU"_s << false;
        QTest::newRow("no GPU, one wanted") << "suggested_hardware: t4-small\n"_ba << ""_ba << u"GPU"_s << true;
        QTest::newRow("no sandbox") << ""_ba << ""_ba << u"Isolation"_s << true;
        QTest::newRow("packages.txt") << ""_ba << "ffmpeg\n"_ba << u"packages.txt"_s << true;
        QTest::newRow("packages.txt with comments only") << ""_ba << "# none\n"_ba << u"packages.txt"_s << false;
        QTest::newRow("headers that only the Hub sends")
            << "custom_headers:\n  cross-origin-opener-policy: same-origin\n"_ba << ""_ba << u"custom_headers"_s
            << true;
        QTest::newRow("headers that nobody sends")
            << "custom_headers:\n  x-mine: same-origin\n"_ba << ""_ba << u"custom_headers"_s << false;
        QTest::newRow("sign-in") << "hf_oauth: true\n"_ba << ""_ba << u"Sign-in of visitors"_s << true;
        QTest::newRow("a Python that is not here") << "python_version: \"3.10\"\n"_ba << ""_ba << u"Python"_s << true;
        QTest::newRow("a Python that is here") << "python_version: \"3.13\"\n"_ba << ""_ba << u"Python"_s << false;
    }

    void difference_isListedWhereThereIsOne()
    {
        QFETCH(const QByteArray, header);
        QFETCH(const QByteArray, packages);
        QFETCH(const QString, what);
        const RunPlan plan =
            planFor("sdk: gradio\nsdk_version: \"6.25.0\"\n" + header, {u"app.py"_s}, {{u"packages.txt"_s, packages}});
        QTEST(std::ranges::any_of(plan.differences,
                                  [&](const Difference &difference) { return difference.what == what; }),
              "listed");
    }

    void spaceThatCannotRunHere_saysWhatNext_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QStringList>("files");
        QTest::addColumn<QString>("message");
        QTest::newRow("docker")
            << "sdk: docker\n"_ba << QStringList(u"Dockerfile"_s)
            << u"There is no docker on this machine's PATH. Install Docker Engine or Docker Desktop (Debian and Ubuntu: sudo apt install docker.io docker-buildx), then try again."_s;
        QTest::newRow("a page that is not built")
            << "sdk: static\napp_build_command: npm run build\napp_file: dist/index.html\n"_ba << QStringList()
            << u"dist/index.html is not built yet. Run npm run build in a terminal, then run the Space again."_s;
    }

    void spaceThatCannotRunHere_saysWhatNext()
    {
        QFETCH(const QByteArray, header);
        QFETCH(const QStringList, files);
        const RunPlan plan = planFor(header, files);
        QVERIFY(plan.obstacle);
        QCOMPARE(plan.obstacle->verdict, Verdict::Machine);
        QTEST(plan.obstacle->message, "message");
    }

    void container_isPlannedFromManifestAndEngine()
    {
        const Manifest::Snapshot snapshot = snapshotOf(
            "sdk: gradio\nsdk_version: \"6.25.0\"\npython_version: \"3.12\"\n", {u"app.py"_s, u"requirements.txt"_s});
        Surroundings here;
        here.choice.engine = Engine::Container;
        here.choice.baseImages = {{u"python:3.12"_s, u"mirror.example/python:3.12"_s}};
        here.docker = Container::DockerFacts{.program = u"/usr/bin/docker"_s,
                                             .clientVersion = u"27.0"_s,
                                             .buildxVersion = u"0.20"_s,
                                             .context = u"default"_s,
                                             .serverVersion = u"27.0"_s,
                                             .serverError = {},
                                             .architecture = u"x86_64"_s,
                                             .cpus = 1,
                                             .memoryBytes = 8'000'000'000,
                                             .runtimes = {}};
        const Manifest::SpaceManifest manifest = Manifest::readManifest(snapshot);
        QVERIFY(!environmentRequest(manifest, snapshot, here.choice));
        const RunPlan plan = Runtime::plan(manifest, snapshot, here, Environment::EnvironmentPlan());
        QVERIFY2(!plan.obstacle, qPrintable(plan.obstacle ? plan.obstacle->message : QString()));
        QCOMPARE(plan.engine, Engine::Container);
        QVERIFY(plan.image && plan.image->dockerfile.startsWith("FROM mirror.example/python:3.12 AS base\n"_L1));
        QVERIFY(plan.image->dockerfile.contains("'gradio[oauth,mcp]==6.25.0'"_L1));
        QCOMPARE(plan.limits.cpus, 1.0); // cpu-basic has two, and the engine one
        QCOMPARE(plan.limits.memoryBytes, 16LL << 30);
        QStringList ids;
        for (const RunStep &step : plan.steps)
            ids += step.id;
        QCOMPARE(ids, (QStringList{u"plan"_s, u"image"_s, u"start"_s, u"ready"_s}));
        QVERIFY(std::ranges::any_of(plan.differences, [](const Difference &difference) {
            return difference.what == "Base image"_L1 && difference.onHub == "python:3.12"_L1;
        }));
        QVERIFY(std::ranges::none_of(plan.differences, [](const Difference &difference) {
            return difference.what == "Isolation"_L1 || difference.what == "SYSTEM"_L1;
        }));
        const QJsonObject json = toJson(plan);
        QCOMPARE(json[u"engine"].toString(), u"container"_s);
        QCOMPARE(json[u"image"][u"baseImages"][u"python:3.12"].toString(), u"mirror.example/python:3.12"_s);
        QVERIFY(!plan.runsLike(Runtime::plan(manifest, snapshot, {}, Environment::EnvironmentPlan())));
    }

    void withoutPython_theObstacleIsTheMachine()
    {
        const RunPlan plan = planFor("sdk: gradio\nsdk_version: \"6.25.0\"\n", {u"app.py"_s}, {}, {});
        QVERIFY(plan.obstacle);
        QCOMPARE(plan.obstacle->stage, Stage::BuildError);
        QCOMPARE(plan.obstacle->verdict, Verdict::Machine);
    }

    void localId_isAName_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("name");
        QTest::newRow("plain") << u"/home/ada/hello"_s << u"hello"_s;
        QTest::newRow("with a space") << u"/home/ada/my hello"_s << u"my-hello"_s;
        QTest::newRow("foreign letters") << u"/home/ada/日本"_s << u"space"_s;
        QTest::newRow("hidden") << u"/home/ada/.secret."_s << u"secret"_s;
        QTest::newRow("the root") << u"/"_s << u"space"_s;
    }

    void localId_isAName()
    {
        QFETCH(const QString, folder);
        QTEST(localId(folder).name, "name");
        QVERIFY(SpaceId::parse(localId(folder).toString()));
    }

    void change_asksForTheLeast_data()
    {
        using Manifest::Sdk;
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("sdk");
        QTest::addColumn<ChangeKind>("kind");
        QTest::newRow("code") << u"lib/a.py"_s << int(Sdk::Gradio) << ChangeKind::Restart;
        QTest::newRow("style") << u"a.CSS"_s << int(Sdk::Gradio) << ChangeKind::Restart;
        QTest::newRow("data that the app may write") << u"flagged/log.csv"_s << int(Sdk::Gradio) << ChangeKind::Nothing;
        QTest::newRow("a database") << u"notes.sqlite"_s << int(Sdk::Gradio) << ChangeKind::Nothing;
        QTest::newRow("requirements") << u"requirements.txt"_s << int(Sdk::Gradio) << ChangeKind::Replan;
        QTest::newRow("requirements further down")
            << u"docs/requirements.txt"_s << int(Sdk::Gradio) << ChangeKind::Nothing;
        QTest::newRow("readme of a page") << u"README.md"_s << int(Sdk::Static) << ChangeKind::Replan;
        QTest::newRow("bytecode") << u"lib/__pycache__/a.py"_s << int(Sdk::Gradio) << ChangeKind::Nothing;
        QTest::newRow("git") << u".git/hooks/a.py"_s << int(Sdk::Gradio) << ChangeKind::Nothing;
        QTest::newRow("outside") << u"../a.py"_s << int(Sdk::Gradio) << ChangeKind::Nothing;
        QTest::newRow("code, by Streamlit itself") << u"app.py"_s << int(Sdk::Streamlit) << ChangeKind::Rerun;
        QTest::newRow("Streamlit's settings")
            << u".streamlit/config.toml"_s << int(Sdk::Streamlit) << ChangeKind::Restart;
        QTest::newRow("an image of a page") << u"a.png"_s << int(Sdk::Static) << ChangeKind::ReloadPage;
    }

    void change_asksForTheLeast()
    {
        QFETCH(const QString, path);
        QFETCH(const int, sdk);
        QTEST(changeKind(path, Manifest::Sdk(sdk)), "kind");
    }

    void listeners_areReadFromTheKernelsTable()
    {
        const QList<Listener> listeners = parseListeners(
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
            "   0: 0100007F:1EB4 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 41873 1 "
            "0000000000000000 100 0 0 10 0\n"
            "   1: 0100007F:A3C2 0100007F:1EB4 01 00000000:00000000 00:00000000 00000000  1000        0 41900 1 "
            "0000000000000000 20 4 30 10 -1\n"
            "   2: 00000000000000000000000001000000:2135 00000000000000000000000000000000:0000 0A 00000000:00000000 "
            "00:00000000 00000000  1000        0 42000 1 0000000000000000 100 0 0 10 0\n"
            "   3: nonsense\n");
        QCOMPARE(listeners.size(), 2);
        QCOMPARE(listeners[0], (Listener{QHostAddress(u"127.0.0.1"_s), 7860, 41873}));
        QCOMPARE(listeners[1], (Listener{QHostAddress(u"::1"_s), 8501, 42000}));
    }

    void listenersOf_findsOursAndNotOthers()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const QList<Listener> ours = listenersOf(QCoreApplication::applicationPid());
        QVERIFY(
            std::ranges::any_of(ours, [&](const Listener &listener) { return listener.port == server.serverPort(); }));
        Process other;
        QSignalSpy started(&other, &Process::started);
        other.start({.program = u"sleep"_s, .arguments = {u"60"_s}, .workingDirectory = {}, .input = {}});
        QVERIFY(started.wait());
        QVERIFY(listenersOf(other.processId()).isEmpty());
    }

private:
    static QList<Environment::Interpreter> python()
    {
        return {{u"/usr/bin/python3"_s, QVersionNumber(3, 13, 5), u"cpython-313"_s, {}}};
    }

    static RunPlan planFor(const QByteArray &header, const QStringList &files,
                           const QHash<QString, QByteArray> &texts = {},
                           const QList<Environment::Interpreter> &interpreters = python())
    {
        const Manifest::Snapshot snapshot = snapshotOf(header, files, texts);
        const Manifest::SpaceManifest manifest = Manifest::readManifest(snapshot);
        Surroundings here;
        here.machine.memoryBytes = 64'000'000'000;
        here.machine.cpuCores = 2;
        const auto request = environmentRequest(manifest, snapshot);
        return plan(manifest, snapshot, here,
                    request ? Environment::plan(*request, interpreters, {}) : Environment::EnvironmentPlan{});
    }

    static Manifest::Snapshot snapshotOf(const QByteArray &header, const QStringList &files,
                                         const QHash<QString, QByteArray> &texts = {})
    {
        Manifest::Snapshot snapshot;
        snapshot.folder = u"/home/ada/hello"_s;
        for (const QString &file : files)
            snapshot.entries.append({.path = file});
        const auto text = [](const QByteArray &content) {
            return Manifest::FileText{
                .state = Manifest::FileText::State::Read, .text = QString::fromUtf8(content), .why = {}};
        };
        snapshot.texts.insert(u"README.md"_s, text("---\n" + header + "---\n"));
        for (auto [path, content] : texts.asKeyValueRange())
            snapshot.texts.insert(path, text(content));
        return snapshot;
    }
};

QTEST_GUILESS_MAIN(RunPlanTest)
#include "tst_runplan.moc"
