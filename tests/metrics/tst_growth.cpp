// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/growth.h"
#include "support/testcase.h"

#include <QTimeZone>

#include <cmath>
#include <functional>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Metrics;
using namespace std::chrono_literals;

namespace {
const QDateTime Noon(QDate(2026, 11, 23), QTime(12, 0), QTimeZone::UTC);

/// Memory in MB at a second.
using Curve = std::function<double(int)>;

Series seriesOf(int seconds, const Curve &curve, int every = 1)
{
    Series series;
    series.add(Marker{Noon, MarkerKind::Stage, u"RUNNING"_s});
    for (int i = 0; i < seconds; i += every)
        series.add(Sample{.time = Noon.addSecs(i), .memoryBytes = qint64(curve(i) * 1e6)});
    return series;
}
} // namespace

class GrowthTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void growth_isWhatRisesAndIsNotGivenBack_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<Curve>("curve");
        QTest::addColumn<double>("perSecond"); // MB; 0: no growth
        const auto row = [](const char *name, int seconds, double perSecond, const Curve &curve) {
            QTest::newRow(name) << seconds << curve << perSecond;
        };
        row("steady", 300, 1, [](int s) { return 500. + s; });
        row("steady, with noise", 600, 0.2, [](int s) { return 500 + 0.2 * s + (s * 7919 % 13); });
        row("steps of a request every 20 s", 600, 0.5, [](int s) { return 500. + 10 * (s / 20); });
        row("a sawtooth that is flat below", 600, 0, [](int s) { return 500. + 20 * (s % 15); });
        row("a slow sawtooth", 600, 0, [](int s) { return 500. + 3 * (s % 130); });
        row("a sawtooth that rises", 600, 0.5, [](int s) { return 500 + 0.5 * s + 10 * (s % 15); });
        row("flat", 600, 0, [](int) { return 500.; });
        row("falling", 600, 0, [](int s) { return 5'000. - s; });
        row("a model loaded at once", 600, 0, [](int s) { return s < 200 ? 500. : 4'000.; });
        row("a model loaded slowly, then a plateau", 600, 0, [](int s) { return 500. + 10 * std::min(s, 300); });
        row("flat, then a load at the end", 600, 0, [](int s) { return 500. + 10 * std::max(0, s - 500); });
        row("a cache that fills up", 600, 0, [](int s) { return 500 + 1'000 * (1 - std::exp(-s / 60.)); });
        row("one that is given back in the middle", 600, 0, [](int s) { return 500. + s - (s > 350 ? 300 : 0); });
        row("too little to tell", 600, 0, [](int s) { return 500 + 0.02 * s; });
        row("little beside what is used", 600, 0, [](int s) { return 20'000 + 0.2 * s; });
        row("too short", 170, 0, [](int s) { return 500. + s; });
        row("the newest ten minutes of an hour", 3'600, 1, [](int s) { return 500. + std::max(0, s - 2'900); });
        row("a plateau after an hour of growth", 3'600, 0, [](int s) { return 500. + std::min(s, 2'900); });
    }
    void growth_isWhatRisesAndIsNotGivenBack()
    {
        QFETCH(int, seconds);
        QFETCH(Curve, curve);
        QFETCH(double, perSecond);
        const auto growth = growthOf(seriesOf(seconds, curve));
        QCOMPARE(growth.has_value(), perSecond > 0);
        if (!growth)
            return;
        QVERIFY2(std::abs(growth->bytesPerSecond / 1e6 - perSecond) < 0.1 * perSecond,
                 qPrintable(QString::number(growth->bytesPerSecond)));
        QCOMPARE(growth->memoryBytes, qint64(curve(seconds - 1) * 1e6));
        QVERIFY(growth->since >= Noon);
    }

    void aRestart_beginsAnew()
    {
        const Curve leak = [](int s) { return 500. + s; };
        Series series = seriesOf(300, leak);
        QVERIFY(growthOf(series));
        series.add(Marker{Noon.addSecs(300), MarkerKind::Save, u"app.py"_s});
        series.add(Sample{.time = Noon.addSecs(301), .memoryBytes = 801'000'000});
        QVERIFY(growthOf(series)); // a save alone is no other process
        series.add(Marker{Noon.addSecs(302), MarkerKind::Restart, {}});
        QVERIFY(!growthOf(series));
        for (int i = 303; i < 470; ++i)
            series.add(Sample{.time = Noon.addSecs(i), .memoryBytes = qint64(leak(i) * 1e6)});
        QVERIFY(!growthOf(series));
        for (int i = 470; i < 490; ++i)
            series.add(Sample{.time = Noon.addSecs(i), .memoryBytes = qint64(leak(i) * 1e6)});
        const auto growth = growthOf(series);
        QVERIFY(growth);
        QCOMPARE(growth->since, Noon.addSecs(303));
    }

    void aTimeInWhichNobodyLooked_isNoGrowth()
    {
        Series series = seriesOf(100, [](int s) { return 500. + s; });
        for (int i = 500; i < 600; ++i)
            series.add(Sample{.time = Noon.addSecs(i), .memoryBytes = qint64((500. + i) * 1e6)});
        QVERIFY(!growthOf(series));
        QVERIFY(!growthOf(Series()));
    }

    void mergedSamples_growAsTheyDid()
    {
        Series series(100);
        for (int i = 0; i < 1'000; ++i)
            series.add(Sample{.time = Noon.addSecs(i), .memoryBytes = (500 + i) * qint64(1'000'000)});
        const auto growth = growthOf(series);
        QVERIFY(growth);
        QVERIFY(std::abs(growth->bytesPerSecond - 1e6) < 1e5);
    }

    void time_isUntilTheLimit()
    {
        const Growth growth{1e6, 1'000'000'000, Noon};
        QCOMPARE(timeUntil(growth, 1'600'000'000, 1h), 600s);
        QCOMPARE(timeUntil(growth, 900'000'000, 1h), 0s);
        QVERIFY(!timeUntil(growth, 16'000'000'000, 1h));
        QCOMPARE(timeUntil(growth, 16'000'000'000, 48h), 15'000s);
    }
};

QTEST_GUILESS_MAIN(GrowthTest)
#include "tst_growth.moc"
