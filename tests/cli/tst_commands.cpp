// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline.h"
#include "history/ledger.h"
#include "metrics/series.h"
#include "settings/keys.h"
#include "settings/store.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTimeZone>

#include <algorithm>

using namespace Spacewright;
using namespace Spacewright::Testing;

class CommandsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        cleanRoom();
        m_line = std::make_unique<CommandLine>();
    }

    void wrongUsage_isExitCode2AndSaysWhereToReadOn_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("nothing") << QStringList();
        QTest::newRow("no such command") << QStringList{u"fly"_s};
        QTest::newRow("no such option") << QStringList{u"--fly"_s};
        QTest::newRow("help for no such command") << QStringList{u"help"_s, u"fly"_s};
        QTest::newRow("check: option") << QStringList{u"check"_s, u"--fly"_s};
        QTest::newRow("check: format") << QStringList{u"check"_s, u"--format"_s, u"xml"_s};
        QTest::newRow("plan: too much") << QStringList{u"plan"_s, u"a"_s, u"b"_s};
        QTest::newRow("build: option without value") << QStringList{u"build"_s, u"--format"_s};
        QTest::newRow("run: until") << QStringList{u"run"_s, u"--until"_s, u"noon"_s};
        QTest::newRow("run: port is no number") << QStringList{u"run"_s, u"--port"_s, u"http"_s};
        QTest::newRow("run: port too large") << QStringList{u"run"_s, u"--port"_s, u"65536"_s};
        QTest::newRow("run: port 0") << QStringList{u"run"_s, u"--port"_s, u"0"_s};
        QTest::newRow("run: no value") << QStringList{u"run"_s, u"--env"_s, u"KEY"_s};
        QTest::newRow("run: name with a blank") << QStringList{u"run"_s, u"--env"_s, u"A B=1"_s};
        QTest::newRow("new: no folder") << QStringList{u"new"_s, u"gradio-hello"_s};
        QTest::newRow("new: no such template") << QStringList{u"new"_s, u"fortran"_s, u"x"_s};
        QTest::newRow("new: too much") << QStringList{u"new"_s, u"gradio-hello"_s, u"x"_s, u"y"_s};
        QTest::newRow("env: no action") << QStringList{u"env"_s};
        QTest::newRow("env: no such action") << QStringList{u"env"_s, u"burn"_s};
        QTest::newRow("env list: too much") << QStringList{u"env"_s, u"list"_s, u"x"_s};
        QTest::newRow("env show: no hash") << QStringList{u"env"_s, u"show"_s};
        QTest::newRow("env prune: days") << QStringList{u"env"_s, u"prune"_s, u"--unused-for"_s, u"long"_s};
        QTest::newRow("hardware: too much") << QStringList{u"hardware"_s, u"x"_s};
        QTest::newRow("history: limit") << QStringList{u"history"_s, u"--limit"_s, u"0"_s};
        QTest::newRow("history: too much") << QStringList{u"history"_s, u"a"_s, u"b"_s};
        QTest::newRow("history export: no run") << QStringList{u"history"_s, u"export"_s};
        QTest::newRow("history export: no number") << QStringList{u"history"_s, u"export"_s, u"last"_s};
        QTest::newRow("history export: too much") << QStringList{u"history"_s, u"export"_s, u"1"_s, u"2"_s};
        QTest::newRow("history compare: one run") << QStringList{u"history"_s, u"compare"_s, u"1"_s};
        QTest::newRow("history: format of export") << QStringList{u"history"_s, u"--format"_s, u"csv"_s};
        QTest::newRow("history search: no text") << QStringList{u"history"_s, u"search"_s};
    }
    void wrongUsage_isExitCode2AndSaysWhereToReadOn()
    {
        QFETCH(QStringList, arguments);
        QCOMPARE(m_line->run(arguments), 2);
        QCOMPARE(m_line->out(), QString());
        QVERIFY2(m_line->err().contains("\"spw help"_L1), qPrintable(m_line->err()));
    }

    void help_listsEveryCommandAndExplainsEach()
    {
        QCOMPARE(m_line->run({u"help"_s}), 0);
        const QString overview = m_line->out();
        QCOMPARE(m_line->run({u"--help"_s}), 0);
        QCOMPARE(m_line->out(), overview);
        for (const auto name : {"check", "fix", "plan", "build", "run", "new", "env", "hardware", "history"}) {
            const QString command = QString::fromLatin1(name);
            QVERIFY2(overview.contains(u"  "_s + command + u' '), name);
            QCOMPARE(m_line->run({u"help"_s, command}), 0);
            const QString page = m_line->out();
            QVERIFY2(page.startsWith(u"Usage: spw "_s + command) && page.contains("--format FORMAT"_L1),
                     qPrintable(page));
            QCOMPARE(m_line->run({command, u"--help"_s}), 0);
            QCOMPARE(m_line->out(), page);
        }
    }

    void version_isOneLine()
    {
        QCOMPARE(m_line->run({u"--version"_s}), 0);
        QVERIFY(m_line->out().startsWith("spw "_L1));
        QCOMPARE(m_line->out().count(u'\n'), 1);
    }

    void check_isFineForATemplate()
    {
        QCOMPARE(m_line->run({u"check"_s, m_line->services().templates + "/gradio-hello"_L1, u"--format"_s, u"json"_s}),
                 0);
        const QJsonObject json = m_line->json().object();
        QCOMPARE(json["blocking"_L1].toInt(-1), 0);
        QCOMPARE(json["problems"_L1].toArray().size(), 0);
    }

    void check_isExitCode3WhenSomethingBlocks()
    {
        QByteArray readme = StaticReadme;
        readme.replace("colorFrom: red", "colorFrom: orange");
        m_line->makeSpace(u"bad"_s, {{u"README.md"_s, readme}, {u"index.html"_s, "<p>hello"}});
        QCOMPARE(m_line->run({u"check"_s, u"bad"_s}), 3); // relative to the working directory
        QVERIFY2(m_line->out().startsWith("README.md:4:"_L1), qPrintable(m_line->out()));
        QVERIFY(m_line->err().contains("blocking: 1"_L1));

        QCOMPARE(m_line->run({u"--format"_s, u"json"_s, u"check"_s, m_line->path(u"bad"_s)}), 3);
        const QJsonObject json = m_line->json().object();
        QCOMPARE(json["blocking"_L1].toInt(), 1);
        QCOMPARE(json["problems"_L1].toArray().first()["file"_L1].toString(), u"README.md"_s);
    }

    void check_listsWhatIsIgnored()
    {
        QByteArray readme = StaticReadme;
        readme.replace("colorFrom: red", "colorFrom: orange # spacewright: ignore[readme/color]");
        m_line->makeSpace(u"ignored"_s, {{u"README.md"_s, readme}, {u"index.html"_s, "<p>hello"}});
        QCOMPARE(m_line->run({u"--format"_s, u"json"_s, u"check"_s, m_line->path(u"ignored"_s)}), 0);
        const QJsonObject json = m_line->json().object();
        QCOMPARE(json["problems"_L1].toArray().size(), 0);
        QCOMPARE(json["suppressed"_L1].toArray().first()["rule"_L1].toString(), u"readme/color"_s);
        QCOMPARE(m_line->run({u"check"_s, m_line->path(u"ignored"_s)}), 0);
        QVERIFY(m_line->err().contains("Ignored as asked for: 1"_L1));
    }

    void check_pointsAtThePlace_andSpeaksToOtherTools()
    {
        QByteArray readme = StaticReadme;
        readme.replace("colorFrom: red", "colorFrom: orange");
        m_line->makeSpace(u"bad"_s, {{u"README.md"_s, readme}, {u"index.html"_s, "<p>hello"}});
        QCOMPARE(m_line->run({u"check"_s, u"bad"_s}), 3);
        QVERIFY2(m_line->out().contains("\n    4 | colorFrom: orange\n      |            ^~~~~~\n"_L1),
                 qPrintable(m_line->out()));
        QCOMPARE(m_line->run({u"check"_s, u"bad"_s, u"--format"_s, u"sarif"_s}), 3);
        QCOMPARE(m_line->json()["runs"_L1][0]["results"_L1][0]["ruleId"_L1].toString(), u"readme/color"_s);
        QCOMPARE(m_line->run({u"check"_s, u"bad"_s, u"--format"_s, u"github"_s}), 3);
        QVERIFY2(m_line->out().startsWith("::error file=README.md,line=4,col=12,"_L1), qPrintable(m_line->out()));
        QCOMPARE(m_line->run({u"plan"_s, u"bad"_s, u"--format"_s, u"sarif"_s}), 2);
        QVERIFY2(m_line->err().contains("Choose text or json."_L1), qPrintable(m_line->err()));
        QCOMPARE(m_line->run({u"help"_s, u"check"_s}), 0);
        QVERIFY2(m_line->out().contains("text, json, sarif or github."_L1), qPrintable(m_line->out()));
    }

    void check_neverShowsASecret()
    {
        const QByteArray token = "hf" + QByteArray("_AbCdEfGhIjKlMnOpQrStUvWxYzZyXwVuTs");
        m_line->makeSpace(u"bad"_s,
                          {{u"README.md"_s, StaticReadme + "\n" + token + "\n"}, {u"index.html"_s, "<p>" + token}});
        for (const QString &format : {u"text"_s, u"json"_s, u"sarif"_s, u"github"_s}) {
            QCOMPARE(m_line->run({u"check"_s, u"bad"_s, u"--format"_s, format}), 3);
            QVERIFY2(m_line->out().contains("secrets/hub-token"_L1) || format == "github"_L1,
                     qPrintable(m_line->out()));
            QVERIFY(!QString(m_line->out() + m_line->err()).contains(QString::fromLatin1(token)));
        }
        QCOMPARE(m_line->run({u"check"_s, u"bad"_s}), 3);
        QVERIFY2(m_line->out().contains(u" | •••••"_s), qPrintable(m_line->out()));
    }

    void check_explainsItsRules()
    {
        QCOMPARE(m_line->run({u"check"_s, u"--explain"_s, u"readme/color"_s}), 0);
        QVERIFY2(m_line->out().startsWith("## readme/color\n\nPush refused. "_L1), qPrintable(m_line->out()));
        QCOMPARE(m_line->run({u"check"_s, u"--explain"_s, u"readme/colour"_s}), 2);
        QVERIFY2(m_line->err().contains("Did you mean readme/color?"_L1), qPrintable(m_line->err()));
        QCOMPARE(m_line->run({u"check"_s, u"--explain"_s, u"all"_s}), 0);
        QVERIFY(m_line->out().startsWith("# Rules\n"_L1));
    }

    void fix_makesWhatLeavesNoChoice_andNothingElse()
    {
        const QByteArray readme =
            "\xEF\xBB\xBF---\r\ntitle: Talk  # ours\r\nsdk: gradio\r\nsdk_version: 6.25.0\r\n"
            "python_version: 3.10\r\nsuggested_storage: small\r\nhardware: t4\r\n---\r\n# Talk\r\n";
        m_line->makeSpace(u"talk"_s, {{u"README.md"_s, readme}, {u"app.py"_s, "import gradio\n"}});
        const auto content = [this] { return readFile(m_line->path(u"talk/README.md"_s)).value_or(QByteArray()); };
        QCOMPARE(m_line->run({u"fix"_s, u"talk"_s, u"--dry-run"_s}), 0);
        QVERIFY2(m_line->out().contains("-python_version: 3.10"_L1)
                     && m_line->out().contains("+python_version: \"3.10\""_L1),
                 qPrintable(m_line->out()));
        QCOMPARE(content(), readme);

        QCOMPARE(m_line->run({u"fix"_s, u"talk"_s}), 0);
        QVERIFY2(m_line->out().contains("README.md:5: "_L1), qPrintable(m_line->out()));
        QByteArray expected = readme;
        expected.replace("python_version: 3.10", "python_version: \"3.10\"");
        expected.replace("suggested_storage: small\r\n", "");
        expected.replace("hardware: t4\r\n", "");
        QCOMPARE(content(), expected);
        QCOMPARE(m_line->run({u"fix"_s, u"talk"_s, u"--format"_s, u"json"_s}), 0);
        QCOMPARE(m_line->json()["fixes"_L1].toArray().size(), 0);
        QCOMPARE(content(), expected);
    }

    void missingFolder_isExitCode1_data()
    {
        QTest::addColumn<QString>("command");
        for (const auto command : {"check", "fix", "plan", "build", "run"})
            QTest::newRow(command) << QString::fromLatin1(command);
    }
    void missingFolder_isExitCode1()
    {
        QFETCH(QString, command);
        QCOMPARE(m_line->run({command, u"nowhere"_s}), 1);
        QVERIFY2(m_line->err().contains("nowhere"_L1), qPrintable(m_line->err()));
        QCOMPARE(m_line->out(), QString());
    }

    void plan_saysStepsReasonsAndTheEnvironment()
    {
        const QString folder = m_line->services().templates + "/gradio-hello"_L1;
        QCOMPARE(m_line->run({u"plan"_s, folder, u"--format"_s, u"json"_s}), 0);
        const QJsonObject json = m_line->json().object();
        QCOMPARE(json["engine"_L1].toString(), u"process"_s);
        QVERIFY(json["steps"_L1].toArray().size() >= 2);
        for (const auto &step : json["steps"_L1].toArray())
            QVERIFY(!step["title"_L1].toString().isEmpty() && !step["reason"_L1].toString().isEmpty());
        QCOMPARE(m_line->run({u"plan"_s, folder}), 0);
        QVERIFY2(m_line->out().contains("6.31.0"_L1), qPrintable(m_line->out()));
        QVERIFY2(!QDir(m_line->services().paths.environments()).exists()
                     || QDir(m_line->services().paths.environments()).isEmpty(QDir::Dirs | QDir::NoDotAndDotDot),
                 "planning does nothing");
    }

    void plan_knowsTheVariablesInTheSettingsOfTheSpace()
    {
        const QString folder = m_line->services().templates + "/gradio-hello"_L1;
        const auto saysToken = [&] {
            const QJsonArray differences = m_line->json().object()["differences"_L1].toArray();
            return std::ranges::any_of(differences, [](const QJsonValue &difference) {
                return QString::fromUtf8(QJsonDocument(difference.toObject()).toJson()).contains("HF_TOKEN"_L1);
            });
        };
        QCOMPARE(m_line->run({u"plan"_s, folder, u"--format"_s, u"json"_s}), 0);
        QVERIFY(!saysToken());
        QVERIFY_RESULT(
            Settings::Store(m_line->services().paths).set(Settings::Keys::RunVariables, {u"HF_TOKEN=x"_s}, folder));
        QCOMPARE(m_line->run({u"plan"_s, folder, u"--format"_s, u"json"_s}), 0);
        QVERIFY(saysToken());
    }

    void plan_isExitCode4WhenNothingCanBeStarted()
    {
        m_line->makeSpace(u"headless"_s, {{u"README.md"_s, "# No header\n"}, {u"app.py"_s, "print(1)\n"}});
        QCOMPARE(m_line->run({u"plan"_s, u"headless"_s}), 4);
        QVERIFY2(m_line->out().contains("CONFIG_ERROR"_L1), qPrintable(m_line->out()));
        QVERIFY(m_line->out().contains("Missing configuration in README"_L1));
    }

    void build_ofAStaticSpaceHasNothingToDo()
    {
        QCOMPARE(m_line->run({u"build"_s, m_line->services().templates + "/static-page"_L1, u"--format"_s, u"json"_s}),
                 0);
        QVERIFY(m_line->json().object()["hash"_L1].isNull());
        QCOMPARE(m_line->json().object()["cached"_L1].toBool(), true);
    }

    void build_isExitCode4WhenThereIsNoAppFile()
    {
        m_line->makeSpace(u"empty"_s, {{u"README.md"_s, "---\ntitle: x\nsdk: gradio\nsdk_version: \"6.31.0\"\n---\n"}});
        QCOMPARE(m_line->run({u"build"_s, u"empty"_s, u"--format"_s, u"json"_s}), 4);
        QCOMPARE(m_line->json().object()["stage"_L1].toString(), u"NO_APP_FILE"_s);
        QCOMPARE(m_line->json().object()["verdict"_L1].toString(), u"repository"_s);
    }

    void new_makesASpaceThatChecks()
    {
        QCOMPARE(m_line->run({u"new"_s, u"gradio-chat"_s, u"talk"_s, u"--title"_s, u"Let us talk"_s}), 0);
        QCOMPARE(m_line->out().trimmed(), QFileInfo(m_line->path(u"talk"_s)).canonicalFilePath());
        const auto readme = readFile(m_line->path(u"talk/README.md"_s));
        QVERIFY_RESULT(readme);
        QVERIFY(readme->contains("title: Let us talk"));
        QCOMPARE(m_line->run({u"check"_s, u"talk"_s}), 0);
    }

    void new_neverWritesIntoAFolderThatHoldsSomething()
    {
        m_line->makeSpace(u"mine"_s, {{u"precious.txt"_s, "kept"}});
        QCOMPARE(m_line->run({u"new"_s, u"static-page"_s, u"mine"_s}), 1);
        QCOMPARE(QDir(m_line->path(u"mine"_s)).entryList(QDir::Files | QDir::Hidden), QStringList{u"precious.txt"_s});
    }

    void new_withoutArgumentsListsTheTemplates()
    {
        QCOMPARE(m_line->run({u"new"_s, u"--format"_s, u"json"_s}), 0);
        QCOMPARE(m_line->json().array().size(), 5);
        QCOMPARE(m_line->run({u"new"_s}), 0);
        QVERIFY(m_line->out().contains("static-page"_L1));
    }

    void env_isEmptyAtFirst()
    {
        QCOMPARE(m_line->run({u"env"_s, u"list"_s, u"--format"_s, u"json"_s}), 0);
        QVERIFY(m_line->json().isArray() && m_line->json().array().isEmpty());
        QCOMPARE(m_line->run({u"env"_s, u"show"_s, u"abcdef"_s}), 1);
        QCOMPARE(m_line->run({u"env"_s, u"prune"_s, u"--dry-run"_s, u"--format"_s, u"json"_s}), 0);
        QCOMPARE(m_line->json().object()["removed"_L1].toArray().size(), 0);
    }

    void hardware_namesProcessorMemoryAndDisk()
    {
        QCOMPARE(m_line->run({u"hardware"_s, u"--format"_s, u"json"_s}), 0);
        const QJsonObject json = m_line->json().object();
        QVERIFY(json["cpu"_L1]["cores"_L1].toDouble() > 0);
        QVERIFY(json["memory"_L1]["bytes"_L1].toDouble() > 0);
        QVERIFY(json["disk"_L1]["freeBytes"_L1].toDouble() > 0);
        QCOMPARE(m_line->run({u"hardware"_s}), 0);
        QVERIFY(m_line->out().contains("Processor"_L1));
    }

    void history_listsAndSearches()
    {
        QCOMPARE(m_line->run({u"history"_s, u"--format"_s, u"json"_s}), 0);
        QVERIFY(m_line->json().isArray() && m_line->json().array().isEmpty());
        {
            History::Ledger ledger(m_line->services().paths.ledger(), m_line->redactor);
            const auto id =
                ledger.addRun({m_line->path(u"a"_s), {}, u"process"_s, {}, {}, {}, QDateTime::currentDateTimeUtc()});
            QVERIFY(settles(id));
            QVERIFY_RESULT(id.result());
            ledger.addStage(
                *id.result(),
                {QDateTime::currentDateTimeUtc(), Stage::RuntimeError, u"torch is missing."_s, u"repository"_s});
            ledger.finishRun(*id.result(), {QDateTime::currentDateTimeUtc().addSecs(2), 1, {}, {}});
        }
        QCOMPARE(m_line->run({u"history"_s}), 0);
        QVERIFY2(m_line->out().contains("RUNTIME_ERROR  torch is missing."_L1), qPrintable(m_line->out()));
        QCOMPARE(m_line->run({u"history"_s, u"b"_s, u"--format"_s, u"json"_s}), 0);
        QCOMPARE(m_line->json().array().size(), 0);
        QCOMPARE(m_line->run({u"history"_s, u"search"_s, u"torch"_s, u"missing"_s, u"--format"_s, u"json"_s}), 0);
        QCOMPARE(m_line->json().array().size(), 1);
        QCOMPARE(m_line->json().array().first()["place"_L1].toString(), u"cause"_s);
    }

    void history_exportsAndComparesWhatRunsUsed()
    {
        const QDateTime noon(QDate(2026, 11, 23), QTime(12, 0), QTimeZone::UTC);
        {
            History::Ledger ledger(m_line->services().paths.ledger(), m_line->redactor);
            for (const int megabytes : {100, 150, 0}) {
                const auto id = ledger.addRun({m_line->path(u"hello"_s), {}, u"process"_s, {}, {}, {}, noon});
                QVERIFY(settles(id));
                QVERIFY_RESULT(id.result());
                Metrics::Series series;
                for (int i = 0; megabytes && i < 3; ++i)
                    series.add(Metrics::Sample{
                        .time = noon.addSecs(i), .cpuCores = 0.5, .memoryBytes = megabytes * qint64(1'000'000)});
                ledger.addSeries(*id.result(), Metrics::toJson(series));
                ledger.finishRun(*id.result(), {noon.addSecs(10), 0, {}, {{u"start"_s, std::chrono::seconds(2)}}});
            }
        }
        QCOMPARE(m_line->run({u"history"_s, u"export"_s, u"1"_s}), 0);
        QCOMPARE(m_line->out().count(u'\n'), 4);
        QVERIFY2(m_line->out().contains("100 MB"_L1), qPrintable(m_line->out()));
        QCOMPARE(m_line->run({u"history"_s, u"export"_s, u"1"_s, u"--format"_s, u"csv"_s}), 0);
        QVERIFY2(m_line->out().startsWith("time,cpu_cores,"_L1), qPrintable(m_line->out()));
        QCOMPARE(m_line->out().count(u'\n'), 4);
        QCOMPARE(m_line->run({u"history"_s, u"export"_s, u"1"_s, u"--format"_s, u"openmetrics"_s}), 0);
        QVERIFY2(m_line->out().contains("spacewright_cpu_cores{space=\"hello\",run=\"1\"} 0.5 1795435200.000\n"_L1),
                 qPrintable(m_line->out()));
        QVERIFY(m_line->out().endsWith("\n# EOF\n"_L1));
        QCOMPARE(m_line->run({u"history"_s, u"export"_s, u"2"_s, u"--format"_s, u"json"_s}), 0);
        QCOMPARE(m_line->json().object()["samples"_L1].toArray().size(), 3);
        QCOMPARE(m_line->run({u"history"_s, u"export"_s, u"3"_s}), 1);
        QVERIFY2(m_line->err().contains("ended before it was looked at"_L1), qPrintable(m_line->err()));
        QCOMPARE(m_line->run({u"history"_s, u"export"_s, u"9"_s}), 1);
        QVERIFY2(m_line->err().contains("There is no run 9"_L1), qPrintable(m_line->err()));

        QCOMPARE(m_line->run({u"history"_s, u"compare"_s, u"1"_s, u"2"_s}), 0);
        const QString peak = m_line->out().section("Memory, peak"_L1, 1).section(u'\n', 0, 0).simplified();
        QCOMPARE(peak, u"100 MB 150 MB +50 %"_s);
        QVERIFY2(m_line->out().contains("Step start"_L1), qPrintable(m_line->out()));
        QCOMPARE(m_line->run({u"history"_s, u"compare"_s, u"2"_s, u"1"_s}), 0);
        QVERIFY2(m_line->out().contains(u"−33 %"_s), qPrintable(m_line->out()));
        QCOMPARE(m_line->run({u"history"_s, u"compare"_s, u"2"_s, u"3"_s, u"--format"_s, u"json"_s}), 0);
        const QJsonArray runs = m_line->json().object()["runs"_L1].toArray();
        QCOMPARE(runs.at(0)["use"_L1]["peakMemoryBytes"_L1].toInteger(), 150'000'000);
        QVERIFY(runs.at(1)["use"_L1].isNull());
        QCOMPARE(runs.at(1)["run"_L1]["id"_L1].toInt(), 3);
    }

    void quiet_leavesStandardErrorEmpty()
    {
        QCOMPARE(m_line->run({u"check"_s, u"-q"_s, m_line->services().templates + "/static-page"_L1}), 0);
        QCOMPARE(m_line->err(), QString());
        QCOMPARE(m_line->out(), QString());
    }

    void secrets_reachNeitherStream()
    {
        const QString secret = u"tell-nobody-4711"_s;
        m_line->redactor.add(u"SECRET"_s, secret);
        QCOMPARE(m_line->run({u"check"_s, secret}), 1);
        QVERIFY2(!m_line->err().contains(secret) && m_line->err().contains(u"‹SECRET›"), qPrintable(m_line->err()));
        m_line->makeSpace(secret, {{u"README.md"_s, StaticReadme}, {u"index.html"_s, "x"}});
        QCOMPARE(m_line->run({u"check"_s, secret, u"--format"_s, u"json"_s}), 0);
        QVERIFY2(!m_line->out().contains(secret) && m_line->out().contains(u"‹SECRET›"), qPrintable(m_line->out()));
    }

private:
    std::unique_ptr<CommandLine> m_line;
};

QTEST_GUILESS_MAIN(CommandsTest)
#include "tst_commands.moc"
