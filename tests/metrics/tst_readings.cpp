// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/treereading.h"
#include "support/testcase.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Metrics;
using namespace std::chrono_literals;

namespace {
constexpr auto Megabyte = qint64(1) << 20;

ProcessReading process(std::chrono::milliseconds cpuTime, qint64 memoryBytes, quint64 startTicks = 1)
{
    return {.stat = {.cpuTime = cpuTime, .threads = 2, .startTicks = startTicks},
            .memoryBytes = memoryBytes,
            .files = 5,
            .io = {.readBytes = Megabyte, .writtenBytes = 0}};
}

TreeReading reading(std::chrono::milliseconds at, const QHash<qint64, ProcessReading> &processes)
{
    return {QDateTime::fromMSecsSinceEpoch(at.count(), QTimeZone::UTC), std::chrono::steady_clock::time_point(at),
            processes};
}
} // namespace

class ReadingsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void stat_isRead_whateverTheNameIs()
    {
        const auto stat = processStat("4711 (py) thon (3) S 1 4711 4711 0 -1 4194304 100 0 0 0 250 50 0 0 20 0 7 0 "
                                      "123456 1000 200 18446744073709551615\n",
                                      100);
        QCOMPARE(stat, (ProcessStat{.cpuTime = 3s, .threads = 7, .startTicks = 123456}));
    }

    void stat_isNothing_forWhatIsNone_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no name") << QByteArray("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25");
        QTest::newRow("ended") << QByteArray("4711 (python) Z 1 4711 4711 0 -1 4194304 100 0 0 0 250 50 0 0 20 0 7 0 "
                                             "123456 1000 200 18446744073709551615\n");
        QTest::newRow("cut") << QByteArray("4711 (python) S 1 4711");
    }
    void stat_isNothing_forWhatIsNone()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!processStat(text, 100));
    }

    void memory_isTheShareOfAProcess()
    {
        QCOMPARE(proportionalBytes("55d0-7ffc ---p 00000000 00:00 0   [rollup]\nRss:   9000 kB\nPss:   4096 kB\n"
                                   "Pss_Anon:   4000 kB\n"),
                 4 * Megabyte);
        QVERIFY(!proportionalBytes(""));
        QVERIFY(!proportionalBytes("Pss: none\n"));
    }

    void io_isWhatReachesTheDisk()
    {
        QCOMPARE(processIo("rchar: 9\nwchar: 8\nsyscr: 1\nsyscw: 1\nread_bytes: 4096\nwrite_bytes: 8192\n"
                           "cancelled_write_bytes: 0\n"),
                 (ProcessIo{4096, 8192}));
        QVERIFY(!processIo("read_bytes: 4096\n"));
    }

    void sample_isTheDifferenceOfTwoReadings()
    {
        const Sample sample =
            sampleBetween(reading(10s, {{7, process(1s, Megabyte)}, {8, process(4s, Megabyte)}}),
                          reading(12s, {{7, process(2s, 3 * Megabyte)}, {8, process(4500ms, 2 * Megabyte)}}));
        QCOMPARE(sample.cpuCores, 0.75);
        QCOMPARE(sample.memoryBytes, 5 * Megabyte);
        QCOMPARE(sample.processes, 2);
        QCOMPARE(sample.threads, 4);
        QCOMPARE(sample.files, 10);
        QCOMPARE(sample.readBytesPerSecond, 0.);
        QCOMPARE(sample.time.toSecsSinceEpoch(), 12);
    }

    void sample_countsAllOfANewProcess_alsoUnderAnOldId()
    {
        const TreeReading before = reading(10s, {{7, process(60s, Megabyte, 1)}});
        QCOMPARE(sampleBetween(before, reading(11s, {{7, process(500ms, Megabyte, 99)}})).cpuCores, 0.5);
        QCOMPARE(sampleBetween(before, reading(11s, {{9, process(1s, Megabyte)}})).cpuCores, 1.);
        QCOMPARE(sampleBetween(before, reading(11s, {{9, process(1s, Megabyte)}})).readBytesPerSecond,
                 double(Megabyte));
    }

    void sample_hasNoRates_withoutATimeBetween()
    {
        const TreeReading once = reading(10s, {{7, process(1s, Megabyte)}});
        QCOMPARE(sampleBetween(once, once).cpuCores, 0.);
        QCOMPARE(sampleBetween({}, once).cpuCores, 0.);
        QCOMPARE(sampleBetween({}, once).memoryBytes, Megabyte);
        QCOMPARE(sampleBetween(once, reading(11s, {})).processes, 0);
    }

    void sample_isWrittenAsJson()
    {
        const Sample sample = sampleBetween({}, reading(10s, {{7, process(1s, Megabyte)}}));
        QCOMPARE(QJsonDocument(toJson(sample)).toJson(QJsonDocument::Compact),
                 R"({"cpuCores":0,"files":5,"memoryBytes":1048576,"processes":1,"readBytesPerSecond":0,)"
                 R"("threads":2,"time":"1970-01-01T00:00:10.000Z","writtenBytesPerSecond":0})");
    }

    void nothingRuns_underAnIdThatIsGone() { QVERIFY(readTree(0).processes.isEmpty()); }
};

QTEST_GUILESS_MAIN(ReadingsTest)
#include "tst_readings.moc"
