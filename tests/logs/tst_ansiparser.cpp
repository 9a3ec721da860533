// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/ansiparser.h"
#include "support/testcase.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Logs;

namespace {

/// Keeps rows as a terminal's screen would.
struct Screen final : AnsiParser::Sink {
    QStringList rows;
    QList<QList<Span>> spans;

    bool append(const Row &row) override
    {
        rows.append(QString::fromUtf8(row.text));
        spans.append(QList<Span>(row.spans.begin(), row.spans.end()));
        return true;
    }
    void replace(int back, const Row &row) override
    {
        rows[rows.size() - back] = QString::fromUtf8(row.text);
        spans[spans.size() - back] = QList<Span>(row.spans.begin(), row.spans.end());
    }
};

Screen parsed(const QByteArray &bytes, const std::function<qsizetype()> &portion = {})
{
    Screen screen;
    AnsiParser parser;
    for (qsizetype at = 0; at < bytes.size();) {
        const qsizetype length = portion ? std::min(portion(), bytes.size() - at) : bytes.size();
        parser.feed(QByteArrayView(bytes).sliced(at, length), screen);
        at += length;
    }
    parser.finish(screen);
    return screen;
}

} // namespace

class AnsiParserTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void rows_areWhatATerminalShows_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QStringList>("rows");
        QTest::newRow("plain lines") << "a\nb\n"_ba << QStringList{u"a"_s, u"b"_s};
        QTest::newRow("no line feed at the end") << "a\nb"_ba << QStringList{u"a"_s, u"b"_s};
        QTest::newRow("empty lines stay") << "a\n\nb\n"_ba << QStringList{u"a"_s, QString(), u"b"_s};
        QTest::newRow("CR LF is one line end") << "a\r\nb\r\n"_ba << QStringList{u"a"_s, u"b"_s};
        QTest::newRow("CR replaces the row") << " 10%|#   |\r100%|####|\n"_ba << QStringList{u"100%|####|"_s};
        QTest::newRow("progress before a traceback (errors.md 3.2)")
            << "model.bin:  10%|#   |\rmodel.bin: 100%|####|\rTraceback (most recent call last):\n"_ba
            << QStringList{u"Traceback (most recent call last):"_s};
        QTest::newRow("CR at the end keeps the row") << "50%\r100%\r\n"_ba << QStringList{u"100%"_s};
        QTest::newRow("many CRs before the LF") << "a\r\r\r\nb\n"_ba << QStringList{u"a"_s, u"b"_s};
        QTest::newRow("erase in line") << "half\x1b[2K\rwhole\n"_ba << QStringList{u"whole"_s};
        QTest::newRow("backspace takes a character") << "a\xc3\xa4\bb\n"_ba << QStringList{u"ab"_s};
        QTest::newRow("backspace at the start") << "\b\ba\n"_ba << QStringList{u"a"_s};
        QTest::newRow("colours are taken out") << "\x1b[31mred\x1b[0m\n"_ba << QStringList{u"red"_s};
        QTest::newRow("hyperlink keeps its text")
            << "\x1b]8;;https://x.y\x1b\\text\x1b]8;;\a!\n"_ba << QStringList{u"text!"_s};
        QTest::newRow("title never ended") << "\x1b]0;title\nnext\n"_ba << QStringList{QString(), u"next"_s};
        QTest::newRow("cursor sequences are swallowed") << "\x1b[?25la\x1b[3;4Hb\x1b[?25h\n"_ba << QStringList{u"ab"_s};
        QTest::newRow("broken off by a line feed") << "a\x1b[3\nb\n"_ba << QStringList{u"a"_s, u"b"_s};
        QTest::newRow("escape in an escape") << "\x1b\x1b[31ma\n"_ba << QStringList{u"a"_s};
        QTest::newRow("character set choice") << "\x1b(Ba\n"_ba << QStringList{u"a"_s};
        QTest::newRow("control characters") << "a\0b\x01\x7f\x0c\n"_ba << QStringList{u"ab"_s};
        QTest::newRow("tab stays") << "a\tb\n"_ba << QStringList{u"a\tb"_s};
        QTest::newRow("no UTF-8") << "a\xff\xfe z\n"_ba << QStringList{u"a\uFFFD\uFFFD z"_s};
        QTest::newRow("escape inside a character") << "a\xdf\x1b[31m\x95z\n"_ba << QStringList{u"a\uFFFD\uFFFDz"_s};
        QTest::newRow("cut character") << "a\xe2\x82\n"_ba << QStringList{u"a\uFFFD\uFFFD"_s};
        QTest::newRow("8-bit controls") << "a\xc2\x9b"
                                           "31mb\n"_ba
                                        << QStringList{u"a31mb"_s};
        QTest::newRow("nested bars")
            << "\router 0%\n\rinner 0%\x1b[A\n\rinner 50%\x1b[A\router 50%\n\rinner 90%\x1b[A\n\r\x1b[Kdone\n"_ba
            << QStringList{u"outer 50%"_s, u"done"_s};
        QTest::newRow("up beyond the first row") << "\x1b[99Aa\n"_ba << QStringList{u"a"_s};
        QTest::newRow("up without writing changes nothing")
            << "a\nb\n\x1b[2A\n\nc\n"_ba << QStringList{u"a"_s, u"b"_s, u"c"_s};
    }
    void rows_areWhatATerminalShows()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QStringList, rows);
        QCOMPARE(parsed(bytes).rows, rows);
        QCOMPARE(parsed(bytes, [] { return 1; }).rows, rows);
    }

    void spans_holdTheStyle_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("colour");
        QTest::addColumn<int>("flags");
        QTest::newRow("red") << "\x1b[31m"_ba << 1 << 0;
        QTest::newRow("bright red") << "\x1b[91m"_ba << 9 << 0;
        QTest::newRow("bold and underlined") << "\x1b[1;4m"_ba << -1 << int(Style::Bold | Style::Underline);
        QTest::newRow("256: the first sixteen") << "\x1b[38;5;12m"_ba << 12 << 0;
        QTest::newRow("256: the cube") << "\x1b[38;5;196m"_ba << 9 << 0;
        QTest::newRow("256: a grey") << "\x1b[38;5;244m"_ba << 8 << 0;
        QTest::newRow("true colour") << "\x1b[38;2;0;200;10m"_ba << 2 << 0;
        QTest::newRow("true colour with colons") << "\x1b[38:2:0:200:10m"_ba << 2 << 0;
        QTest::newRow("background is dropped, what follows is not") << "\x1b[48;5;31;3m"_ba << -1 << int(Style::Italic);
        QTest::newRow("bold off") << "\x1b[1;31m\x1b[22m"_ba << 1 << 0;
        QTest::newRow("256 out of range") << "\x1b[38;5;999;1m"_ba << -1 << int(Style::Bold);
        QTest::newRow("cut short") << "\x1b[1m\x1b[38;5m"_ba << -1 << int(Style::Bold);
    }
    void spans_holdTheStyle()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, colour);
        QFETCH(int, flags);
        const Screen screen = parsed("ä" + bytes + "text\x1b[0m rest\n");
        QCOMPARE(screen.rows, QStringList{u"ätext rest"_s});
        QCOMPARE(screen.spans.front(), (QList<Span>{{2, 4, Style{qint8(colour), quint8(flags)}}}));
    }

    void styles_lastOverLineEnds()
    {
        const Screen screen = parsed("\x1b[32ma\nb\x1b[m\nc\n");
        QCOMPARE(screen.spans[1], (QList<Span>{{0, 1, Style{2, 0}}}));
        QVERIFY(screen.spans[2].isEmpty());
    }

    void brokenBytes_keepSpansTrue()
    {
        const Screen screen = parsed("\xff\x1b[31m\xfe"
                                     "b\x1b[0mc\n");
        QCOMPARE(screen.rows, QStringList{u"\uFFFD\uFFFDbc"_s});
        QCOMPARE(screen.spans.front(), (QList<Span>{{3, 4, Style{1, 0}}}));
    }

    void longLines_areCutInPieces()
    {
        const QByteArray line = "\x1b[1m" + QByteArray(200'000, 'x');
        const Screen screen = parsed(line + '\n');
        QCOMPARE(screen.rows.size(), 4);
        qsizetype total = 0;
        for (qsizetype i = 0; i < screen.rows.size(); ++i) {
            QVERIFY(screen.rows[i].size() <= AnsiParser::MaxRowBytes);
            QCOMPARE(screen.spans[i], (QList<Span>{{0, int(screen.rows[i].size()), Style{-1, Style::Bold}}}));
            total += screen.rows[i].size();
        }
        QCOMPARE(total, 200'000);
    }

    void longLines_areCutBetweenWordsAndCharacters()
    {
        const QByteArray words = QByteArray("secret-word ").repeated(10'000);
        for (const QString &row : parsed(words + '\n').rows)
            QVERIFY(row.isEmpty() || row.startsWith("secret-word"_L1));
        const QByteArray euros = QByteArray("€").repeated(50'000);
        const QStringList rows = parsed(euros).rows;
        QCOMPARE(rows.join(QString()), QString::fromUtf8(euros));
        QVERIFY(!rows.join(QString()).contains(u'\uFFFD'));
    }

    void partialRow_isThereBeforeItsLineFeed()
    {
        Screen screen;
        AnsiParser parser;
        parser.feed("Password: ", screen);
        QVERIFY(screen.rows.isEmpty());
        QCOMPARE(parser.partial()->text, "Password: ");
        parser.feed("ok\n", screen);
        QVERIFY(!parser.partial());
        QCOMPARE(screen.rows, QStringList{u"Password: ok"_s});
    }

    void pinnedRows_areNotWrittenOver()
    {
        Screen screen;
        AnsiParser parser;
        parser.feed("a\nb\n", screen);
        parser.pinRows();
        parser.feed("\x1b[A\rc\n", screen);
        QCOMPARE(screen.rows, (QStringList{u"a"_s, u"b"_s, u"c"_s}));
    }

    /// Strangers' bytes in random portions give the same rows as in one piece.
    void portions_doNotMatter()
    {
        static const QList<QByteArray> pieces{
            "word "_ba,    "\n"_ba,      "\r"_ba,     "\r\n"_ba,      "\b"_ba,     "\x1b"_ba,     "["_ba,
            "\x1b[31m"_ba, "\x1b[0m"_ba, "\x1b[A"_ba, "\x1b[2A"_ba,   "\x1b[B"_ba, "\x1b[K"_ba,   "\x1b[2K"_ba,
            "\x1b]0;t"_ba, "\a"_ba,      "\x1b\\"_ba, "€"_ba,         "\xe2"_ba,   "\x82"_ba,     "\xff"_ba,
            "😀"_ba,       "\0"_ba,      ";"_ba,      "38;5;200m"_ba, "\t"_ba,     "\xc2\x9b"_ba, "\x1b[38;2;1;2;3m"_ba,
            "\x1b("_ba};
        for (quint32 seed = 1; seed <= 200; ++seed) {
            QRandomGenerator random(seed);
            QByteArray bytes;
            for (int i = 0; i < 200; ++i)
                bytes += pieces[random.bounded(pieces.size())];
            if (seed % 20 == 0)
                bytes.insert(random.bounded(bytes.size()), QByteArray(150'000, seed % 40 == 0 ? '\x82' : 'y'));
            const Screen whole = parsed(bytes);
            for (const int limit : {1, 3, 17, 4096}) {
                if (bytes.size() > 100'000 && limit < 4096)
                    continue; // a long row in tiny portions takes minutes
                const Screen portioned = parsed(bytes, [&] { return 1 + random.bounded(limit); });
                QVERIFY2(portioned.rows == whole.rows && portioned.spans == whole.spans,
                         qPrintable(u"seed %1, portions up to %2"_s.arg(seed).arg(limit)));
            }
        }
    }

    void randomBytes_giveCleanRows()
    {
        for (quint32 seed = 1; seed <= 60; ++seed) {
            QRandomGenerator random(seed);
            QByteArray bytes(20'000, Qt::Uninitialized);
            for (char &byte : bytes)
                byte = char(random.bounded(256));
            const Screen screen = parsed(bytes);
            for (qsizetype i = 0; i < screen.rows.size(); ++i) {
                const QByteArray utf8 = screen.rows[i].toUtf8();
                QVERIFY(utf8.size() <= 3 * AnsiParser::MaxRowBytes);
                for (const QChar c : screen.rows[i])
                    QVERIFY(c == u'\t' || (c >= u' ' && c != QChar(0x7f) && !(c >= QChar(0x80) && c < QChar(0xa0))));
                int end = 0;
                for (const Span &span : screen.spans[i]) {
                    QVERIFY(span.start >= end && span.length >= 0);
                    end = span.start + span.length;
                }
                QVERIFY(end <= utf8.size());
            }
        }
    }
};

QTEST_GUILESS_MAIN(AnsiParserTest)
#include "tst_ansiparser.moc"
