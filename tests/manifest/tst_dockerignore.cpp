// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifest/dockerignore.h"
#include "support/testcase.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Manifest;

class DockerIgnoreTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void isInContext_data()
    {
        QTest::addColumn<QString>("rules");
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("isThere");
        const auto row = [](const char *name, const QString &rules, const QString &path, bool isThere) {
            QTest::newRow(name) << rules << path << isThere;
        };
        // The examples of Docker's own page.
        row("*/temp* is one folder down", u"*/temp*"_s, u"somedir/temporary.txt"_s, false);
        row("*/temp* is not two folders down", u"*/temp*"_s, u"a/b/temp"_s, true);
        row("*/*/temp* is", u"*/*/temp*"_s, u"somedir/subdir/temporary.txt"_s, false);
        row("temp? is one character more", u"temp?"_s, u"tempa"_s, false);
        row("temp? is not none", u"temp?"_s, u"temp"_s, true);
        row("**/*.go is everywhere", u"**/*.go"_s, u"a/b/c.go"_s, false);
        row("**/*.go is at the top too", u"**/*.go"_s, u"c.go"_s, false);
        row("an exception", u"*.md\n!README.md"_s, u"README.md"_s, true);
        row("an exception of that", u"*.md\n!README*.md\nREADME-secret.md"_s, u"README-secret.md"_s, false);
        row("the last word counts", u"*.md\nREADME-secret.md\n!README*.md"_s, u"README-secret.md"_s, true);
        // What is unlike .gitignore.
        row("a name is at the top only", u"foo"_s, u"a/foo"_s, true);
        row("a slash at the start changes nothing", u"/foo"_s, u"foo"_s, false);
        row("a slash at the end changes nothing", u"foo/"_s, u"foo"_s, false);
        row("a folder takes along what is in it", u"foo"_s, u"foo/bar/x"_s, false);
        row("but can be brought back in part", u"foo\n!foo/bar"_s, u"foo/bar/x"_s, true);
        row("* is everything", u"*"_s, u"a/b"_s, false);
        row("all but one", u"*\n!app.py"_s, u"app.py"_s, true);
        row("a comment", u"#a"_s, u"#a"_s, true);
        row("blanks around", u"  foo \r"_s, u"foo"_s, false);
        row("a blank after !", u"*\n! app.py"_s, u"app.py"_s, true);
        row("dots are plain", u"a.b"_s, u"aXb"_s, true);
        row("a way around is cleaned", u"./a/../foo"_s, u"foo"_s, false);
        row("a set", u"[ab].py"_s, u"a.py"_s, false);
        row("a negated set", u"[^a].py"_s, u"a.py"_s, true);
        row("! does not negate a set", u"[!a].py"_s, u"a.py"_s, false);
        row("an escape", u"\\*.py"_s, u"*.py"_s, false);
        row("an escape is no star", u"\\*.py"_s, u"a.py"_s, true);
        row("a pattern that is broken", u"[a"_s, u"a"_s, true);
        row("nothing", QString(), u"a"_s, true);
    }
    void isInContext()
    {
        QFETCH(QString, rules);
        QFETCH(QString, path);
        QTEST(DockerIgnore(rules).isInContext(path), "isThere");
    }
};

QTEST_GUILESS_MAIN(DockerIgnoreTest)
#include "tst_dockerignore.moc"
