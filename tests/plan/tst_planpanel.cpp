// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/planpanel.h"
#include "support/testcase.h"
#include "widgets/emptystate.h"
#include "widgets/label.h"
#include "widgets/look.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Ui;

namespace {

Runtime::RunPlan planOfTwoSteps()
{
    Runtime::RunPlan plan;
    plan.appFile = u"app.py"_s;
    plan.arguments = {u"app.py"_s};
    plan.steps = {{u"plan"_s, u"Read the manifest"_s, u"README.md makes it a gradio Space."_s, u"README.md sdk"_s,
                   u"README.md"_s, 3},
                  {u"start"_s, u"Start app.py"_s, u"README.md names no app_file."_s, {}, {}, 0}};
    plan.differences = {{u"Memory"_s, u"8 GB"_s, u"16 GB"_s, u"A large model may not fit."_s}};
    return plan;
}

} // namespace

class PlanPanelTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyLook(*qApp); }
    void init()
    {
        Testing::cleanRoom();
        m_panel = std::make_unique<PlanPanel>();
        m_panel->resize(900, 240);
        m_panel->show();
    }
    void cleanup() { m_panel.reset(); }

    void isEmptyBeforeTheFirstRun_andWithoutAPlan()
    {
        QVERIFY(m_panel->findChild<EmptyState *>()->isVisible());
        QCOMPARE(summary(), u"No plan yet"_s);
        m_panel->setPlan(planOfTwoSteps());
        QVERIFY(!m_panel->findChild<EmptyState *>()->isVisible());
        m_panel->setPlan({});
        QVERIFY(m_panel->findChild<EmptyState *>()->isVisible());
        QCOMPARE(table("plan.steps")->topLevelItemCount(), 0);
    }

    void showsStepsAndDifferences_withTheirReasons()
    {
        m_panel->setPlan(planOfTwoSteps());
        QTreeWidget *steps = table("plan.steps");
        QCOMPARE(steps->topLevelItemCount(), 2);
        QCOMPARE(steps->topLevelItem(0)->text(0), u"Read the manifest"_s);
        QCOMPARE(steps->topLevelItem(0)->text(1), u"README.md makes it a gradio Space."_s);
        QCOMPARE(steps->topLevelItem(0)->toolTip(1), u"README.md makes it a gradio Space."_s);
        QTreeWidget *differences = table("plan.differences");
        QCOMPARE(differences->topLevelItemCount(), 1);
        QCOMPARE(differences->topLevelItem(0)->text(3), u"A large model may not fit."_s);
        QVERIFY2(summary().startsWith("python app.py: "_L1), qPrintable(summary()));
    }

    void anObstacle_takesThePlaceOfTheSummary()
    {
        Runtime::RunPlan plan = planOfTwoSteps();
        plan.obstacle.emplace();
        plan.obstacle->message = u"A docker Space needs the container engine."_s;
        m_panel->setPlan(plan);
        QCOMPARE(summary(), plan.obstacle->message);
        QVERIFY(table("plan.steps")->isVisible());
    }

    void enterOnAStep_opensWhereItComesFrom()
    {
        m_panel->setPlan(planOfTwoSteps());
        QSignalSpy asked(m_panel.get(), &PlanPanel::openRequested);
        QTreeWidget *steps = table("plan.steps");
        Q_EMIT steps->itemActivated(steps->topLevelItem(1), 0); // comes from no file
        QCOMPARE(asked.size(), 0);
        Q_EMIT steps->itemActivated(steps->topLevelItem(0), 0);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first(), (QVariantList{u"README.md"_s, 3}));
    }

    void everyTable_hasANameForAScreenReader()
    {
        QCOMPARE(table("plan.steps")->accessibleName(), u"Steps"_s);
        QCOMPARE(table("plan.differences")->accessibleName(), u"Differences from the Hub"_s);
    }

private:
    QTreeWidget *table(const char *name) const { return m_panel->findChild<QTreeWidget *>(QString::fromLatin1(name)); }
    QString summary() const { return m_panel->strip()->findChild<ElidedLabel *>()->fullText(); }

    std::unique_ptr<PlanPanel> m_panel;
};

int main(int argc, char **argv)
{
    prepareLook();
    QApplication application(argc, argv);
    PlanPanelTest test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}

#include "tst_planpanel.moc"
