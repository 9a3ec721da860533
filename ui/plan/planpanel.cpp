// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/planpanel.h"

#include "widgets/emptystate.h"
#include "widgets/icon.h"
#include "widgets/label.h"
#include "widgets/strip.h"

#include <QHeaderView>
#include <QPointer>
#include <QPushButton>
#include <QSplitter>
#include <QStackedLayout>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr int FileRole = Qt::UserRole;
constexpr int LineRole = Qt::UserRole + 1;

QTreeWidget *makeTable(const QString &id, const QString &name, const QStringList &columns)
{
    auto *table = new QTreeWidget;
    table->setObjectName(id);
    table->setAccessibleName(name);
    table->setHeaderLabels(columns);
    table->setRootIsDecorated(false);
    table->setUniformRowHeights(true);
    table->setFrameShape(QFrame::NoFrame);
    table->setAllColumnsShowFocus(true);
    table->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->header()->setStretchLastSection(true);
    return table;
}

void addRow(QTreeWidget *table, const QStringList &texts)
{
    auto *item = new QTreeWidgetItem(table, texts);
    for (int column = 0; column < int(texts.size()); ++column)
        item->setToolTip(column, texts[column]);
}
} // namespace

PlanPanel::PlanPanel(QWidget *parent)
    : Panel(u"plan"_s, tr("Plan"), u"view-list-details-symbolic"_s, parent)
    , m_strip(new Strip(this))
    , m_summary(new ElidedLabel)
    , m_pages(new QStackedLayout(this))
    , m_steps(makeTable(u"plan.steps"_s, tr("Steps"), {tr("Step"), tr("Why"), tr("From")}))
    , m_differences(makeTable(u"plan.differences"_s, tr("Differences from the Hub"),
                              {tr("Difference"), tr("Here"), tr("On the Hub"), tr("So")}))
{
    m_summary->setObjectName(u"plan.summary"_s);
    m_strip->addLeading(m_summary, 1);
    auto *sides = new QSplitter;
    sides->addWidget(m_steps);
    sides->addWidget(m_differences);
    sides->setChildrenCollapsible(false);
    auto *empty = new EmptyState(u"view-list-details-symbolic"_s, tr("No plan yet"),
                                 tr("A run begins with one: its steps, their reasons, and what differs from the Hub."));
    connect(empty->addAction(tr("Run"), u"media-playback-start"_s), &QPushButton::clicked, this,
            &PlanPanel::runRequested);
    m_pages->addWidget(empty);
    m_pages->addWidget(sides);
    connect(m_steps, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem *item) {
        const QString file = item->data(0, FileRole).toString();
        if (!file.isEmpty())
            Q_EMIT openRequested(file, item->data(0, LineRole).toInt());
    });
    setPlan({});
}

QWidget *PlanPanel::strip()
{
    return m_strip;
}

void PlanPanel::takeFocus()
{
    QWidget *seen = m_pages->currentIndex() == 0 ? m_pages->currentWidget() : m_steps;
    seen->setFocus(Qt::ShortcutFocusReason);
}

void PlanPanel::setPlan(const Runtime::RunPlan &plan)
{
    m_steps->clear();
    m_differences->clear();
    for (const Runtime::RunStep &step : plan.steps) {
        addRow(m_steps, {step.title, step.reason, step.source});
        QTreeWidgetItem *item = m_steps->topLevelItem(m_steps->topLevelItemCount() - 1);
        item->setData(0, FileRole, step.file);
        item->setData(0, LineRole, step.line);
    }
    for (const Runtime::Difference &difference : plan.differences)
        addRow(m_differences, {difference.what, difference.here, difference.onHub, difference.consequence});
    if (plan.obstacle)
        m_summary->setFullText(plan.obstacle->message);
    else if (plan.steps.isEmpty())
        m_summary->setFullText(tr("No plan yet"));
    else
        m_summary->setFullText(tr("%1: %2, %3")
                                   .arg(plan.command(), tr("%n steps", nullptr, int(plan.steps.size())),
                                        tr("%n differences from the Hub", nullptr, int(plan.differences.size()))));
    m_pages->setCurrentIndex(plan.steps.isEmpty() ? 0 : 1);
}

} // namespace Spacewright::Ui
