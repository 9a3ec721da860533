// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifest/yaml.h"
#include "support/testcase.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Manifest;

namespace {

YamlDocument read(const QString &text)
{
    return readYaml(TextIndex(text), 0, text.size());
}

QString kindName(YamlNode::Kind kind)
{
    static const QStringList Names{u"null"_s, u"bool"_s, u"int"_s, u"float"_s, u"string"_s, u"list"_s, u"map"_s};
    return Names.at(int(kind));
}

} // namespace

class YamlTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void scalars_areReadAsYaml12_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("printed");
        QTest::newRow("bare 5.10 is a number") << u"5.10"_s << u"float"_s << u"5.1"_s;
        QTest::newRow("bare 3.10 is a number") << u"3.10"_s << u"float"_s << u"3.1"_s;
        QTest::newRow("quoted 5.10 is text") << u"\"5.10\""_s << u"string"_s << u"5.10"_s;
        QTest::newRow("single quotes too") << u"'3.10'"_s << u"string"_s << u"3.10"_s;
        QTest::newRow("three numbers are text") << u"5.10.0"_s << u"string"_s << u"5.10.0"_s;
        QTest::newRow("4.0 prints as JavaScript does") << u"4.0"_s << u"float"_s << u"4"_s;
        QTest::newRow("yes is text") << u"yes"_s << u"string"_s << u"yes"_s;
        QTest::newRow("TRUE is true") << u"TRUE"_s << u"bool"_s << u"true"_s;
        QTest::newRow("nothing is null") << QString() << u"null"_s << u"null"_s;
        QTest::newRow("whole number") << u"7860"_s << u"int"_s << u"7860"_s;
        QTest::newRow("leading zero stays decimal") << u"010"_s << u"int"_s << u"10"_s;
        QTest::newRow("hexadecimal") << u"0x1F"_s << u"int"_s << u"31"_s;
        QTest::newRow("octal") << u"0o17"_s << u"int"_s << u"15"_s;
        QTest::newRow("exponent") << u"1e3"_s << u"float"_s << u"1000"_s;
        QTest::newRow("a lone dash and word") << u"-x"_s << u"string"_s << u"-x"_s;
        QTest::newRow("emoji") << u"🚀"_s << u"string"_s << u"🚀"_s;
        QTest::newRow("tag makes text") << u"!!str 3.10"_s << u"string"_s << u"3.10"_s;
    }
    void scalars_areReadAsYaml12()
    {
        QFETCH(QString, written);
        QFETCH(QString, kind);
        QFETCH(QString, printed);
        const YamlDocument document = read(u"key: %1\n"_s.arg(written));
        QVERIFY2(!document.error, qPrintable(document.error ? document.error->words : QString()));
        const YamlPair *pair = document.root.find(u"key");
        QVERIFY(pair);
        QCOMPARE(kindName(pair->value.kind), kind);
        QCOMPARE(pair->value.printed(), printed);
    }

    void ranges_coverExactlyWhatIsWritten_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("keyText");
        QTest::addColumn<QString>("valueText");
        QTest::newRow("plain") << u"sdk: gradio\n"_s << u"sdk"_s << u"gradio"_s;
        QTest::newRow("double quotes") << u"sdk: \"gradio\"\n"_s << u"sdk"_s << u"\"gradio\""_s;
        QTest::newRow("single quotes") << u"sdk: 'gradio'  # note\n"_s << u"sdk"_s << u"'gradio'"_s;
        QTest::newRow("quoted key") << u"\"sdk\": gradio\n"_s << u"\"sdk\""_s << u"gradio"_s;
        QTest::newRow("behind an emoji") << u"a: 🚀🚀\nb: {sdk: gradio}\n"_s << u"b"_s << u"{sdk: gradio}"_s;
        QTest::newRow("emoji before it on the line") << u"{🚀: 1, sdk: gradio}\n"_s << u"sdk"_s << u"gradio"_s;
        QTest::newRow("CRLF") << u"x: 1\r\nsdk: gradio\r\n"_s << u"sdk"_s << u"gradio"_s;
        QTest::newRow("umlaut") << u"title: Größe\nsdk: gradio\n"_s << u"sdk"_s << u"gradio"_s;
        QTest::newRow("empty quotes") << u"sdk: \"\"\n"_s << u"sdk"_s << u"\"\""_s;
        QTest::newRow("escaped quote at the end") << u"sdk: \"a\\\"\"\n"_s << u"sdk"_s << u"\"a\\\"\""_s;
        QTest::newRow("flow list") << u"tags: [a, b]\n"_s << u"tags"_s << u"[a, b]"_s;
        QTest::newRow("words") << u"title: My first Space\n"_s << u"title"_s << u"My first Space"_s;
    }
    void ranges_coverExactlyWhatIsWritten()
    {
        QFETCH(QString, text);
        QFETCH(QString, keyText);
        QFETCH(QString, valueText);
        const TextIndex index(text);
        const YamlDocument document = readYaml(index, 0, text.size());
        QVERIFY2(!document.error, qPrintable(document.error ? document.error->words : QString()));
        const YamlPair &pair = document.root.pairs.constLast();
        QCOMPARE(textAt(index, pair.keyRange), keyText);
        QCOMPARE(textAt(index, pair.value.range), valueText);
    }

    void errors_haveAPlaceAndKeepWhatCameBefore_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("line");
        QTest::newRow("colon inside a plain value") << u"sdk: gradio\ntitle: a: b\n"_s << 1;
        QTest::newRow("open bracket") << u"sdk: gradio\ntags: [a, b\n"_s << 2;
        QTest::newRow("open quote") << u"sdk: gradio\ntitle: \"abc\n"_s << 1;
        QTest::newRow("tab as indentation") << u"sdk: gradio\ntags:\n\t- a\n"_s << 2;
        QTest::newRow("wrong indentation") << u"sdk: gradio\n  title: x\n"_s << 0;
        QTest::newRow("text without a colon") << u"sdk: gradio\nhello\n"_s << 1;
        QTest::newRow("unknown alias") << u"sdk: gradio\nb: *nobody\n"_s << 1;
        QTest::newRow("reserved character") << u"sdk: gradio\nb: @name\n"_s << 1;
        QTest::newRow("second document") << u"sdk: gradio\n--- \na: b\n"_s << 1;
    }
    void errors_haveAPlaceAndKeepWhatCameBefore()
    {
        QFETCH(QString, text);
        QFETCH(int, line);
        const YamlDocument document = read(text);
        QVERIFY(document.error);
        QVERIFY(!document.error->words.isEmpty());
        const QString seen = u"%1 at %2:%3-%4:%5"_s.arg(document.error->words)
                                 .arg(document.error->range.line)
                                 .arg(document.error->range.column)
                                 .arg(document.error->range.endLine)
                                 .arg(document.error->range.endColumn);
        QVERIFY2(document.error->range.line == line, qPrintable(seen));
    }

    void keysBelowAnError_areReadAllTheSame_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("keys");
        QTest::addColumn<int>("line");
        QTest::newRow("a second colon") << u"title: A: B\ncolorFrom: grey\nsdk: gradio\n"_s
                                        << QStringList{u"colorFrom"_s, u"sdk"_s} << 0;
        QTest::newRow("in the middle") << u"a: 1\ntitle: A: B\nsdk: gradio\n"_s << QStringList{u"a"_s, u"sdk"_s} << 1;
        QTest::newRow("a bracket") << u"models: [a, b\nsdk: gradio\napp_port: 1\n"_s
                                   << QStringList{u"sdk"_s, u"app_port"_s} << -1;
        QTest::newRow("a quote") << u"a: 1\ntitle: \"Whisper\nsdk: gradio\n"_s << QStringList{u"a"_s, u"sdk"_s} << -1;
        QTest::newRow("two of them") << u"a: b: c\nx: 1\nd: e: f\ny: 2\n"_s << QStringList{u"x"_s, u"y"_s} << 0;
        QTest::newRow("a tab") << u"a:\n\tb: 1\nx: 2\n"_s << QStringList{u"x"_s} << -1;
        QTest::newRow("an alias of nothing") << u"a: *none\nx: 1\n"_s << QStringList{u"x"_s} << 0;
    }
    void keysBelowAnError_areReadAllTheSame()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, keys);
        QFETCH(int, line);
        const YamlDocument document = read(text);
        QVERIFY(document.error);
        if (line >= 0)
            QCOMPARE(document.error->range.line, line);
        for (const QString &key : std::as_const(keys)) {
            const YamlPair *pair = document.root.find(key);
            QVERIFY2(pair, qPrintable(key));
            QCOMPARE(text.split(u'\n').at(pair->keyRange.line).left(key.size()), key);
            QVERIFY(pair->value.isScalar() && !pair->value.text.isEmpty());
        }
    }

    void errorsWithoutEnd_areGivenUp()
    {
        const YamlDocument document = read(u"a: b: c\n"_s.repeated(100'000));
        QVERIFY(document.error);
        QCOMPARE(document.error->range.line, 0);
    }

    void controlCharacters_areRefusedWhereTheHubRefusesThem_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("words");
        const QString null = u"null byte is not allowed in input"_s;
        const QString plain = u"the stream contains non-printable characters"_s;
        const QString quoted = u"expected valid JSON character"_s;
        const QString bell(QChar(7));
        const QString del(QChar(0x7f));
        const QString nextLine(QChar(0x85));
        QTest::newRow("NUL") << u"a"_s + QChar() + u"b"_s << null;
        QTest::newRow("NUL in quotes") << u"\"a"_s + QChar() + u"b\""_s << null;
        QTest::newRow("NUL in a comment") << u"a # "_s + QChar() << null;
        QTest::newRow("bell") << u"a"_s + bell << plain;
        QTest::newRow("bell in quotes") << u"\"a"_s + bell + u"\""_s << quoted;
        QTest::newRow("bell in a block") << u"|\n  a"_s + bell + u'\n' << plain;
        QTest::newRow("bell as an escape") << u"\"a\\x07\""_s << QString();
        QTest::newRow("bell in a comment") << u"a # "_s + bell << QString();
        QTest::newRow("delete") << u"a"_s + del << plain;
        QTest::newRow("delete in quotes") << u"'a"_s + del + u'\'' << QString();
        QTest::newRow("next line") << u"a"_s + nextLine + u"b"_s << QString();
        QTest::newRow("tab in quotes") << u"\"a\tb\""_s << QString();
    }
    void controlCharacters_areRefusedWhereTheHubRefusesThem()
    {
        QFETCH(QString, value);
        QFETCH(QString, words);
        const YamlDocument document = read(u"sdk: gradio\nb: "_s + value + u"\nc: 1\n"_s);
        QCOMPARE(document.error ? document.error->words : QString(), words);
        if (document.error) {
            const QChar bad = value.contains(QChar()) ? QChar() : value.contains(QChar(7)) ? QChar(7) : QChar(0x7f);
            const int line = value.contains(u'\n') ? 2 : 1;
            const int column = int(value.indexOf(bad)) + (line == 1 ? 3 : -int(value.indexOf(u'\n')) - 1);
            QCOMPARE(document.error->range, (TextRange{line, column, line, column + 1}));
        }
        QCOMPARE(document.root.pairs.size(), 3); // what stands behind it is read too
        QCOMPARE(document.root.find(u"c")->value.printed(), u"1"_s);
    }

    void aliases_shareWhatTheyPointTo()
    {
        const YamlDocument document = read(u"a: &x [1, 2]\nb: *x\n"_s);
        QVERIFY(!document.error);
        const YamlPair *b = document.root.find(u"b");
        QCOMPARE(b->value.items.size(), 2);
        QCOMPARE(b->value.range.line, 1);
    }

    void aliasBomb_endsInALimit()
    {
        QString text = u"a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"_s;
        for (int i = 1; i < 30; ++i)
            text += u"a%1: &a%1 [*a%2, *a%2, *a%2, *a%2, *a%2, *a%2, *a%2, *a%2, *a%2]\n"_s.arg(i).arg(i - 1);
        QVERIFY(read(text).isTooBig);
    }

    void deepNesting_endsInALimit_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("flow lists") << u"a: "_s + QString(5000, u'[');
        QTest::newRow("flow maps") << u"a: "_s + QString(5000, u'{');
        QTest::newRow("dashes") << u"a:\n  "_s + u"- "_s.repeated(5000) + u"x\n"_s;
    }
    void deepNesting_endsInALimit()
    {
        QFETCH(QString, text);
        const YamlDocument document = read(text);
        QVERIFY(document.isTooBig || document.error);
    }

    void tooManyValues_endInALimit() { QVERIFY(read(u"a: ["_s + u"x,"_s.repeated(200'000) + u"]\n"_s).isTooBig); }

    void blockTooLong_isNotParsed() { QVERIFY(read(u"# "_s + QString(1'100'000, u'x')).isTooBig); }
};

QTEST_GUILESS_MAIN(YamlTest)
#include "tst_yaml.moc"
