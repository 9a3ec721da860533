// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/pythonsource.h"
#include "support/testcase.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Check;

class PythonSourceTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void tokens_areThoseOfPython_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QStringList>("tokens");
        QTest::newRow("a call") << u"a.b(1.5, x)"_s
                                << QStringList{u"a"_s, u"."_s, u"b"_s, u"("_s, u"1.5"_s, u","_s, u"x"_s, u")"_s};
        QTest::newRow("a comment") << u"a # b 'c'\nd"_s << QStringList{u"a"_s, u"d"_s};
        QTest::newRow("strings") << u"'a\\'b' \"c\" rb'd' f\"{e}\""_s
                                 << QStringList{u"'a\\'b'"_s, u"\"c\""_s, u"rb'd'"_s, u"f\"{e}\""_s};
        QTest::newRow("a long string") << u"'''a\n'b' \"'''c"_s << QStringList{u"'''a\n'b' \"'''"_s, u"c"_s};
        QTest::newRow("an open string ends with its line") << u"'a\nb"_s << QStringList{u"'a"_s, u"b"_s};
        QTest::newRow("an open long string") << u"\"\"\"a\nb"_s << QStringList{u"\"\"\"a\nb"_s};
        QTest::newRow("other letters") << u"größe = 木"_s << QStringList{u"größe"_s, u"="_s, u"木"_s};
        QTest::newRow("a line that goes on") << u"a \\\n + b"_s << QStringList{u"a"_s, u"+"_s, u"b"_s};
        QTest::newRow("nothing") << QString() << QStringList();
        QTest::newRow("a quote at the end") << u"a '"_s << QStringList{u"a"_s, u"'"_s};
        QTest::newRow("a backslash at the end") << u"'a\\"_s << QStringList{u"'a\\"_s};
    }
    void tokens_areThoseOfPython()
    {
        QFETCH(QString, source);
        const PythonSource python(source);
        QStringList found;
        for (const PythonToken &token : python.tokens())
            found += python.text(token).toString();
        QTEST(found, "tokens");
    }

    void keywordArguments_areThoseOfTheCall_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("one") << u"demo.launch(share=True)"_s << QStringList{u"share=True"_s};
        QTest::newRow("over lines") << u"launch(\n  a=1,\n  b = f(x, c=2),\n)"_s
                                    << QStringList{u"a=1"_s, u"b=f(x, c=2)"_s};
        QTest::newRow("positional, comparison") << u"launch(x, y == 2, z[1:2])"_s << QStringList();
        QTest::newRow("its definition is no call") << u"def launch(share=True): ..."_s << QStringList();
        QTest::newRow("anything may be in **") << u"launch(share=True, **more)"_s << QStringList();
        QTest::newRow("another function") << u"relaunch(share=True); run.launcher(a=1)"_s << QStringList();
        QTest::newRow("two calls") << u"launch(a=1)\nlaunch(b=2)"_s << QStringList{u"a=1"_s, u"b=2"_s};
        QTest::newRow("an open call") << u"launch(a=1"_s << QStringList{u"a=1"_s};
        QTest::newRow("an empty call") << u"launch()"_s << QStringList();
    }
    void keywordArguments_areThoseOfTheCall()
    {
        QFETCH(QString, source);
        QStringList found;
        for (const PythonArgument &argument : PythonSource(source).keywordArguments(u"launch"))
            found += QString(argument.name + u'=' + argument.value);
        QTEST(found, "arguments");
    }

    void imports_areThoseAtTheLeftEdge_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QStringList>("modules");
        QTest::newRow("one") << u"import os"_s << QStringList{u"os"_s};
        QTest::newRow("several") << u"import os.path as p, sys\nfrom a.b import (c,\n d)\n"_s
                                 << QStringList{u"os"_s, u"sys"_s, u"a"_s};
        QTest::newRow("relative") << u"from . import a\nfrom .b import c"_s << QStringList();
        QTest::newRow("indented") << u"try:\n    import a\nexcept ImportError:\n    a = None"_s << QStringList();
        QTest::newRow("in a text") << u"'''\nimport a\n'''\nimport b"_s << QStringList{u"b"_s};
    }
    void imports_areThoseAtTheLeftEdge()
    {
        QFETCH(QString, source);
        QStringList found;
        for (const PythonImport &import : PythonSource(source).imports())
            found += import.module;
        QTEST(found, "modules");
    }

    void plainString_isWhatALiteralSays_data()
    {
        QTest::addColumn<QString>("literal");
        QTest::addColumn<QString>("text");
        QTest::newRow("single") << u"'a'"_s << u"a"_s;
        QTest::newRow("double") << u"\"a b\""_s << u"a b"_s;
        QTest::newRow("long") << u"'''a'''"_s << u"a"_s;
        QTest::newRow("raw") << u"r'a'"_s << u"a"_s;
        QTest::newRow("empty") << u"''"_s << u""_s;
        QTest::newRow("a placeholder") << u"f'{a}'"_s << QString();
        QTest::newRow("an escape") << u"'a\\n'"_s << QString();
        QTest::newRow("two") << u"'a' + 'b'"_s << QString();
        QTest::newRow("open") << u"'a"_s << QString();
        QTest::newRow("a name") << u"HOST"_s << QString();
        QTest::newRow("nothing") << QString() << QString();
    }
    void plainString_isWhatALiteralSays()
    {
        QFETCH(QString, literal);
        QFETCH(QString, text);
        QCOMPARE(plainString(literal), text);
        QCOMPARE(plainString(literal).isNull(), text.isNull());
    }
};

QTEST_GUILESS_MAIN(PythonSourceTest)
#include "tst_pythonsource.moc"
