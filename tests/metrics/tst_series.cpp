// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/series.h"
#include "metrics/summary.h"
#include "support/testcase.h"

#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Metrics;
using namespace std::chrono_literals;

namespace {
const QDateTime Noon(QDate(2026, 11, 23), QTime(12, 0), QTimeZone::UTC);
constexpr qint64 Megabyte = 1'000'000;

Sample sample(qint64 second, double cores, qint64 memory)
{
    return {.time = Noon.addSecs(second), .cpuCores = cores, .memoryBytes = memory, .processes = 1};
}
} // namespace

class SeriesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void samplesStayAsTheyAre_whileThereIsRoom()
    {
        Series series(4);
        for (int i = 0; i < 4; ++i)
            series.add(sample(i, i, i * Megabyte));
        QCOMPARE(series.samples().size(), 4);
        QCOMPARE(series.samples().at(2), sample(2, 2, 2 * Megabyte));
        QCOMPARE(series.step(), 0ms);
        QCOMPARE(series.longestGap(), 5s);
    }

    void aFullSeries_coversTheWholeRunInFewerSamples()
    {
        Series series(100);
        for (int i = 0; i < 1'000; ++i)
            series.add(sample(i, i % 2 ? 1 : 0, (i == 37 ? 900 : 100) * Megabyte));
        QVERIFY(series.samples().size() <= 100);
        QVERIFY(series.samples().size() > 25);
        QVERIFY(Noon.secsTo(series.samples().constFirst().time) <= series.step() / 1s);
        QCOMPARE(series.samples().constLast().time, Noon.addSecs(999));
        QVERIFY(series.step() >= 16s && series.step() <= 32s);
        for (qsizetype i = 1; i < series.samples().size(); ++i)
            QVERIFY(series.samples().at(i - 1).time < series.samples().at(i).time);
        const auto cores = series.samples().at(1).cpuCores; // the mean
        QVERIFY2(std::abs(cores - 0.5) < 0.05, qPrintable(QString::number(cores)));
        QVERIFY(std::abs(summaryOf(series)->meanCpuCores - 0.5) < 0.01);
        const auto highest = std::ranges::max(series.samples(), {}, &Sample::memoryBytes);
        QCOMPARE(highest.memoryBytes, 900 * Megabyte); // a peak of one second is kept
        QCOMPARE(series.peaks(), (Peaks{1, 900 * Megabyte, 0}));
    }

    void samplesFarApart_areMergedToo()
    {
        Series series(10);
        for (int i = 0; i < 50; ++i)
            series.add(sample(qint64(i) * 3'600, 1, Megabyte));
        QVERIFY(series.samples().size() <= 10);
    }

    void mergedRequests_areCountedTogether_andGpusByTheirNumber()
    {
        Series series(2);
        for (int i = 0; i < 3; ++i) {
            Sample each = sample(i, 0, 0);
            each.requests =
                RequestUse{.count = i + 1, .concurrency = i, .errors = 1, .p50 = 10ms, .p95 = 20ms * (i + 1)};
            each.gpus = {{.index = 1, .name = u"L4"_s, .loadPercent = 50. * i, .memoryBytes = (i + 1) * Megabyte}};
            series.add(each);
        }
        QCOMPARE(series.samples().size(), 2); // 12:00:00 and :01 are one
        const Sample &first = series.samples().constFirst();
        QCOMPARE(first.requests, (RequestUse{.count = 3, .concurrency = 1, .errors = 2, .p50 = 10ms, .p95 = 40ms}));
        QCOMPARE(first.gpus,
                 (QList<GpuUse>{{.index = 1, .name = u"L4"_s, .loadPercent = 25, .memoryBytes = 2 * Megabyte}}));
        QCOMPARE(series.peaks().gpuMemoryBytes, 3 * Megabyte);
    }

    void aClockThatIsSetBack_forgetsWhatCameLater()
    {
        Series series;
        for (int i = 0; i < 10; ++i)
            series.add(sample(i, 1, Megabyte));
        series.add(Marker{Noon.addSecs(8), MarkerKind::Save, u"app.py"_s});
        series.add(sample(3, 2, Megabyte));
        series.add(Marker{Noon.addSecs(4), MarkerKind::Restart, {}});
        QCOMPARE(series.samples().size(), 4);
        QCOMPARE(series.samples().constLast(), sample(3, 2, Megabyte));
        QCOMPARE(series.markers().size(), 1);
        QCOMPARE(series.markers().constFirst().kind, MarkerKind::Restart);
    }

    void markers_areBounded()
    {
        Series series;
        for (int i = 0; i < Series::MostMarkers + 5; ++i)
            series.add(Marker{Noon.addSecs(i), MarkerKind::Save, QString::number(i)});
        QCOMPARE(series.markers().size(), Series::MostMarkers);
        QCOMPARE(series.markers().constFirst().text, u"5"_s);
    }

    void json_readsBackAsItWas()
    {
        Series series;
        series.add(Marker{Noon, MarkerKind::Stage, u"RUNNING"_s});
        Sample rich = sample(1, 0.25, 5'000'000'000);
        rich.threads = 7;
        rich.files = 12;
        rich.readBytesPerSecond = 1.5;
        rich.writtenBytesPerSecond = 4096;
        rich.gpus = {{.index = 0, .name = u"NVIDIA T4"_s, .loadPercent = 33, .memoryBytes = 1, .memoryTotalBytes = 2}};
        rich.requests = RequestUse{
            .count = 3, .concurrency = 1, .errors = 1, .p50 = 1500us, .p95 = 2s, .bytesIn = 9, .bytesOut = 8};
        series.add(rich);
        series.add(Marker{Noon.addSecs(1), MarkerKind::Save, u"app.py"_s});
        series.add(Marker{Noon.addSecs(2), MarkerKind::Restart, u"app.py saved."_s});
        series.add(sample(3, 1, Megabyte));
        const Series again = seriesFromJson(toJson(series));
        QCOMPARE(again.samples(), series.samples());
        QCOMPARE(again.markers(), series.markers());
        QCOMPARE(again.peaks(), series.peaks());
    }

    void whatIsNoEntry_isLeftOut()
    {
        const QJsonArray entries{1, QJsonObject{{u"cpuCores"_s, 1}}, QJsonObject{{u"time"_s, u"noon"_s}},
                                 QJsonObject{{u"time"_s, u"2026-11-23T12:00:00.000Z"_s}, {u"marker"_s, u"party"_s}},
                                 QJsonObject{{u"time"_s, u"noon"_s}, {u"marker"_s, u"save"_s}}};
        const Series series = seriesFromJson(entries);
        QVERIFY(series.isEmpty());
        QVERIFY(series.markers().isEmpty());
    }

    void summary_weighsByTime_andLeavesGapsOut()
    {
        Series series;
        QVERIFY(!summaryOf(series));
        Sample busy = sample(4, 2, 400 * Megabyte);
        busy.readBytesPerSecond = 10;
        busy.requests = RequestUse{.count = 4};
        series.add(sample(0, 9, 100 * Megabyte)); // nothing is known of the time before it
        series.add(busy); // four seconds
        series.add(sample(6, 0.5, 100 * Megabyte)); // two
        series.add(sample(100, 1, 100 * Megabyte)); // after a gap
        const Summary summary = *summaryOf(series);
        QCOMPARE(summary.duration, 100s);
        QCOMPARE(summary.meanCpuCores, (4 * 2 + 2 * 0.5) / 6);
        QCOMPARE(summary.peakCpuCores, 9.);
        QCOMPARE(summary.meanMemoryBytes, 300 * Megabyte);
        QCOMPARE(summary.peakMemoryBytes, 400 * Megabyte);
        QCOMPARE(summary.readBytes, 40);
        QCOMPARE(summary.requests, 4);
        QVERIFY(!summary.peakGpuMemoryBytes);
    }
};

QTEST_GUILESS_MAIN(SeriesTest)
#include "tst_series.moc"
