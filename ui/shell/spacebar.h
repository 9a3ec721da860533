// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/stage.h"

#include <QDateTime>
#include <QToolBar>

class QMenu;
class QToolButton;

namespace Spacewright::Ui {

class CommandRegistry;
class ContextButton;
class SplitButton;
class StageChip;

/// Which Space is open, as the tool bar shows it.
struct SpaceHead {
    QString owner; ///< may be empty
    QString name;
    QString emoji;
    QString colorFrom; ///< the Hub's colour names
    QString colorTo;
};

/// The tool bar: Space, run, stage and engine leading; problems and the way to publish trailing. When it
/// gets narrow it drops the owner, then the engine's name, then the word "problems"; it never overflows.
class SpaceBar final : public QToolBar {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SpaceBar)
public:
    /// Takes `run.start`, `run.stop` and `run.restart` from `commands`.
    explicit SpaceBar(CommandRegistry &commands, QWidget *parent = nullptr);

    void setSpace(const SpaceHead &head);
    /// The menu below the Space's name.
    void setSpaceMenu(QMenu *menu);
    /// The menu of the Run button.
    void setRunMenu(QMenu *menu);
    /// The chip is called "Stage" to screen readers and tests; its description begins with the Hub's name of the stage
    /// and a full stop: "RUNNING_BUILDING. The page answers, while …".
    void setStage(Stage stage, const QString &cause, const QDateTime &since);
    void clearStage();
    /// "Quick" with its tool tip.
    void setEngine(const QString &name, const QString &iconName, const QString &toolTip);
    /// `worst` is the group of the severest; `blocking` of them stop publishing.
    void setProblems(int count, StageGroup worst, int blocking);

Q_SIGNALS:
    void stageActivated();
    void engineActivated();
    void problemsActivated();
    /// Go to the first blocking problem.
    void fixActivated();

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
    void updateTexts(int dropped);

    CommandRegistry &m_commands;
    SpaceHead m_head;
    QWidget *m_row = nullptr;
    ContextButton *m_space;
    SplitButton *m_run;
    StageChip *m_chip;
    QToolButton *m_engine;
    QToolButton *m_problems;
    QToolButton *m_fix;
    QString m_engineName;
    int m_count = 0;
    int m_blocking = 0;
};

} // namespace Spacewright::Ui
