// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomicfile.h"
#include "manifest/spacemanifest.h"
#include "support/spacefolder.h"
#include "support/testcase.h"
#include "workspace/templates.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Workspace;
using Testing::SpaceFolder;

namespace {

bool makeTemplate(const SpaceFolder &folder)
{
    return folder.write(u"hello/README.md"_s, "---\ntitle: Hello # change me\nemoji: 👋\nsdk: gradio\n---\n# Text\n")
        && folder.write(u"hello/app.py"_s, "print(1)\n") && folder.write(u"hello/.gitignore"_s, "*.pyc\n")
        && folder.write(u"hello/src/a.py"_s, "") && folder.write(u"hello/__pycache__/a.pyc"_s, "x");
}

} // namespace

class TemplatesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void list_readsEachReadme()
    {
        const SpaceFolder folder;
        QVERIFY(makeTemplate(folder));
        QVERIFY(folder.write(u"broken/README.md"_s, "nothing"));
        QVERIFY(folder.write(u"empty/x"_s, ""));
        const QList<Template> templates = listTemplates(folder.path());
        QCOMPARE(templates.size(), 1);
        QCOMPARE(templates.constFirst().id, u"hello"_s);
        QCOMPARE(templates.constFirst().title, u"Hello"_s);
        QCOMPARE(templates.constFirst().sdk, u"gradio"_s);
    }

    void newSpace_isACopyWithItsOwnTitle()
    {
        const SpaceFolder folder;
        const SpaceFolder target;
        QVERIFY(makeTemplate(folder));
        const auto made =
            createFromTemplate(folder.path(u"hello"_s), target.path(u"deep/my-space"_s), u"My: \"Space\""_s);
        QVERIFY_RESULT(made);
        QCOMPARE(*readFile(*made + "/README.md"_L1),
                 QByteArray("---\ntitle: \"My: \\\"Space\\\"\" # change me\nemoji: 👋\nsdk: gradio\n---\n# Text\n"));
        QCOMPARE(Manifest::readManifest(*Manifest::readSnapshot(*made)).title->value, u"My: \"Space\""_s);
        QVERIFY(QFile::exists(*made + "/.gitignore"_L1));
        QVERIFY(QFile::exists(*made + "/src/a.py"_L1));
        QVERIFY(!QFile::exists(*made + "/__pycache__"_L1));
        QCOMPARE(QDir(target.path(u"deep"_s)).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList({u"my-space"_s}));
    }

    void emptyFolder_isFilled()
    {
        const SpaceFolder folder;
        const SpaceFolder target;
        QVERIFY(makeTemplate(folder));
        const auto made = createFromTemplate(folder.path(u"hello"_s), target.path());
        QVERIFY_RESULT(made);
        QVERIFY(QFile::exists(target.path(u"app.py"_s)));
    }

    void folderWithSomething_isLeftAlone()
    {
        const SpaceFolder folder;
        const SpaceFolder target;
        QVERIFY(makeTemplate(folder));
        QVERIFY(target.write(u".hidden"_s, "mine"));
        const auto made = createFromTemplate(folder.path(u"hello"_s), target.path());
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::Conflict);
        QVERIFY(!QFile::exists(target.path(u"app.py"_s)));
        QCOMPARE(*readFile(target.path(u".hidden"_s)), QByteArray("mine"));
    }

    void unknownTemplate_isAnError()
    {
        const SpaceFolder target;
        const auto made = createFromTemplate(u"/nonexistent"_s, target.path(u"x"_s));
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::NotFound);
        QVERIFY(!QFile::exists(target.path(u"x"_s)));
    }

    void links_areNotCopied()
    {
        const SpaceFolder folder;
        const SpaceFolder target;
        QVERIFY(makeTemplate(folder));
        QVERIFY(folder.link(u"hello/secret"_s, u"/etc/passwd"_s));
        const auto made = createFromTemplate(folder.path(u"hello"_s), target.path(u"x"_s));
        QVERIFY_RESULT(made);
        QVERIFY(!QFileInfo(*made + "/secret"_L1).isSymLink() && !QFile::exists(*made + "/secret"_L1));
    }

    void title_isTheOnlyChange_data()
    {
        QTest::addColumn<QString>("readme");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("changed");
        QTest::newRow("plain words") << u"---\ntitle: a\nsdk: static\n---\n"_s << u"My Space"_s
                                     << u"---\ntitle: My Space\nsdk: static\n---\n"_s;
        QTest::newRow("a word that YAML reads")
            << u"---\ntitle: a\nsdk: static\n---\n"_s << u"true"_s << u"---\ntitle: \"true\"\nsdk: static\n---\n"_s;
        QTest::newRow("a number") << u"---\ntitle: 'a'\nsdk: static\n---\n"_s << u"2048"_s
                                  << u"---\ntitle: \"2048\"\nsdk: static\n---\n"_s;
        QTest::newRow("no title yet") << u"---\r\nsdk: static\r\n---\r\n"_s << u"My Space"_s
                                      << u"---\r\ntitle: My Space\r\nsdk: static\r\n---\r\n"_s;
        QTest::newRow("no header") << u"# x\n"_s << u"My Space"_s << u"# x\n"_s;
    }
    void title_isTheOnlyChange()
    {
        QFETCH(QString, readme);
        QFETCH(QString, title);
        QTEST(withTitle(readme, title), "changed");
    }
};

QTEST_GUILESS_MAIN(TemplatesTest)
#include "tst_templates.moc"
