// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/editorarea.h"
#include "logs/logpanel.h"
#include "logs/logview.h"
#include "metrics/metricspanel.h"
#include "preview/previewpanel.h"
#include "services.h"
#include "settings/keys.h"
#include "shell/mainwindow.h"
#include "studio.h"
#include "support/spacefolder.h"
#include "support/testcase.h"
#include "welcome/welcomepage.h"
#include "widgets/inlinestrip.h"
#include "widgets/look.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QHash>
#include <QKeySequence>
#include <QSet>
#include <QSignalSpy>
#include <QTimeZone>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Testing;
using namespace Spacewright::Ui;
namespace Keys = Spacewright::Settings::Keys;

/// The window over real services in a home of its own, with a static Space that is open and does not run.
class StudioTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        applyLook(*qApp);
        // KTextEditor's first document says what this machine lacks (spell checkers); that is no failure here.
        const SpaceFolder folder;
        QVERIFY(folder.write(u"first.py"_s, "x = 1\n"));
        EditorArea area(folder.path(u"state"_s));
        area.setFolder(folder.path());
        area.openFile(u"first.py"_s);
    }
    void init()
    {
        cleanRoom();
        m_home = std::make_unique<SpaceFolder>();
        QVERIFY(m_home->write(u"space/README.md"_s, readme("Pendulums")));
        QVERIFY(m_home->write(u"space/index.html"_s, "<!doctype html><title>Hello</title>\n"));
        m_space = m_home->path(u"space"_s);
        begin();
    }
    void cleanup()
    {
        m_studio.reset();
        m_services.reset();
        m_home.reset();
    }

    void theNameInTheReadme_isTheNameEverywhere_alsoAfterItIsSaved()
    {
        QVERIFY(open());
        QCOMPARE(m_studio->window().windowTitle(), u"Pendulums - Spacewright"_s);
        QCOMPARE(m_services->recents.list().first().title, u"Pendulums"_s);
        QVERIFY(m_home->write(u"space/README.md"_s, readme("Swings")));
        QTRY_COMPARE(m_studio->window().windowTitle(), u"Swings - Spacewright"_s);
        QCOMPARE(m_services->recents.list().size(), 1);
        QCOMPARE(m_services->recents.list().first().title, u"Swings"_s);
        QCOMPARE(panel<PreviewPanel>("preview")->state().title, u"Swings"_s);
        QCOMPARE(m_studio->window().findChild<QAbstractButton *>(u"spaceBar.space"_s)->accessibleName(),
                 u"Space: Swings"_s);
    }

    void whatTheServicesCannotKeep_isSaidWhereThePersonIs()
    {
        Q_EMIT m_services->ledger.recovered(u"The old file is kept beside it."_s);
        const auto *welcome = m_studio->window().findChild<WelcomePage *>();
        QVERIFY(says(*welcome, u"The history was damaged."_s));

        QVERIFY(open());
        Q_EMIT m_services->recents.failed(Error{ErrorCode::Io, u"The folder cannot be written."_s, {}});
        QVERIFY(says(*editor(), u"The list of recent Spaces is not kept."_s));
    }

    void theConsoleOfThePage_isInTheRunLog()
    {
        QVERIFY(open());
        using Level = ConsoleMessage::Level;
        Q_EMIT panel<PreviewPanel>("preview")->consoleMessage(Level::Error, u"Uncaught TypeError"_s,
                                                              u"http://a.localhost:7000/script.js"_s, 3);
        const auto *log = panel<LogPanel>("run");
        QTRY_COMPARE(log->view()->rowCount(), 1);
        QVERIFY2(log->view()->rowText(0).contains("Page: Uncaught TypeError (script.js"_L1),
                 qPrintable(log->view()->rowText(0)));
        QCOMPARE(log->view()->store()->level(0), Logs::Level::Error);
        QVERIFY(!log->view()->store()->firstError());
    }

    void times_areShownInBothLogsOrInNone_alsoNextTime()
    {
        QVERIFY(panel<LogPanel>("run")->view()->timesVisible());
        m_studio->window().findChild<QWidget *>(u"dock.build"_s)->findChild<QToolButton *>(u"times"_s)->click();
        QVERIFY(!panel<LogPanel>("build")->view()->timesVisible());
        QVERIFY(!panel<LogPanel>("run")->view()->timesVisible());
        begin();
        QVERIFY(!panel<LogPanel>("build")->view()->timesVisible());
        QVERIFY(!panel<LogPanel>("run")->view()->timesVisible());
    }

    void zoom_belongsToTheSpace_andComesBack()
    {
        QVERIFY(open());
        panel<PreviewPanel>("preview")->zoom(1);
        QCOMPARE(m_services->settings.value(Keys::PreviewZoom, m_space), 110);
        begin();
        QVERIFY(open());
        QCOMPARE(panel<PreviewPanel>("preview")->zoomPercent(), 110);
    }

    void aLogKeepsAsManyLinesAsTheSettingSays()
    {
        QVERIFY_RESULT(m_services->settings.set(Keys::LogScrollback, 1'000));
        QVERIFY(open());
        Logs::LogStore *log = panel<LogPanel>("run")->view()->store();
        for (int i = 0; i < 1'200; ++i)
            log->append("line " + QByteArray::number(i) + '\n');
        QCOMPARE(log->size(), 1'000);
    }

    void aVariableThatIsNone_isSaid()
    {
        QVERIFY_RESULT(m_services->settings.set(Keys::RunVariables, {u"broken"_s}, m_space));
        QVERIFY(open());
        QVERIFY(says(*editor(), u"A variable is not set."_s));
    }

    void anEarlierRun_canBeShownInTheMetrics()
    {
        const QDateTime begin(QDate(2026, 11, 23), QTime(12, 0), QTimeZone::UTC);
        History::Ledger &ledger = m_services->ledger;
        for (const bool wasMeasured : {true, false}) {
            const auto id = ledger.addRun({m_space, {}, u"process"_s, {}, {}, {}, begin});
            QVERIFY(settles(id));
            QVERIFY_RESULT(id.result());
            Metrics::Series series;
            for (int i = 0; wasMeasured && i < 3; ++i)
                series.add(Metrics::Sample{.time = begin.addSecs(i), .memoryBytes = 1'500'000'000});
            ledger.addSeries(*id.result(), Metrics::toJson(series));
            const auto peak = wasMeasured ? std::optional<qint64>(1'500'000'000) : std::nullopt;
            ledger.finishRun(*id.result(), {begin.addSecs(9), 0, {}, {}, peak});
        }
        QVERIFY(open());
        auto *choice = m_studio->window().findChild<QComboBox *>(u"metrics.earlier"_s);
        QTRY_COMPARE(choice->count(), 2); // none, and the one that was measured
        QVERIFY2(choice->itemText(1).startsWith("Run 1, 23 Nov"_L1), qPrintable(choice->itemText(1)));
        choice->setCurrentIndex(1);
        const MetricsChart *chart = panel<MetricsPanel>("metrics")->chart();
        QTRY_VERIFY2(chart->readout().contains("Memory 1.5 GB"_L1), qPrintable(chart->readout()));
        choice->setCurrentIndex(0);
        QTRY_COMPARE(chart->readout(), QString());
    }

    void aKnownFix_isWritten_andOneThatCannotBeSaysWhy()
    {
        QVERIFY(open());
        auto *log = panel<LogPanel>("build");
        using Logs::KnownFix;
        Q_EMIT log->fixRequested(KnownFix{KnownFix::Kind::AddRequirement, {}, u"pillow"_s}, false);
        QCOMPARE(editor()->currentFile(), m_space + u"/requirements.txt"_s);
        QCOMPARE(*editor()->text(u"requirements.txt"_s), u"pillow\n"_s);

        QVERIFY(QDir().mkpath(m_space + u"/packages.txt"_s)); // a folder of that name: no file can be made
        Q_EMIT log->fixRequested(KnownFix{KnownFix::Kind::AddPackage, {}, u"ffmpeg"_s}, false);
        QVERIFY(says(*editor(), u"The fix was not made."_s));

        Q_EMIT log->fixRequested(KnownFix{KnownFix::Kind::AddSecret, {}, u"API_KEY"_s}, false);
        QVERIFY(says(*editor(), u"The fix was not made."_s)); // the worse one stays
    }

private:
    static QByteArray readme(const QByteArray &title)
    {
        return "---\ntitle: " + title + "\nemoji: 🌀\ncolorFrom: red\ncolorTo: blue\nsdk: static\n---\n";
    }
    /// A start of the program.
    void begin()
    {
        m_studio.reset();
        m_services.reset();
        m_services = std::make_unique<Services>(Paths::under(m_home->path(u"home"_s)));
        m_studio = std::make_unique<Studio>(*m_services);
        m_studio->window().show();
    }
    [[nodiscard]] bool open()
    {
        QSignalSpy settled(m_studio.get(), &Studio::settled);
        m_studio->openSpace(m_space);
        return settled.wait(30'000);
    }
    template<typename T>
    T *panel(const char *id) const
    {
        return m_studio->window().findChild<T *>(QString::fromLatin1(id));
    }
    EditorArea *editor() const { return m_studio->window().findChild<EditorArea *>(); }
    static bool says(const QWidget &place, const QString &subject)
    {
        return QTest::qWaitFor([&] {
            const QList<InlineStrip *> strips = place.findChildren<InlineStrip *>();
            return std::ranges::any_of(
                strips, [&](const InlineStrip *strip) { return strip->isVisible() && strip->subject() == subject; });
        });
    }

    std::unique_ptr<SpaceFolder> m_home;
    QString m_space;
    std::unique_ptr<Services> m_services;
    std::unique_ptr<Studio> m_studio;
};

int main(int argc, char **argv)
{
    prepareLook();
    QApplication application(argc, argv);
    StudioTest test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}

#include "tst_studio.moc"
