// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline.h"
#include "support/indexserver.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QScopeGuard>

#include <cstdio>
#include <fstream>

using namespace Spacewright;
using namespace Spacewright::Testing;

namespace {
QByteArray gradioReadme(const QByteArray &version)
{
    return "---\ntitle: x\nsdk: gradio\nsdk_version: \"" + version + "\"\npython_version: \"3.12\"\n---\n";
}
} // namespace

/// `spw check` with a package index, and of several Spaces.
class CheckTest final : public QObject {
    Q_OBJECT

    [[nodiscard]] QStringList rules() const
    {
        QStringList rules;
        for (const QJsonValue &problem : m_line->json()["problems"_L1].toArray())
            rules.append(problem["rule"_L1].toString());
        return rules;
    }
    void make(const QString &name, const QByteArray &requirements, const QByteArray &version = "6.25.0")
    {
        m_line->makeSpace(name,
                          {{u"README.md"_s, gradioReadme(version)},
                           {u"app.py"_s, "import gradio\n"},
                           {u"requirements.txt"_s, requirements}});
    }

    IndexServer m_server;
    std::unique_ptr<CommandLine> m_line;

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_server.start()); }
    void init()
    {
        cleanRoom();
        m_line = std::make_unique<CommandLine>();
        m_line->setEnvironment(m_server.environment());
        m_server.requests();
    }

    void packages_areLookedUp_andRememberedOffline()
    {
        make(u"talk"_s, "plain==1.9\nnowhere==1\ntagged==7\n", "6.26.0");
        const QStringList expected{u"readme/sdk-version-unpublished"_s, u"requirements/yanked-version"_s,
                                   u"requirements/no-such-package"_s, u"requirements/no-such-version"_s};
        QCOMPARE(m_line->run({u"check"_s, u"talk"_s, u"--format"_s, u"json"_s}), 3);
        QCOMPARE(rules(), expected);
        QCOMPARE(m_server.requests().size(), 4);
        QCOMPARE(m_line->run({u"check"_s, u"talk"_s, u"--format"_s, u"json"_s}), 3);
        QCOMPARE(rules(), expected);
        QCOMPARE(m_line->run({u"check"_s, u"talk"_s, u"--offline"_s, u"--format"_s, u"json"_s}), 3);
        QCOMPARE(rules(), expected); // everything is remembered
        QCOMPARE(m_server.requests().size(), 0);
    }

    void tenMistakes_areThoseTenAtTheirPlaces()
    {
        const QByteArray token = QByteArray("hf_") + "qZrTnWbVxKcJmPdLsFgHyUoEiAaBcDeFgH";
        m_line->makeSpace(
            u"ten"_s,
            {{u"README.md"_s,
              "---\ntitle: Ten mistakes\nemoji: \U0001F51F\ncolorFrom: orange\ncolorTo: red\nsdk: gradio\n"
              "sdk_version: \"6.25.0\"\npython_version: \"3.12\"\nlicence: mit\n"
              "short_description: Everything that can go wrong in one small Space, in one sentence\n"
              "---\n# Ten mistakes\n"},
             {u"requirements.txt"_s, "# what the app needs\nplain==9.9\n-r more.txt\n"},
             {u"more.txt"_s, "a-page\n"},
             {u"packages.txt"_s, "libsndfile1\nlibgl1-mesa-glx\n"},
             {u"app.py"_s,
              "import gradio as gr\nimport plain\n\nTOKEN = \"" + token
                  + "\"\n\nwith gr.Blocks() as demo:\n    gr.Image(\"cat.png\")\n\n"
                    "demo.launch(server_name=\"127.0.0.1\", share=True)\n"},
             {u"cat.png"_s, QByteArray("\x89PNG\r\n\x1a\n\0\0\0", 11)},
             {u".gitattributes"_s, "*.safetensors filter=lfs diff=lfs merge=lfs -text\n"}});
        QCOMPARE(m_line->run({u"check"_s, u"ten"_s, u"--format"_s, u"json"_s}), 3);
        QStringList found;
        for (const QJsonValue &problem : m_line->json()["problems"_L1].toArray()) {
            const QJsonValue range = problem["range"_L1];
            found.append(u"%1:%2:%3-%4:%5 %6"_s.arg(problem["file"_L1].toString())
                             .arg(range["line"_L1].toInt())
                             .arg(range["column"_L1].toInt())
                             .arg(range["endLine"_L1].toInt())
                             .arg(range["endColumn"_L1].toInt())
                             .arg(problem["rule"_L1].toString()));
        }
        QCOMPARE(
            found,
            (QStringList{u"README.md:4:12-4:18 readme/color"_s, u"README.md:9:1-9:8 readme/unknown-key"_s,
                         u"README.md:10:20-10:84 readme/short-description"_s, u"app.py:4:10-4:47 secrets/hub-token"_s,
                         u"app.py:9:13-9:36 app/loopback"_s, u"app.py:9:38-9:48 app/share"_s,
                         u"cat.png:1:1-1:1 lfs/binary-file"_s, u"packages.txt:2:1-2:16 packages/retired"_s,
                         u"requirements.txt:2:1-2:11 requirements/no-such-version"_s,
                         u"requirements.txt:3:1-3:12 requirements/nested-file"_s}));
    }

    void offline_saysOnceThatItCouldNotLook()
    {
        make(u"talk"_s, "plain==1.9\nnowhere==1\n");
        QCOMPARE(m_line->run({u"check"_s, u"talk"_s, u"--offline"_s, u"--format"_s, u"json"_s}), 0);
        QCOMPARE(rules(), QStringList(u"requirements/not-looked-up"_s));
        QCOMPARE(m_server.requests().size(), 0);
        QVERIFY2(m_line->out().contains("--offline was given"_L1), qPrintable(m_line->out()));
    }

    void unreachableIndex_endsTheCheckAllTheSame()
    {
        QProcessEnvironment environment = m_server.environment();
        environment.insert(u"PIP_INDEX_URL"_s, u"http://127.0.0.1:1/simple"_s);
        m_line->setEnvironment(environment);
        make(u"talk"_s, "plain==1.9\n");
        QCOMPARE(m_line->run({u"check"_s, u"talk"_s, u"--format"_s, u"json"_s}), 0);
        QCOMPARE(rules(), QStringList(u"requirements/not-looked-up"_s));
    }

    void severalSpaces_areCheckedInTheOrderGiven()
    {
        make(u"one"_s, "plain==1.9\n");
        make(u"two"_s, "plain==1.10\n");
        make(u"three"_s, "plain=1.0\n");
        m_line->makeSpace(u"three/sub"_s, {{u"x.py"_s, "x = 1\n"}});
        // A file stands for its Space, and a Space is checked once.
        QCOMPARE(m_line->run({u"check"_s, u"three/sub/x.py"_s, u"two"_s, u"one/README.md"_s, u"one"_s}), 3);
        const QStringList lines = m_line->out().split(u'\n').filter(QRegularExpression(u"^\\w+/requirements.txt:"_s));
        QCOMPARE(lines.size(), 2);
        QVERIFY2(lines.at(0).startsWith("three/requirements.txt:1:1"_L1), qPrintable(m_line->out()));
        QVERIFY2(lines.at(1).startsWith("one/requirements.txt:1:1"_L1), qPrintable(m_line->out()));
        QCOMPARE(m_server.requests().size(), 2); // gradio and plain

        QCOMPARE(m_line->run({u"check"_s, u"one"_s, u"three"_s, u"--format"_s, u"json"_s}), 3);
        const QJsonArray spaces = m_line->json()["spaces"_L1].toArray();
        QCOMPARE(spaces.size(), 2);
        QCOMPARE(spaces.at(0)["folder"_L1].toString(), m_line->path(u"one"_s));
        QCOMPARE(spaces.at(1)["blocking"_L1].toInt(), 1);
        QCOMPARE(m_line->json()["blocking"_L1].toInt(), 1);
        QCOMPARE(m_line->run({u"check"_s, u"one"_s, u"three"_s, u"--format"_s, u"sarif"_s}), 3);
        QVERIFY(m_line->out().contains("three/requirements.txt"_L1));
    }

    void hostileNames_commandNoTerminal()
    {
        const QByteArray picture("\x89PNG\r\n\x1a\n\0\0\0", 11);
        m_line->makeSpace(u"bad"_s,
                          {{u"README.md"_s, gradioReadme("6.25.0")},
                           {u"app.py"_s, "import gradio\n"},
                           {u"a\033[31mred.png"_s, picture},
                           {u"b\n::error::forged.bin"_s, picture},
                           {u"::error::c.gif"_s, picture},
                           {u"requirements.txt"_s, "-r \033[31mmore\302\233.txt\n"}});
        const std::string unreadable = QFile::encodeName(m_line->path(u"bad"_s)).toStdString() + "/d\xff.jpg";
        std::ofstream(unreadable) << "x";
        // Qt cannot name it, so it would be left over.
        const auto removed = qScopeGuard([&unreadable] { std::remove(unreadable.c_str()); });
        for (const QString &format : {u"text"_s, u"github"_s}) {
            QCOMPARE(m_line->run({u"check"_s, u"bad"_s, u"--offline"_s, u"--format"_s, format}), 3);
            const QString out = m_line->out();
            QVERIFY2(!out.contains(QRegularExpression(u"[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f]"_s)), qPrintable(out));
            const QStringList lines = out.split(u'\n');
            QCOMPARE(lines.filter(QRegularExpression(u"^::error::"_s)), QStringList());
            if (format == "text"_L1) {
                QVERIFY2(out.contains("a?[31mred.png:1:1: "_L1), qPrintable(out));
                QVERIFY2(out.contains("b?::error::forged.bin:1:1: "_L1), qPrintable(out));
                QVERIFY2(out.contains("\n./::error::c.gif:1:1: "_L1), qPrintable(out));
                QVERIFY2(out.contains("    1 | -r ?[31mmore?.txt"_L1), qPrintable(out));
                QVERIFY2(out.contains(QRegularExpression(u"\nd\uFFFD\\.jpg:1:1: .*is not written as UTF-8"_s)),
                         qPrintable(out));
            }
        }
        QCOMPARE(m_line->run({u"check"_s, u"bad"_s, u"--offline"_s, u"--format"_s, u"json"_s}), 3);
        QVERIFY(rules().contains(u"files/awkward-name"_s));
    }

    void missingSpace_isSaid_andTheOthersAreChecked()
    {
        make(u"three"_s, "plain=1.0\n");
        QCOMPARE(m_line->run({u"check"_s, u"missing"_s, u"three"_s}), 1);
        QVERIFY(m_line->err().contains("missing"_L1));
        QVERIFY(m_line->out().contains("three/requirements.txt:1:1"_L1));
    }
};

QTEST_GUILESS_MAIN(CheckTest)
#include "tst_check.moc"
