// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"
#include "timeline/timelinepanel.h"
#include "widgets/label.h"
#include "widgets/linkbutton.h"
#include "widgets/look.h"
#include "widgets/timelineview.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Ui;

namespace {

Pipeline::StepReport step(const QString &id, StepState state)
{
    Pipeline::StepReport report;
    report.id = id;
    report.title = u"Title of %1"_s.arg(id);
    report.state = state;
    report.duration = std::chrono::milliseconds(3'400);
    return report;
}

} // namespace

class TimelinePanelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyLook(*qApp); }
    void init() { Spacewright::Testing::cleanRoom(); }
    void isEmptyBeforeTheFirstRun();
    void namesTheRunAndItsVerdict_data();
    void namesTheRunAndItsVerdict();
    void showsEachStep_andItsChanges();
    void enterOnAStepAsksForItsLog();
    void theFocusGoesToWhatIsSeen();
    void whatChangedStandsBelowTheSteps();
};

void TimelinePanelTest::isEmptyBeforeTheFirstRun()
{
    QWidget window;
    window.show();
    TimelinePanel panel(&window);
    panel.show();
    auto *steps = panel.findChild<TimelineView *>();
    QVERIFY(!steps->isVisible());
    panel.setSteps({step(u"plan"_s, StepState::Running)});
    QVERIFY(steps->isVisible());
    panel.reset();
    QVERIFY(!steps->isVisible());
}

void TimelinePanelTest::namesTheRunAndItsVerdict_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("expected");
    QTest::newRow("a recorded run that failed") << 14 << u"dependency"_s << u"Run 14 at 14:20:53"_s;
    QTest::newRow("a run that is not recorded") << 0 << QString() << u"Run at 14:20:53"_s;
}

void TimelinePanelTest::namesTheRunAndItsVerdict()
{
    QFETCH(const int, number);
    QFETCH(const QString, verdict);
    TimelinePanel panel;
    panel.setRun({.number = number,
                  .started = QDateTime(QDate(2026, 11, 20), QTime(14, 20, 53)),
                  .verdict = verdict,
                  .group = StageGroup::Error});
    QTEST(panel.strip()->findChild<QLabel *>(u"timelineRun"_s)->text(), "expected");
    auto *chip = panel.strip()->findChild<QWidget *>(u"timelineVerdict"_s);
    QCOMPARE(chip->isHidden(), verdict.isEmpty());
    QCOMPARE(chip->accessibleName(), verdict);
}

void TimelinePanelTest::showsEachStep_andItsChanges()
{
    TimelinePanel panel;
    panel.setSteps({step(u"plan"_s, StepState::Done), step(u"environment"_s, StepState::Running)});
    TimelineModel &model = panel.findChild<TimelineView *>()->steps();
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.step(1).name, u"Title of environment"_s);
    QCOMPARE(model.step(1).state, StepState::Running);
    panel.setStep(1, step(u"environment"_s, StepState::Failed));
    QCOMPARE(model.step(1).state, StepState::Failed);
    QCOMPARE(model.step(1).time, u"3.4 s"_s);
    panel.setStep(7, step(u"stale"_s, StepState::Done)); // of a run that has been replaced
    QCOMPARE(model.rowCount(), 2);
}

void TimelinePanelTest::enterOnAStepAsksForItsLog()
{
    TimelinePanel panel;
    panel.setSteps({step(u"plan"_s, StepState::Done), step(u"environment"_s, StepState::Failed)});
    QSignalSpy activated(&panel, &TimelinePanel::stepActivated);
    auto *view = panel.findChild<TimelineView *>();
    Q_EMIT view->activated(view->steps().index(1));
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.first().first().toString(), u"environment"_s);
}

void TimelinePanelTest::theFocusGoesToWhatIsSeen()
{
    QWidget window;
    TimelinePanel panel(&window);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    panel.takeFocus();
    QCOMPARE(qobject_cast<QPushButton *>(QApplication::focusWidget())->text(), u"Run"_s);
    panel.setSteps({step(u"plan"_s, StepState::Running)});
    panel.takeFocus();
    QCOMPARE(QApplication::focusWidget(), panel.findChild<TimelineView *>());
}

void TimelinePanelTest::whatChangedStandsBelowTheSteps()
{
    TimelinePanel panel;
    panel.resize(420, 400);
    panel.show();
    panel.setSteps({step(u"plan"_s, StepState::Failed)});
    const auto *foot = panel.findChild<QWidget *>(u"timelineChanges"_s);
    QVERIFY(foot->isHidden());
    const auto texts = [&] {
        QStringList shown;
        for (const QLabel *label : foot->findChildren<QLabel *>()) {
            if (!label->isHidden() && !label->text().isEmpty())
                shown += label->text();
        }
        return shown.join(u'|');
    };
    panel.setChanges(u"Changed since run 13"_s,
                     {{u"requirements.txt"_s, u"PyAudio==0.2.14"_s, 1, 0},
                      {u"app.py"_s, {}, 14, 6},
                      {u"notes.py"_s, {}, 3, 0},
                      {u"other.py"_s, {}, 3, 0}});
    QVERIFY(foot->isVisible());
    const QString all = texts();
    for (const QString &part : {u"Changed since run 13"_s, u"requirements.txt"_s, u"+ PyAudio==0.2.14"_s, u"app.py"_s,
                                u"+14"_s, u"−6"_s, u"and 2 more files"_s})
        QVERIFY2(all.contains(part), qPrintable(part + u" in "_s + all));
    QVERIFY(!all.contains("notes.py"_L1));
    QSignalSpy compared(&panel, &TimelinePanel::compareRequested);
    foot->findChild<LinkButton *>()->click();
    QCOMPARE(compared.size(), 1);

    panel.setChanges(u"No file has changed since run 13"_s, {});
    QVERIFY(foot->findChild<LinkButton *>()->isHidden());
    QVERIFY(!texts().contains("app.py"_L1));
    panel.setChanges({}, {});
    QVERIFY(foot->isHidden());
}

int main(int argc, char **argv)
{
    prepareLook();
    QApplication application(argc, argv);
    TimelinePanelTest test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}

#include "tst_timelinepanel.moc"
