// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifest/spacemanifest.h"
#include "support/spacefolder.h"
#include "support/testcase.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Manifest;
using namespace std::chrono_literals;
using Testing::SpaceFolder;

namespace {

Snapshot withReadme(const QString &readme, const QStringList &files = {u"app.py"_s})
{
    Snapshot snapshot;
    snapshot.texts.insert(u"README.md"_s, {FileText::State::Read, readme, false, readme.size(), {}});
    QStringList sorted = files + QStringList{u"README.md"_s};
    sorted.sort();
    for (const QString &file : std::as_const(sorted)) {
        SnapshotEntry entry;
        entry.path = file;
        snapshot.entries.append(entry);
    }
    return snapshot;
}

SpaceManifest read(const QString &header)
{
    return readManifest(withReadme(u"---\n"_s + header + u"\n---\nbody\n"_s));
}

QStringList rulesOf(const SpaceManifest &manifest)
{
    QStringList rules;
    for (const Diagnostic &diagnostic : manifest.diagnostics)
        rules.append(diagnostic.rule);
    return rules;
}

} // namespace

class SpaceManifestTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void block_followsTheRulesOfTheHub_data()
    {
        QTest::addColumn<QString>("readme");
        QTest::addColumn<QString>("rule"); // empty: sdk is read
        QTest::addColumn<int>("line");
        QTest::newRow("plain") << u"---\nsdk: gradio\n---\n"_s << QString() << 0;
        QTest::newRow("CRLF") << u"---\r\nsdk: gradio\r\n---\r\n"_s << QString() << 0;
        QTest::newRow("no line end at the end") << u"---\nsdk: gradio\n---"_s << QString() << 0;
        QTest::newRow("white space above") << u"\n\n  ---\nsdk: gradio\n---\n"_s << QString() << 0;
        QTest::newRow("no header") << u"# Hello\n"_s << u"readme/no-header"_s << 0;
        QTest::newRow("empty file") << QString() << u"readme/no-header"_s << 0;
        QTest::newRow("only blank lines") << u"\n \n"_s << u"readme/no-header"_s << 0;
        QTest::newRow("text above the header")
            << u"# Hello\n---\nsdk: gradio\n---\n"_s << u"readme/header-not-first"_s << 0;
        QTest::newRow("a rule in the text is no header")
            << u"# Hello\n\n---\n\nSome text: here\n\n---\n"_s << u"readme/no-header"_s << 0;
        QTest::newRow("unterminated") << u"---\nsdk: gradio\n\n# Hello\n"_s << u"readme/unterminated-header"_s << 0;
        QTest::newRow("four dashes close") << u"---\nsdk: gradio\n----\n"_s << u"readme/fence"_s << 2;
        QTest::newRow("text behind the closing fence") << u"---\nsdk: gradio\n--- x\n"_s << u"readme/fence"_s << 2;
        QTest::newRow("space behind the closing fence") << u"---\nsdk: gradio\n--- \n"_s << u"readme/fence"_s << 2;
        QTest::newRow("four dashes open") << u"----\nsdk: gradio\n---\n"_s << u"readme/fence"_s << 0;
        QTest::newRow("empty block") << u"---\n---\n"_s << u"readme/empty-header"_s << 0;
        QTest::newRow("blank block") << u"---\n\n---\n"_s << u"readme/empty-header"_s << 0;
        QTest::newRow("only a comment") << u"---\n# nothing\n---\n"_s << u"readme/empty-header"_s << 0;
        QTest::newRow("a list") << u"---\n- sdk\n- gradio\n---\n"_s << u"readme/not-a-mapping"_s << 1;
        QTest::newRow("one word") << u"---\ngradio\n---\n"_s << u"readme/not-a-mapping"_s << 1;
        QTest::newRow("syntax error") << u"---\nsdk: gradio\ntitle: a: b\n---\n"_s << u"readme/yaml-syntax"_s << 2;
        QTest::newRow("tab as indentation")
            << u"---\nsdk: gradio\ntags:\n\t- a\n---\n"_s << u"readme/yaml-syntax"_s << 3;
        QTest::newRow("a key twice") << u"---\nsdk: gradio\nsdk: docker\n---\n"_s << u"readme/duplicate-key"_s << 2;
        QTest::newRow("a key with a dot") << u"---\nsdk: gradio\na.b: 1\n---\n"_s << u"readme/key-characters"_s << 2;
        QTest::newRow("broken above the sdk")
            << u"---\ntitle: A: B\ncolorFrom: grey\nsdk: gradio\n---\n"_s << u"readme/yaml-syntax"_s << 1;
        QTest::newRow("no sdk") << u"---\ntitle: x\n---\n"_s << u"readme/sdk-missing"_s << 1;
        QTest::newRow("sdk without value") << u"---\ntitle: x\nsdk:\n---\n"_s << u"readme/sdk-missing"_s << 2;
        QTest::newRow("deep nesting") << u"---\nsdk: gradio\nx: "_s + QString(400, u'[') + u"\n---\n"_s
                                      << u"readme/header-limits"_s << 0;
    }
    void block_followsTheRulesOfTheHub()
    {
        QFETCH(QString, readme);
        QFETCH(QString, rule);
        const SpaceManifest manifest = readManifest(withReadme(readme));
        if (rule.isEmpty()) {
            QCOMPARE(rulesOf(manifest), QStringList());
            QVERIFY(manifest.sdk);
            return;
        }
        QVERIFY2(rulesOf(manifest).contains(rule), qPrintable(rulesOf(manifest).join(u' ')));
        for (const Diagnostic &diagnostic : manifest.diagnostics) {
            QVERIFY2(diagnostic.message.size() <= 140, qPrintable(diagnostic.message));
            if (diagnostic.rule == rule)
                QTEST(diagnostic.range.line, "line");
        }
    }

    void whatStandsBelowAnError_isRead()
    {
        const SpaceManifest manifest =
            readManifest(withReadme(u"---\ntitle: A: B\ncolorFrom: grey\nsdk: gradio\n---\n"_s));
        QCOMPARE(rulesOf(manifest), QStringList{u"readme/yaml-syntax"_s}); // and no missing sdk
        QVERIFY(manifest.sdk && manifest.colorFrom && !manifest.isHeaderUsable);
        QCOMPARE(manifest.colorFrom->range, (TextRange{2, 11, 2, 15}));
        QCOMPARE(rulesOf(readManifest(withReadme(u"---\ntitle: A: B\n---\n"_s))), QStringList{u"readme/yaml-syntax"_s});
    }

    void fenceFix_makesTheHeaderReadable()
    {
        const QString readme = u"---\nsdk: gradio\n-----\n# x\n"_s;
        const SpaceManifest manifest = readManifest(withReadme(readme));
        const TextEdit edit = manifest.diagnostics.constFirst().fixes.constFirst().edits.constFirst();
        const TextIndex index(readme);
        QString fixed = readme;
        fixed.replace(index.startOf(edit.range.line) + edit.range.column, edit.range.endColumn - edit.range.column,
                      edit.text);
        QVERIFY(readManifest(withReadme(fixed)).sdk);
    }

    void missingReadme_isAProblem() { QCOMPARE(rulesOf(readManifest({})), QStringList({u"readme/missing"_s})); }

    void everyKey_isReadWithItsPlace()
    {
        const QString header =
            u"title: Hello\nemoji: 🚀\ncolorFrom: red\ncolorTo: blue\nsdk: gradio\n"
            "sdk_version: \"6.25.0\"\npython_version: '3.12'\napp_file: src/app.py\napp_port: 8080\n"
            "base_path: /ui\nstartup_duration_timeout: 1h30m\nshort_description: words\nlicense: mit\n"
            "models: [a/b, c/d]\ndatasets:\n  - e/f\ntags:\n  - x\npinned: true\n"
            "suggested_hardware: t4-small\ncustom_headers:\n  cross-origin-embedder-policy: require-corp\n"
            "preload_from_hub:\n  - a/b\n  - c/d x.bin,y.bin abc123"_s;
        const QString readme = u"---\n"_s + header + u"\n---\n"_s;
        const SpaceManifest manifest = readManifest(withReadme(readme));
        const TextIndex index(readme);
        QCOMPARE(rulesOf(manifest), QStringList());
        QCOMPARE(manifest.title->value, u"Hello"_s);
        QCOMPARE(manifest.emoji->value, u"🚀"_s);
        QCOMPARE(manifest.sdk->value, Sdk::Gradio);
        QCOMPARE(textAt(index, manifest.sdk->key), u"sdk"_s);
        QCOMPARE(textAt(index, manifest.sdk->range), u"gradio"_s);
        QCOMPARE(manifest.sdkVersion->value, u"6.25.0"_s);
        QCOMPARE(textAt(index, manifest.sdkVersion->range), u"\"6.25.0\""_s);
        QCOMPARE(manifest.python(), u"3.12"_s);
        QCOMPARE(manifest.appFile(), u"src/app.py"_s);
        QCOMPARE(manifest.appPortKey->value, 8080);
        QCOMPARE(manifest.appPort(), 7860); // only docker Spaces may choose
        QCOMPARE(manifest.basePath(), u"/ui"_s);
        QCOMPARE(manifest.startupTimeout(), std::chrono::seconds(90min));
        QCOMPARE(manifest.licences.constFirst().value, u"mit"_s);
        QCOMPARE(manifest.models.size(), 2);
        QCOMPARE(textAt(index, manifest.models.at(1).range), u"c/d"_s);
        QVERIFY(manifest.pinned->value);
        QCOMPARE(manifest.customHeaders.constFirst().value, u"require-corp"_s);
        QCOMPARE(textAt(index, manifest.customHeaders.constFirst().nameRange), u"cross-origin-embedder-policy"_s);
        QCOMPARE(manifest.preloadFromHub.at(1).files, QStringList({u"x.bin"_s, u"y.bin"_s}));
        QCOMPARE(manifest.preloadFromHub.at(1).commit, u"abc123"_s);
    }

    void defaults_areTheHubs()
    {
        QCOMPARE(read(u"sdk: gradio"_s).appFile(), u"app.py"_s);
        QCOMPARE(read(u"sdk: static"_s).appFile(), u"index.html"_s);
        QCOMPARE(read(u"sdk: docker"_s).appPort(), 7860);
        QCOMPARE(read(u"sdk: docker\napp_port: 8501"_s).appPort(), 8501);
        QCOMPARE(read(u"sdk: docker\napp_port: 70000"_s).appPort(), 7860);
        QCOMPARE(read(u"sdk: streamlit"_s).appPort(), 8501);
        QCOMPARE(read(u"sdk: gradio"_s).startupTimeout(), std::chrono::seconds(30min));
        QCOMPARE(read(u"sdk: gradio"_s).basePath(), u"/"_s);
        QCOMPARE(read(u"sdk: gradio"_s).python(), QString());
    }

    void basePath_isReadWhereTheHubReadsIt_data()
    {
        QTest::addColumn<QString>("sdk");
        QTest::addColumn<QString>("path");
        QTest::newRow("gradio") << u"gradio"_s << u"/ui"_s;
        QTest::newRow("docker") << u"docker"_s << u"/ui"_s;
        QTest::newRow("streamlit") << u"streamlit"_s << u"/"_s;
        QTest::newRow("static") << u"static"_s << u"/"_s;
    }

    void basePath_isReadWhereTheHubReadsIt()
    {
        QFETCH(const QString, sdk);
        QTEST(read(u"sdk: "_s + sdk + u"\nbase_path: /ui"_s).basePath(), "path");
    }

    void bareNumbers_areReadAsTheHubReadsThem()
    {
        const SpaceManifest manifest = read(u"sdk: gradio\nsdk_version: 5.10\npython_version: 3.10"_s);
        QCOMPARE(manifest.sdkVersion->value, u"5.1"_s);
        QCOMPARE(manifest.python(), u"3.1"_s);
    }

    void wrongType_isAProblemAtItsPlace_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("title is a list") << u"title: [a]"_s;
        QTest::newRow("port is words") << u"app_port: many"_s;
        QTest::newRow("port is quoted") << u"app_port: \"7860\""_s;
        QTest::newRow("pinned is yes") << u"pinned: yes"_s;
        QTest::newRow("models is a text") << u"models: a/b"_s;
        QTest::newRow("models holds a list") << u"models: [[a]]"_s;
        QTest::newRow("timeout is a word") << u"startup_duration_timeout: long"_s;
        QTest::newRow("timeout is a bare number") << u"startup_duration_timeout: 60"_s;
        QTest::newRow("timeout is zero") << u"startup_duration_timeout: 0m"_s;
        QTest::newRow("headers are a list") << u"custom_headers: [a]"_s;
        QTest::newRow("preload is a text") << u"preload_from_hub: a/b"_s;
        QTest::newRow("preload with four words") << u"preload_from_hub: [a/b c d e]"_s;
    }
    void wrongType_isAProblemAtItsPlace()
    {
        QFETCH(QString, line);
        const SpaceManifest manifest = read(u"sdk: docker\n"_s + line);
        QCOMPARE(rulesOf(manifest), QStringList({u"readme/value-type"_s}));
        QCOMPARE(manifest.diagnostics.constFirst().range.line, 2);
        QVERIFY(manifest.diagnostics.constFirst().range.column > 0);
        QVERIFY2(manifest.diagnostics.constFirst().message.size() <= 140,
                 qPrintable(manifest.diagnostics.constFirst().message));
    }

    void syntaxError_keepsWhatStandsAboveIt()
    {
        const SpaceManifest manifest = read(u"title: Hello\nsdk: gradio\nbad: [\n"_s);
        QVERIFY(!manifest.isHeaderUsable);
        QCOMPARE(manifest.title->value, u"Hello"_s);
    }

    void refusals_haveTheHubsWords_data()
    {
        QTest::addColumn<QString>("readme");
        QTest::addColumn<QStringList>("files");
        QTest::addColumn<QString>("stage"); // empty: it can run
        QTest::addColumn<QString>("hubText");
        const QStringList app{u"app.py"_s};
        const QString config = u"CONFIG_ERROR"_s;
        const QString noApp = u"NO_APP_FILE"_s;
        const QString missing =
            u"This Space is missing an app file. An app file is required for the Space to build and run properly."_s;
        QTest::newRow("fine") << u"---\nsdk: gradio\n---\n"_s << app << QString() << QString();
        QTest::newRow("no header") << u"# x\n"_s << app << config << u"Missing configuration in README"_s;
        QTest::newRow("unterminated") << u"---\nsdk: gradio\n"_s << app << config
                                      << u"Missing configuration in README"_s;
        QTest::newRow("empty") << u"---\n---\n"_s << app << config
                               << u"The YAML metadata of your README.md is invalid."_s;
        QTest::newRow("a list") << u"---\n- a\n---\n"_s << app << config << u"\"value\" must be of type object"_s;
        QTest::newRow("syntax") << u"---\na: b: c\n---\n"_s << app << config << u"Invalid YAML in README.md: "_s;
        QTest::newRow("no sdk") << u"---\ntitle: x\n---\n"_s << app << config << u"Missing SDK in configuration"_s;
        QTest::newRow("unknown sdk") << u"---\nsdk: flask\n---\n"_s << app << config << u"\"sdk\" must be one of"_s;
        QTest::newRow("incomplete version")
            << u"---\nsdk: gradio\nsdk_version: 5.10\n---\n"_s << app << config << u"Gradio version does not exist"_s;
        QTest::newRow("pre-release is complete")
            << u"---\nsdk: gradio\nsdk_version: 6.0.0.dev1\n---\n"_s << app << QString() << QString();
        QTest::newRow("docker cares for no version") << u"---\nsdk: docker\nsdk_version: 5.10\n---\n"_s
                                                     << QStringList{u"Dockerfile"_s} << QString() << QString();
        QTest::newRow("no app file") << u"---\nsdk: gradio\n---\n"_s << QStringList() << noApp << missing;
        QTest::newRow("other app file") << u"---\nsdk: gradio\napp_file: main.py\n---\n"_s << app << noApp << missing;
        QTest::newRow("app file climbs out")
            << u"---\nsdk: gradio\napp_file: ../app.py\n---\n"_s << app << noApp << missing;
        QTest::newRow("absolute app file")
            << u"---\nsdk: gradio\napp_file: /etc/passwd\n---\n"_s << app << noApp << missing;
        QTest::newRow("docker without Dockerfile") << u"---\nsdk: docker\n---\n"_s << app << noApp << missing;
        QTest::newRow("static without page") << u"---\nsdk: static\n---\n"_s << app << noApp << missing;
        QTest::newRow("static built later")
            << u"---\nsdk: static\napp_build_command: npm run build\napp_file: dist/index.html\n---\n"_s << app
            << QString() << QString();
    }
    void refusals_haveTheHubsWords()
    {
        QFETCH(QString, readme);
        QFETCH(QStringList, files);
        QFETCH(QString, stage);
        QFETCH(QString, hubText);
        const Snapshot snapshot = withReadme(readme, files);
        const auto refusal = cannotRun(readManifest(snapshot), snapshot);
        QCOMPARE(refusal ? stageName(refusal->stage) : QString(), stage);
        if (!refusal)
            return;
        QVERIFY2(refusal->hubText.startsWith(hubText), qPrintable(refusal->hubText));
        QVERIFY(!refusal->message.isEmpty() && refusal->message.size() <= 140);
    }

    void appFileThroughLinks_isJudgedByWhereTheyLead()
    {
        const SpaceFolder outside;
        QVERIFY(outside.write(u"app.py"_s, "x"));
        const SpaceFolder folder;
        QVERIFY(folder.write(u"README.md"_s, "---\nsdk: gradio\n---\n"));
        QVERIFY(folder.link(u"app.py"_s, outside.path(u"app.py"_s)));
        Snapshot snapshot = *readSnapshot(folder.path());
        QCOMPARE(cannotRun(readManifest(snapshot), snapshot)->stage, Stage::NoAppFile);

        QVERIFY(folder.remove(u"app.py"_s));
        QVERIFY(folder.write(u"src/main.py"_s, "x"));
        QVERIFY(folder.link(u"app.py"_s, u"src/main.py"_s));
        snapshot = *readSnapshot(folder.path());
        QVERIFY(!cannotRun(readManifest(snapshot), snapshot));

        QVERIFY(folder.write(u"README.md"_s, "---\nsdk: gradio\napp_file: lib/main.py\n---\n"));
        QVERIFY(folder.link(u"lib"_s, u"src"_s));
        snapshot = *readSnapshot(folder.path());
        QVERIFY(!cannotRun(readManifest(snapshot), snapshot));
    }

    void requirementFiles_areRead()
    {
        Snapshot snapshot = withReadme(u"---\nsdk: gradio\n---\n"_s);
        snapshot.texts.insert(u"requirements.txt"_s, {FileText::State::Read, u"numpy\n"_s, false, 6, {}});
        snapshot.texts.insert(u"packages.txt"_s, {FileText::State::Read, u"ffmpeg\n"_s, false, 7, {}});
        const SpaceManifest manifest = readManifest(snapshot);
        QCOMPARE(manifest.requirements.constFirst().name, u"numpy"_s);
        QCOMPARE(manifest.packages.constFirst().name, u"ffmpeg"_s);
    }

    void json_holdsWhatIsEffective()
    {
        const QJsonObject json = toJson(read(u"sdk: docker\ntitle: x\nstartup_duration_timeout: 1h"_s));
        QCOMPARE(json.value("sdk"_L1).toString(), u"docker"_s);
        QCOMPARE(json.value("app_port"_L1).toInt(), 7860);
        QCOMPARE(json.value("startup_seconds"_L1).toInt(), 3600);
        QVERIFY(!json.contains("sdk_version"_L1));
    }
};

QTEST_GUILESS_MAIN(SpaceManifestTest)
#include "tst_spacemanifest.moc"
