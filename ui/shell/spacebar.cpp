// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/spacebar.h"

#include "shell/commandregistry.h"
#include "widgets/button.h"
#include "widgets/contextbutton.h"
#include "widgets/icon.h"
#include "widgets/metrics.h"
#include "widgets/splitbutton.h"
#include "widgets/stagechip.h"

#include <QAction>
#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr int SeparatorHeight = 20;

/// What is dropped, one after the other, when the tool bar gets narrow.
enum Dropped { Nothing, Owner, EngineName, ProblemsWord, EndOfName, Everything };
/// What is left of a long name then, in px.
constexpr int ShortName = 96;

QWidget *separator()
{
    auto *line = new QFrame;
    line->setFrameShape(QFrame::VLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid); // `border`
    line->setFixedHeight(SeparatorHeight);
    return line;
}

QToolButton *flatButton(const QString &id)
{
    auto *button = new QToolButton;
    button->setObjectName(id);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    return button;
}

QToolButton *commandButton(QAction *action)
{
    auto *button = new QToolButton;
    button->setDefaultAction(action);
    button->setObjectName("spaceBar."_L1 + action->objectName());
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    return button;
}
} // namespace

SpaceBar::SpaceBar(CommandRegistry &commands, QWidget *parent)
    : QToolBar(parent)
    , m_commands(commands)
    , m_space(new ContextButton(tr("Space")))
    , m_run(new SplitButton)
    , m_chip(new StageChip)
    , m_engine(flatButton(u"spaceBar.engine"_s))
    , m_problems(flatButton(u"spaceBar.problems"_s))
    , m_fix(makeIconButton(u"sw-fix"_s, tr("Fix")))
{
    setObjectName(u"spaceBar"_s);
    setWindowTitle(tr("Tool bar"));
    setAccessibleName(tr("Tool bar"));
    setMovable(false);
    setFloatable(false);
    toggleViewAction()->setVisible(false);

    m_space->setObjectName(u"spaceBar.space"_s);
    m_run->setObjectName(u"spaceBar.run"_s);
    m_chip->setObjectName(u"spaceBar.stage"_s);
    m_fix->setObjectName(u"spaceBar.fix"_s);
    m_fix->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fix->setAutoRaise(false);
    setButtonRole(m_fix, ButtonRole::Destructive);

    QAction *run = commands.action(u"run.start"_s);
    m_row = new QWidget;
    m_row->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    auto *layout = new QHBoxLayout(m_row);
    // fit() sees to the width; the window may be narrower than the texts at their fullest.
    layout->setSizeConstraint(QLayout::SetNoConstraint);
    layout->setContentsMargins(Gap::Control, 0, Gap::DockEdge, 0);
    layout->setSpacing(Gap::Icon);
    layout->addWidget(m_space);
    layout->addWidget(separator());
    auto *runGroup = new QHBoxLayout;
    runGroup->setSpacing(Gap::Group);
    runGroup->addWidget(m_run);
    runGroup->addWidget(commandButton(commands.action(u"run.stop"_s)));
    runGroup->addWidget(commandButton(commands.action(u"run.restart"_s)));
    layout->addLayout(runGroup);
    layout->addWidget(separator());
    layout->addWidget(m_chip);
    layout->addWidget(m_engine);
    layout->addStretch(1);
    layout->addWidget(m_problems);
    layout->addWidget(m_fix);
    addWidget(m_row);
    setFixedHeight(Metrics::current().toolBar + 1);

    const auto showRun = [this, run] {
        m_run->setState({.text = tr("Run"),
                         .iconName = u"media-playback-start-symbolic"_s,
                         .enabled = run->isEnabled(),
                         .toolTip = run->toolTip()});
    };
    connect(run, &QAction::changed, this, showRun);
    showRun();
    connect(m_run, &SplitButton::clicked, run, &QAction::trigger);
    connect(m_chip, &QAbstractButton::clicked, this, &SpaceBar::stageActivated);
    connect(m_engine, &QAbstractButton::clicked, this, &SpaceBar::engineActivated);
    connect(m_problems, &QAbstractButton::clicked, this, &SpaceBar::problemsActivated);
    connect(m_fix, &QAbstractButton::clicked, this, &SpaceBar::fixActivated);
    clearStage();
    setProblems(0, StageGroup::None, 0);
}

void SpaceBar::setSpace(const SpaceHead &head)
{
    m_head = head;
    m_space->setTile({head.emoji, head.colorFrom, head.colorTo});
    m_space->setToolTip(toolTipText(head.owner.isEmpty() ? head.name : head.owner + u'/' + head.name, {}));
    fit();
}

void SpaceBar::setSpaceMenu(QMenu *menu)
{
    m_space->setMenu(menu);
}

void SpaceBar::setRunMenu(QMenu *menu)
{
    m_run->setMenu(menu, tr("Ways to run"));
}

void SpaceBar::setStage(Stage stage, const QString &cause, const QDateTime &since)
{
    m_chip->setStage(stage, cause, since);
    m_chip->setAccessibleName(tr("Stage"));
    m_chip->setAccessibleDescription(stageName(stage) + ". "_L1 + m_chip->accessibleDescription());
    fit();
}

void SpaceBar::clearStage()
{
    m_chip->clearStage();
    m_chip->setAccessibleName(tr("Stage"));
    m_chip->setAccessibleDescription(tr("Not running"));
    fit();
}

void SpaceBar::setEngine(const QString &name, const QString &iconName, const QString &toolTip)
{
    m_engineName = name;
    m_engine->setVisible(!name.isEmpty());
    m_engine->setIcon(icon(iconName));
    m_engine->setToolTip(toolTipText(name, {}, toolTip));
    m_engine->setAccessibleName(tr("Engine %1").arg(name));
    fit();
}

void SpaceBar::setProblems(int count, StageGroup worst, int blocking)
{
    m_count = count;
    m_blocking = blocking;
    const QString name = count == 0 ? u"checkmark-symbolic"_s : severityIconName(worst);
    const bool isAdvice = count > 0 && worst == StageGroup::None;
    const Token solid = isAdvice ? Token::Accent : groupColors(count == 0 ? StageGroup::Running : worst).solid;
    m_problems->setIcon(icon(name, solid));
    m_problems->setAccessibleName(count == 0 ? tr("No problems") : tr("%n problems", nullptr, count));
    m_problems->setToolTip(toolTipText(m_problems->accessibleName(), {}));
    m_fix->setVisible(blocking > 0);
    m_fix->setText(tr("Fix %n problems", nullptr, blocking));
    m_fix->setAccessibleName(m_fix->text());
    m_fix->setToolTip(toolTipText(
        m_fix->text(), {}, tr("Go to the first problem that the Hub would refuse or that would not start there.")));
    fit();
}

void SpaceBar::updateTexts(int dropped)
{
    const bool owner = dropped < Owner && !m_head.owner.isEmpty();
    const QString name = dropped < EndOfName
        ? m_head.name
        : QFontMetrics(Ui::font(TextRole::Strong)).elidedText(m_head.name, Qt::ElideRight, ShortName);
    QList<ContextButton::Run> runs;
    if (owner)
        runs += ContextButton::Run{m_head.owner + " / "_L1, TextRole::Body, Token::Muted};
    runs += ContextButton::Run{name, TextRole::Strong, Token::Text};
    m_space->setRuns(runs);
    m_engine->setText(dropped < EngineName ? m_engineName : QString());
    m_engine->setToolButtonStyle(dropped < EngineName ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    if (m_count == 0)
        m_problems->setText(dropped < ProblemsWord ? tr("No problems") : QString());
    else
        m_problems->setText(dropped < ProblemsWord ? tr("%n problems", nullptr, m_count) : QString::number(m_count));
}

void SpaceBar::fit()
{
    const QMargins margins = layout()->contentsMargins();
    const int room = width() - margins.left() - margins.right();
    for (int dropped = Nothing; dropped < Everything; ++dropped) {
        updateTexts(dropped);
        m_row->layout()->invalidate();
        if (m_row->layout()->sizeHint().width() <= room)
            return;
    }
}

bool SpaceBar::event(QEvent *event)
{
    if (event->type() == QEvent::FontChange) {
        setFixedHeight(Metrics::current().toolBar + 1);
        fit();
    }
    return QToolBar::event(event);
}

void SpaceBar::resizeEvent(QResizeEvent *event)
{
    QToolBar::resizeEvent(event);
    fit();
}

} // namespace Spacewright::Ui
