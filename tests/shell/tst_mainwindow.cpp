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
