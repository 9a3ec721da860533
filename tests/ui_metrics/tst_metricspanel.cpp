// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/metricspanel.h"
#include "metrics/samplesmodel.h"
#include "support/testcase.h"
#include "widgets/inlinestrip.h"
#include "widgets/label.h"
#include "widgets/look.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QImage>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTimeZone>
#include <QToolButton>
#include <QTreeView>
#include <QWheelEvent>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Ui;
using Spacewright::Metrics::Marker;
using Spacewright::Metrics::MarkerKind;
using Spacewright::Metrics::Sample;
using Spacewright::Metrics::Series;

namespace {
const QDateTime Noon(QDate(2026, 11, 23), QTime(12, 0), QTimeZone::UTC);
constexpr QSize Usual(900, 400);

Sample sampleAt(int second)
{
    return {.time = Noon.addSecs(second), .cpuCores = 1, .memoryBytes = 1'000'000'000 + second * qint64(1'000'000)};
}

std::shared_ptr<Series> seconds(int from, int to)
{
    auto series = std::make_shared<Series>();
    for (int i = from; i < to; ++i)
        series->add(sampleAt(i));
    return series;
}

MetricsRun run(qint64 number, std::shared_ptr<const Series> series)
{
    return {u"Run %1"_s.arg(number), {u"hello"_s, number}, std::move(series)};
}

/// What a widget looks like once everything that it has queued is painted.
QImage picture(QWidget &widget)
{
    QCoreApplication::processEvents();
    return widget.grab().toImage();
}

int pixelsOf(const QImage &image, QRgb wanted, const QRect &area)
{
    int count = 0;
    for (int y = area.top(); y <= area.bottom(); ++y) {
        for (int x = area.left(); x <= area.right(); ++x)
            count += image.pixel(x, y) == wanted ? 1 : 0;
    }
    return count;
}
} // namespace

class MetricsPanelTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<MetricsPanel> m_panel;

    [[nodiscard]] MetricsChart &chart() const { return *m_panel->chart(); }
    template<typename T>
    [[nodiscard]] T *inStrip(const char *name) const
    {
        return m_panel->strip()->findChild<T *>(QLatin1StringView(name));
    }
    [[nodiscard]] QAction *menuEntry(const char *name) const
    {
        return inStrip<QToolButton>("metrics.more")->findChild<QAction *>(QLatin1StringView(name));
    }
    [[nodiscard]] double shownSeconds() const
    {
        return double(chart().rangeBegin().msecsTo(chart().rangeEnd())) / 1000;
    }

private Q_SLOTS:
    void initTestCase() { applyLook(*qApp); }
    void init()
    {
        Testing::cleanRoom();
        m_panel = std::make_unique<MetricsPanel>();
        std::ignore = m_panel->strip(); // as a dock would
        m_panel->resize(Usual);
        m_panel->setCores(2);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    }
    void cleanup() { m_panel.reset(); }

    void nothingMeasured_isSaidAndOffersARun()
    {
        const auto *empty = m_panel->findChild<QWidget *>(u"noMetrics"_s);
        QVERIFY(empty->isVisible());
        QSignalSpy runs(m_panel.get(), &MetricsPanel::runRequested);
        QSignalSpy earlier(m_panel.get(), &MetricsPanel::earlierRequested);
        QCOMPARE(empty->findChildren<QPushButton *>().size(), 1);
        empty->findChild<QPushButton *>()->click();
        QCOMPARE(runs.size(), 1);
        m_panel->setEarlierRuns({{13, u"Run 13"_s}, {12, u"Run 12"_s}});
        const auto buttons = empty->findChildren<QPushButton *>();
        QCOMPARE(buttons.last()->text(), u"Show an earlier run"_s);
        buttons.last()->click();
        QCOMPARE(earlier.size(), 1);
        QCOMPARE(earlier.first().first().toLongLong(), 13);
        QVERIFY(!inStrip<QToolButton>("metrics.pause")->isEnabled());
        QVERIFY(!menuEntry("metrics.export.csv")->isEnabled());
    }

    void theFirstSample_takesTheEmptinessAway()
    {
        auto series = std::make_shared<Series>();
        m_panel->setRuns({run(1, series)});
        QVERIFY(m_panel->findChild<QWidget *>(u"noMetrics"_s)->isVisible());
        series->add(sampleAt(0));
        m_panel->refresh();
        QVERIFY(chart().isVisible());
        QVERIFY(inStrip<QToolButton>("metrics.pause")->isEnabled());
        QCOMPARE(inStrip<ElidedLabel>("metrics.text")->fullText(), u"Run 1, memory at most 1.0 GB"_s);
    }

    void time_isTheNewestMinutes_andGoesOn()
    {
        auto series = seconds(0, 1'000);
        m_panel->setRuns({run(1, series)});
        QCOMPARE(chart().rangeEnd().toUTC(), Noon.addSecs(999));
        QCOMPARE(shownSeconds(), 300.);
        series->add(sampleAt(1'000));
        m_panel->refresh();
        QCOMPARE(chart().rangeEnd().toUTC(), Noon.addSecs(1'000));
        inStrip<QToolButton>("metrics.zoomIn")->click();
        QCOMPARE(shownSeconds(), 150.);
        QCOMPARE(chart().rangeEnd().toUTC(), Noon.addSecs(1'000)); // still the newest
        menuEntry("metrics.all")->trigger();
        QCOMPARE(chart().rangeBegin().toUTC(), Noon);
        series->add(sampleAt(1'001));
        m_panel->refresh();
        QCOMPARE(shownSeconds(), 1'001.);
        menuEntry("metrics.newest")->trigger();
        QCOMPARE(shownSeconds(), 300.);
        for (int i = 0; i < 40; ++i)
            inStrip<QToolButton>("metrics.zoomIn")->click();
        QCOMPARE(shownSeconds(), 10.);
    }

    void aDrag_movesTheTime_andStandsStill()
    {
        auto series = seconds(0, 1'000);
        m_panel->setRuns({run(1, series)});
        QTest::mousePress(&chart(), Qt::LeftButton, {}, {300, 100});
        QTest::mouseMove(&chart(), {400, 100});
        QTest::mouseRelease(&chart(), Qt::LeftButton, {}, {400, 100});
        const QDateTime end = chart().rangeEnd();
        QVERIFY(end.toUTC() < Noon.addSecs(990));
        QCOMPARE(shownSeconds(), 300.);
        series->add(sampleAt(1'000));
        m_panel->refresh();
        QCOMPARE(chart().rangeEnd(), end);
        QVERIFY(!chart().isFollowing());
        for (int i = 0; i < 30; ++i) { // some of the run stays in view
            QTest::mousePress(&chart(), Qt::LeftButton, {}, {700, 100});
            QTest::mouseMove(&chart(), {100, 100});
            QTest::mouseRelease(&chart(), Qt::LeftButton, {}, {100, 100});
        }
        QVERIFY(chart().rangeBegin().toUTC() < Noon.addSecs(1'000));
    }

    void theWheel_zooms()
    {
        m_panel->setRuns({run(1, seconds(0, 1'000))});
        chart().arrange({Usual.width(), 2'000}); // nothing to scroll
        const auto turn = [this](int angle) {
            QWheelEvent event({300, 100}, chart().mapToGlobal(QPointF(300, 100)), {}, {0, angle}, Qt::NoButton,
                              Qt::ControlModifier, Qt::NoScrollPhase, false);
            QApplication::sendEvent(&chart(), &event);
        };
        turn(120);
        QCOMPARE(shownSeconds(), 240.);
        turn(-120);
        QCOMPARE(shownSeconds(), 300.);
    }

    void theCursor_goesBySampleWithTheKeys_andSaysWhatItReads()
    {
        m_panel->setRuns({run(1, seconds(0, 600))});
        m_panel->takeFocus();
        QVERIFY(chart().hasFocus());
        const auto timeText = [](int second) {
            return Noon.addSecs(second).toLocalTime().time().toString(u"HH:mm:ss"_s);
        };
        QCOMPARE(chart().readout(), timeText(599) + u", CPU 50 %, Memory 1.6 GB, Disk 0 B/s"_s);
        QTest::keyClick(&chart(), Qt::Key_Left);
        QCOMPARE(chart().accessibleDescription(), chart().readout());
        QTest::keyClick(&chart(), Qt::Key_Left);
        QVERIFY2(chart().readout().startsWith(timeText(598)), qPrintable(chart().readout()));
        QTest::keyClick(&chart(), Qt::Key_Left, Qt::ControlModifier);
        QVERIFY(chart().readout().startsWith(timeText(588)));
        QTest::keyClick(&chart(), Qt::Key_Home);
        QVERIFY(chart().readout().startsWith(timeText(0)));
        QVERIFY(chart().rangeBegin().toUTC() <= Noon); // it is in view
        QTest::keyClick(&chart(), Qt::Key_Plus);
        QVERIFY(shownSeconds() < 300);
        QTest::keyClick(&chart(), Qt::Key_0);
        QCOMPARE(shownSeconds(), 599.);
        QTest::keyClick(&chart(), Qt::Key_Escape);
        QVERIFY(chart().readout().startsWith(timeText(599)));
    }

    void thePointer_movesTheCursor_andTakesItAway()
    {
        m_panel->setRuns({run(1, seconds(0, 300))});
        QSignalSpy moved(&chart(), &MetricsChart::cursorMoved);
        QTest::mouseMove(&chart(), {300, 100});
        QVERIFY(!moved.isEmpty());
        const QString there = chart().readout();
        QTest::mouseMove(&chart(), {500, 100});
        QVERIFY(chart().readout() != there);
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(&chart(), &leave);
        QVERIFY(chart().readout().startsWith(Noon.addSecs(299).toLocalTime().time().toString(u"HH:mm:ss"_s)));
    }

    void aPause_standsStill_andTakesUpWhatCameMeanwhile()
    {
        auto series = seconds(0, 100);
        m_panel->setRuns({run(1, series)});
        m_panel->takeFocus();
        QTest::keyClick(&chart(), Qt::Key_Space);
        QVERIFY(inStrip<QToolButton>("metrics.pause")->isChecked());
        series->add(sampleAt(100));
        m_panel->refresh();
        QCOMPARE(chart().rangeEnd().toUTC(), Noon.addSecs(99));
        inStrip<QToolButton>("metrics.pause")->click();
        QCOMPARE(chart().rangeEnd().toUTC(), Noon.addSecs(100));
    }

    void whatComesWhileNobodyLooks_isThereWhenSomebodyDoes()
    {
        auto series = seconds(0, 100);
        m_panel->setRuns({run(1, series)});
        m_panel->hide();
        series->add(sampleAt(100));
        m_panel->refresh();
        QCOMPARE(chart().rangeEnd().toUTC(), Noon.addSecs(99));
        m_panel->show();
        QCOMPARE(chart().rangeEnd().toUTC(), Noon.addSecs(100));
    }

    void aGap_staysOne()
    {
        auto series = seconds(0, 100);
        for (int i = 200; i < 300; ++i)
            series->add(sampleAt(i));
        m_panel->setRuns({run(1, series)});
        const QImage image = picture(chart());
        const QRgb curve = color(Token::Chart3).rgb();
        const int left = image.width() / 6;
        const int third = (image.width() - left - 116) / 3;
        QVERIFY(pixelsOf(image, curve, QRect(left, 0, third / 2, image.height())) > 10);
        QCOMPARE(pixelsOf(image, curve, QRect(left + third + third / 4, 0, third / 4, image.height())), 0);
    }

    void anEarlierRun_isLaidOverFromTheSameStart()
    {
        m_panel->setEarlierRuns({{13, u"Run 13"_s}, {12, u"Run 12"_s}});
        m_panel->setRuns({run(14, seconds(1'000, 1'200))});
        QSignalSpy wanted(m_panel.get(), &MetricsPanel::earlierRequested);
        auto *choice = inStrip<QComboBox>("metrics.earlier");
        QCOMPARE(choice->count(), 3);
        choice->setCurrentIndex(1);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().first().toLongLong(), 13);
        const QRgb dashed = color(Token::Chart6).rgb();
        QCOMPARE(pixelsOf(picture(chart()), dashed, chart().rect()), 0);
        auto before = std::make_shared<Series>();
        for (int i = 0; i < 400; ++i)
            before->add(Sample{.time = Noon.addSecs(i), .cpuCores = i / 400., .memoryBytes = 500'000'000});
        m_panel->setEarlier(run(13, before));
        QVERIFY(pixelsOf(picture(chart()), dashed, chart().rect()) > 50);
        QCOMPARE(chart().rangeBegin().toUTC(), Noon.addSecs(1'000)); // the time of the run that goes on
        QCOMPARE(shownSeconds(), 399.); // as long as the longer of the two
        QCOMPARE(wanted.size(), 1);
        m_panel->setEarlier({});
        QCOMPARE(choice->currentIndex(), 0);
        QCOMPARE(pixelsOf(picture(chart()), dashed, chart().rect()), 0);
    }

    void anEarlierRunAlone_hasItsOwnTime()
    {
        m_panel->setEarlierRuns({{13, u"Run 13"_s}});
        m_panel->setEarlier(run(13, seconds(0, 50)));
        QVERIFY(chart().isVisible());
        QCOMPARE(chart().rangeBegin().toUTC(), Noon);
        QCOMPARE(inStrip<ElidedLabel>("metrics.text")->fullText(), u"Run 13, memory at most 1.0 GB"_s);
        m_panel->reset();
        QVERIFY(m_panel->findChild<QWidget *>(u"noMetrics"_s)->isVisible());
        QCOMPARE(inStrip<QComboBox>("metrics.earlier")->count(), 1);
    }

    void severalSpaces_areInOnePicture()
    {
        m_panel->setRuns({run(1, seconds(0, 100)), run(2, seconds(0, 80))});
        QVERIFY(pixelsOf(picture(chart()), color(Token::Chart6).rgb(), chart().rect()) > 20);
        QVERIFY(pixelsOf(picture(chart()), color(Token::Chart3).rgb(), chart().rect()) > 20);
    }

    void lanes_areOnlyThoseWithSomethingToShow()
    {
        auto series = seconds(0, 10);
        m_panel->setRuns({run(1, series)});
        QCOMPARE(chart().lanes().size(), 3);
        Sample rich = sampleAt(10);
        rich.gpus = {{.name = u"T4"_s, .loadPercent = 40, .memoryBytes = 2'000'000'000}};
        rich.requests = Spacewright::Metrics::RequestUse{.count = 3};
        series->add(rich);
        m_panel->refresh();
        QCOMPARE(chart().lanes().size(), 6);
        QVERIFY2(chart().readout().endsWith("GPU 40 %, GPU memory 2.0 GB, Requests 3"_L1),
                 qPrintable(chart().readout()));
    }

    void inALowDock_theLanesStandSideBySide()
    {
        m_panel->setRuns({run(1, seconds(0, 100))});
        chart().arrange({400, 170});
        const int stacked = chart().minimumHeight();
        chart().arrange({1'400, 170});
        QVERIFY(chart().minimumHeight() <= 170);
        QVERIFY(stacked > 220); // three lanes of 60 and what is between them
        chart().arrange({1'400, 800});
        QCOMPARE(chart().minimumHeight(), stacked); // one below the other where there is room
    }

    void theTable_hasEverySample_newestFirst()
    {
        auto series = seconds(0, 5);
        m_panel->setRuns({run(1, series)});
        auto *table = m_panel->findChild<QTreeView *>(u"metrics.samples"_s);
        QVERIFY(!table->isVisible());
        inStrip<QToolButton>("metrics.table")->click();
        QVERIFY(table->isVisible());
        QVERIFY(!inStrip<QToolButton>("metrics.zoomIn")->isEnabled());
        const QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto text = [&](int row, int column) { return table->model()->index(row, column).data().toString(); };
        QCOMPARE(table->model()->rowCount(), 5);
        QCOMPARE(text(0, 0), Noon.addSecs(4).toLocalTime().time().toString(u"HH:mm:ss"_s));
        QCOMPARE(text(0, 1), u"50 %"_s);
        QCOMPARE(table->model()->headerData(2, Qt::Horizontal).toString(), u"Memory"_s);
        table->setCurrentIndex(table->model()->index(0, 0));
        series->add(sampleAt(5));
        m_panel->refresh();
        QCOMPARE(table->model()->rowCount(), 6);
        QCOMPARE(table->currentIndex().row(), 1); // the same sample
        for (int i = 6; i < Series::Capacity + 10; ++i)
            series->add(sampleAt(i)); // by now some are merged
        m_panel->refresh();
        QCOMPARE(table->model()->rowCount(), int(series->samples().size()));
    }

    void export_writesWhatIsShown_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QByteArray>("begin");
        QTest::newRow("CSV") << u"csv"_s << QByteArray("time,cpu_cores,");
        QTest::newRow("JSON") << u"json"_s << QByteArray("{\n");
        QTest::newRow("OpenMetrics") << u"prom"_s << QByteArray("# TYPE spacewright_cpu_cores gauge\n");
    }
    void export_writesWhatIsShown()
    {
        QFETCH(QString, format);
        QFETCH(QByteArray, begin);
        const QTemporaryDir folder;
        m_panel->setRuns({run(1, seconds(0, 5))});
        menuEntry(qPrintable("metrics.export."_L1 + format))->trigger();
        auto *chooser = m_panel->findChild<QFileDialog *>(u"exportMetrics"_s);
        QVERIFY(chooser);
        QCOMPARE(chooser->defaultSuffix(), format);
        const QString path = folder.filePath(u"metrics."_s + format);
        Q_EMIT chooser->fileSelected(path);
        chooser->reject();
        const auto *notice = m_panel->findChild<InlineStrip *>();
        QTRY_COMPARE(notice->subject(), u"The metrics are exported."_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().startsWith(begin));
        // What cannot be written is said.
        menuEntry(qPrintable("metrics.export."_L1 + format))->trigger();
        chooser = m_panel->findChildren<QFileDialog *>(u"exportMetrics"_s).last();
        Q_EMIT chooser->fileSelected(path + "/below/a/file"_L1);
        chooser->reject();
        QTRY_COMPARE(notice->subject(), u"The metrics were not exported."_s);
    }

    void everyControl_hasAName()
    {
        m_panel->setRuns({run(1, seconds(0, 5))});
        const auto controls = m_panel->strip()->findChildren<QWidget *>();
        int named = 0;
        for (const QWidget *control : controls) {
            if (!qobject_cast<const QToolButton *>(control) && !qobject_cast<const QComboBox *>(control))
                continue;
            const auto *button = qobject_cast<const QToolButton *>(control);
            QVERIFY2(!control->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                     qPrintable(control->objectName()));
            ++named;
        }
        QCOMPARE(named, 6);
        QVERIFY(!chart().accessibleName().isEmpty());
        QVERIFY(!m_panel->findChild<QTreeView *>(u"metrics.samples"_s)->accessibleName().isEmpty());
    }

    void theTheme_isFollowed()
    {
        m_panel->setRuns({run(1, seconds(0, 100))});
        Theme::current().pin(Scheme::Dark);
        const QImage dark = picture(chart());
        QCOMPARE(dark.pixel(2, 2), Theme::color(Token::Surface, Scheme::Dark).rgb());
        QVERIFY(pixelsOf(dark, Theme::color(Token::Chart3, Scheme::Dark).rgb(), dark.rect()) > 20);
        Theme::current().pin(Scheme::Light);
        QCOMPARE(picture(chart()).pixel(2, 2), Theme::color(Token::Surface, Scheme::Light).rgb());
    }

    void markers_andACursor_arePaintedOverTheLanes()
    {
        auto series = seconds(0, 100);
        const QImage without = [&] {
            m_panel->setRuns({run(1, series)});
            return picture(chart());
        }();
        series->add(Marker{Noon.addSecs(20), MarkerKind::Stage, u"RUNNING"_s});
        series->add(Marker{Noon.addSecs(60), MarkerKind::Save, u"app.py"_s});
        series->add(Marker{Noon.addSecs(61), MarkerKind::Restart, {}});
        m_panel->refresh();
        const QImage with = picture(chart());
        QVERIFY(pixelsOf(with, color(Token::RunningSolid).rgb(), with.rect())
                > pixelsOf(without, color(Token::RunningSolid).rgb(), without.rect()) + 20);
        QTest::keyClick(&chart(), Qt::Key_Left);
        QVERIFY(picture(chart()) != with);
    }
};

QTEST_MAIN(MetricsPanelTest)
#include "tst_metricspanel.moc"
