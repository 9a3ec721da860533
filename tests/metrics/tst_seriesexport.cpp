// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/seriesexport.h"
#include "support/testcase.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Metrics;
using namespace std::chrono_literals;

namespace {
const QDateTime Noon(QDate(2026, 11, 23), QTime(12, 0), QTimeZone::UTC);

Series rich()
{
    Series series;
    series.add(Marker{Noon, MarkerKind::Stage, u"RUNNING"_s});
    series.add(Sample{.time = Noon.addMSecs(250), .cpuCores = 0.1, .memoryBytes = 5'000'000'000, .processes = 2});
    series.add(Marker{Noon.addSecs(1), MarkerKind::Save, u"say \"hi\".py"_s});
    series.add(Marker{Noon.addSecs(1), MarkerKind::Restart, u"because"_s});
    series.add(Sample{
        .time = Noon.addSecs(2),
        .cpuCores = 1.5,
        .gpus = {{.index = 0, .name = u"T4"_s, .loadPercent = 12.5, .memoryBytes = 3, .memoryTotalBytes = 9},
                 {.index = 1, .name = u"odd \"name\" \\ of\na card"_s, .loadPercent = 50, .memoryBytes = 4}},
        .requests = RequestUse{.count = 7, .concurrency = 2, .errors = 1, .p50 = 1500us, .p95 = 2s, .bytesOut = 8}});
    series.add(Marker{Noon.addSecs(9), MarkerKind::Stage, u"STOPPED"_s});
    return series;
}

/// What is wrong with `text` by the grammar of OpenMetrics 1.0, and by its rules about order; empty: nothing.
QString refusal(const QByteArray &text)
{
    static const QRegularExpression meta(uR"(^# (TYPE|UNIT|HELP) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)$)"_s);
    static const QRegularExpression sample(
        uR"(^([a-zA-Z_:][a-zA-Z0-9_:]*)\{((?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*",?)+)\} (-?[0-9.]+(?:e[+-]?[0-9]+)?) ([0-9]+\.[0-9]{3})$)"_s);
    if (!text.endsWith("# EOF\n") || text.count("# EOF\n") != 1)
        return u"the end"_s;
    QSet<QString> closed;
    QSet<QString> closedSeries;
    QString family;
    QString series;
    double time = 0;
    const QStringList lines = QString::fromUtf8(text).chopped(6).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        if (const auto match = meta.match(line); match.hasMatch()) {
            const QString name = match.captured(2);
            if (name != family) {
                if (match.captured(1) != "TYPE"_L1 || match.captured(3) != "gauge"_L1 || closed.contains(name))
                    return line;
                closed += family = name;
                series.clear();
            } else if (!series.isEmpty()) {
                return line; // after its samples
            }
            if (match.captured(1) == "UNIT"_L1 && !name.endsWith(u'_' + match.captured(3)))
                return line;
            continue;
        }
        const auto match = sample.match(line);
        if (!match.hasMatch() || match.captured(1) != family || match.captured(2).endsWith(u','))
            return line;
        const double at = match.captured(4).toDouble();
        if (match.captured(2) != series) {
            if (closedSeries.contains(family + match.captured(2)))
                return line;
            series = match.captured(2);
            closedSeries += family + series;
        } else if (at <= time) {
            return line;
        }
        time = at;
    }
    return {};
}
} // namespace

class SeriesExportTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void csv_hasALineASample()
    {
        const QList<QByteArray> lines = toCsv(rich()).split('\n');
        QCOMPARE(lines.size(), 4); // names, two samples, and nothing behind the last end
        const QList<QByteArray> names = lines.at(0).split(',');
        QCOMPARE(names.first(), "time");
        QCOMPARE(names.last(), "markers");
        const auto value = [&](int line, QByteArrayView name) {
            return lines.at(line).split(',').value(names.indexOf(name));
        };
        QCOMPARE(value(1, "time"), "2026-11-23T12:00:00.250Z");
        QCOMPARE(value(1, "cpu_cores"), "0.1");
        QCOMPARE(value(1, "memory_bytes"), "5000000000");
        QCOMPARE(value(1, "gpu0_load_percent"), "");
        QCOMPARE(value(1, "requests"), "");
        QCOMPARE(value(1, "markers"), "\"RUNNING\"");
        QCOMPARE(value(2, "gpu0_load_percent"), "12.5");
        QCOMPARE(value(2, "gpu1_memory_bytes"), "4");
        QCOMPARE(value(2, "requests"), "7");
        QCOMPARE(value(2, "request_p50_seconds"), "0.0015");
        QCOMPARE(value(2, "markers"), R"("saved say ""hi"".py; restarted; STOPPED")");
    }

    void csv_hasNoColumnsOfWhatNobodyMeasured()
    {
        Series series;
        series.add(Sample{.time = Noon});
        const QByteArray text = toCsv(series);
        QVERIFY(!text.contains("gpu"));
        QVERIFY(!text.contains("request"));
        QCOMPARE(toCsv(Series()).count('\n'), 1);
    }

    void json_hasSamplesMarkersAndPeaks()
    {
        const QJsonObject json =
            QJsonDocument::fromJson(exported(rich(), {u"ada/hello"_s, 3}, ExportFormat::Json)).object();
        QCOMPARE(json["space"_L1].toString(), u"ada/hello"_s);
        QCOMPARE(json["run"_L1].toInt(), 3);
        QCOMPARE(json["peaks"_L1]["memoryBytes"_L1].toInteger(), 5'000'000'000);
        QCOMPARE(json["samples"_L1].toArray().size(), 2);
        QCOMPARE(sampleFromJson(json["samples"_L1].toArray().last().toObject()), rich().samples().last());
        QCOMPARE(json["markers"_L1].toArray().size(), 4);
        QVERIFY(toJson(Series(), ExportSubject{})["run"_L1].isNull());
    }

    void openMetrics_keepsToTheFormat()
    {
        const QByteArray text = toOpenMetrics(rich(), {u"ada/\"hello\""_s, 3});
        QCOMPARE(refusal(text), QString());
        QVERIFY2(text.contains("# TYPE spacewright_cpu_cores gauge\n# UNIT spacewright_cpu_cores cores\n"),
                 text.constData());
        QVERIFY2(text.contains("spacewright_cpu_cores{space=\"ada/\\\"hello\\\"\",run=\"3\"} 0.1 1795435200.250\n"),
                 text.constData());
        QVERIFY2(text.contains("gpu=\"1\",name=\"odd \\\"name\\\" \\\\ of\\na card\"} 50 "), text.constData());
        QCOMPARE(text.count("spacewright_requests{"), 1);
        QCOMPARE(refusal(toOpenMetrics(Series(), {})), QString());
    }

    void theTestOfTheFormat_refusesWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("no end") << QByteArray("# TYPE a gauge\na{b=\"c\"} 1 1.000\n");
        QTest::newRow("a family twice") << QByteArray("# TYPE a gauge\na{b=\"c\"} 1 1.000\n# TYPE b gauge\nb{b=\"c\"} "
                                                      "1 1.000\n# TYPE a gauge\na{b=\"c\"} 1 2.000\n# EOF\n");
        QTest::newRow("time goes back") << QByteArray(
            "# TYPE a gauge\na{b=\"c\"} 1 2.000\na{b=\"c\"} 1 1.000\n# EOF\n");
        QTest::newRow("a unit that is not in the name") << QByteArray("# TYPE a gauge\n# UNIT a bytes\n# EOF\n");
        QTest::newRow("a quote in a label") << QByteArray("# TYPE a gauge\na{b=\"c\"d\"} 1 1.000\n# EOF\n");
        QTest::newRow("no family") << QByteArray("a{b=\"c\"} 1 1.000\n# EOF\n");
    }
    void theTestOfTheFormat_refusesWhatIsWrong()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!refusal(text).isEmpty());
    }
};

QTEST_GUILESS_MAIN(SeriesExportTest)
#include "tst_seriesexport.moc"
