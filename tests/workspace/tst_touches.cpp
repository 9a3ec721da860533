// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/spacefolder.h"
#include "support/testcase.h"
#include "workspace/touches.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Testing;
using namespace Spacewright::Workspace;

class TouchesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { cleanRoom(); }

    void manifestFiles_tellWhatIsInstalledAndRun()
    {
        SpaceFolder space;
        QVERIFY(space.write(u"README.md"_s,
                            "---\nsdk: gradio\nsdk_version: \"6.25.0\"\nmodels: [ada/one]\ndatasets: [ada/data]\n"
                            "preload_from_hub:\n  - ada/two config.json\n---\n"));
        QVERIFY(space.write(u"requirements.txt"_s, "torch>=2\nhttpx @ https://files.example/httpx.whl\n# none\n"));
        QVERIFY(space.write(u"packages.txt"_s, "ffmpeg\n"));
        const Touches found = look(space);
        QCOMPARE(found.packages,
                 (QStringList{u"gradio==6.25.0"_s, u"httpx @ https://files.example/httpx.whl"_s, u"torch>=2"_s}));
        QCOMPARE(found.systemPackages, QStringList{u"ffmpeg"_s});
        QCOMPARE(found.models, (QStringList{u"ada/one"_s, u"ada/two"_s}));
        QCOMPARE(found.datasets, QStringList{u"ada/data"_s});
        QVERIFY(found.commands.isEmpty());
        QVERIFY(found.isComplete);
    }

    void commands_areThoseOfABuild()
    {
        SpaceFolder docker;
        QVERIFY(docker.write(u"README.md"_s, "---\nsdk: docker\n---\n"));
        QVERIFY(docker.write(
            u"Dockerfile"_s,
            "FROM python:3.13\nRUN curl https://get.example/install.sh | sh\nCMD [\"python\", \"a.py\"]\n"));
        QCOMPARE(look(docker).commands.size(), 2);
        QVERIFY(look(docker).commands.first().startsWith("RUN curl"_L1));
        QCOMPARE(look(docker).hosts, QStringList{u"get.example"_s});
        SpaceFolder page;
        QVERIFY(page.write(u"README.md"_s, "---\nsdk: static\napp_build_command: npm run build\n---\n"));
        QCOMPARE(look(page).commands, QStringList{u"npm run build"_s});
    }

    void code_isReadAndNotRun_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QStringList>("found");
        const auto row = [](const char *name, const QByteArray &code, const QString &kind, const QStringList &found) {
            QTest::newRow(name) << code << kind << found;
        };
        row("a model by its loader", "AutoModel.from_pretrained('ada/net')", u"models"_s, {u"ada/net"_s});
        row("a model by name", "pipeline('x', model=\"ada/net.v2\")", u"models"_s, {u"ada/net.v2"_s});
        row("a model of gr.load", "gr.load(\"models/ada/net\")", u"models"_s, {u"ada/net"_s});
        row("a file of a repository", "hf_hub_download(repo_id='ada/net', filename='x')", u"models"_s, {u"ada/net"_s});
        row("a path is no model", "open('data/table.csv')", u"models"_s, {});
        row("a dataset", "load_dataset(\"squad\")", u"datasets"_s, {u"squad"_s});
        row("hosts, once each", "a='https://api.example/x'\nb='wss://api.example'\nc='http://u:p@other.example:80/'",
            u"hosts"_s, {u"api.example"_s, u"other.example"_s});
        row("localhost is no host of others", "'http://localhost:7860'", u"hosts"_s, {});
        row("variables", "os.environ['A']; os.environ.get(\"B\"); os.getenv( 'C' ); st.secrets[\"D\"]", u"variables"_s,
            {u"A"_s, u"B"_s, u"C"_s, u"D"_s});
        row("nothing", "print('hello')", u"variables"_s, {});
    }

    void code_isReadAndNotRun()
    {
        QFETCH(const QByteArray, code);
        QFETCH(const QString, kind);
        QFETCH(const QStringList, found);
        SpaceFolder space;
        QVERIFY(space.write(u"README.md"_s, "---\nsdk: gradio\n---\n"));
        QVERIFY(space.write(u"deep/app.py"_s, code));
        QStringList seen;
        const QJsonArray list = toJson(look(space))[kind].toArray();
        for (const auto &each : list)
            seen += each.toString();
        QCOMPARE(seen, found);
    }

    void linksOut_areNamedAndNotFollowed()
    {
        SpaceFolder elsewhere;
        QVERIFY(elsewhere.write(u"secret.py"_s, "os.getenv('PLANTED')"));
        SpaceFolder space;
        QVERIFY(space.write(u"README.md"_s, "---\nsdk: gradio\n---\n"));
        QVERIFY(space.link(u"out.py"_s, elsewhere.path(u"secret.py"_s)));
        const Touches found = look(space);
        QCOMPARE(found.leavesOut, QStringList{u"out.py"_s});
        QVERIFY(found.variables.isEmpty());
    }

    void hugeCode_isSaidToBeUnread()
    {
        SpaceFolder space;
        QVERIFY(space.write(u"README.md"_s, "---\nsdk: gradio\n---\n"));
        QVERIFY(space.write(u"big.py"_s, QByteArray(600 * 1024, '#')));
        QVERIFY(!look(space).isComplete);
    }

private:
    static Touches look(const SpaceFolder &space)
    {
        const auto snapshot = Manifest::readSnapshot(space.path());
        if (!snapshot)
            return {};
        return touches(*snapshot, Manifest::readManifest(*snapshot), readCode(*snapshot));
    }
};

QTEST_GUILESS_MAIN(TouchesTest)
#include "tst_touches.moc"
