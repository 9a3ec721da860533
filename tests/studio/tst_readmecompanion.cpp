// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomicfile.h"
#include "editor/editorarea.h"
#include "editor/editorpage.h"
#include "manifestform/headerfield.h"
#include "manifestform/manifestform.h"
#include "manifestform/readmeview.h"
#include "readmecompanion.h"
#include "support/spacefolder.h"
#include "support/testcase.h"
#include "widgets/inlinestrip.h"
#include "widgets/look.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QFileInfo>
#include <QLineEdit>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Ui;

namespace {
constexpr auto Readme = "---\r\n# seen by people\r\ntitle:  'Whisper'\r\nsdk: gradio\r\n---\r\n\r\n# Body\r\n";
}

/// README.md in the editor, with the form beside it.
class ReadmeCompanionTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        applyLook(*qApp);
        // KTextEditor's first document says what this machine lacks; that is no failure here.
        open();
        close();
    }
    void init()
    {
        Testing::cleanRoom();
        open();
    }
    void cleanup() { close(); }

    void otherFiles_haveNone()
    {
        QVERIFY(m_space->write(u"docs/README.md"_s, "# Hello\n"));
        m_area->openFile(u"docs/README.md"_s);
        QCOMPARE(m_area->findChildren<ReadmeView *>().size(), 1);
        QVERIFY(m_area->findChild<QWidget *>(u"editorStrip"_s)->isVisible());
        QVERIFY(!view().strip()->isVisible());
        m_area->openFile(u"README.md"_s);
        QVERIFY(!m_area->findChild<QWidget *>(u"editorStrip"_s)->isVisible());
        QVERIFY(view().strip()->isVisible());
    }

    void formChange_isOneStep_andUndoRestoresTheBytes()
    {
        const QString before = text();
        type(u"title", u"Whisper notes"_s);
        QCOMPARE(text(), QString(before).replace("'Whisper'"_L1, "'Whisper notes'"_L1));
        type(u"thumbnail", u"a.png"_s);
        QVERIFY(text().contains("thumbnail: a.png"_L1));
        undo();
        QVERIFY(!text().contains("thumbnail"_L1));
        undo();
        QCOMPARE(text(), before);
        QTRY_COMPARE(line(u"title")->text(), u"Whisper"_s);
        QVERIFY_RESULT(m_area->save());
        QCOMPARE(readFile(m_space->path(u"README.md"_s)).value_or("(missing)"), QByteArray(Readme));
    }

    void saving_takesWhatIsTyped_andKeepsLineEnds()
    {
        line(u"title")->setFocus();
        line(u"title")->end(false);
        QTest::keyClicks(line(u"title"), u"!"_s);
        QVERIFY_RESULT(m_area->save(u"README.md"_s));
        QCOMPARE(readFile(m_space->path(u"README.md"_s)).value_or("(missing)"),
                 QByteArray(Readme).replace("'Whisper'", "'Whisper!'"));
    }

    void textChange_showsInTheForm_whileItIsBroken()
    {
        edit({2, 8, 2, 17}, u"Notes"_s);
        QTRY_COMPARE(line(u"title")->text(), u"Notes"_s);
        edit({3, 0, 3, 0}, u"mood: [\n"_s);
        QTRY_VERIFY(!line(u"title")->isEnabled());
        QCOMPARE(line(u"title")->text(), u"Notes"_s);
        edit({3, 0, 4, 0}, {});
        QTRY_VERIFY(line(u"title")->isEnabled());
    }

    void anEditedBroken_text_isRefusedWithASentence()
    {
        edit({3, 0, 3, 0}, u"mood: [\n"_s);
        QSignalSpy refused(m_companion, &ReadmeCompanion::refused);
        const QString before = text();
        type(u"title", u"Other"_s);
        QCOMPARE(refused.size(), 1);
        QCOMPARE(text(), before);
    }

    void focusAndCursor_followEachOther()
    {
        QSignalSpy moved(m_area.get(), &EditorArea::cursorMoved);
        line(u"title")->setFocus();
        QCOMPARE(moved.size(), 1);
        QCOMPARE(moved.first().first().toInt(), 2);
        QVERIFY(line(u"title")->hasFocus());
    }

    void aProblem_isGoneTo_inTheSource()
    {
        view().setMode(ReadmeView::Mode::Form);
        m_area->openFile(u"README.md"_s, 3, 0);
        QVERIFY(view().mode() != ReadmeView::Mode::Form);
        view().setMode(ReadmeView::Mode::Form);
        m_area->openFile(u"README.md"_s); // not to a line
        QCOMPARE(view().mode(), ReadmeView::Mode::Form);
        QVERIFY(view().form().isAncestorOf(QApplication::focusWidget()));
    }

    void blockingProblem_isSaidInTheStrip()
    {
        auto *said = view().strip()->findChild<QAbstractButton *>(u"readmeConsequence"_s);
        Diagnostic problem;
        problem.file = u"README.md"_s;
        problem.severity = Severity::Advice;
        m_companion->setDiagnostics({problem});
        QVERIFY(!said->isVisible());
        Diagnostic worse = problem;
        worse.severity = Severity::BuildFails;
        m_companion->setDiagnostics({problem, worse});
        QVERIFY(said->isVisible());
        QCOMPARE(said->text(), u"The build would fail with this header"_s);
        Diagnostic worst = worse;
        worst.severity = Severity::PushRefused;
        worst.range = {2, 0, 2, 5};
        m_companion->setDiagnostics({problem, worse, worst});
        QCOMPARE(said->text(), u"The Hub would refuse this header"_s);
        QCOMPARE(said->accessibleName(), said->text());
        QSignalSpy moved(m_area.get(), &EditorArea::cursorMoved);
        said->click();
        QVERIFY(!moved.isEmpty());
        QCOMPARE(moved.last().first().toInt(), 2);
        problem.file = worse.file = worst.file = u"app.py"_s;
        m_companion->setDiagnostics({problem, worse, worst});
        QVERIFY(!said->isVisible());
    }

    void mode_comesBack()
    {
        view().setMode(ReadmeView::Mode::Form);
        const QJsonObject state = m_area->saveState();
        m_area->closeFile(u"README.md"_s);
        m_area->restoreState(state);
        QCOMPARE(view().mode(), ReadmeView::Mode::Form);
    }

    void readOnly_isSaid()
    {
        m_area->closeFile(u"README.md"_s);
        QVERIFY(QFile::setPermissions(m_space->path(u"README.md"_s), QFile::ReadOwner));
        m_area->openFile(u"README.md"_s);
        QVERIFY(!line(u"title")->isEnabled());
        QVERIFY(view().findChild<InlineStrip *>(u"formBroken"_s)->sentence().contains("read-only"_L1));
    }

private:
    void open()
    {
        m_space = std::make_unique<Testing::SpaceFolder>();
        m_state = std::make_unique<Testing::SpaceFolder>();
        QVERIFY(m_space->write(u"README.md"_s, Readme));
        m_area = std::make_unique<EditorArea>(m_state->path());
        m_area->setCompanionMaker([this](EditorPage &page) -> std::unique_ptr<PageCompanion> {
            if (page.path() != QFileInfo(m_space->path()).filePath() + "/README.md"_L1)
                return nullptr;
            auto companion = std::make_unique<ReadmeCompanion>(page, m_space->path());
            m_companion = companion.get();
            return companion;
        });
        m_area->setFolder(m_space->path());
        m_area->resize(1100, 700);
        m_area->show();
        QVERIFY(QTest::qWaitForWindowActive(m_area.get()));
        m_area->openFile(u"README.md"_s);
        QVERIFY(m_companion);
    }
    void close()
    {
        m_area.reset();
        m_space.reset();
    }
    ReadmeView &view() const { return m_companion->view(); }
    QLineEdit *line(QStringView key) const { return view().form().field(key)->findChild<QLineEdit *>(); }
    QString text() const { return m_area->text(u"README.md"_s).value_or(QString()); }
    void type(QStringView key, const QString &text) const
    {
        line(key)->selectAll();
        QTest::keyClicks(line(key), text);
        QTest::keyClick(line(key), Qt::Key_Return);
    }
    void edit(const TextRange &range, const QString &text) const
    {
        QVERIFY_RESULT(m_area->applyFix({.title = {}, .edits = {{u"README.md"_s, range, text}}}));
    }
    /// As the key does it, with the keyboard in a field of the form.
    void undo() const
    {
        line(u"title")->setFocus();
        QTest::keyClick(line(u"title"), Qt::Key_Z, Qt::ControlModifier);
    }

    std::unique_ptr<Testing::SpaceFolder> m_space;
    std::unique_ptr<Testing::SpaceFolder> m_state;
    std::unique_ptr<EditorArea> m_area;
    QPointer<ReadmeCompanion> m_companion;
};

QTEST_MAIN(ReadmeCompanionTest)
#include "tst_readmecompanion.moc"
