// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The window as the program builds it, with everything in its place.
#include "base/atomicfile.h"
#include "editor/editorarea.h"
#include "services.h"
#include "shell/mainwindow.h"
#include "studio.h"
#include "support/testcase.h"
#include "widgets/controls.h"
#include "widgets/inlinestrip.h"
#include "widgets/look.h"
#include "widgets/panel.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTreeView>

#include <KTextEditor/View>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Ui;

class StudioWindowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void everyShortcut_hasOneOwner();
    void everyDisabledCommand_saysWhy();
    void commands_endInTheSignForMore();
    void menus_haveMnemonicsOfTheirOwn();
    void editorShortcuts_stayInTheEditor();
    void altAndANumber_goToThePanels();
    void f6_goesThroughAllPanels_toWhatIsSeen();
    void escape_returnsToTheEditor();
    void theOpenFile_isMarkedInTheTree();
    void openingAFile_endsMaximised();
    void closing_withUnsavedText_asksInAStrip();
    void quitting_withUnsavedText_asksOnce();
    void folderGone_isSaidAndStays();

private:
    struct Owner {
        QAction *action;
        QWidget *scope; ///< the window for all of it
    };

    MainWindow &window() const { return m_studio->window(); }
    template<typename T>
    T *part(const QString &name) const
    {
        return window().findChild<T *>(name);
    }
    QString path(const QString &name) const { return m_folder->filePath(name); }
    QHash<QAction *, QWidget *> actions() const;
    QAction *command(const QString &id) const;
    KTextEditor::View *view() const;
    QPushButton *button(const QWidget *within, const QString &text) const;
    void open();

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Services> m_services;
    std::unique_ptr<Studio> m_studio;
};

void StudioWindowTest::initTestCase()
{
    applyLook(*qApp);
    // KTextEditor's first document says what this machine lacks (spell checkers); that is no failure here.
    init();
    cleanup();
}

void StudioWindowTest::init()
{
    if (QLatin1StringView(QTest::currentTestFunction()) != "initTestCase"_L1)
        Testing::cleanRoom();
    m_home = std::make_unique<QTemporaryDir>();
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY_RESULT(writeFile(path(u"README.md"_s), "---\ntitle: Page\nsdk: static\n---\n"));
    QVERIFY_RESULT(writeFile(path(u"index.html"_s), "<!doctype html>\n<title>Page</title>\n"));
    m_services = std::make_unique<Services>(Paths::under(m_home->path()));
    m_studio = std::make_unique<Studio>(*m_services);
    window().resize(1440, 900);
    window().show();
    QVERIFY(QTest::qWaitForWindowActive(&window()));
    open();
}

void StudioWindowTest::cleanup()
{
    m_studio.reset();
    m_services.reset();
}

void StudioWindowTest::open()
{
    QSignalSpy settled(m_studio.get(), &Studio::settled);
    m_studio->openSpace(m_folder->path());
    QTRY_VERIFY(!settled.isEmpty());
    part<EditorArea>(u"editorArea"_s)->openFile(u"index.html"_s);
    QVERIFY(view());
}

/// All that belong to a widget of the window or to a menu, and the widget that their shortcut works in.
QHash<QAction *, QWidget *> StudioWindowTest::actions() const
{
    QHash<QAction *, QWidget *> found;
    QList<QWidget *> widgets = window().findChildren<QWidget *>();
    widgets += &window();
    for (QWidget *widget : std::as_const(widgets)) {
        const QList<QAction *> those = widget->actions();
        for (QAction *action : those) {
            const bool isWide =
                action->shortcutContext() == Qt::WindowShortcut || action->shortcutContext() == Qt::ApplicationShortcut;
            if (isWide)
                found[action] = &window();
            else if (!qobject_cast<QMenu *>(widget))
                found[action] = widget;
        }
    }
    return found;
}

QAction *StudioWindowTest::command(const QString &id) const
{
    const QList<QAction *> all = actions().keys();
    const auto action = std::ranges::find_if(all, [&](const QAction *a) { return a->objectName() == id; });
    return action == all.end() ? nullptr : *action;
}

KTextEditor::View *StudioWindowTest::view() const
{
    for (auto *view : window().findChildren<KTextEditor::View *>()) {
        if (view->isVisible())
            return view;
    }
    return nullptr;
}

QPushButton *StudioWindowTest::button(const QWidget *within, const QString &text) const
{
    for (auto *button : within->findChildren<QPushButton *>()) {
        if (button->text() == text && !button->isHidden())
            return button;
    }
    return nullptr;
}

void StudioWindowTest::everyShortcut_hasOneOwner()
{
    QMultiHash<QKeySequence, Owner> owners;
    const auto all = actions();
    for (auto [action, scope] : all.asKeyValueRange()) {
        for (const QKeySequence &keys : action->shortcuts())
            owners.insert(keys, {action, scope});
    }
    QStringList twice;
    for (const QKeySequence &keys : owners.uniqueKeys()) {
        const QList<Owner> those = owners.values(keys);
        for (qsizetype a = 0; a < those.size(); ++a) {
            for (qsizetype b = a + 1; b < those.size(); ++b) {
                QWidget *one = those[a].scope;
                QWidget *other = those[b].scope;
                if (one == other || one->isAncestorOf(other) || other->isAncestorOf(one))
                    twice += keys.toString() + ": "_L1 + those[a].action->objectName() + u' '
                        + those[b].action->objectName();
            }
        }
    }
    QVERIFY2(all.size() > 60, qPrintable(QString::number(all.size())));
    QVERIFY2(twice.isEmpty(), qPrintable(twice.join(u'\n')));
}

void StudioWindowTest::everyDisabledCommand_saysWhy()
{
    const auto check = [this](const char *when) {
        int seen = 0;
        const auto all = actions();
        for (const QAction *action : all.keys()) {
            if (!action->objectName().contains(u'.'))
                continue; // KTextEditor's own
            ++seen;
            QVERIFY2(action->isEnabled() || !unavailableReason(action).isEmpty(),
                     qPrintable(action->objectName() + u' ' + QLatin1StringView(when)));
        }
        QVERIFY(seen > 50);
    };
    check("with a file");
    part<EditorArea>(u"editorArea"_s)->closeFile(path(u"index.html"_s));
    part<EditorArea>(u"editorArea"_s)->closeFile(path(u"README.md"_s));
    check("without a file");
    command(u"file.closeSpace"_s)->trigger();
    check("without a Space");
}

void StudioWindowTest::commands_endInTheSignForMore()
{
    for (const QAction *action : actions().keys()) {
        if (action->objectName().contains(u'.'))
            QVERIFY2(!action->text().contains("..."_L1), qPrintable(action->text()));
    }
}

void StudioWindowTest::menus_haveMnemonicsOfTheirOwn()
{
    QStringList titles;
    QSet<QChar> mnemonics;
    for (const QAction *menu : window().menuBar()->actions()) {
        titles += menu->text();
        const qsizetype at = menu->text().indexOf(u'&');
        QVERIFY2(at >= 0, qPrintable(menu->text()));
        mnemonics += menu->text().at(at + 1).toUpper();
    }
    QCOMPARE(mnemonics.size(), titles.size());
    QVERIFY(titles.contains(u"&Space"_s));
}

void StudioWindowTest::editorShortcuts_stayInTheEditor()
{
    KTextEditor::View *text = view();
    window().showPanel(u"files"_s, true);
    auto *tree = part<QTreeView>(u"tree"_s);
    QTRY_VERIFY(tree->hasFocus());
    QTest::keyClick(tree, Qt::Key_A, Qt::ControlModifier);
    QVERIFY(!text->selection());
    QTest::keyClick(tree, Qt::Key_Slash, Qt::ControlModifier);
    QVERIFY(part<EditorArea>(u"editorArea"_s)->modifiedFiles().isEmpty());
    // By menu they still do their work.
    command(u"edit.selectAll"_s)->trigger();
    QVERIFY(text->selection());
}

void StudioWindowTest::altAndANumber_goToThePanels()
{
    const QStringList ids{u"files"_s, u"preview"_s,  u"problems"_s, u"build"_s,
                          u"run"_s,   u"timeline"_s, u"plan"_s,     u"metrics"_s};
    for (int i = 0; i < ids.size(); ++i) {
        QCOMPARE(command("go."_L1 + ids[i])->shortcut(), QKeySequence(Qt::ALT | Qt::Key(Qt::Key_1 + i)));
        QTest::keyClick(&window(), Qt::Key(Qt::Key_1 + i), Qt::AltModifier);
        const auto *dock = part<QDockWidget>("dock."_L1 + ids[i]);
        QTRY_VERIFY2(dock->isAncestorOf(QApplication::focusWidget()), qPrintable(ids[i]));
    }
}

void StudioWindowTest::f6_goesThroughAllPanels_toWhatIsSeen()
{
    for (const auto &panel : {u"problems"_s, u"build"_s, u"run"_s, u"metrics"_s, u"timeline"_s, u"plan"_s}) {
        window().showPanel(panel, true);
        QSet<QWidget *> stops;
        for (int i = 0; i < 4; ++i) { // files, editor, preview and one at the bottom
            command(u"go.nextPanel"_s)->trigger();
            QWidget *focused = QApplication::focusWidget();
            QVERIFY(focused);
            QVERIFY2(focused->isVisible() && focused->focusPolicy() != Qt::NoFocus,
                     qPrintable(panel + u' ' + focused->objectName()));
            stops += focused;
        }
        QVERIFY2(stops.size() == 4, qPrintable(panel));
    }
}

void StudioWindowTest::escape_returnsToTheEditor()
{
    for (const auto &panel :
         {u"files"_s, u"preview"_s, u"problems"_s, u"build"_s, u"run"_s, u"metrics"_s, u"timeline"_s, u"plan"_s}) {
        window().showPanel(panel, true);
        QVERIFY2(!view()->isAncestorOf(QApplication::focusWidget()), qPrintable(panel));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY2(view()->isAncestorOf(QApplication::focusWidget()), qPrintable(panel));
    }
}

void StudioWindowTest::theOpenFile_isMarkedInTheTree()
{
    const auto *tree = part<QTreeView>(u"tree"_s);
    const auto marked = [tree] { return tree->currentIndex().data().toString(); };
    QTRY_COMPARE(marked(), u"index.html"_s);
    part<EditorArea>(u"editorArea"_s)->openFile(u"README.md"_s);
    QCOMPARE(marked(), u"README.md"_s);
}

void StudioWindowTest::openingAFile_endsMaximised()
{
    auto *dock = part<QDockWidget>(u"dock.problems"_s);
    QMetaObject::invokeMethod(dock, "maximizeRequested", true);
    QVERIFY(!view());
    part<EditorArea>(u"editorArea"_s)->openFile(u"README.md"_s);
    QTRY_VERIFY(view());
    QVERIFY(part<Panel>(u"preview"_s)->isVisible());
}

void StudioWindowTest::closing_withUnsavedText_asksInAStrip()
{
    QTest::keyClicks(view()->focusProxy(), u"x"_s);
    command(u"file.closeSpace"_s)->trigger();
    auto *strip = part<InlineStrip>(u"editorNotice"_s);
    QTRY_VERIFY(strip->isVisible());
    QVERIFY(!window().findChild<QMessageBox *>());
    QVERIFY(strip->subject().contains(u"not saved"_s));
    QPushButton *discard = button(strip, u"Discard changes"_s);
    QVERIFY(discard);
    discard->click();
    QTRY_VERIFY(!view());
    QVERIFY(!part<Panel>(u"files"_s)->isVisible());
    QFile file(path(u"index.html"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith("<!doctype"));
}

void StudioWindowTest::quitting_withUnsavedText_asksOnce()
{
    QTest::keyClicks(view()->focusProxy(), u"x"_s);
    QVERIFY(!window().close());
    QVERIFY(!window().close());
    const auto questions = window().findChildren<QMessageBox *>();
    QCOMPARE(questions.size(), 1);
    QVERIFY(questions.first()->isVisible());
    QVERIFY(button(questions.first(), u"Save all and quit"_s));
    button(questions.first(), u"Keep editing"_s)->click();
    QTRY_VERIFY(!window().findChild<QMessageBox *>());
    QVERIFY(window().isVisible());
    QCOMPARE(part<EditorArea>(u"editorArea"_s)->modifiedFiles().size(), 1);
}

void StudioWindowTest::folderGone_isSaidAndStays()
{
    QVERIFY(QDir(m_folder->path()).removeRecursively());
    auto *strip = part<InlineStrip>(u"editorNotice"_s);
    QTRY_VERIFY_WITH_TIMEOUT(strip->isVisible(), 20'000);
    QCOMPARE(strip->group(), StageGroup::Error);
    part<EditorArea>(u"editorArea"_s)->openPage(u"other"_s, new QWidget, u"Other"_s, {});
    QVERIFY(strip->isVisible());
}

int main(int argc, char **argv)
{
    prepareLook();
    QApplication application(argc, argv);
    StudioWindowTest test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}

#include "tst_window.moc"
