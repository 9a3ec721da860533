// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runningspace.h"
#include "runtime/runmetrics.h"
#include "runtime/runrecorder.h"

#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace std::chrono_literals;
using Metrics::MarkerKind;
using Runtime::MemoryAlarm;
using Testing::RunningSpace;
using Testing::settles;

namespace {
constexpr qint64 Gigabyte = 1'000'000'000;

/// `seconds` of an app that takes 1 GB and `perSecond` bytes more each second.
QList<Metrics::Sample> growing(const QDateTime &begin, int seconds, qint64 perSecond)
{
    QList<Metrics::Sample> samples;
    for (int i = 0; i < seconds; ++i)
        samples += Metrics::Sample{.time = begin.addSecs(i), .memoryBytes = Gigabyte + i * perSecond};
    return samples;
}

QStringList words(const Metrics::Series &series)
{
    QStringList all;
    for (const Metrics::Marker &marker : series.markers())
        all += marker.kind == MarkerKind::Stage ? marker.text
            : marker.kind == MarkerKind::Save   ? u"saved "_s + marker.text
                                                : u"restarted"_s;
    return all;
}
} // namespace

class RunMetricsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void alarm_namesTheMemoryThatWillBePassed_data()
    {
        QTest::addColumn<QString>("flavour");
        QTest::addColumn<qint64>("perSecond");
        QTest::addColumn<QString>("text"); // empty: no alarm
        QTest::newRow("in hours") << u"cpu-basic"_s << qint64(1'000'000)
                                  << u"3.6 GB more each hour: it passes the 16 GB of cpu-basic in about 4 hours."_s;
        QTest::newRow("in minutes")
            << u"cpu-basic"_s << qint64(5'000'000)
            << u"18.0 GB more each hour: it passes the 16 GB of cpu-basic in about 46 minutes."_s;
        QTest::newRow("of another flavour")
            << u"cpu-upgrade"_s << qint64(1'000'000)
            << u"3.6 GB more each hour: it passes the 32 GB of cpu-upgrade in about 9 hours."_s;
        QTest::newRow("already") << u"cpu-basic"_s << qint64(60'000'000)
                                 << u"216 GB more each hour, and it takes more than the 16 GB of cpu-basic already."_s;
        QTest::newRow("not in two days") << u"a100x8"_s << qint64(1'000'000) << QString();
        QTest::newRow("no growth") << u"cpu-basic"_s << qint64(0) << QString();
        QTest::newRow("a flavour without a known memory") << u"zero-a10g"_s << qint64(5'000'000) << QString();
        QTest::newRow("an unknown flavour") << u"quantum"_s << qint64(5'000'000) << QString();
    }
    void alarm_namesTheMemoryThatWillBePassed()
    {
        QFETCH(QString, flavour);
        QFETCH(qint64, perSecond);
        QFETCH(QString, text);
        Metrics::Series series;
        for (const Metrics::Sample &sample :
             growing(QDateTime(QDate(2026, 11, 23), QTime(12, 0), QTimeZone::UTC), 300, perSecond))
            series.add(sample);
        const auto alarm = Runtime::memoryAlarm(series, flavour);
        QCOMPARE(alarm ? Runtime::alarmText(*alarm) : QString(), text);
        if (alarm) {
            QCOMPARE(Runtime::toJson(*alarm)["flavour"_L1].toString(), flavour);
            QVERIFY(std::abs(Runtime::toJson(*alarm)["bytesPerHour"_L1].toInteger() - 3600 * perSecond) < 1000);
        }
    }

    void series_hasTheRunWithItsSavesAndRestarts()
    {
        RunningSpace space(u"serves.py"_s);
        Runtime::RunMetrics metrics(*space.session);
        const QSignalSpy began(&metrics, &Runtime::RunMetrics::began);
        space.session->run();
        QVERIFY(space.reaches(Stage::Running));
        QTRY_VERIFY_WITH_TIMEOUT(metrics.series()->samples().size() >= 2, 30'000);
        QVERIFY(metrics.series()->peaks().memoryBytes > 1'000'000);
        space.saveText("two");
        space.session->sourceChanged({u"app.py"_s});
        QTRY_VERIFY(space.stages.contains(u"RUNNING_APP_STARTING"_s));
        QVERIFY(space.reaches(Stage::Running));
        QCOMPARE(words(*metrics.series()).sliced(words(*metrics.series()).indexOf(u"RUNNING"_s)),
                 (QStringList{u"RUNNING"_s, u"saved app.py"_s, u"restarted"_s, u"RUNNING"_s}));
        const auto first = metrics.series();
        space.session->stop();
        QVERIFY(space.reaches(Stage::Stopped));
        QCOMPARE(words(*metrics.series()).last(), u"STOPPED"_s);
        QCOMPARE(metrics.series(), first); // to be looked at until the next run
        QCOMPARE(began.size(), 1);
        space.session->run();
        QVERIFY(space.reaches(Stage::Running));
        QVERIFY(metrics.series() != first);
        QCOMPARE(began.size(), 2);
        QVERIFY(!first->isEmpty());
    }

    void alarm_isRaisedOnce_andTakenBackWithTheProcess()
    {
        RunningSpace space({}, "sdk: static\nsuggested_hardware: cpu-upgrade\n"); // nothing is sampled by itself
        space.write(u"index.html"_s, "<h1>one</h1>\n");
        Runtime::RunMetrics metrics(*space.session);
        QSignalSpy alarms(&metrics, &Runtime::RunMetrics::alarmChanged);
        space.session->run();
        QVERIFY(space.reaches(Stage::Running));
        const QDateTime begin = QDateTime::currentDateTimeUtc();
        const auto samples = growing(begin, 400, 10'000'000);
        for (const Metrics::Sample &sample : samples)
            Q_EMIT space.session->sampled(sample);
        QCOMPARE(alarms.size(), 1);
        QCOMPARE(metrics.alarm()->flavour, u"cpu-upgrade"_s);
        // Given back: the alarm was wrong.
        Q_EMIT space.session->sampled(Metrics::Sample{.time = begin.addSecs(401), .memoryBytes = Gigabyte});
        QCOMPARE(alarms.size(), 2);
        QVERIFY(!metrics.alarm());
        for (const Metrics::Sample &sample : growing(begin.addSecs(402), 700, 10'000'000))
            Q_EMIT space.session->sampled(sample);
        QCOMPARE(alarms.size(), 3);
        space.session->stop();
        QVERIFY(space.reaches(Stage::Stopped));
        QCOMPARE(alarms.size(), 4);
        QVERIFY(!metrics.alarm());
    }

    void ledger_hasWhatTheRunUsed_alsoOfALongOne()
    {
        RunningSpace space({}, "sdk: static\n");
        space.write(u"index.html"_s, "<h1>one</h1>\n");
        History::Ledger ledger(space.storeFolder() + "/ledger.sqlite"_L1, space.redactor);
        Runtime::RunRecorder recorder(ledger, *space.session, space.environments);
        space.session->run();
        QVERIFY(space.reaches(Stage::Running));
        QTRY_VERIFY(recorder.run() > 0);
        const auto kept = [&] {
            const auto entries = ledger.series(recorder.run());
            return settles(entries) && entries.result() ? Metrics::seriesFromJson(*entries.result())
                                                        : Metrics::Series();
        };
        const QDateTime begin = QDateTime::currentDateTimeUtc();
        const auto samples = growing(begin, 10'000, 1'000);
        for (const Metrics::Sample &sample : samples.first(40))
            Q_EMIT space.session->sampled(sample);
        QVERIFY(kept().samples().size() >= 20); // a crash would not take them
        QVERIFY(words(kept()).contains(u"RUNNING"_s));
        for (const Metrics::Sample &sample : samples.sliced(40))
            Q_EMIT space.session->sampled(sample);
        Q_EMIT space.session->filesSaved({u"index.html"_s, u"style.css"_s});
        space.session->stop();
        QVERIFY(space.reaches(Stage::Stopped));
        QTRY_VERIFY(recorder.isIdle());
        const Metrics::Series series = kept();
        QVERIFY(series.samples().size() <= Metrics::Series::Capacity);
        QCOMPARE(series.samples().constFirst().time.toMSecsSinceEpoch() / 10'000, begin.toMSecsSinceEpoch() / 10'000);
        QCOMPARE(series.samples().constLast(), samples.last());
        QCOMPARE(series.peaks().memoryBytes, samples.last().memoryBytes);
    }
};

QTEST_GUILESS_MAIN(RunMetricsTest)
#include "tst_runmetrics.moc"
