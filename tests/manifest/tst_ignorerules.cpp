// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "globs.h"
#include "manifest/ignorerules.h"
#include "support/git.h"
#include "support/spacefolder.h"
#include "support/testcase.h"

#include <QDir>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace Spacewright::Manifest;

class IgnoreRulesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Spacewright::Testing::cleanRoom(); }
    void isIgnored_data();
    void isIgnored();
    void forFolder_innerRulesWinOverOuterOnes();
    void rules_areThoseOfGit();
};

void IgnoreRulesTest::isIgnored_data()
{
    QTest::addColumn<QString>("rules");
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("isFolder");
    QTest::addColumn<bool>("ignored");
    QTest::newRow("a name matches in any folder") << u"notes"_s << u"a/b/notes"_s << true << true;
    QTest::newRow("a name matches only as a whole") << u"notes"_s << u"notes.py"_s << false << false;
    QTest::newRow("a slash at the end means folders") << u"notes/"_s << u"notes"_s << false << false;
    QTest::newRow("a slash at the end matches a folder") << u"notes/"_s << u"notes"_s << true << true;
    QTest::newRow("a slash at the start anchors") << u"/build"_s << u"src/build"_s << true << false;
    QTest::newRow("a slash in the middle anchors") << u"a/b"_s << u"x/a/b"_s << false << false;
    QTest::newRow("a star stays within a name") << u"a/*.py"_s << u"a/b/c.py"_s << false << false;
    QTest::newRow("a star matches suffixes") << u"*.pyc"_s << u"x/y.pyc"_s << false << true;
    QTest::newRow("two stars cross folders") << u"a/**/z"_s << u"a/b/c/z"_s << false << true;
    QTest::newRow("two stars match no folder too") << u"a/**/z"_s << u"a/z"_s << false << true;
    QTest::newRow("a set matches one character") << u"*.py[co]"_s << u"m.pyo"_s << false << true;
    QTest::newRow("a negated set does not") << u"v[!0-9]"_s << u"v1"_s << false << false;
    QTest::newRow("a later negation wins") << u"*.log\n!keep.log"_s << u"keep.log"_s << false << false;
    QTest::newRow("a comment is no rule") << u"#app.py"_s << u"#app.py"_s << false << false;
    QTest::newRow("an escaped hash is") << u"\\#app.py"_s << u"#app.py"_s << false << true;
    QTest::newRow("carriage returns are not part of it") << u"dist\r\n"_s << u"dist"_s << true << true;
    QTest::newRow("spaces at the end are not either") << u"dist  "_s << u"dist"_s << true << true;
    QTest::newRow("dots are plain") << u"a.b"_s << u"aXb"_s << false << false;
    QTest::newRow("an open bracket alone matches nothing") << u"a[b"_s << u"a[b"_s << false << false;
}

void IgnoreRulesTest::isIgnored()
{
    QFETCH(QString, rules);
    QFETCH(QString, path);
    QFETCH(bool, isFolder);
    IgnoreRules subject;
    subject.add(rules);
    QTEST(subject.isIgnored(path, isFolder), "ignored");
}

void IgnoreRulesTest::forFolder_innerRulesWinOverOuterOnes()
{
    QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath(u"data/raw"_s));
    const auto write = [&](const QString &name, const QByteArray &content) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    };
    write(u".gitignore"_s, "*.csv\n");
    write(u"data/.gitignore"_s, "!kept.csv\n/raw/lost.txt\n");
    const IgnoreRules rules = IgnoreRules::forFolder(folder.path(), u"data/raw"_s);
    QVERIFY(rules.isIgnored(u"data/raw/a.csv"_s, false));
    QVERIFY(!rules.isIgnored(u"data/raw/kept.csv"_s, false));
    QVERIFY(rules.isIgnored(u"data/raw/lost.txt"_s, false));
    QVERIFY(!rules.isIgnored(u"raw/lost.txt"_s, false));
}

/// Whatever is written there, git leaves out the same files.
void IgnoreRulesTest::rules_areThoseOfGit()
{
    using namespace Spacewright;
    const Testing::SpaceFolder folder;
    QVERIFY_RESULT(Testing::git(folder.path(), {u"init"_s, u"--quiet"_s}));
    QRandomGenerator random(4);
    for (int round = 0; round < 100; ++round) {
        QString text;
        for (int count = random.bounded(1, 6); count > 0; --count) {
            text += (random.bounded(4) ? u""_s : u"!"_s) + Testing::someGlob(random);
            text += QStringList{u"\n"_s, u"\n"_s, u"/\n"_s, u" \n"_s, u"\\ \n"_s, u"\r\n"_s}.at(random.bounded(6));
        }
        QVERIFY(folder.write(u".gitignore"_s, text.toUtf8()));
        IgnoreRules rules;
        rules.add(text);
        QStringList ours;
        QByteArray input;
        for (int i = 0; i < 40; ++i) {
            const QString path = Testing::somePath(random);
            input += path.toUtf8() + '\0';
            if (rules.isFileLeftOut(path))
                ours += path;
        }
        const auto printed =
            Testing::git(folder.path(), {u"check-ignore"_s, u"-z"_s, u"--no-index"_s, u"--stdin"_s}, input);
        QVERIFY_RESULT(printed);
        const QStringList theirs = QString::fromUtf8(*printed).split(QChar::Null, Qt::SkipEmptyParts);
        if (ours != theirs)
            qInfo().noquote() << text;
        QCOMPARE(ours, theirs);
    }
}

QTEST_GUILESS_MAIN(IgnoreRulesTest)
#include "tst_ignorerules.moc"
