// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/commandregistry.h"
#include "shell/mainwindow.h"
#include "shell/spacebar.h"
#include "shell/statusline.h"
#include "support/testcase.h"
#include "widgets/look.h"
#include "widgets/metrics.h"
#include "widgets/panel.h"

#include <QApplication>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QSignalSpy>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Ui;

namespace {
class EmptyPanel final : public Panel {
public:
    explicit EmptyPanel(const QString &id)
        : Panel(id, id, u"folder-symbolic"_s)
    {
        setFocusPolicy(Qt::StrongFocus);
    }
    void report(int count) { setCount(count, int(StageGroup::Error)); }
};

/// A window with a panel on each side and two at the bottom.
struct Workbench {
    Workbench()
    {
        for (const auto &id : {u"run.start"_s, u"run.stop"_s, u"run.restart"_s})
            commands.add({.id = id, .title = id}, &commands, [] { });
        window = std::make_unique<MainWindow>(commands);
        window->setPages(new QWidget, documents);
        documents->setFocusPolicy(Qt::StrongFocus);
        window->addPanel(files, MainWindow::Side::Left);
        window->addPanel(preview, MainWindow::Side::Right);
        window->addPanel(problems, MainWindow::Side::Bottom);
        window->addPanel(run, MainWindow::Side::Bottom);
        window->setMenus({{u"Run"_s, {u"run.start"_s, {}, u"run.stop"_s}}, {u"Window"_s, {}, true}});
    }
    void show(QSize size)
    {
        window->resize(size);
        window->show();
        window->showPage(MainWindow::Page::Workbench);
        QVERIFY(QTest::qWaitForWindowExposed(window.get()));
    }

    /// As the button in the header of `panel` does.
    void maximize(Panel *panel) const
    {
        window->showPanel(panel->objectName());
        for (auto *button : panel->parentWidget()->findChildren<QToolButton *>()) {
            if (button->accessibleName() == "Maximise"_L1 && !button->isHidden()) {
                button->click();
                return;
            }
        }
        QFAIL("no button to maximise");
    }

    CommandRegistry commands;
    QLineEdit *documents = new QLineEdit;
    EmptyPanel *files = new EmptyPanel(u"files"_s);
    EmptyPanel *preview = new EmptyPanel(u"preview"_s);
    EmptyPanel *problems = new EmptyPanel(u"problems"_s);
    EmptyPanel *run = new EmptyPanel(u"run"_s);
    std::unique_ptr<MainWindow> window;
};
} // namespace

class MainWindowTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyLook(*qApp); }
    void init() { Testing::cleanRoom(); }

    void panelSetApart_standsBeforeTheOthersAndComesBack()
    {
        Workbench bench;
        bench.show({1440, 900});
        auto *run = bench.window->findChild<QDockWidget *>(u"dock.run"_s);
        auto *problems = bench.window->findChild<QDockWidget *>(u"dock.problems"_s);
        const int height = problems->height();
        bench.window->setApart(u"run"_s, 420);
        QTRY_COMPARE(run->width(), 420);
        QCOMPARE(run->x(), 0);
        QVERIFY(problems->x() > 400);
        QVERIFY(!problems->visibleRegion().isEmpty());
        QVERIFY(!run->visibleRegion().isEmpty());

        bench.window->putTogether();
        QTRY_COMPARE(bench.window->tabifiedDockWidgets(problems), QList<QDockWidget *>{run});
        QTRY_COMPARE(problems->height(), height);
        QVERIFY(!problems->visibleRegion().isEmpty());
    }

    void panelSetApart_whileOneIsMaximised()
    {
        Workbench bench;
        bench.show({1440, 900});
        auto *run = bench.window->findChild<QDockWidget *>(u"dock.run"_s);
        auto *problems = bench.window->findChild<QDockWidget *>(u"dock.problems"_s);
        bench.window->setApart(u"run"_s, 420);
        QTRY_COMPARE(run->width(), 420);
        bench.maximize(bench.problems);
        QVERIFY(run->isHidden());
        bench.window->putTogether(); // the run goes on, and what the person looks at stays
        QVERIFY(run->isHidden());
        bench.window->leaveMaximized();
        QTRY_COMPARE(bench.window->tabifiedDockWidgets(problems), QList<QDockWidget *>{run});
        bench.maximize(bench.problems);
        bench.window->setApart(u"run"_s, 420);
        bench.window->leaveMaximized();
        QCOMPARE(bench.window->tabifiedDockWidgets(problems), QList<QDockWidget *>{run});
    }

    void panelThatThePersonMoved_isNotSetApart()
    {
        Workbench bench;
        bench.show({1440, 900});
        auto *run = bench.window->findChild<QDockWidget *>(u"dock.run"_s);
        bench.window->addDockWidget(Qt::RightDockWidgetArea, run);
        bench.window->setApart(u"run"_s, 420);
        bench.window->putTogether();
        QCOMPARE(bench.window->dockWidgetArea(run), Qt::RightDockWidgetArea);
    }

    void firstLayout_hasItsWidths_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("left");
        QTest::addColumn<int>("right");
        QTest::addColumn<int>("bottom");
        QTest::newRow("1440 x 900") << QSize(1440, 900) << 232 << 476 << 232;
        QTest::newRow("1280 x 800") << QSize(1280, 800) << 220 << 424 << 212;
    }
    void firstLayout_hasItsWidths()
    {
        QFETCH(QSize, size);
        QFETCH(int, left);
        QFETCH(int, right);
        QFETCH(int, bottom);
        Workbench workbench;
        workbench.show(size);
        const auto dock = [&](Panel *panel) { return qobject_cast<QDockWidget *>(panel->parentWidget()); };
        QTRY_COMPARE(dock(workbench.files)->width(), left);
        QTRY_COMPARE(dock(workbench.preview)->width(), right);
        // The tabs stand above the dock and belong to its area.
        QTRY_VERIFY(qAbs(dock(workbench.problems)->height() + 32 - bottom) <= 2);
        QCOMPARE(workbench.window->size(), size);
    }

    void giveHeight_growsTheBottomOnly()
    {
        Workbench workbench;
        workbench.show({1440, 900});
        const auto dock = [&](Panel *panel) { return qobject_cast<QDockWidget *>(panel->parentWidget()); };
        const int tabs = Metrics::current().header;
        workbench.window->showPanel(u"run"_s);
        workbench.window->giveHeight(u"run"_s, 380);
        QTRY_COMPARE(dock(workbench.run)->height(), 380 - tabs);
        workbench.window->giveHeight(u"run"_s, 200);
        workbench.window->giveHeight(u"files"_s, 100);
        QCoreApplication::processEvents();
        QCOMPARE(dock(workbench.run)->height(), 380 - tabs);
        workbench.window->giveHeight(u"run"_s, 2000);
        QTRY_COMPARE(dock(workbench.run)->height(), 450 - tabs);
    }

    void toolBar_fitsAtEveryWidth_data()
    {
        QTest::addColumn<int>("width");
        for (const int width : {1440, 1280, 1024, 900})
            QTest::addRow("%d px", width) << width;
    }
    void toolBar_fitsAtEveryWidth()
    {
        QFETCH(int, width);
        Workbench workbench;
        SpaceBar &bar = workbench.window->spaceBar();
        bar.setSpace({u"a-rather-long-owner"_s, u"whisper-notes-for-everybody"_s, u"🎙"_s, u"red"_s, u"blue"_s});
        bar.setStage(Stage::RunningAppStarting, u"Saved"_s, QDateTime::currentDateTime());
        bar.setEngine(u"Quick"_s, u"sw-quick"_s, {});
        bar.setProblems(12, StageGroup::Error, 3);
        workbench.show({width, 800});
        QTRY_VERIFY(bar.width() <= width);
        const auto *extension = bar.findChild<QToolButton *>(u"qt_toolbar_ext_button"_s);
        QVERIFY(!extension || !extension->isVisible());
    }

    void welcome_hasNeitherToolBarNorDocks()
    {
        Workbench workbench;
        workbench.show({1440, 900});
        workbench.window->showPage(MainWindow::Page::Welcome);
        QVERIFY(!workbench.window->spaceBar().isVisible());
        QVERIFY(!workbench.files->isVisible());
        workbench.window->showPage(MainWindow::Page::Workbench);
        QVERIFY(workbench.window->spaceBar().isVisible());
        QTRY_VERIFY(workbench.files->isVisible());
    }

    void closedDock_comesBackWithTheLayout()
    {
        Workbench workbench;
        workbench.show({1440, 900});
        workbench.preview->parentWidget()->hide();
        QVERIFY(!workbench.preview->isVisible());
        workbench.window->resetLayout();
        QTRY_VERIFY(workbench.preview->isVisible());
    }

    void showPanel_bringsItToTheFront()
    {
        Workbench workbench;
        workbench.show({1440, 900});
        QTRY_VERIFY(workbench.problems->isVisible() && !workbench.problems->visibleRegion().isEmpty());
        workbench.window->showPanel(u"run"_s, true);
        QTRY_VERIFY(!workbench.run->visibleRegion().isEmpty());
        QTRY_VERIFY(workbench.run->hasFocus());
    }

    void maximised_everyTabOfThePlaceOffersTheWayBack()
    {
        Workbench workbench;
        workbench.show({1440, 900});
        const auto restore = [](const Panel *panel) -> QToolButton * {
            for (auto *button : panel->parentWidget()->findChildren<QToolButton *>()) {
                if (button->accessibleName() == "Restore size"_L1 && button->isVisible())
                    return button;
            }
            return nullptr;
        };
        workbench.maximize(workbench.problems);
        QVERIFY(!workbench.documents->isVisible());
        QVERIFY(!workbench.files->isVisible());
        workbench.window->showPanel(u"run"_s, true);
        QTRY_VERIFY(restore(workbench.run));
        restore(workbench.run)->click();
        QTRY_VERIFY(workbench.documents->isVisible());
        QTRY_VERIFY(workbench.files->isVisible());
        QVERIFY(!restore(workbench.run));
    }

    void maximised_endsWhenSomethingElseIsWanted_data()
    {
        QTest::addColumn<QString>("wanted");
        for (const auto &wanted : {u"layout"_s, u"panel"_s, u"page"_s, u"escape"_s, u"documents"_s, u"close"_s})
            QTest::newRow(qPrintable(wanted)) << wanted;
    }
    void maximised_endsWhenSomethingElseIsWanted()
    {
        QFETCH(const QString, wanted);
        Workbench workbench;
        workbench.show({1440, 900});
        MainWindow &window = *workbench.window;
        workbench.maximize(workbench.problems);
        QVERIFY(!workbench.documents->isVisible());
        if (wanted == "layout"_L1) {
            window.resetLayout();
        } else if (wanted == "panel"_L1) {
            window.showPanel(u"files"_s, true);
        } else if (wanted == "page"_L1) {
            window.showPage(MainWindow::Page::Welcome);
            window.showPage(MainWindow::Page::Workbench);
        } else if (wanted == "escape"_L1) {
            window.showPanel(u"problems"_s, true);
            QTest::keyClick(workbench.problems, Qt::Key_Escape);
            QTRY_VERIFY(workbench.documents->hasFocus());
        } else if (wanted == "documents"_L1) {
            window.leaveMaximized();
        } else {
            workbench.problems->parentWidget()->close();
            workbench.run->parentWidget()->close();
        }
        QTRY_VERIFY(workbench.documents->isVisible());
        QTRY_VERIFY(workbench.files->isVisible());
    }

    void maximised_isNotDisturbedByWhatTheProgramShows()
    {
        Workbench workbench;
        workbench.show({1440, 900});
        workbench.preview->parentWidget()->hide();
        workbench.maximize(workbench.problems);
        workbench.window->showPanel(u"files"_s);
        QVERIFY(!workbench.files->isVisible());
        workbench.window->leaveMaximized();
        QTRY_VERIFY(workbench.files->isVisible());
        QVERIFY(!workbench.preview->isVisible()); // it was closed before
    }

    void shortcutsOfAWidget_stayWithIt_butAreInTheMenu()
    {
        CommandRegistry commands;
        for (const auto &id : {u"run.start"_s, u"run.stop"_s, u"run.restart"_s})
            commands.add({.id = id, .title = id}, &commands, [] { });
        QLineEdit documents;
        QAction copy(u"Copy"_s);
        copy.setShortcut(QKeySequence::Copy);
        copy.setShortcutContext(Qt::WidgetWithChildrenShortcut);
        documents.addAction(&copy);
        commands.adopt(u"edit.copy"_s, &copy);
        MainWindow window(commands);
        window.setMenus({{u"Edit"_s, {u"edit.copy"_s}}});
        QVERIFY(!window.actions().contains(&copy));
        QVERIFY(window.actions().contains(commands.action(u"run.start"_s)));
        QSignalSpy triggered(&copy, &QAction::triggered);
        window.menuBar()->actions().first()->menu()->actions().first()->trigger();
        QCOMPARE(triggered.size(), 1);
    }

    void stage_isToldWithItsMeaning()
    {
        Workbench workbench;
        SpaceBar &bar = workbench.window->spaceBar();
        const auto *chip = bar.findChild<QWidget *>(u"spaceBar.stage"_s);
        bar.setStage(Stage::RunningBuilding, u"requirements.txt saved."_s, QDateTime::currentDateTimeUtc());
        QCOMPARE(chip->accessibleName(), u"Stage"_s);
        const QStringList told = chip->accessibleDescription().split(u'.');
        QCOMPARE(told.first(), u"RUNNING_BUILDING"_s);
        QVERIFY(chip->accessibleDescription().contains("requirements.txt saved."_L1));
        QVERIFY(chip->accessibleDescription().contains("a new revision is being built"_L1));
    }

    void aLargerFont_makesBarsHigher()
    {
        Workbench workbench;
        workbench.show({1440, 900});
        const QFont before = QApplication::font();
        const int bar = workbench.window->spaceBar().height();
        const int line = workbench.window->statusLine().height();
        QFont larger = before;
        larger.setPointSize(24);
        QApplication::setFont(larger);
        QTRY_COMPARE(workbench.window->spaceBar().height(), Metrics::current().toolBar + 1);
        QTRY_COMPARE(workbench.window->statusLine().height(), Metrics::current().statusBar + 1);
        QVERIFY(workbench.window->spaceBar().height() > bar);
        QVERIFY(workbench.window->statusLine().height() > line);
        QApplication::setFont(before);
    }

    void statusLine_work_canBeCancelled()
    {
        Workbench workbench;
        workbench.show({1440, 900});
        StatusLine &line = workbench.window->statusLine();
        auto *cancel = line.findChild<QToolButton *>(u"statusLine.cancel"_s);
        QVERIFY(cancel->isHidden());
        line.setWork(u"Python packages"_s, {.done = 1, .total = 2, .text = u"1 of 2"_s});
        QVERIFY(!cancel->isHidden());
        QCOMPARE(cancel->accessibleName(), u"Cancel Python packages"_s);
        QSignalSpy cancelled(&line, &StatusLine::workCancelled);
        cancel->click();
        QCOMPARE(cancelled.size(), 1);
    }

    void f6_goesThroughThePanelsAsRead()
    {
        Workbench workbench;
        workbench.show({1440, 900});
        workbench.files->setFocus();
        QTRY_VERIFY(workbench.files->hasFocus());
        workbench.window->focusNextPanel(false);
        QTRY_VERIFY(workbench.documents->hasFocus());
        workbench.window->focusNextPanel(false);
        QTRY_VERIFY(workbench.preview->hasFocus());
        workbench.window->focusNextPanel(false);
        QTRY_VERIFY(workbench.problems->hasFocus());
        workbench.window->focusNextPanel(false);
        QTRY_VERIFY(workbench.files->hasFocus());
        workbench.window->focusNextPanel(true);
        QTRY_VERIFY(workbench.problems->hasFocus());
    }

    void closing_asksFirst()
    {
        Workbench workbench;
        workbench.show({1440, 900});
        QSignalSpy asked(workbench.window.get(), &MainWindow::closeRequested);
        QVERIFY(!workbench.window->close());
        QCOMPARE(asked.size(), 1);
        workbench.window->allowClose();
        QVERIFY(workbench.window->close());
        QCOMPARE(asked.size(), 1);
    }

    void menus_showCommandsAndPanels()
    {
        Workbench workbench;
        const auto menus = workbench.window->menuBar()->actions();
        QCOMPARE(menus.size(), 2);
        QCOMPARE(menus[0]->menu()->actions().size(), 3);
        QVERIFY(menus[0]->menu()->actions().at(1)->isSeparator());
        QCOMPARE(menus[1]->menu()->actions().size(), 4);
    }

    void statusLine_tellsTheCursorFromOne()
    {
        Workbench workbench;
        StatusLine &line = workbench.window->statusLine();
        line.setCursor(21, 69);
        QCOMPARE(line.findChild<QLabel *>(u"statusLine.cursor"_s)->text(), u"Line 22, Column 70"_s);
        line.setCursor(-1, -1);
        QVERIFY(line.findChild<QLabel *>(u"statusLine.cursor"_s)->text().isEmpty());
    }
};

QTEST_MAIN(MainWindowTest)
#include "tst_mainwindow.moc"
