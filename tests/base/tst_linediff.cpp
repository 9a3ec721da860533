// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/linediff.h"
#include "support/testcase.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;

class LineDiffTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Spacewright::Testing::cleanRoom(); }
    void diff_data();
    void diff();
    void veryDifferentTexts_areOneBlock();
};

void LineDiffTest::diff_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("hunks");
    // The hunks are those of GNU diff -u, but that a count of one is written too.
    const QString noEnd = u"\\ No newline at end of file\n"_s;
    QTest::newRow("nothing changed") << u"a\nb\n"_s << u"a\nb\n"_s << QString();
    QTest::newRow("one line changed") << u"a\nb\nc\n"_s << u"a\nx\nc\n"_s << u"@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n"_s;
    QTest::newRow("carriage returns") << u"a\r\nb\r\n"_s << u"a\r\nx\r\n"_s << u"@@ -1,2 +1,2 @@\n a\r\n-b\r\n+x\r\n"_s;
    QTest::newRow("a line added at the end")
        << u"1\n2\n3\n4\n5\n"_s << u"1\n2\n3\n4\n5\n6\n"_s << u"@@ -3,3 +3,4 @@\n 3\n 4\n 5\n+6\n"_s;
    QTest::newRow("a line end added") << u"a"_s << u"a\n"_s << u"@@ -1,1 +1,1 @@\n-a\n"_s + noEnd + u"+a\n"_s;
    QTest::newRow("no line end, before and after")
        << u"1\n2"_s << u"x\n2"_s << u"@@ -1,2 +1,2 @@\n-1\n+x\n 2\n"_s + noEnd;
    QTest::newRow("a new text") << QString() << u"a\nb\n"_s << u"@@ -0,0 +1,2 @@\n+a\n+b\n"_s;
    QTest::newRow("nothing is left") << u"a\n"_s << QString() << u"@@ -1,1 +0,0 @@\n-a\n"_s;
    QTest::newRow("a line removed at the start")
        << u"1\n2\n3\n4\n5\n"_s << u"2\n3\n4\n5\n"_s << u"@@ -1,4 +1,3 @@\n-1\n 2\n 3\n 4\n"_s;
    QTest::newRow("far changes are two hunks")
        << u"a\n1\n2\n3\n4\n5\n6\n7\n8\nb\n"_s << u"A\n1\n2\n3\n4\n5\n6\n7\n8\nB\n"_s
        << u"@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -7,4 +7,4 @@\n 6\n 7\n 8\n-b\n+B\n"_s;
    QTest::newRow("near changes are one")
        << u"a\n1\n2\n3\nb\n"_s << u"A\n1\n2\n3\nB\n"_s << u"@@ -1,5 +1,5 @@\n-a\n+A\n 1\n 2\n 3\n-b\n+B\n"_s;
}

void LineDiffTest::diff()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(QString, hunks);
    QCOMPARE(unifiedDiff(before, after, u"a"_s, u"b"_s), hunks.isEmpty() ? hunks : u"--- a\n+++ b\n"_s + hunks);
}

void LineDiffTest::veryDifferentTexts_areOneBlock()
{
    QStringList before;
    QStringList after;
    for (int i = 0; i < 3'000; ++i) {
        before.append(u"old %1"_s.arg(i));
        after.append(u"new %1"_s.arg(i));
    }
    const QString diff = unifiedDiff(before.join(u'\n'), after.join(u'\n'), u"a"_s, u"b"_s);
    QCOMPARE(diff.count(u"\n-old"_s), 3'000);
    QCOMPARE(diff.count(u"\n+new"_s), 3'000);
    QCOMPARE(diff.count(u"\n@@ "_s), 1);
}

QTEST_GUILESS_MAIN(LineDiffTest)
#include "tst_linediff.moc"
