// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomicfile.h"
#include "base/process.h"
#include "editor/editoractions.h"
#include "editor/editorarea.h"
#include "editor/editorpage.h"
#include "editor/hovercard.h"
#include "editor/problemmarks.h"
#include "support/testcase.h"
#include "widgets/diffview.h"
#include "widgets/documenttabs.h"
#include "widgets/inlinestrip.h"
#include "widgets/look.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolTip>

#include <KTextEditor/CodeCompletionModel>
#include <KTextEditor/Document>
#include <KTextEditor/View>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Ui;

class EditorAreaTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void typing_marksTheFileAndSavingWritesIt();
    void saving_changesNothingElse_data();
    void saving_changesNothingElse();
    void goTo_placesTheCursor();
    void ctrlTab_goesRound();
    void theTabsButton_asksBeforeEditsAreLost();
    void middleClick_closes();
    void changedOnDisk_unedited_isReadSilentlyAndTheCursorStays();
    void changedOnDisk_edited_keepsTheEditsAndSaysSo();
    void changedOnDisk_savingDoesNotOverwrite();
    void deletedOnDisk_keepsTheText();
    void folderDeleted_savingSaysSoAndKeepsTheText();
    void readOnlyFile_isMarked();
    void aFileOf200MB_isAnsweredAtOnce();
    void binaryFile_isNotShownAsText();
    void problems_areMarkedAndFixedByKeyboard();
    void fixes_areShownBeforeTheyAreMade();
    void aProblem_canBeIgnoredInItsPlace();
    void completions_areOfferedAndTaken();
    void completions_goOnBehindAKey();
    void prose_isLeftAlone();
    void documentation_isShownForTheWordAtTheCursor();
    void fix_makesAFileAndCanBeUndone();
    void fix_thatCannotBeMade_saysWhy_data();
    void fix_thatCannotBeMade_saysWhy();
    void notices_questionsFirstThenTheWorst();
    void fixesOfOneFile_areMadeTogether();
    void actions_followTheView();
    void arrows_moveTheCursor_withAltTheLine();
    void state_comesBack();
    void renamed_keepsEdits();
    void autosave_savesAfterTyping();
    void folderOfAnotherSpace_closesTheTabs();
    void colours_followTheTheme();
    void closedWhileTyping_theTextComesBack();
    void killed_theTextComesBack();
    void killed_theTextComesBackAlsoWhenTheFileChanged();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    void put(const QString &name, const QByteArray &content) const { QVERIFY_RESULT(writeFile(path(name), content)); }
    QByteArray onDisk(const QString &name) const { return readFile(path(name)).value_or("(missing)"); }
    KTextEditor::View *view() const;
    InlineStrip *strip() const;
    void type(const QString &text) const { QTest::keyClicks(view()->focusProxy(), text); }
    void press(const QString &button) const;
    void takeCompletion(const QString &typed) const;
    void runTypistAndKillIt(const QString &text) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QTemporaryDir> m_state;
    std::unique_ptr<EditorArea> m_area;
};

void EditorAreaTest::initTestCase()
{
    applyLook(*qApp);
    // KTextEditor's first document says what this machine lacks (spell checkers); that is no failure here.
    QTemporaryDir folder;
    QVERIFY_RESULT(writeFile(folder.filePath(u"first.py"_s), "x = 1\n"));
    EditorArea area(folder.filePath(u"state"_s));
    area.setFolder(folder.path());
    area.openFile(u"first.py"_s);
}

void EditorAreaTest::init()
{
    Testing::cleanRoom();
    m_folder = std::make_unique<QTemporaryDir>();
    m_state = std::make_unique<QTemporaryDir>();
    put(u"app.py"_s, "import gradio as gr\n\n\ndef greet(name):\n    return name\n");
    put(u"README.md"_s, "---\nsdk: gradio\n---\n\n# Hello\n");
    m_area = std::make_unique<EditorArea>(m_state->path());
    m_area->setFolder(m_folder->path());
    m_area->resize(700, 500);
    m_area->show();
    QVERIFY(QTest::qWaitForWindowActive(m_area.get()));
}

void EditorAreaTest::cleanup()
{
    m_area.reset();
}

KTextEditor::View *EditorAreaTest::view() const
{
    for (auto *view : m_area->findChildren<KTextEditor::View *>()) {
        if (view->isVisible())
            return view;
    }
    return nullptr;
}

InlineStrip *EditorAreaTest::strip() const
{
    for (auto *strip : m_area->findChildren<InlineStrip *>()) {
        if (strip->isVisible())
            return strip;
    }
    return nullptr;
}

void EditorAreaTest::press(const QString &text) const
{
    const auto find = [&]() -> QPushButton * {
        for (auto *button : m_area->findChildren<QPushButton *>()) {
            if (button->isVisible() && button->text() == text)
                return button;
        }
        return nullptr;
    };
    QTRY_VERIFY2(find(), qPrintable(text));
    find()->click();
}

void EditorAreaTest::typing_marksTheFileAndSavingWritesIt()
{
    QSignalSpy modified(m_area.get(), &EditorArea::modifiedChanged);
    QSignalSpy saved(m_area.get(), &EditorArea::saved);
    QSignalSpy changed(m_area.get(), &EditorArea::textChanged);
    m_area->openFile(u"app.py"_s);
    QCOMPARE(m_area->currentFile(), path(u"app.py"_s));
    QVERIFY(m_area->modifiedFiles().isEmpty());
    type(u"# x"_s);
    QCOMPARE(modified.count(), 1);
    QVERIFY(changed.count() > 0);
    QCOMPARE(m_area->modifiedFiles(), QStringList{path(u"app.py"_s)});
    QVERIFY(m_area->text(u"app.py"_s)->startsWith(u"# ximport"));
    QVERIFY(onDisk(u"app.py"_s).startsWith("import"));
    QVERIFY_RESULT(m_area->save());
    QCOMPARE(saved.count(), 1);
    QVERIFY(onDisk(u"app.py"_s).startsWith("# ximport"));
    QVERIFY(m_area->modifiedFiles().isEmpty());
}

void EditorAreaTest::saving_changesNothingElse_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("spaces at the end of lines") << QByteArray("a  \nb\n");
    QTest::newRow("no line break at the end") << QByteArray("a\nb");
    QTest::newRow("carriage returns") << QByteArray("a\r\nb\r\n");
    QTest::newRow("a byte order mark") << QByteArray("\xEF\xBB\xBF"
                                                     "a\n");
    QTest::newRow("tabs") << QByteArray("a:\n\tb\n");
}

void EditorAreaTest::saving_changesNothingElse()
{
    QFETCH(QByteArray, content);
    put(u"a.md"_s, content);
    m_area->openFile(u"a.md"_s);
    type(u"x"_s);
    QVERIFY_RESULT(m_area->save());
    const qsizetype mark = content.startsWith("\xEF\xBB\xBF") ? 3 : 0;
    QCOMPARE(onDisk(u"a.md"_s), QByteArray(content).insert(mark, 'x'));
}

void EditorAreaTest::goTo_placesTheCursor()
{
    QSignalSpy moved(m_area.get(), &EditorArea::cursorMoved);
    m_area->openFile(u"app.py"_s, 3, 4);
    QCOMPARE(view()->cursorPosition(), KTextEditor::Cursor(3, 4));
    QCOMPARE(moved.last(), QVariantList({3, 4}));
    m_area->openFile(u"app.py"_s);
    QCOMPARE(view()->cursorPosition(), KTextEditor::Cursor(3, 4));
    m_area->openFile(u"app.py"_s, 10'000, 0);
    QCOMPARE(view()->cursorPosition().line(), 5);
    QCOMPARE(m_area->symbols().first().name, u"greet"_s);
}

void EditorAreaTest::ctrlTab_goesRound()
{
    m_area->openFile(u"app.py"_s);
    m_area->openFile(u"README.md"_s);
    QTest::keyClick(view()->focusProxy(), Qt::Key_Tab, Qt::ControlModifier);
    QCOMPARE(m_area->currentFile(), path(u"app.py"_s));
    QTest::keyClick(view()->focusProxy(), Qt::Key_Backtab, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_area->currentFile(), path(u"README.md"_s));
}

void EditorAreaTest::theTabsButton_asksBeforeEditsAreLost()
{
    m_area->openFile(u"app.py"_s);
    type(u"x"_s);
    auto *tabs = m_area->findChild<DocumentTabs *>();
    auto *close = qobject_cast<QAbstractButton *>(tabs->tabButton(0, QTabBar::RightSide));
    QVERIFY(tabs->isModified(0));
    close->click();
    QCOMPARE(m_area->openFiles().size(), 1);
    QTRY_VERIFY(strip());
    QVERIFY(strip()->subject().contains(u"unsaved"));
    press(u"Save and close"_s);
    QVERIFY(m_area->openFiles().isEmpty());
    QVERIFY(onDisk(u"app.py"_s).startsWith("ximport"));
}

void EditorAreaTest::middleClick_closes()
{
    m_area->openFile(u"app.py"_s);
    auto *tabs = m_area->findChild<DocumentTabs *>();
    QSignalSpy closed(m_area.get(), &EditorArea::closed);
    QTest::mouseClick(tabs, Qt::MiddleButton, {}, tabs->tabRect(0).center());
    QCOMPARE(closed.count(), 1);
    QVERIFY(m_area->openFiles().isEmpty());
    QVERIFY(m_area->findChild<QWidget *>(u"nothingOpen"_s)->isVisible());
}

void EditorAreaTest::changedOnDisk_unedited_isReadSilentlyAndTheCursorStays()
{
    m_area->openFile(u"app.py"_s, 3, 2);
    put(u"app.py"_s, "# new\n\n\ndef greet(name):\n    pass\n");
    QTRY_VERIFY(m_area->text(u"app.py"_s)->startsWith(u"# new"));
    QCOMPARE(view()->cursorPosition(), KTextEditor::Cursor(3, 2));
    QVERIFY(!strip());
    QVERIFY(m_area->modifiedFiles().isEmpty());
}

void EditorAreaTest::changedOnDisk_edited_keepsTheEditsAndSaysSo()
{
    m_area->openFile(u"app.py"_s);
    type(u"mine"_s);
    put(u"app.py"_s, "theirs\n");
    QTRY_VERIFY(strip());
    QCOMPARE(strip()->subject(), u"app.py changed on disk."_s);
    QCOMPARE(strip()->sentence(), u"Your edits are kept."_s);
    QVERIFY(m_area->text(u"app.py"_s)->startsWith(u"mine"));
    press(u"Compare"_s);
    QVERIFY(m_area->currentFile().isEmpty());
    QVERIFY(view()->document()->text().contains(u"-theirs"));
    QVERIFY(view()->document()->text().contains(u"+mineimport"));
    m_area->openFile(u"app.py"_s);
    press(u"Load the file"_s);
    QCOMPARE(*m_area->text(u"app.py"_s), u"theirs\n"_s);
    QVERIFY(m_area->modifiedFiles().isEmpty());
}

void EditorAreaTest::changedOnDisk_savingDoesNotOverwrite()
{
    m_area->openFile(u"app.py"_s);
    type(u"mine"_s);
    put(u"app.py"_s, "theirs\n");
    // At once, before anybody was told of the change.
    const auto result = m_area->save();
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Conflict);
    QCOMPARE(onDisk(u"app.py"_s), "theirs\n");
    QTRY_VERIFY(strip());
    press(u"Save mine over it"_s);
    QVERIFY(onDisk(u"app.py"_s).startsWith("mineimport"));
}

void EditorAreaTest::deletedOnDisk_keepsTheText()
{
    m_area->openFile(u"app.py"_s);
    QVERIFY(QFile::remove(path(u"app.py"_s)));
    QTRY_VERIFY(strip());
    QCOMPARE(strip()->subject(), u"app.py was deleted on disk."_s);
    QVERIFY(m_area->text(u"app.py"_s)->startsWith(u"import"));
    QCOMPARE(m_area->modifiedFiles().size(), 1);
    press(u"Save it again"_s);
    QVERIFY(onDisk(u"app.py"_s).startsWith("import"));
}

void EditorAreaTest::folderDeleted_savingSaysSoAndKeepsTheText()
{
    m_area->openFile(u"app.py"_s);
    type(u"mine"_s);
    QVERIFY(QDir(m_folder->path()).removeRecursively());
    const auto result = m_area->save();
    QVERIFY(!result);
    QVERIFY(result.error().message.contains(u"its folder is gone"));
    QVERIFY(m_area->text(u"app.py"_s)->startsWith(u"mine"));
    QTemporaryDir other;
    QVERIFY_RESULT(m_area->saveAs(u"app.py"_s, other.filePath(u"saved.py"_s)));
    QVERIFY(readFile(other.filePath(u"saved.py"_s))->startsWith("mineimport"));
    QCOMPARE(m_area->currentFile(), other.filePath(u"saved.py"_s));
}

void EditorAreaTest::readOnlyFile_isMarked()
{
    QVERIFY(QFile::setPermissions(path(u"app.py"_s), QFile::ReadOwner));
    m_area->openFile(u"app.py"_s);
    QVERIFY(!view()->document()->isReadWrite());
    QTRY_VERIFY(m_area->findChild<QWidget *>(u"editorStrip"_s)->accessibleName().contains(u"read-only"));
    type(u"x"_s);
    QVERIFY(m_area->modifiedFiles().isEmpty());
}

void EditorAreaTest::aFileOf200MB_isAnsweredAtOnce()
{
    QFile file(path(u"model.bin"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(200'000'000));
    file.close();
    QElapsedTimer timer;
    timer.start();
    m_area->openFile(u"model.bin"_s);
    QVERIFY(timer.elapsed() < 500);
    auto *page = m_area->findChild<QWidget *>(u"notText"_s);
    QVERIFY(page && page->isVisible());
    QVERIFY(!m_area->text(u"model.bin"_s));
    QStringList words;
    for (const auto *label : page->findChildren<QLabel *>())
        words.append(label->text());
    QVERIFY(words.contains(u"model.bin has 200 MB and is not text."_s));
}

void EditorAreaTest::binaryFile_isNotShownAsText()
{
    put(u"a.png"_s, QByteArray("\x89PNG\r\n\0\0x", 9));
    m_area->openFile(u"a.png"_s);
    QVERIFY(m_area->findChild<QWidget *>(u"notText"_s));
    QVERIFY_RESULT(m_area->save());
    QCOMPARE(onDisk(u"a.png"_s).size(), 9);
}

void EditorAreaTest::problems_areMarkedAndFixedByKeyboard()
{
    const Diagnostic problem{.rule = u"readme/sdk"_s,
                             .severity = Severity::BuildFails,
                             .file = u"README.md"_s,
                             .range = {1, 5, 1, 11},
                             .message = u"The Hub knows no such SDK."_s,
                             .shortMessage = u"No such SDK"_s,
                             .why = {},
                             .source = u"Spaces configuration reference"_s,
                             .fixes = {{u"Write docker"_s, {{u"README.md"_s, {1, 5, 1, 11}, u"docker"_s}}},
                                       {u"Write static"_s, {}},
                                       {u"Write streamlit"_s, {}}}};
    m_area->setDiagnostics({problem});
    m_area->openFile(u"README.md"_s, 1, 6);
    QVERIFY(view()->document()->mark(1) & KTextEditor::Document::markType10);
    auto *notes = m_area->findChild<EditorPage *>()->problems();
    QVERIFY(notes);
    QCOMPARE(notes->inlineNotes(1), QList<int>{11});
    QVERIFY(notes->inlineNotes(0).isEmpty());

    QTest::keyClick(view()->focusProxy(), Qt::Key_Return, Qt::AltModifier);
    QPointer<HoverCard> card = view()->findChild<HoverCard *>();
    QVERIFY(card && card->isVisible());
    QVERIFY(card->accessibleName().contains(u"no such SDK"));
    auto *button = card->findChild<QPushButton *>(u"fix"_s);
    QVERIFY(button->hasFocus());
    QTest::keyClick(button, Qt::Key_Space);
    QCOMPARE(m_area->text(u"README.md"_s)->section(u'\n', 1, 1), u"sdk: docker"_s);
    QTRY_VERIFY(!card);
    m_area->actions().find(u"edit.undo"_s)->trigger();
    QCOMPARE(m_area->text(u"README.md"_s)->section(u'\n', 1, 1), u"sdk: gradio"_s);

    QSignalSpy shown(m_area.get(), &EditorArea::problemRequested);
    QTest::keyClick(view()->focusProxy(), Qt::Key_Return, Qt::AltModifier);
    card = view()->findChild<HoverCard *>();
    QVERIFY(card);
    QCOMPARE(card->findChildren<QPushButton *>(u"fix"_s).size(), 3);
    card->findChild<QPushButton *>(u"explain"_s)->click();
    QCOMPARE(shown.count(), 1);
    QTRY_VERIFY(!card);

    m_area->setDiagnostics({});
    QCOMPARE(view()->document()->mark(1), 0U);
    QVERIFY(!m_area->showFixAtCursor());
}

void EditorAreaTest::fixes_areShownBeforeTheyAreMade()
{
    put(u"requirements.txt"_s, "numpy\n");
    const Diagnostic problem{.rule = u"readme/sdk"_s,
                             .severity = Severity::BuildFails,
                             .file = u"README.md"_s,
                             .range = {1, 5, 1, 11},
                             .message = u"The Hub knows no such SDK."_s,
                             .shortMessage = {},
                             .why = {},
                             .source = {},
                             .fixes = {{u"Write docker"_s, {{u"README.md"_s, {1, 5, 1, 11}, u"docker"_s}}},
                                       {u"Add torch"_s, {{u"requirements.txt"_s, {1, 0, 1, 0}, u"torch\n"_s}}}}};
    m_area->setDiagnostics({problem});
    m_area->openFile(u"README.md"_s, 1, 6);
    QVERIFY(m_area->showFixAtCursor());
    QPointer<HoverCard> card = view()->findChild<HoverCard *>();
    QVERIFY(card);
    const auto said = [&] {
        QStringList texts;
        for (const auto *label : card->findChild<QWidget *>(u"preview"_s)->findChildren<QLabel *>())
            texts += label->text();
        for (const auto *change : card->findChildren<DiffView *>())
            texts += change->accessibleDescription();
        return texts.join(u'\n');
    };
    QCOMPARE(said(), u"---\nremoved: sdk: gradio\nadded: sdk: docker"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QCOMPARE(said(), u"In requirements.txt\nnumpy\nadded: torch"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Up);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Up); // round to the last
    QVERIFY(card->findChild<QPushButton *>(u"explain"_s)->hasFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QTRY_VERIFY(!card);
    QCOMPARE(m_area->text(u"README.md"_s)->section(u'\n', 1, 1), u"sdk: gradio"_s);

    QVERIFY(m_area->showFixAtCursor());
    card = view()->findChild<HoverCard *>();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(*m_area->text(u"requirements.txt"_s), u"numpy\ntorch\n"_s);
    QTRY_VERIFY(!card);
}

void EditorAreaTest::aProblem_canBeIgnoredInItsPlace()
{
    const Diagnostic problem{.rule = u"readme/sdk"_s,
                             .severity = Severity::BuildFails,
                             .file = u"README.md"_s,
                             .range = {1, 5, 1, 11},
                             .message = u"The Hub knows no such SDK."_s,
                             .shortMessage = {},
                             .why = {},
                             .source = {},
                             .fixes = {}};
    Diagnostic elsewhere = problem;
    elsewhere.range = {};
    m_area->openFile(u"README.md"_s, 1, 6);
    for (const Diagnostic &each : {problem, elsewhere}) {
        m_area->setDiagnostics({each});
        m_area->openFile(u"README.md"_s, each.range.line, 1);
        QVERIFY(m_area->showFixAtCursor());
        view()->findChild<HoverCard *>()->findChild<QPushButton *>(u"suppress"_s)->click();
        QTRY_VERIFY(!view()->findChild<HoverCard *>());
    }
    QVERIFY(m_area->text(u"README.md"_s)->startsWith(u"---\n# spacewright: ignore[readme/sdk]\nsdk: gradio\n"));
    QCOMPARE(*m_area->text(u".spacewright/check.toml"_s),
             u"[[ignore]]\nrule = \"readme/sdk\"\nfile = \"README.md\"\n"_s);
}

void EditorAreaTest::takeCompletion(const QString &typed) const
{
    type(typed);
    QTRY_VERIFY(view()->isCompletionActive()); // by itself
    // KTextEditor takes no Enter right after its list came up; asked for, it does.
    m_area->actions().find(u"edit.complete"_s)->trigger();
    QTRY_VERIFY(view()->isCompletionActive());
    QTest::keyClick(view()->focusProxy(), Qt::Key_Return);
}

void EditorAreaTest::completions_areOfferedAndTaken()
{
    put(u"README.md"_s, "---\nsdk: gradio\n\n---\n\n# Hello\n");
    m_area->openFile(u"README.md"_s, 2, 0);
    m_area->actions().find(u"edit.wrap"_s)->trigger(); // KTextEditor registers its own models anew
    const auto line = [this] { return m_area->text(u"README.md"_s)->section(u'\n', 2, 2); };
    takeCompletion(u"colorT"_s);
    QTRY_COMPARE(line(), u"colorTo: "_s);
    m_area->actions().find(u"edit.undo"_s)->trigger();
    QCOMPARE(line(), u"colorT"_s);
    m_area->actions().find(u"edit.redo"_s)->trigger();
    QCOMPARE(line(), u"colorTo: "_s);
    takeCompletion(u"ind"_s);
    QTRY_COMPARE(line(), u"colorTo: indigo"_s);
}

void EditorAreaTest::completions_goOnBehindAKey()
{
    put(u"README.md"_s, "---\nsdk: gradio\n\n---\n\n# Hello\n");
    m_area->openFile(u"README.md"_s, 2, 0);
    takeCompletion(u"colorT"_s);
    QTRY_VERIFY(view()->isCompletionActive()); // the colours
    QCOMPARE(view()->codeCompletionModels().first()->rowCount(), 8);
}

void EditorAreaTest::prose_isLeftAlone()
{
    m_area->openFile(u"README.md"_s, 4, 7);
    type(u" colo"_s);
    m_area->actions().find(u"edit.complete"_s)->trigger();
    QVERIFY(!view()->isCompletionActive());
    const QList<KTextEditor::CodeCompletionModel *> models = view()->codeCompletionModels();
    QCOMPARE(models.size(), 1); // no words of the text either
    QCOMPARE(models.first()->rowCount(), 0);

    m_area->openFile(u"app.py"_s);
    QVERIFY(!view()->codeCompletionModels().isEmpty()); // KTextEditor's own
}

void EditorAreaTest::documentation_isShownForTheWordAtTheCursor()
{
    m_area->openFile(u"README.md"_s, 1, 1);
    m_area->actions().find(u"edit.documentation"_s)->trigger();
    QPointer<HoverCard> card = view()->findChild<HoverCard *>();
    QVERIFY(card && card->isVisible());
    QVERIFY(card->accessibleName().startsWith(u"SDK"));
    QVERIFY(card->findChild<QWidget *>(u"documentation"_s));
    QVERIFY(!card->findChild<QPushButton *>(u"fix"_s));
    QTest::keyClick(card, Qt::Key_Escape);
    QTRY_VERIFY(!card);

    const Diagnostic problem{.rule = u"readme/sdk"_s,
                             .severity = Severity::BuildFails,
                             .file = u"README.md"_s,
                             .range = {1, 0, 1, 11},
                             .message = u"The Hub knows no such SDK."_s,
                             .shortMessage = {},
                             .why = {},
                             .source = {},
                             .fixes = {}};
    m_area->setDiagnostics({problem});
    m_area->actions().find(u"edit.documentation"_s)->trigger();
    card = view()->findChild<HoverCard *>();
    QVERIFY(card->accessibleName().contains(u"no such SDK") && card->accessibleName().contains(u"What runs the Space"));
    card->hide();
    QTRY_VERIFY(!card);

    m_area->openFile(u"README.md"_s, 4, 3);
    m_area->actions().find(u"edit.documentation"_s)->trigger();
    QVERIFY(!view()->findChild<HoverCard *>());
    QCOMPARE(QToolTip::text(), u"Nothing is known about this word."_s);
}

void EditorAreaTest::fix_makesAFileAndCanBeUndone()
{
    m_area->applyFix({u"Add portaudio19-dev"_s, {{u"packages.txt"_s, {}, u"portaudio19-dev\n"_s}}});
    QCOMPARE(m_area->currentFile(), path(u"packages.txt"_s));
    QCOMPARE(*m_area->text(u"packages.txt"_s), u"portaudio19-dev\n"_s);
    QCOMPARE(m_area->modifiedFiles().size(), 1);
    QCOMPARE(onDisk(u"packages.txt"_s), QByteArray());
}

void EditorAreaTest::fix_thatCannotBeMade_saysWhy_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("reason");
    QTest::newRow("a file that cannot be made") << u"app.py/packages.txt"_s << u"app.py/packages.txt cannot be made"_s;
    QTest::newRow("a read-only file") << u"locked.txt"_s << u"locked.txt is read-only"_s;
    QTest::newRow("no text") << u"model.bin"_s << u"model.bin is not shown as text"_s;
}

void EditorAreaTest::fix_thatCannotBeMade_saysWhy()
{
    QFETCH(QString, file);
    QFETCH(QString, reason);
    put(u"locked.txt"_s, "one\n");
    QVERIFY(QFile::setPermissions(path(u"locked.txt"_s), QFile::ReadOwner));
    put(u"model.bin"_s, QByteArray("\0\1\2\3", 4).repeated(100));
    const Result<> made = m_area->applyFix({u"Add portaudio19-dev"_s, {{file, {}, u"portaudio19-dev\n"_s}}});
    QVERIFY(!made);
    QVERIFY2(made.error().message.startsWith(reason), qPrintable(made.error().message));
    const auto *notice = m_area->findChild<InlineStrip *>(u"editorNotice"_s);
    QTRY_VERIFY(notice->isVisible());
    QCOMPARE(notice->subject(), u"The fix was not made."_s);
    QCOMPARE(notice->sentence(), made.error().message);
    QVERIFY(m_area->modifiedFiles().isEmpty());

    QVERIFY_RESULT(m_area->applyFix({u"Greet"_s, {{u"app.py"_s, {}, u"# hello\n"_s}}}));
    QTRY_VERIFY(!notice->isVisible());
}

void EditorAreaTest::notices_questionsFirstThenTheWorst()
{
    const auto *notice = m_area->findChild<InlineStrip *>(u"editorNotice"_s);
    m_area->showNotice({u"a"_s, StageGroup::None, u"Good to know."_s, u"One."_s});
    QTRY_VERIFY(notice->isVisible());
    m_area->showNotice({u"b"_s, StageGroup::Error, u"Bad."_s, u"Two."_s});
    m_area->showNotice({u"a"_s, StageGroup::None, u"Good to know."_s, u"Three."_s});
    QCOMPARE(notice->subject(), u"Bad."_s);
    bool answered = false;
    m_area->showNotice(
        {u"c"_s, StageGroup::Transient, u"Sure?"_s, u"Four."_s, {}, {{u"Yes"_s, [&] { answered = true; }}}});
    QCOMPARE(notice->subject(), u"Sure?"_s);
    const QList<QPushButton *> buttons = notice->findChildren<QPushButton *>();
    const auto yes = std::ranges::find(buttons, u"Yes"_s, [](const QPushButton *button) { return button->text(); });
    QVERIFY(yes != buttons.cend());
    (*yes)->click();
    QVERIFY(answered);
    QCOMPARE(notice->subject(), u"Bad."_s);
    m_area->clearNotice(u"b"_s);
    QCOMPARE(notice->sentence(), u"Three."_s);
    m_area->setFolder(m_folder->path()); // another Space
    QTRY_VERIFY(!notice->isVisible());
}

void EditorAreaTest::fixesOfOneFile_areMadeTogether()
{
    const QString lines = u"one\ntwo\nthree\nfour\n"_s;
    put(u"lines.txt"_s, lines.toUtf8());
    m_area->applyFix({u"All"_s,
                      {{u"lines.txt"_s, {0, 0, 1, 0}, {}}, // the first line goes away
                       {u"lines.txt"_s, {2, 0, 2, 5}, u"3"_s},
                       {u"lines.txt"_s, {1, 1, 2, 2}, u"lost"_s}, // overlaps the one before it
                       {u"lines.txt"_s, {3, 0, 3, 4}, u"4\n5"_s}}});
    QCOMPARE(*m_area->text(u"lines.txt"_s), u"two\n3\n4\n5\n"_s);
    m_area->actions().find(u"edit.undo"_s)->trigger();
    QCOMPARE(*m_area->text(u"lines.txt"_s), lines);
}

void EditorAreaTest::actions_followTheView()
{
    QAction *undo = m_area->actions().find(u"edit.undo"_s);
    for (QAction *action : m_area->actions().all())
        QVERIFY2(action->isSeparator() || !action->isEnabled(), qPrintable(action->objectName()));
    m_area->openFile(u"app.py"_s);
    for (QAction *action : m_area->actions().all()) {
        const bool isEarly = QStringList({u"edit.undo"_s, u"edit.redo"_s, u"edit.cut"_s, u"edit.paste"_s})
                                 .contains(action->objectName());
        QVERIFY2(action->isSeparator() || isEarly || action->isEnabled(), qPrintable(action->objectName()));
    }
    QVERIFY(!undo->isEnabled());
    type(u"x"_s);
    QVERIFY(undo->isEnabled());
    QTest::keyClick(view()->focusProxy(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(m_area->text(u"app.py"_s)->startsWith(u"import"));
    QTest::keyClick(view()->focusProxy(), Qt::Key_Slash, Qt::ControlModifier);
    QVERIFY(m_area->text(u"app.py"_s)->startsWith(u"# import"));
}

void EditorAreaTest::arrows_moveTheCursor_withAltTheLine()
{
    put(u"lines.txt"_s, "one\ntwo\nthree\n");
    m_area->openFile(u"lines.txt"_s, 0, 0);
    QTest::keyClick(view()->focusProxy(), Qt::Key_Down);
    QTest::keyClick(view()->focusProxy(), Qt::Key_Down);
    QTest::keyClick(view()->focusProxy(), Qt::Key_Up);
    QCOMPARE(view()->cursorPosition(), KTextEditor::Cursor(1, 0));
    QTest::keyClick(view()->focusProxy(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(*m_area->text(u"lines.txt"_s), u"two\none\nthree\n"_s);
    QTest::keyClick(view()->focusProxy(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(*m_area->text(u"lines.txt"_s), u"one\ntwo\nthree\n"_s);
}

void EditorAreaTest::state_comesBack()
{
    m_area->openFile(u"app.py"_s, 4, 3);
    m_area->openFile(u"README.md"_s, 2, 1);
    m_area->openFile(u"app.py"_s);
    const QJsonObject state = m_area->saveState();
    m_area->setFolder(m_folder->path());
    QVERIFY(m_area->openFiles().isEmpty());
    m_area->restoreState(state);
    QCOMPARE(m_area->openFiles(), QStringList({path(u"app.py"_s), path(u"README.md"_s)}));
    QCOMPARE(m_area->currentFile(), path(u"app.py"_s));
    QCOMPARE(view()->cursorPosition(), KTextEditor::Cursor(4, 3));
}

void EditorAreaTest::renamed_keepsEdits()
{
    m_area->openFile(u"app.py"_s);
    type(u"mine"_s);
    QVERIFY(QFile::rename(path(u"app.py"_s), path(u"main.py"_s)));
    m_area->fileRenamed(path(u"app.py"_s), path(u"main.py"_s));
    QCOMPARE(m_area->currentFile(), path(u"main.py"_s));
    QVERIFY(m_area->text(u"main.py"_s)->startsWith(u"mine"));
    QCOMPARE(m_area->modifiedFiles().size(), 1);
    QVERIFY_RESULT(m_area->save());
    QVERIFY(onDisk(u"main.py"_s).startsWith("mineimport"));
}

void EditorAreaTest::autosave_savesAfterTyping()
{
    m_area->setAutosave(true);
    m_area->openFile(u"app.py"_s);
    type(u"x"_s);
    QVERIFY(onDisk(u"app.py"_s).startsWith("import"));
    QTRY_VERIFY(onDisk(u"app.py"_s).startsWith("ximport"));
}

void EditorAreaTest::folderOfAnotherSpace_closesTheTabs()
{
    m_area->openFile(u"app.py"_s);
    const QTemporaryDir other;
    m_area->setFolder(other.path());
    QVERIFY(m_area->openFiles().isEmpty());
}

void EditorAreaTest::colours_followTheTheme()
{
    m_area->openFile(u"app.py"_s);
    QCOMPARE(view()->theme().name(), u"Spacewright Light"_s);
    Theme::current().pin(Scheme::Dark);
    QCOMPARE(view()->theme().name(), u"Spacewright Dark"_s);
    Theme::current().pin(Scheme::Light);
    QCOMPARE(view()->theme().name(), u"Spacewright Light"_s);
}

// ── after a crash ────────────────────────────────────────────────────────────────────────────────

void EditorAreaTest::runTypistAndKillIt(const QString &text) const
{
    Process typist;
    QByteArray output;
    connect(&typist, &Process::output, &typist, [&](OutputStream, const QByteArray &bytes) { output += bytes; });
    QSignalSpy finished(&typist, &Process::finished);
    Command command;
    command.program = QStringLiteral(TYPIST);
    command.arguments = {m_state->path(), path(u"app.py"_s), text};
    typist.start(command);
    QTRY_VERIFY_WITH_TIMEOUT(output.contains("typed"), 60'000);
    // Kept within a moment; a kill -9 at any later time must lose nothing.
    QTRY_VERIFY_WITH_TIMEOUT(
        !QDir(m_state->path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).isEmpty()
            && !QDir(m_state->filePath(QDir(m_state->path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).first()))
                    .entryList({u"*.unsaved"_s})
                    .isEmpty(),
        20'000);
    QCOMPARE(::kill(static_cast<pid_t>(typist.processId()), SIGKILL), 0);
    QTRY_COMPARE(finished.count(), 1);
}

void EditorAreaTest::closedWhileTyping_theTextComesBack()
{
    m_area->openFile(u"app.py"_s);
    type(u"typed "_s);
    m_area->setFolder({});
    m_area.reset(); // at the end of a login no event loop runs in between
    m_area = std::make_unique<EditorArea>(m_state->path());
    m_area->setFolder(m_folder->path());
    QVERIFY(m_area->text(u"app.py"_s).has_value());
    QVERIFY2(m_area->text(u"app.py"_s)->startsWith(u"typed import"), qPrintable(*m_area->text(u"app.py"_s)));
    QVERIFY(onDisk(u"app.py"_s).startsWith("import"));
}

void EditorAreaTest::killed_theTextComesBack()
{
    m_area.reset();
    runTypistAndKillIt(u"typed before the crash "_s);
    QVERIFY(onDisk(u"app.py"_s).startsWith("import"));

    m_area = std::make_unique<EditorArea>(m_state->path());
    m_area->setFolder(m_folder->path());
    m_area->show();
    QCOMPARE(m_area->openFiles(), QStringList{path(u"app.py"_s)});
    QVERIFY(m_area->text(u"app.py"_s)->startsWith(u"typed before the crash import"));
    QCOMPARE(m_area->modifiedFiles().size(), 1);
    QTRY_VERIFY(strip());
    QCOMPARE(strip()->sentence(), u"It was brought back."_s);

    // And again: it is kept by this run now, until it is saved.
    m_area.reset();
    m_area = std::make_unique<EditorArea>(m_state->path());
    m_area->setFolder(m_folder->path());
    m_area->show();
    QVERIFY(m_area->text(u"app.py"_s)->startsWith(u"typed before"));
    QVERIFY_RESULT(m_area->save(u"app.py"_s));
    m_area.reset();
    QVERIFY(QDir(m_state->path()).isEmpty());
    QVERIFY(onDisk(u"app.py"_s).startsWith("typed before the crash import"));
}

void EditorAreaTest::killed_theTextComesBackAlsoWhenTheFileChanged()
{
    m_area.reset();
    runTypistAndKillIt(u"mine "_s);
    put(u"app.py"_s, "theirs\n");
    m_area = std::make_unique<EditorArea>(m_state->path());
    m_area->setFolder(m_folder->path());
    m_area->show();
    QVERIFY(m_area->text(u"app.py"_s)->startsWith(u"mine import"));
    QTRY_VERIFY(strip());
    press(u"Load the file"_s);
    QCOMPARE(*m_area->text(u"app.py"_s), u"theirs\n"_s);
}

int main(int argc, char **argv)
{
    prepareLook();
    QApplication application(argc, argv);
    EditorAreaTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_editorarea.moc"
