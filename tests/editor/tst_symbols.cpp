// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/symbols.h"
#include "support/testcase.h"

using namespace Qt::StringLiterals;
using namespace Spacewright::Ui;

class SymbolsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Spacewright::Testing::cleanRoom(); }
    void outline_data();
    void outline();
    void around_namesTheNestedOnes();
    void around_data();
    void around();
};

namespace {
/// "class A 0-3; function f 1-2 >1": kind, name, lines, depth.
QString written(const QList<Symbol> &symbols)
{
    QStringList parts;
    for (const Symbol &symbol : symbols) {
        const QString kind = symbol.kind == Symbol::Kind::Class ? u"class"_s
            : symbol.kind == Symbol::Kind::Function             ? u"def"_s
                                                                : u"#"_s;
        parts.append(
            u"%1 %2 %3-%4 >%5"_s.arg(kind, symbol.name).arg(symbol.line).arg(symbol.endLine).arg(symbol.depth));
    }
    return parts.join(u"; "_s);
}
} // namespace

void SymbolsTest::outline_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("symbols");
    QTest::newRow("a function ends at the next statement")
        << u"a.py"_s << u"def f():\n    x = 1\n\n\ny = 2\n"_s << u"def f 0-1 >0"_s;
    QTest::newRow("a method is below its class")
        << u"a.py"_s << u"class A:\n    async def f(self):\n        pass\n"_s << u"class A 0-2 >0; def f 1-2 >1"_s;
    QTest::newRow("a string is no code") << u"a.py"_s << u"\"\"\"\ndef no(): pass\n\"\"\"\ndef yes(): pass\n"_s
                                         << u"def yes 3-3 >0"_s;
    QTest::newRow("a string at the margin does not end a function")
        << u"a.py"_s << u"def f():\n    s = '''\nat the margin\n'''\n    return s\n"_s << u"def f 0-4 >0"_s;
    QTest::newRow("a quote in a comment opens nothing")
        << u"a.py"_s << u"# it's \"\"\"\ndef f(): pass\n"_s << u"def f 1-1 >0"_s;
    QTest::newRow("a bracket at the margin belongs to the function")
        << u"a.py"_s << u"def f():\n    g(\n)\n    h()\n"_s << u"def f 0-3 >0"_s;
    QTest::newRow("half-typed code gives what is there")
        << u"a.py"_s << u"class \ndef f(\n  x = '\ndef g"_s << u"def f 1-2 >0; def g 3-3 >0"_s;
    QTest::newRow("names of any script") << u"a.py"_s << u"def größe(): pass"_s << u"def größe 0-0 >0"_s;
    QTest::newRow("headings nest by level")
        << u"README.md"_s << u"# A\ntext\n## B\n# C\n"_s << u"# A 0-2 >0; # B 2-2 >1; # C 3-4 >0"_s;
    QTest::newRow("the header of a Space is no heading")
        << u"README.md"_s << u"---\ntitle: x\n# no\n---\n# A"_s << u"# A 4-4 >0"_s;
    QTest::newRow("code in Markdown has no headings")
        << u"README.md"_s << u"```sh\n# no\n```\n# A ##\n"_s << u"# A 3-4 >0"_s;
    QTest::newRow("other files have none") << u"a.txt"_s << u"def f(): pass"_s << QString();
    QTest::newRow("an empty file has none") << u"a.py"_s << QString() << QString();
}

void SymbolsTest::outline()
{
    QFETCH(QString, file);
    QFETCH(QString, text);
    QTEST(written(symbolsIn(text, file)), "symbols");
}

void SymbolsTest::around_namesTheNestedOnes()
{
    const auto symbols = symbolsIn(u"class A:\n    def f(self):\n        pass\n    x = 1\n"_s, u"a.py"_s);
    QCOMPARE(symbolsAround(symbols, 2).size(), 2);
    QCOMPARE(symbolsAround(symbols, 2).last().name, u"f"_s);
    QCOMPARE(symbolsAround(symbols, 3).size(), 1);
}

void SymbolsTest::around_data()
{
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("count");
    QTest::newRow("before it") << 0 << 0;
    QTest::newRow("on it") << 1 << 1;
    QTest::newRow("after it") << 3 << 0;
}

void SymbolsTest::around()
{
    QFETCH(int, line);
    QTEST(static_cast<int>(symbolsAround(symbolsIn(u"x = 1\ndef f():\n    pass\ny = 1\n"_s, u"a.py"_s), line).size()),
          "count");
}

QTEST_GUILESS_MAIN(SymbolsTest)
#include "tst_symbols.moc"
