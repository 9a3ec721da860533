// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"
#include "widgets/button.h"
#include "widgets/contextbutton.h"
#include "widgets/diffview.h"
#include "widgets/dockheader.h"
#include "widgets/documenttabs.h"
#include "widgets/emptystate.h"
#include "widgets/inlinestrip.h"
#include "widgets/label.h"
#include "widgets/linkbutton.h"
#include "widgets/look.h"
#include "widgets/metrics.h"
#include "widgets/progressrow.h"
#include "widgets/segments.h"
#include "widgets/splitbutton.h"
#include "widgets/stagechip.h"
#include "widgets/strip.h"
#include "widgets/timelineview.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTextDocument>
#include <QToolTip>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Ui;

class PartsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        Testing::cleanRoom();
        setMotionReduced(true);
    }

    void stageChip_saysTheHubsName_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("spoken");
        QTest::newRow("known") << u"RUNNING_APP_STARTING"_s << u"Stage RUNNING APP STARTING"_s;
        QTest::newRow("unknown to this version") << u"HIBERNATING_DEEPLY"_s << u"Stage HIBERNATING DEEPLY"_s;
    }
    void stageChip_saysTheHubsName()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, spoken);
        StageChip chip;
        chip.setStageName(name, u"README.md was saved."_s);
        QCOMPARE(chip.accessibleName(), spoken);
        QVERIFY(chip.accessibleDescription().contains(u"README.md was saved."_s));
        QVERIFY(chip.toolTip().contains(u"README.md was saved."_s));
    }

    void stageChip_opensByKeyboard()
    {
        StageChip chip;
        chip.setStage(Stage::Running);
        QSignalSpy clicked(&chip, &QAbstractButton::clicked);
        QTest::keyClick(&chip, Qt::Key_Space);
        QCOMPARE(clicked.count(), 1);
        QCOMPARE(chip.sizeHint().height(), Metrics::current().chip);
    }

    void stageChip_showsElapsedTimeOnlyWhileTransient()
    {
        const QDateTime since = QDateTime::currentDateTimeUtc().addSecs(-3700);
        StageChip chip;
        chip.setStage(Stage::Building);
        const int without = chip.sizeHint().width();
        chip.setStage(Stage::Building, {}, since);
        QVERIFY(chip.sizeHint().width() > without);
        chip.setStage(Stage::Running);
        const int running = chip.sizeHint().width();
        chip.setStage(Stage::Running, {}, since);
        QCOMPARE(chip.sizeHint().width(), running);
    }

    void splitButton_disabledAction_leavesItsMenuReachable()
    {
        SplitButton button;
        QMenu menu;
        menu.addAction(u"Run Faithful"_s);
        button.setMenu(&menu, u"Ways to run"_s);
        button.setState({.text = u"Run"_s, .iconName = {}, .enabled = false, .toolTip = u"Running since 14:02."_s});
        QVERIFY(!button.actionHalf()->isEnabled());
        QCOMPARE(button.actionHalf()->toolTip(), u"Running since 14:02."_s);
        QVERIFY(button.menuHalf()->isEnabled());
        QCOMPARE(button.menuHalf()->accessibleName(), u"Ways to run"_s);
        button.show();
        // The offscreen platform's words about pop-ups.
        QTest::ignoreMessage(QtWarningMsg, "This plugin does not support raise()");
        QTest::ignoreMessage(QtWarningMsg, "This plugin does not support grabbing the keyboard");
        QTest::keyClick(button.menuHalf(), Qt::Key_Space);
        QVERIFY(menu.isVisible());
        menu.close();
    }

    void segments_moveWithArrowKeys()
    {
        Segments segments({u"Form"_s, u"Source"_s, u"Both"_s});
        QSignalSpy changed(&segments, &Segments::currentChanged);
        segments.show();
        segments.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&segments));
        auto *first = segments.findChild<QAbstractButton *>();
        first->setFocus();
        QTest::keyClick(first, Qt::Key_Right);
        QCOMPARE(segments.current(), 1);
        QCOMPARE(changed.count(), 1);
        segments.setCurrent(2);
        QCOMPARE(changed.last().first().toInt(), 2);
    }

    void inlineStrip_tellsCopiesAndCloses()
    {
        InlineStrip strip;
        strip.setMessage(StageGroup::Error, u"The push was refused."_s, u"The <title> is too long."_s);
        QCOMPARE(strip.accessibleName(), u"The push was refused. The <title> is too long."_s);
        strip.setDetails(u"remote: no"_s);
        strip.setClosable(true);
        strip.reveal();
        QVERIFY(strip.isVisible());
        QCOMPARE_GE(strip.height(), 40);
        const auto buttons = strip.findChildren<QAbstractButton *>();
        QSignalSpy closed(&strip, &InlineStrip::closed);
        for (QAbstractButton *button : buttons)
            button->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"remote: no"_s);
        QCOMPARE(closed.count(), 1);
        QVERIFY(!strip.isVisible());
    }

    void elidedLabel_tellsTheWholeTextWhereItIsCut()
    {
        ElidedLabel label(u"a/very/long/path/to/a/file/that/does/not/fit.py"_s, Qt::ElideMiddle);
        label.resize(80, 20);
        label.show();
        QVERIFY(label.text().contains(u'…'));
        QCOMPARE(label.toolTip(), label.fullText());
        label.resize(label.sizeHint());
        QCOMPARE(label.text(), label.fullText());
        QVERIFY(label.toolTip().isEmpty());
    }

    void documentTabs_unsavedText_isTold()
    {
        DocumentTabs tabs;
        tabs.addTab(u"app.py"_s);
        tabs.addTab(u"README.md"_s);
        tabs.setModified(1, true);
        QVERIFY(!tabs.isModified(0));
        QVERIFY(tabs.isModified(1));
        QSignalSpy closing(&tabs, &QTabBar::tabCloseRequested);
        qobject_cast<QAbstractButton *>(tabs.tabButton(1, QTabBar::RightSide))->click();
        QCOMPARE(closing.last().first().toInt(), 1);
        tabs.resize(tabs.sizeHint());
        tabs.show();
        QTest::mouseClick(&tabs, Qt::MiddleButton, {}, tabs.tabRect(0).center());
        QCOMPARE(closing.last().first().toInt(), 0);
    }

    void timeline_isAModel()
    {
        TimelineView view;
        const QAbstractItemModelTester tester(&view.steps(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        view.setSteps(QList<TimelineStep>{{u"Plan"_s, u"2 differences"_s, u"0.0 s"_s, StepState::Done},
                                          {u"Start app.py"_s, {}, {}, StepState::Waiting}});
        view.setStep(1, {u"Start app.py"_s, u"process 12"_s, u"0.4 s"_s, StepState::Failed});
        QCOMPARE(view.steps().rowCount(), 2);
        const QModelIndex second = view.steps().index(1);
        QCOMPARE(second.data(Qt::AccessibleTextRole).toString(), u"Start app.py, failed"_s);
        QCOMPARE(second.data(Qt::AccessibleDescriptionRole).toString(), u"process 12 0.4 s"_s);
        const QString tip = second.data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(u"Start app.py"_s) && tip.contains(u"process 12"_s), qPrintable(tip));
        QCOMPARE(view.sizeHint().height(), 2 * Metrics::current().rowLarge);
    }

    void timeline_keepsTheChosenRow_whileStepsChangeAndCome()
    {
        TimelineView view;
        const QAbstractItemModelTester tester(&view.steps(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        Pipeline::StepReport plan{
            .id = u"plan"_s, .title = u"Plan"_s, .state = StepState::Done, .detail = {}, .progress = {}, .result = {}};
        Pipeline::StepReport build = plan;
        build.title = u"Environment"_s;
        build.state = StepState::Running;
        view.setSteps(std::vector{plan, build});
        view.setCurrentIndex(view.steps().index(1));
        QSignalSpy resets(&view.steps(), &QAbstractItemModel::modelReset);
        build.progress.text = u"12 of 41"_s;
        view.setSteps(std::vector{plan, build, plan});
        QCOMPARE(resets.size(), 0);
        QCOMPARE(view.currentIndex().row(), 1);
        QCOMPARE(view.steps().step(1).detail, u"12 of 41"_s);
        QCOMPARE(view.steps().rowCount(), 3);
        view.setSteps(std::vector<Pipeline::StepReport>());
        QCOMPARE(view.steps().rowCount(), 0);
    }

    void timeline_aRunningStep_countsFromItsBeginning()
    {
        TimelineView view;
        Pipeline::StepReport step{.id = u"ready"_s,
                                  .title = u"Wait"_s,
                                  .state = StepState::Running,
                                  .detail = {},
                                  .progress = {},
                                  .result = {}};
        step.began = std::chrono::steady_clock::now() - std::chrono::milliseconds(75'400);
        view.setSteps(std::vector{step});
        QCOMPARE(view.steps().index(0).data(Qt::AccessibleDescriptionRole).toString(), u"1:15"_s);
        QSignalSpy changed(&view.steps(), &QAbstractItemModel::dataChanged);
        view.show();
        QTRY_VERIFY(!changed.isEmpty());
        step.state = StepState::Done;
        step.duration = std::chrono::milliseconds(3'400);
        view.setSteps(std::vector{step});
        QCOMPARE(view.steps().step(0).time, u"3.4 s"_s);
    }

    void emptyState_keepsTogether_whenItGetsWider()
    {
        QWidget window;
        EmptyState state({}, {}, {}, &window);
        state.resize(100, 30); // as it is before it is shown
        state.setContent({}, u"This Space stopped with an error"_s,
                         u"app.py, line 4: The module humanize is not installed. Add humanize to requirements.txt; for "
                         "a file of yours check folder and case."_s);
        const QPushButton *button = state.addAction(u"Show the cause"_s);
        window.resize(476, 343);
        state.resize(window.size());
        window.show();
        QTRY_VERIFY(state.isVisible());
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        const QList<QLabel *> labels = state.findChildren<QLabel *>();
        for (const QLabel *label : labels)
            QVERIFY2(!label->isVisible() || label->height() <= label->heightForWidth(label->width()),
                     qPrintable(label->text()));
        QVERIFY(button->geometry().bottom() < 280);
    }

    void menuBar_underlinesItsLettersWithAlt()
    {
        QMainWindow window;
        window.menuBar()->addMenu(u"&File"_s);
        window.setCentralWidget(new QLineEdit);
        window.centralWidget()->setFocus(); // where the keyboard goes back to
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        const auto isUnderlined = [&] {
            return window.style()->styleHint(QStyle::SH_UnderlineShortcut, nullptr, window.menuBar()) != 0;
        };
        QVERIFY(!isUnderlined());
        QTest::keyPress(&window, Qt::Key_Alt);
        QVERIFY(isUnderlined());
        QTest::keyRelease(&window, Qt::Key_Alt);
        QTest::keyClick(window.menuBar(), Qt::Key_Escape); // Alt alone goes there
        QTRY_VERIFY(!isUnderlined());
    }

    void progress_withoutNews_saysSoAndOffersTheLog()
    {
        ProgressRow row;
        row.setPatience(std::chrono::milliseconds(1));
        row.begin(u"Installing packages"_s);
        QTRY_VERIFY(row.isVisible());
        auto *link = row.findChild<LinkButton *>(u"progressLog"_s);
        QTRY_VERIFY(link->isVisible());
        QSignalSpy asked(&row, &ProgressRow::logRequested);
        link->click();
        QCOMPARE(asked.size(), 1);
        row.setPatience(std::chrono::hours(1));
        row.setProgress({.done = 0, .total = 0, .text = u"41 packages"_s});
        QVERIFY(!link->isVisible());
    }

    void emptyState_givesItsFocusToItsFirstButton()
    {
        QWidget window;
        auto *empty = new EmptyState(u"media-playback-start"_s, u"No run yet"_s, {}, &window);
        QPushButton *run = empty->addAction(u"Run"_s);
        empty->addAction(u"Open"_s);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        empty->setFocus();
        QVERIFY(run->hasFocus());
    }

    void toolTips_areWrapped_andTellTheReason()
    {
        const QString sentence =
            u"The environment of this machine has 2 differences from the Hub; click for the plan of it."_s;
        for (const QString &tip : {toolTipText(u"Quick"_s, {}, sentence), sentence}) {
            QLabel shown(toolTipMarkup(tip)); // what QToolTip shows it in
            shown.setWordWrap(true);
            shown.setFont(QToolTip::font());
            QVERIFY2(shown.sizeHint().width() <= 300, qPrintable(shown.text()));
            QTextDocument document;
            document.setHtml(shown.text());
            QCOMPARE(shown.text().count("<br>"_L1), tip == sentence ? 2 : 3);
            QVERIFY(document.toPlainText().simplified().contains(sentence));
        }
        QCOMPARE(toolTipMarkup(u"app.py"_s), u"app.py"_s);

        QMenu menu;
        menu.setToolTipsVisible(true);
        QAction *stop = menu.addAction(u"&Stop"_s);
        stop->setShortcut(QKeySequence(u"Shift+F5"_s));
        setAvailable(stop, false, u"Nothing is running."_s);
        menu.ensurePolished();
        const QString shown = toolTipAt(&menu, menu.actionGeometry(stop).center());
        QVERIFY(shown.contains("Nothing is running."_L1) && shown.contains("Shift+F5"_L1)
                && shown.contains("<b>Stop</b>"_L1));
        setAvailable(stop, true, {});
        QVERIFY(!stop->toolTip().contains("Nothing is running."_L1));
    }

    void dockHeader_hidesItsTitleWhereDocksShareAPlace()
    {
        QMainWindow window;
        const auto add = [&window](const QString &title) {
            auto *dock = new QDockWidget(title, &window);
            dock->setObjectName(title);
            dock->setWidget(new QWidget);
            window.addDockWidget(Qt::BottomDockWidgetArea, dock);
            dock->setTitleBarWidget(new DockHeader(dock, new Strip));
            return dock;
        };
        QDockWidget *run = add(u"Run"_s);
        QDockWidget *build = add(u"Build"_s);
        window.resize(900, 600);
        window.show();
        const auto *header = qobject_cast<const DockHeader *>(run->titleBarWidget());
        const Metrics &m = Metrics::current();
        QTRY_COMPARE(header->height(), m.header + m.strip);
        window.tabifyDockWidget(run, build);
        run->raise();
        QTRY_VERIFY(header->isTabbed());
        QTRY_COMPARE(header->height(), m.strip);
        build->close();
        QTRY_VERIFY(!header->isTabbed());
    }

    void diff_showsTheStretchThatDiffers_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QStringList>("rows");
        QTest::newRow("appended") << u"libsndfile1\n"_s << u"libsndfile1\nportaudio19-dev\n"_s
                                  << QStringList{u"1 1  libsndfile1"_s, u"0 2 +portaudio19-dev"_s};
        QTest::newRow("last line had no end")
            << u"ffmpeg"_s << u"ffmpeg\nlibgl1\n"_s << QStringList{u"1 1  ffmpeg"_s, u"0 2 +libgl1"_s};
        QTest::newRow("new file") << QString() << u"ffmpeg\n"_s << QStringList{u"0 1 +ffmpeg"_s};
        QTest::newRow("replaced") << u"a\nlibgl1-mesa-glx\nb\n"_s << u"a\nlibgl1\nb\n"_s
                                  << QStringList{u"1 1  a"_s, u"2 0 -libgl1-mesa-glx"_s, u"0 2 +libgl1"_s};
        QTest::newRow("removed") << u"a\nb\n"_s << u"b\n"_s << QStringList{u"1 0 -a"_s};
        QTest::newRow("the same") << u"a\n"_s << u"a\n"_s << QStringList{};
    }
    void diff_showsTheStretchThatDiffers()
    {
        QFETCH(const QString, before);
        QFETCH(const QString, after);
        QStringList rows;
        for (const DiffRow &row : diffRows(before, after)) {
            const QString sign = row.kind == DiffRow::Kind::Added ? u"+"_s
                : row.kind == DiffRow::Kind::Removed              ? u"-"_s
                                                                  : u" "_s;
            rows << u"%1 %2 %3%4"_s.arg(row.before).arg(row.after).arg(sign, row.text);
        }
        QTEST(rows, "rows");
    }

    void diff_ofOneLine_marksWhatChanged()
    {
        const QList<DiffRow> rows = diffRows(u"python_version: \"3.13\"\n"_s, u"python_version: \"3.12\"\n"_s);
        QCOMPARE(rows.size(), 2);
        for (const DiffRow &row : rows) {
            QCOMPARE(row.changedStart, 20);
            QCOMPARE(row.changedLength, 1);
        }
    }

    void diff_thatIsCut_tellsTheWholeText()
    {
        QWidget window;
        DiffView view(&window);
        view.setRows({{DiffRow::Kind::Added, 0, 1, u"a-requirement-with-a-long-name @ https://example.org/x.whl"_s}});
        window.show();
        view.resize(120, 40);
        QVERIFY(view.toolTip().startsWith(u"a-requirement"_s));
        view.resize(view.sizeHint());
        QVERIFY(view.toolTip().isEmpty());
    }

    void progress_thatIsQuick_isNeverShown()
    {
        ProgressRow row;
        row.begin(u"Installing packages"_s);
        row.setProgress({.done = 1, .total = 2, .text = u"1 of 2"_s});
        row.finish();
        QVERIFY(!row.isVisible());
        row.begin(u"Installing packages"_s);
        QTRY_VERIFY(row.isVisible());
        QCOMPARE(row.accessibleName(), u"Installing packages"_s);
    }

    void parts_thatAreOnlyIcons_haveNames()
    {
        const std::unique_ptr<QToolButton> button(makeIconButton(u"view-refresh"_s, u"Restart"_s, u"Ctrl+Shift+F5"_s));
        QCOMPARE(button->accessibleName(), u"Restart"_s);
        QVERIFY(withColors(button->toolTip()).contains(u"Ctrl+Shift+F5"_s));
        ContextButton branch(u"Branch"_s);
        branch.setRuns({{.text = u"main "_s}, {.text = u"↑1"_s}});
        QCOMPARE(branch.accessibleName(), u"Branch: main ↑1"_s);
        const EmptyState empty({}, u"No metrics yet"_s, u"They start with the first run."_s);
        QCOMPARE(empty.accessibleName(), u"No metrics yet"_s);
    }
};

int main(int argc, char **argv)
{
    prepareLook();
    QApplication application(argc, argv);
    QApplication::setFont(QFont(u"Noto Sans"_s, 10));
    applyLook(application);
    PartsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_parts.moc"
