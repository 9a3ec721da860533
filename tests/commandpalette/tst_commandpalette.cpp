// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandpalette/commandpalette.h"
#include "shell/commandregistry.h"
#include "support/testcase.h"
#include "widgets/look.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMainWindow>
#include <QSet>
#include <QToolTip>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Ui;

class CommandPaletteTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyLook(*qApp); }
    void init() { Testing::cleanRoom(); }

    void filter_putsTheBestMatchFirst_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("shown");
        QTest::newRow("nothing typed") << u""_s << QStringList{u"app.py"_s, u"README.md"_s, u"notes/parse.py"_s};
        QTest::newRow("beginning") << u"read"_s << QStringList{u"README.md"_s};
        QTest::newRow("letters apart") << u"npy"_s << QStringList{u"notes/parse.py"_s};
        QTest::newRow("no match") << u"zzz"_s << QStringList{};
    }
    void filter_putsTheBestMatchFirst()
    {
        QFETCH(QString, typed);
        QFETCH(QStringList, shown);
        PaletteModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setEntries({{.title = u"app.py"_s}, {.title = u"README.md"_s}, {.title = u"notes/parse.py"_s}});
        model.setFilter(typed);
        QStringList rows;
        for (int row = 0; row < model.rowCount(); ++row)
            rows += model.index(row).data().toString();
        QCOMPARE(rows, shown);
    }

    void filter_thatGoesOnOrBack_findsTheSame()
    {
        QList<PaletteEntry> files;
        for (int i = 0; i < 1'000; ++i)
            files.append({.title = u"part%1/notes_%2.py"_s.arg(i % 7).arg(i)});
        const auto shown = [](const PaletteModel &model) {
            QStringList titles;
            for (int row = 0; row < model.rowCount(); ++row)
                titles += model.entry(row).title;
            return titles;
        };
        PaletteModel typed;
        typed.setEntries(files);
        for (const QString &text : {u"n"_s, u"n9"_s, u"n99"_s, u"n9"_s, u"x9"_s, u"p3"_s, u""_s, u"p3n"_s}) {
            typed.setFilter(text);
            PaletteModel fresh;
            fresh.setEntries(files);
            fresh.setFilter(text);
            QCOMPARE(shown(typed), shown(fresh));
        }
        typed.setEntries({{.title = u"p3n of another Space"_s}});
        QCOMPARE(shown(typed), QStringList{u"p3n of another Space"_s});
    }

    void icons_areAskedForOnlyWhereARowIsSeen()
    {
        QMainWindow window;
        CommandPalette palette(&window);
        QSet<QString> asked;
        QString opened;
        palette.addSource({.prefix = {},
                           .placeholder = u"files"_s,
                           .entries =
                               [] {
                                   QList<PaletteEntry> files;
                                   for (int i = 0; i < 5'000; ++i)
                                       files.append({.title = u"file %1"_s.arg(i)});
                                   return files;
                               },
                           .iconOf =
                               [&asked](const QString &title) {
                                   asked.insert(title);
                                   return QIcon();
                               },
                           .activate = [&opened](const QString &title) { opened = title; }});
        window.resize(1000, 700);
        window.show();
        palette.open();
        QVERIFY(asked.isEmpty());
        QTRY_VERIFY(asked.contains(u"file 0"_s));
        QVERIFY2(asked.size() < 30, qPrintable(QString::number(asked.size())));
        QTest::keyClick(palette.findChild<QLineEdit *>(u"palette.field"_s), Qt::Key_Return);
        QCOMPARE(opened, u"file 0"_s);
    }

    void enter_runsTheChosenCommandAndCloses()
    {
        QMainWindow window;
        CommandRegistry registry;
        QStringList ran;
        registry.add({.id = u"a"_s, .title = u"Run Space"_s}, this, [&] { ran += u"run"_s; });
        registry.add({.id = u"b"_s, .title = u"Restart"_s}, this, [&] { ran += u"restart"_s; });
        CommandPalette palette(&window);
        palette.addSource(commandSource(registry));
        window.resize(1000, 700);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        palette.open(u">"_s);
        auto *field = palette.findChild<QLineEdit *>(u"palette.field"_s);
        QTRY_VERIFY(field->hasFocus());
        QTest::keyClicks(field, u"rest"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(ran, QStringList{u"restart"_s});
        QVERIFY(!palette.isVisible());
    }

    void disabledCommand_isShownWithItsReasonAndDoesNothing()
    {
        QMainWindow window;
        CommandRegistry registry;
        bool ran = false;
        registry.add({.id = u"a"_s, .title = u"Run Faithful"_s}, this, [&] { ran = true; });
        registry.setAvailable(u"a"_s, false, u"Docker is not running"_s);
        CommandPalette palette(&window);
        palette.addSource(commandSource(registry));
        window.show();
        palette.open(u">"_s);
        const auto *list = palette.findChild<QListView *>(u"palette.list"_s);
        QCOMPARE(list->model()->index(0, 0).data(PaletteModel::DetailRole).toString(), u"Docker is not running"_s);
        QTest::keyClick(palette.findChild<QLineEdit *>(u"palette.field"_s), Qt::Key_Return);
        QVERIFY(!ran);
        QVERIFY(palette.isVisible());
    }

    void noMatch_isSaid()
    {
        QMainWindow window;
        CommandRegistry registry;
        registry.add({.id = u"a"_s, .title = u"Run Space"_s}, this, [] { });
        CommandPalette palette(&window);
        palette.addSource(commandSource(registry));
        window.show();
        palette.open(u">"_s);
        auto *noMatch = palette.findChild<QLabel *>(u"palette.noMatch"_s);
        auto *list = palette.findChild<QListView *>(u"palette.list"_s);
        QVERIFY(list->isVisible() && !noMatch->isVisible());
        palette.findChild<QLineEdit *>(u"palette.field"_s)->setText(u">zzz"_s);
        QVERIFY(!list->isVisible() && noMatch->isVisible());
        QCOMPARE(noMatch->text(), u"No command matches"_s);
        palette.findChild<QLineEdit *>(u"palette.field"_s)->setText(u">run"_s);
        QVERIFY(list->isVisible() && !noMatch->isVisible());
    }

    void command_isCalledByItsWholeName()
    {
        CommandRegistry registry;
        registry.add({.id = u"go.file"_s, .title = u"&File..."_s, .paletteTitle = u"Go to File..."_s}, this, [] { });
        registry.add({.id = u"run.start"_s, .title = u"&Run Space"_s}, this, [] { });
        const QList<PaletteEntry> entries = commandSource(registry).entries();
        QCOMPARE(entries[0].title, u"Go to File..."_s);
        QCOMPARE(entries[1].title, u"Run Space"_s);
        QCOMPARE(registry.action(u"go.file"_s)->text(), u"&File..."_s);
    }

    void longPath_keepsTheNameOfItsFile_andTellsItselfInTheTip()
    {
        const QString path = u"notebooks/"_s + u"very/deep/"_s.repeated(12) + u"train_the_model.py"_s;
        QMainWindow window;
        CommandPalette palette(&window);
        palette.addSource(
            {{}, u"files"_s, [&] { return QList<PaletteEntry>{{.title = u"app.py"_s}, {.title = path}}; }});
        window.resize(700, 500);
        window.show();
        palette.open();
        auto *list = palette.findChild<QListView *>(u"palette.list"_s);
        const auto tipAt = [&](int row) {
            const QPoint at = list->visualRect(list->model()->index(row, 0)).center();
            QHelpEvent event(QEvent::ToolTip, at, list->viewport()->mapToGlobal(at));
            QApplication::sendEvent(list->viewport(), &event);
            return QToolTip::text();
        };
        QVERIFY(tipAt(1).contains(path));
        QVERIFY(!tipAt(0).contains(u"app.py"_s));
        // What is matched at the end of the path is still in 600 there: it paints without a warning.
        palette.findChild<QLineEdit *>(u"palette.field"_s)->setText(u"train"_s);
        QVERIFY(!palette.grab().isNull());
    }

    void escape_givesTheFocusBack()
    {
        QMainWindow window;
        auto *editor = new QLineEdit;
        window.setCentralWidget(editor);
        CommandRegistry registry;
        CommandPalette palette(&window);
        palette.addSource(commandSource(registry));
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        editor->setFocus();
        QTRY_VERIFY(editor->hasFocus());
        palette.open(u">"_s);
        QTest::keyClick(palette.findChild<QLineEdit *>(u"palette.field"_s), Qt::Key_Escape);
        QVERIFY(!palette.isVisible());
        QTRY_VERIFY(editor->hasFocus());
    }

    void prefix_changesTheSourceWhileTyping()
    {
        QMainWindow window;
        CommandPalette palette(&window);
        palette.addSource({{}, u"files"_s, [] { return QList<PaletteEntry>{{.title = u"app.py"_s}}; }});
        palette.addSource({u">"_s, u"commands"_s, [] { return QList<PaletteEntry>{{.title = u"Run"_s}}; }});
        int line = 0;
        palette.addSource({u":"_s, u"line"_s, {}, [&](const QString &text) {
                               return QList<PaletteEntry>{
                                   {.title = u"Go to "_s + text, .activate = [&line, text] { line = text.toInt(); }}};
                           }});
        window.show();
        palette.open();
        auto *field = palette.findChild<QLineEdit *>(u"palette.field"_s);
        const auto *model = palette.findChild<QListView *>(u"palette.list"_s)->model();
        QCOMPARE(model->index(0, 0).data().toString(), u"app.py"_s);
        field->setText(u">"_s);
        QCOMPARE(model->index(0, 0).data().toString(), u"Run"_s);
        field->setText(u":42"_s);
        QCOMPARE(model->index(0, 0).data().toString(), u"Go to 42"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(line, 42);
        palette.open();
        QCOMPARE(model->index(0, 0).data().toString(), u"app.py"_s);
    }
};

QTEST_MAIN(CommandPaletteTest)
#include "tst_commandpalette.moc"
