// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/lanes.h"
#include "metrics/markerwords.h"
#include "support/testcase.h"

#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Ui;
using namespace std::chrono_literals;
using Spacewright::Metrics::GpuUse;
using Spacewright::Metrics::Marker;
using Spacewright::Metrics::MarkerKind;
using Spacewright::Metrics::RequestUse;
using Spacewright::Metrics::Sample;
using Spacewright::Metrics::Series;

namespace {
const QDateTime Noon(QDate(2026, 11, 23), QTime(12, 0), QTimeZone::UTC);

QString textOf(const QList<MarkerGroup> &groups)
{
    QStringList all;
    for (const MarkerGroup &group : groups)
        all += QString::number(Noon.secsTo(group.time)) + u": "_s + group.words.join(u'+');
    return all.join(u" | "_s);
}
} // namespace

class LanesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void lanes_areThoseThatSomebodyMeasured()
    {
        Series plain;
        plain.add(Sample{.time = Noon});
        QCOMPARE(lanesOf({&plain}), (QList<Lane>{Lane::Cpu, Lane::Memory, Lane::Disk}));
        QCOMPARE(lanesOf({}), lanesOf({&plain}));
        Series rich;
        rich.add(Sample{.time = Noon, .gpus = {{}}, .requests = RequestUse{}});
        QCOMPARE(lanesOf({&plain, &rich}),
                 (QList<Lane>{Lane::Cpu, Lane::Memory, Lane::Disk, Lane::GpuLoad, Lane::GpuMemory, Lane::Requests}));
    }

    void value_isInTheUnitOfItsLane_data()
    {
        QTest::addColumn<Lane>("lane");
        QTest::addColumn<double>("cores");
        QTest::addColumn<QString>("text");
        QTest::newRow("a share of all cores") << Lane::Cpu << 4. << u"38 %"_s;
        QTest::newRow("a share of one, as long as nobody knows how many") << Lane::Cpu << 0. << u"152 %"_s;
        QTest::newRow("memory") << Lane::Memory << 4. << u"1.4 GB"_s;
        QTest::newRow("disk, both ways") << Lane::Disk << 4. << u"1.5 MB/s"_s;
        QTest::newRow("the mean of two GPUs") << Lane::GpuLoad << 4. << u"60 %"_s;
        QTest::newRow("the memory of both") << Lane::GpuMemory << 4. << u"5.0 GB"_s;
        QTest::newRow("requests a second, over two of them") << Lane::Requests << 4. << u"2.5"_s;
    }
    void value_isInTheUnitOfItsLane()
    {
        QFETCH(Lane, lane);
        QFETCH(double, cores);
        const Sample sample{.time = Noon,
                            .cpuCores = 1.52,
                            .memoryBytes = 1'400'000'000,
                            .readBytesPerSecond = 1e6,
                            .writtenBytesPerSecond = 5e5,
                            .gpus = {{.loadPercent = 20, .memoryBytes = 2'000'000'000},
                                     {.loadPercent = 100, .memoryBytes = 3'000'000'000}},
                            .requests = RequestUse{.count = 5}};
        const auto value = laneValue(lane, sample, 2s, cores);
        QVERIFY(value);
        QTEST(laneText(lane, *value), "text");
    }

    void whatWasNotMeasured_hasNoValue()
    {
        const Sample sample{.time = Noon};
        for (const Lane lane : {Lane::GpuLoad, Lane::GpuMemory, Lane::Requests})
            QVERIFY(!laneValue(lane, sample, 1s, 1));
        QCOMPARE(laneValue(Lane::Cpu, sample, 1s, 1), 0.);
    }

    void scale_isRoundAndHoldsTheHighest_data()
    {
        QTest::addColumn<Lane>("lane");
        QTest::addColumn<double>("highest");
        QTest::addColumn<QString>("texts");
        QTest::newRow("a share") << Lane::Cpu << 12. << u"100 % 50"_s;
        QTest::newRow("more than all") << Lane::Cpu << 130. << u"200 % 100"_s;
        QTest::newRow("nothing") << Lane::Memory << 0. << u"10 MB 5"_s;
        QTest::newRow("some") << Lane::Memory << 2.1e9 << u"4 GB 2"_s;
        QTest::newRow("exactly") << Lane::Memory << 4e9 << u"4 GB 2"_s;
        QTest::newRow("one") << Lane::Memory << 0.9e9 << u"1 GB 0.5"_s;
        QTest::newRow("disk") << Lane::Disk << 5.5e6 << u"6 MB/s 3"_s;
        QTest::newRow("requests") << Lane::Requests << 7. << u"8 4"_s;
        QTest::newRow("no requests") << Lane::Requests << 0. << u"2 1"_s;
    }
    void scale_isRoundAndHoldsTheHighest()
    {
        QFETCH(Lane, lane);
        QFETCH(double, highest);
        const LaneScale scale = laneScale(lane, highest);
        QTEST(QString(scale.topText + u' ' + scale.middleText), "texts");
        QVERIFY(scale.top >= highest);
    }

    void markersNearEachOther_areOneGroup_data()
    {
        QTest::addColumn<QList<Marker>>("markers");
        QTest::addColumn<QString>("expected");
        const auto stage = [](int second, const QString &name) {
            return Marker{Noon.addSecs(second), MarkerKind::Stage, name};
        };
        const auto save = [](int second) { return Marker{Noon.addSecs(second), MarkerKind::Save, u"app.py"_s}; };
        const auto restart = [](int second) { return Marker{Noon.addSecs(second), MarkerKind::Restart, {}}; };
        QTest::newRow("none") << QList<Marker>() << QString();
        QTest::newRow("the last stage of a start")
            << QList<Marker>{stage(0, u"BUILDING"_s), stage(1, u"APP_STARTING"_s), stage(2, u"RUNNING"_s)}
            << u"0: RUNNING"_s;
        QTest::newRow("stages far apart") << QList<Marker>{stage(0, u"APP_STARTING"_s), stage(20, u"RUNNING"_s)}
                                          << u"0: APP STARTING | 20: RUNNING"_s;
        QTest::newRow("a save that restarts, and runs again")
            << QList<Marker>{save(0), restart(1), stage(2, u"RUNNING"_s)} << u"0: saved+restarted"_s;
        QTest::newRow("two saves") << QList<Marker>{save(0), save(1), save(30)} << u"0: saved | 30: saved"_s;
        QTest::newRow("a save between stages")
            << QList<Marker>{stage(0, u"RUNNING"_s), save(1), stage(2, u"RUNTIME_ERROR"_s)}
            << u"0: saved+RUNTIME ERROR"_s;
    }
    void markersNearEachOther_areOneGroup()
    {
        QFETCH(QList<Marker>, markers);
        const QList<MarkerGroup> groups = markerGroups(markers, 10'000);
        QTEST(textOf(groups), "expected");
        if (!groups.isEmpty() && groups.last().words.contains(u"RUNTIME ERROR"_s))
            QCOMPARE(groups.last().token, Token::ErrorSolid);
    }
};

QTEST_GUILESS_MAIN(LanesTest)
#include "tst_lanes.moc"
