// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/stage.h"
#include "problems/problemsmodel.h"
#include "problems/problemspanel.h"
#include "support/testcase.h"
#include "widgets/look.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Ui;

namespace {
QList<Diagnostic> samples()
{
    const auto make = [](const QString &rule, Severity severity, const QString &file, int line,
                         const QString &message) {
        Diagnostic diagnostic;
        diagnostic.rule = rule;
        diagnostic.severity = severity;
        diagnostic.file = file;
        diagnostic.range = {line, 4, line, 9};
        diagnostic.message = message;
        return diagnostic;
    };
    QList<Diagnostic> all{
        make(u"requirements/unpinned"_s, Severity::Advice, u"requirements.txt"_s, 4,
             u"python-dateutil has no version."_s),
        make(u"app/ephemeral-write"_s, Severity::BreaksForVisitors, u"app.py"_s, 24, u"Files in notes/ are lost."_s),
        make(u"readme/short-description"_s, Severity::PushRefused, u"README.md"_s, 9,
             u"Short description has 63 characters."_s),
        make(u"app/listens"_s, Severity::WillNotStart, u"app.py"_s, 30, u"app.py listens on 127.0.0.1."_s)};
    all[0].fixes = {{u"Pin to 2.9.0"_s, {{u"requirements.txt"_s, {4, 0, 4, 15}, u"python-dateutil==2.9.0"_s}}}};
    all[2].fixes = {{u"Shorten"_s, {}}, {u"Remove"_s, {}}};
    return all;
}
} // namespace

class ProblemsPanelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyLook(*qApp); }
    void init();
    void theWorstComesFirst();
    void eachCell_tellsItselfInItsTip();
    void byFile_groups();
    void filters_data();
    void filters();
    void enter_opensThePlace();
    void altEnter_asksForTheFix();
    void clickOnTheFix_asksForIt();
    void fixAll_takesOnlyWhatLeavesNoChoice();
    void theChosenRow_staysChosen();
    void reveal_choosesTheRowAndTakesFiltersOff();
    void count_isTheNumberAndTheWorst();
    void copy_hasEverything();
    void chosenProblem_hasAMenu();
    void none_saysSo();
    void everyControlHasAName();

private:
    QTreeView *table() const { return m_panel->findChild<QTreeView *>(u"table"_s); }
    template<typename T>
    T *control(const QString &name) const
    {
        return m_panel->strip()->findChild<T *>(name);
    }
    QString cell(int row, int column) const { return m_panel->model().index(row, column).data().toString(); }

    std::unique_ptr<QWidget> m_window;
    ProblemsPanel *m_panel = nullptr;
};

void ProblemsPanelTest::init()
{
    Testing::cleanRoom();
    m_window = std::make_unique<QWidget>();
    m_panel = new ProblemsPanel;
    auto *layout = new QVBoxLayout(m_window.get());
    layout->addWidget(m_panel->strip());
    layout->addWidget(m_panel);
    m_window->resize(1000, 260);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_panel->setDiagnostics(samples());
    m_panel->takeFocus();
}

void ProblemsPanelTest::theWorstComesFirst()
{
    const QAbstractItemModelTester tester(&m_panel->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(cell(0, ProblemsModel::RuleColumn), u"readme/short-description"_s);
    QCOMPARE(cell(0, ProblemsModel::PlaceColumn), u"README.md:10:5"_s);
    QCOMPARE(cell(1, ProblemsModel::RuleColumn), u"app/listens"_s);
    QCOMPARE(cell(3, ProblemsModel::FixColumn), u"Pin to 2.9.0"_s);
    QCOMPARE(cell(0, ProblemsModel::ConsequenceColumn), severityText(Severity::PushRefused));
}

void ProblemsPanelTest::eachCell_tellsItselfInItsTip()
{
    const auto tip = [this](int column) { return m_panel->model().index(3, column).data(Qt::ToolTipRole).toString(); };
    QCOMPARE(tip(ProblemsModel::PlaceColumn), u"requirements.txt:5:5"_s);
    QCOMPARE(tip(ProblemsModel::RuleColumn), u"requirements/unpinned"_s);
    QCOMPARE(tip(ProblemsModel::FixColumn), u"Pin to 2.9.0"_s);
    QCOMPARE(tip(ProblemsModel::ProblemColumn), u"python-dateutil has no version."_s);
}

void ProblemsPanelTest::byFile_groups()
{
    const QAbstractItemModelTester tester(&m_panel->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    control<QToolButton>(u"byFile"_s)->click();
    const ProblemsModel &model = m_panel->model();
    QCOMPARE(model.rowCount(), 3);
    const QModelIndex app = model.index(1, 0);
    QCOMPARE(app.data().toString(), u"app.py"_s);
    QCOMPARE(model.rowCount(app), 2);
    QCOMPARE(model.at(model.index(1, 0, app))->rule, u"app/ephemeral-write"_s);
    QVERIFY(!model.at(app));
    QVERIFY(table()->isExpanded(app));
}

void ProblemsPanelTest::filters_data()
{
    QTest::addColumn<int>("severity");
    QTest::addColumn<QString>("search");
    QTest::addColumn<int>("rows");
    QTest::newRow("all") << 0 << QString() << 4;
    QTest::newRow("blocking") << 1 << QString() << 2;
    QTest::newRow("warnings") << 2 << QString() << 1;
    QTest::newRow("advice") << 3 << QString() << 1;
    QTest::newRow("by rule") << 0 << u"unpinned"_s << 1;
    QTest::newRow("by place") << 0 << u"APP.PY"_s << 2;
    QTest::newRow("by words") << 0 << u"characters"_s << 1;
    QTest::newRow("both") << 1 << u"app.py"_s << 1;
    QTest::newRow("nothing") << 2 << u"nowhere"_s << 0;
}

void ProblemsPanelTest::filters()
{
    QFETCH(int, severity);
    QFETCH(QString, search);
    QFETCH(int, rows);
    control<QComboBox>(u"severity"_s)->setCurrentIndex(severity);
    QTest::keyClicks(control<QLineEdit>(u"search"_s), search);
    QCOMPARE(m_panel->model().rowCount(), rows);
    QCOMPARE(table()->isVisible(), rows > 0);
    QCOMPARE(m_panel->count(), 4);
    if (rows > 0)
        return;
    auto *button = m_panel->findChild<QWidget *>(u"noMatch"_s)->findChild<QPushButton *>();
    QCOMPARE(button->text(), u"Show all problems"_s);
    button->click();
    QCOMPARE(m_panel->model().rowCount(), 4);
    QVERIFY(table()->isVisible() && table()->hasFocus());
}

void ProblemsPanelTest::enter_opensThePlace()
{
    QSignalSpy opened(m_panel, &ProblemsPanel::openRequested);
    QVERIFY(table()->hasFocus());
    QTest::keyClick(table(), Qt::Key_Down);
    QTest::keyClick(table(), Qt::Key_Return);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened.first().first().toString(), u"app.py"_s);
    QCOMPARE(opened.first().last().value<TextRange>(), (TextRange{30, 4, 30, 9}));
}

void ProblemsPanelTest::altEnter_asksForTheFix()
{
    QSignalSpy asked(m_panel, &ProblemsPanel::fixRequested);
    table()->setCurrentIndex(m_panel->model().index(3, 0));
    QTest::keyClick(table(), Qt::Key_Return, Qt::AltModifier);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.first().last().value<Fix>(), samples().first().fixes.first());
    table()->setCurrentIndex(m_panel->model().index(1, 0)); // has none
    QTest::keyClick(table(), Qt::Key_Return, Qt::AltModifier);
    QCOMPARE(asked.count(), 1);
}

void ProblemsPanelTest::clickOnTheFix_asksForIt()
{
    QSignalSpy asked(m_panel, &ProblemsPanel::fixRequested);
    const QRect cell = table()->visualRect(m_panel->model().index(3, ProblemsModel::FixColumn));
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, QPoint(cell.left() + 30, cell.center().y()));
    QCOMPARE(asked.count(), 1);
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, QPoint(cell.right() - 4, cell.center().y()));
    QCOMPARE(asked.count(), 1);
}

void ProblemsPanelTest::fixAll_takesOnlyWhatLeavesNoChoice()
{
    QSignalSpy asked(m_panel, &ProblemsPanel::fixAllRequested);
    auto *button = control<QToolButton>(u"fixAll"_s);
    button->click();
    QCOMPARE(asked.count(), 1);
    const auto fixes = asked.first().first().value<QList<Fix>>();
    QCOMPARE(fixes.size(), 1);
    QCOMPARE(fixes.first().title, u"Pin to 2.9.0"_s);
    m_panel->setDiagnostics(samples().sliced(1));
    QVERIFY(!button->isEnabled());
    QVERIFY(!button->toolTip().isEmpty());
}

void ProblemsPanelTest::reveal_choosesTheRowAndTakesFiltersOff()
{
    m_panel->reveal(samples()[1]);
    QCOMPARE(m_panel->model().at(table()->currentIndex())->rule, u"app/ephemeral-write"_s);
    control<QComboBox>(u"severity"_s)->setCurrentIndex(1);
    control<QLineEdit>(u"search"_s)->setText(u"app.py"_s);
    m_panel->reveal(samples()[0]);
    QCOMPARE(m_panel->model().at(table()->currentIndex())->rule, u"requirements/unpinned"_s);
    QCOMPARE(m_panel->model().rowCount(), 4);
}

void ProblemsPanelTest::theChosenRow_staysChosen()
{
    table()->setCurrentIndex(m_panel->model().index(1, 0));
    m_panel->setDiagnostics(samples().sliced(3));
    QCOMPARE(table()->currentIndex().row(), 0);
    QCOMPARE(m_panel->model().at(table()->currentIndex())->rule, u"app/listens"_s);
}

void ProblemsPanelTest::count_isTheNumberAndTheWorst()
{
    QCOMPARE(m_panel->count(), 4);
    QCOMPARE(m_panel->countSeverity(), static_cast<int>(StageGroup::Error));
    QSignalSpy changed(m_panel, &Panel::countChanged);
    m_panel->setDiagnostics(samples().first(2));
    QCOMPARE(changed.first(), QVariantList({2, static_cast<int>(StageGroup::Transient)}));
}

void ProblemsPanelTest::chosenProblem_hasAMenu()
{
    QTreeView *view = table();
    QCOMPARE(view->contextMenuPolicy(), Qt::ActionsContextMenu);
    const QList<QAction *> actions = view->actions();
    const auto available = [&] {
        QStringList texts;
        for (const QAction *action : actions) {
            if (action->isEnabled())
                texts += action->text();
        }
        return texts;
    };
    view->setCurrentIndex(m_panel->model().index(0, 0));
    QCOMPARE(available(), (QStringList{u"Go to the place"_s, u"Shorten"_s, u"Ignore it from now on"_s, u"Copy"_s}));
    view->setCurrentIndex(m_panel->model().index(1, 0)); // app.py listens, without a fix
    QCOMPARE(available(), (QStringList{u"Go to the place"_s, u"Ignore it from now on"_s, u"Copy"_s}));

    QSignalSpy opened(m_panel, &ProblemsPanel::openRequested);
    QSignalSpy ignored(m_panel, &ProblemsPanel::ignoreRequested);
    for (QAction *action : actions)
        action->trigger();
    QCOMPARE(opened.size(), 1);
    QCOMPARE(ignored.size(), 1);
    QCOMPARE(ignored.at(0).at(0).value<Diagnostic>().rule, u"app/listens"_s);
    QVERIFY(QApplication::clipboard()->text().endsWith("[app/listens]"_L1));

    m_panel->setDiagnostics({});
    QCOMPARE(available(), QStringList());
}

void ProblemsPanelTest::copy_hasEverything()
{
    control<QToolButton>(u"copy"_s)->click();
    QCOMPARE(QApplication::clipboard()->text().count(u'\n'), 3);
    QVERIFY(QApplication::clipboard()->text().startsWith(u"README.md:10:5: "));
}

void ProblemsPanelTest::none_saysSo()
{
    m_panel->setDiagnostics({});
    auto *none = m_panel->findChild<QWidget *>(u"noProblems"_s);
    QVERIFY(none->isVisible());
    QSignalSpy run(m_panel, &ProblemsPanel::runRequested);
    none->findChild<QPushButton *>()->click();
    QCOMPARE(run.count(), 1);
    QCOMPARE(m_panel->count(), 0);
    QVERIFY(!control<QToolButton>(u"fixAll"_s)->isEnabled());
}

void ProblemsPanelTest::everyControlHasAName()
{
    QVERIFY(!table()->accessibleName().isEmpty());
    for (const auto &name : {u"severity"_s, u"search"_s})
        QVERIFY(!control<QWidget>(name)->accessibleName().isEmpty());
    for (const auto *button : m_panel->strip()->findChildren<QToolButton *>())
        QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty()
                     || button->inherits("QLineEditIconButton"),
                 qPrintable(button->objectName()));
}

int main(int argc, char **argv)
{
    prepareLook();
    QApplication application(argc, argv);
    ProblemsPanelTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_problemspanel.moc"
