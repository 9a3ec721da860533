// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/redactor.h"
#include "logs/knownerrors.h"
#include "logs/logsearch.h"
#include "logs/logstore.h"
#include "support/testcase.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Logs;

namespace {

QStringList texts(const LogStore &store)
{
    QStringList list;
    for (int i = 0; i < store.size(); ++i)
        list.append(store.text(i));
    return list;
}

} // namespace

class LogStoreTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void append_makesLines()
    {
        LogStore store(Phase::Run);
        store.append("one\ntwo €\x1b[31mred\x1b[0m\npart"_ba, OutputStream::Standard, 1000);
        QCOMPARE(texts(store), (QStringList{u"one"_s, u"two €red"_s, u"part"_s}));
        const LogLine line = store.line(1);
        QCOMPARE(line.timeMs, 1000);
        QCOMPARE(line.phase, Phase::Run);
        QCOMPARE(line.spans, (QList<Span>{{5, 3, Style{1, 0}}})); // UTF-16 units here
        store.append("ial\n"_ba, OutputStream::Standard, 2000);
        QCOMPARE(texts(store), (QStringList{u"one"_s, u"two €red"_s, u"partial"_s}));
    }

    void streams_interleaveAtLineEnds()
    {
        LogStore store(Phase::Run);
        store.append("out", OutputStream::Standard, 0);
        store.append("err\ner", OutputStream::Error, 0);
        store.append("put\n", OutputStream::Standard, 0);
        store.append("ror\n", OutputStream::Error, 0);
        QCOMPARE(texts(store), (QStringList{u"err"_s, u"output"_s, u"error"_s}));
    }

    void progressBars_areRewritten()
    {
        LogStore store(Phase::Run);
        for (int i = 0; i <= 100; ++i)
            store.append("\r" + QByteArray::number(i) + "%", OutputStream::Error, i);
        QCOMPARE(texts(store), QStringList{u"100%"_s});
        store.append("\nafter\n", OutputStream::Error, 0);
        QCOMPARE(texts(store), (QStringList{u"100%"_s, u"after"_s}));
    }

    void nestedBars_areRewrittenAboveToo()
    {
        LogStore store(Phase::Run);
        store.append("start\n\router 0%\n", OutputStream::Error, 0);
        for (int i = 0; i < 50; ++i)
            store.append("\rinner " + QByteArray::number(i) + "\x1b[A\router " + QByteArray::number(i) + "\n",
                         OutputStream::Error, 0);
        QCOMPARE(texts(store), (QStringList{u"start"_s, u"outer 49"_s, u"inner 49"_s}));
    }

    void ownLines_neverEndUpInsideABar()
    {
        LogStore store(Phase::Run);
        store.append("10%", OutputStream::Error, 0);
        store.appendOwn(u"app.py saved"_s, Level::Own, 0);
        store.append("\r20%", OutputStream::Error, 0);
        QCOMPARE(texts(store), (QStringList{u"app.py saved"_s, u"20%"_s}));
        QCOMPARE(store.level(0), Level::Own);
    }

    void repeats_areCounted()
    {
        LogStore store(Phase::Run);
        for (int i = 0; i < 12; ++i)
            store.append("same\n", OutputStream::Standard, i);
        store.append("\n\nother\n", OutputStream::Standard, 0);
        QCOMPARE(texts(store), (QStringList{u"same"_s, QString(), QString(), u"other"_s}));
        QCOMPARE(store.line(0).repeats, 12);
        QCOMPARE(store.line(3).repeats, 1);
        QVERIFY(store.toText(0, 1).contains(u"× 12"_s));
    }

    void limits_dropTheOldest()
    {
        LogStore store(Phase::Run, nullptr, LogLimits{.lines = 10, .textBytes = 1'000'000});
        for (int i = 0; i < 25; ++i)
            store.append(QByteArray::number(i) + '\n', OutputStream::Standard, 0);
        QCOMPARE(store.size(), 10);
        QCOMPARE(store.droppedLines(), 15);
        QCOMPARE(store.firstNumber(), 15);
        QCOMPARE(store.text(0), u"15"_s);
        LogStore bytes(Phase::Run, nullptr, LogLimits{.lines = 1'000'000, .textBytes = 100});
        for (int i = 0; i < 25; ++i)
            bytes.append(QByteArray(9, 'a') + char('a' + i) + '\n', OutputStream::Standard, 0);
        QCOMPARE(bytes.size(), 10);
        QVERIFY(bytes.textBytes() <= 100);
    }

    /// Feeds far more than the bound, as a program that prints without end does.
    void aFlood_staysWithinTheBound_data()
    {
        QTest::addColumn<QByteArray>("piece");
        QTest::newRow("ordinary lines") << "INFO:     127.0.0.1 - \"GET /queue/data HTTP/1.1\" 200 OK\n"_ba;
        QTest::newRow("no line feed at all") << QByteArray(100, 'x');
        QTest::newRow("empty lines") << "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n"_ba;
        QTest::newRow("coloured") << "\x1b[31ma\x1b[32mb\x1b[33mc\x1b[0md\n"_ba;
        QTest::newRow("title without end") << "\x1b]0;aaaaaaaaaaaaaaaaaaaa"_ba;
        QTest::newRow("parameters without end") << "\x1b[1;1;1;1;1;1;1;1;1;1;1;1"_ba;
    }
    void aFlood_staysWithinTheBound()
    {
        QFETCH(QByteArray, piece);
        const LogLimits limits{.lines = 50'000, .textBytes = 2 * 1024 * 1024};
        LogStore store(Phase::Run, nullptr, limits);
        QByteArray chunk;
        for (int i = 0; chunk.size() < 64 * 1024; ++i)
            chunk += QByteArray::number(i) + piece;
        qint64 most = 0;
        for (int i = 0; i < 130; ++i) { // 8.5 MB, four times the bound
            store.append(chunk, OutputStream::Standard, i);
            most = std::max(most, store.memory());
        }
        QVERIFY(store.size() <= limits.lines + 1);
        QVERIFY(store.textBytes() <= limits.textBytes + AnsiParser::MaxRowBytes);
        // Text, a block at each end, and what 50,000 lines take beside it with four styles each.
        QVERIFY2(most < limits.textBytes + 1'500'000 + limits.lines * 96, qPrintable(QString::number(most)));
    }

    void changes_replayToTheSameLines()
    {
        LogStore store(Phase::Run, nullptr, LogLimits{.lines = 40, .textBytes = 1'000'000});
        QStringList mirror;
        connect(&store, &LogStore::changed, this, [&](const LogStore::Change &change) {
            mirror.remove(0, change.dropped);
            QCOMPARE(mirror.size(), change.first + change.removed);
            mirror.remove(change.first, change.removed);
            for (int i = 0; i < change.appended; ++i)
                mirror.insert(change.first + i, store.text(change.first + i));
        });
        const QList<QByteArray> steps{"a\nb\n"_ba,
                                      "par"_ba,
                                      "tial"_ba,
                                      "\rnew"_ba,
                                      "\n"_ba,
                                      "same\nsame\nsame\n"_ba,
                                      "x\ny\x1b[A\rz"_ba,
                                      QByteArray("line\nother\n").repeated(60),
                                      "\x1b[2K\r"_ba,
                                      "end\n"_ba};
        for (const QByteArray &step : steps) {
            store.append(step, OutputStream::Standard, 0);
            store.flush();
            QCOMPARE(mirror, texts(store));
        }
        store.appendOwn(u"own"_s);
        store.clear();
        QCOMPARE(mirror, QStringList());
        store.append("again\n", OutputStream::Standard, 0);
        store.flush();
        QCOMPARE(mirror, QStringList{u"again"_s});
    }

    void changed_comesOncePerTurn()
    {
        LogStore store(Phase::Run);
        QSignalSpy spy(&store, &LogStore::changed);
        for (int i = 0; i < 1000; ++i)
            store.append(QByteArray::number(i) + '\n', OutputStream::Standard, 0);
        QCOMPARE(spy.count(), 0);
        QTRY_COMPARE(spy.count(), 1);
        QCOMPARE(spy.front().front().value<LogStore::Change>().appended, 1000);
    }

    void secrets_areTakenOut()
    {
        Redactor redactor;
        redactor.add(u"MY_KEY"_s, u"s3cr3t-value"_s);
        LogStore store(Phase::Run, &redactor);
        store.append("a s3cr3t"_ba, OutputStream::Standard, 0);
        store.append("-value b\n\x1b[31mred s3cr\x1b[32m3t-value\x1b[0m tail\nhf_abcdefghijklmnopqrstuvwx\n"_ba,
                     OutputStream::Standard, 0);
        store.appendOwn(u"used s3cr3t-value"_s);
        const QString all = store.toText(0, store.size());
        QVERIFY2(!all.contains(u"s3cr3t-value"_s) && !all.contains(u"hf_abc"_s), qPrintable(all));
        QVERIFY(all.contains(u"‹MY_KEY›"_s));
        QCOMPARE(store.line(1).spans, (QList<Span>{{0, 4, Style{1, 0}}}));
    }

    void firstError_isTheRealOne()
    {
        LogStore store(Phase::Build);
        store.setSpaceFolder(u"/space"_s);
        QSignalSpy spy(&store, &LogStore::firstErrorChanged);
        store.append("  error: subprocess-exited-with-error\n", OutputStream::Error, 0);
        store.flush();
        QCOMPARE(store.firstError()->strength, ErrorStrength::Summary);
        store.append(
            "      x.c:9:10: fatal error: portaudio.h: No such file or directory\n      compilation terminated.\n"
            "ERROR: Failed building wheel for PyAudio\nValueError: later\n",
            OutputStream::Error, 0);
        store.flush();
        QCOMPARE(spy.count(), 2);
        QCOMPARE(store.firstError()->text, u"x.c:9:10: fatal error: portaudio.h: No such file or directory"_s);
        QCOMPARE(store.firstError()->number, 1);
        QVERIFY(store.firstError()->lines.contains(u"      compilation terminated."_s));
        const auto known = matchKnownError(*store.firstError());
        QVERIFY(known && known->fix);
        QCOMPARE(known->fix->value, u"portaudio19-dev"_s);
        store.clear();
        QVERIFY(!store.firstError());
        QCOMPARE(spy.count(), 3);
    }

    void linesOfThePage_haveTheirLevel_andAreNeverTheFirstError()
    {
        LogStore store(Phase::Run);
        store.appendPage(u"Page: Uncaught TypeError: x is null (script.js:3)"_s, Level::Error);
        store.appendPage(u"Page: slow"_s, Level::Warning);
        QCOMPARE(store.line(0).level, Level::Error);
        QCOMPARE(store.line(0).links.first().target, u"script.js"_s);
        QCOMPARE(store.line(1).level, Level::Warning);
        QCOMPARE(store.errors(), 1);
        QVERIFY(!store.firstError());
        store.appendOwn(u"app.py ended"_s, Level::Error);
        QCOMPARE(store.firstError()->text, u"app.py ended"_s);
    }

    void firstError_hasThePlaceInTheSpace()
    {
        LogStore store(Phase::Run);
        store.setSpaceFolder(u"/space"_s);
        store.append(
            "Traceback (most recent call last):\n  File \"/space/app.py\", line 3, in <module>\n    import cv2\n"
            "ModuleNotFoundError: No module named 'cv2'\n",
            OutputStream::Error, 0);
        QCOMPARE(store.firstError()->file, u"/space/app.py"_s);
        QCOMPARE(store.firstError()->line, 3);
        QCOMPARE(store.errors(), 4);
    }

    void filter_givesIndices()
    {
        LogStore store(Phase::Run);
        store.append("DEBUG: a\nb\nWARNING: c\nERROR: d\ne\n", OutputStream::Standard, 0);
        QCOMPARE(store.linesAtLeast(Level::Warning), (QList<int>{2, 3}));
        QCOMPARE(store.linesAtLeast(Level::Info, 2), (QList<int>{2, 3, 4}));
    }

    void search_findsAndFollows()
    {
        LogStore store(Phase::Run);
        for (int i = 0; i < 1000; ++i)
            store.append("line " + QByteArray::number(i) + (i % 100 == 0 ? " Needle\n" : "\n"), OutputStream::Standard,
                         0);
        LogSearch search;
        search.setStore(&store);
        search.setPattern({.text = u"needle"_s});
        QTRY_VERIFY(search.isComplete());
        QCOMPARE(search.lines().size(), size_t(10));
        QCOMPARE(search.next(100), 200);
        QCOMPARE(search.next(900), 0);
        QCOMPARE(search.previous(0), 900);
        QCOMPARE(search.hitsIn(u"a needle, a NEEDLE"_s), (QList<Hit>{{2, 6}, {12, 6}}));
        store.append("one more needle\n", OutputStream::Standard, 0);
        QTRY_COMPARE(search.lines().size(), size_t(11));
        search.setPattern({.text = u"needle"_s, .matchCase = true});
        QTRY_VERIFY(search.isComplete());
        QCOMPARE(search.lines().size(), size_t(1));
        search.setPattern({.text = uR"(line \d\b)"_s, .isRegex = true});
        QTRY_VERIFY(search.isComplete());
        QCOMPARE(search.lines().size(), size_t(10));
        search.setPattern({.text = u"("_s, .isRegex = true});
        QVERIFY(!search.error().isEmpty());
        QVERIFY(search.lines().empty());
        search.setPattern({});
        QVERIFY(search.hitsIn(u"needle"_s).isEmpty());
    }

    void save_writesWhatIsThere()
    {
        const QTemporaryDir folder;
        LogStore store(Phase::Run);
        for (int i = 0; i < 10'000; ++i)
            store.append("line " + QByteArray::number(i) + '\n', OutputStream::Standard, 0);
        const QString path = folder.filePath(u"run.log"_s);
        const auto saved = store.save(path);
        store.clear(); // the copy is not disturbed
        QVERIFY(Testing::settles(saved));
        QVERIFY_RESULT(saved.result());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray content = file.readAll();
        QCOMPARE(content.count('\n'), 10'000);
        QVERIFY(content.startsWith("line 0\n") && content.endsWith("line 9999\n"));
        const auto refused = store.save(u"/proc/no/such/run.log"_s);
        QVERIFY(Testing::settles(refused));
        QVERIFY(!refused.result().has_value());
    }

    void toText_hasTimesOnDemand()
    {
        LogStore store(Phase::Run);
        store.append("a\nb\n", OutputStream::Standard, 1'700'000'000'123);
        QCOMPARE(store.toText(1, 1), u"b\n"_s);
        QVERIFY(store.toText(0, 5, true).contains(QRegularExpression(u"^\\d\\d:\\d\\d:\\d\\d\\.123  a\n"_s)));
    }

    void json_hasWhatThereIs()
    {
        LogStore store(Phase::Build);
        store.append("\x1b[1;31mx\x1b[0m at app.py:3\n", OutputStream::Standard, 0);
        const QJsonObject json = toJson(store.line(0));
        QCOMPARE(json["time"_L1].toString(), u"1970-01-01T00:00:00.000Z"_s);
        QCOMPARE(json["phase"_L1].toString(), u"build"_s);
        QCOMPARE(json["level"_L1].toString(), u"info"_s);
        QCOMPARE(json["spans"_L1][0]["bold"_L1].toBool(), true);
        QCOMPARE(json["links"_L1][0]["file"_L1].toString(), u"app.py"_s);
        QCOMPARE(json["links"_L1][0]["line"_L1].toInt(), 3);
        QVERIFY(!json.contains("repeats"_L1));
    }

    void memory_staysUnderOneAndAHalfTimesTheText()
    {
        LogStore store(Phase::Run);
        for (int i = 0; i < 200'000; ++i)
            store.append("2026-11-22 14:05:52 INFO app.worker segment " + QByteArray::number(i)
                             + " of the audio is done\n",
                         OutputStream::Standard, i);
        const double ratio = double(store.memory()) / double(store.textBytes());
        QVERIFY2(ratio < 1.5, qPrintable(QString::number(ratio)));
    }
};

QTEST_GUILESS_MAIN(LogStoreTest)
#include "tst_logstore.moc"
