// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pipeline.h"
#include "base/stage.h"
#include "timeline/changesfoot.h"
#include "widgets/panel.h"

#include <QDateTime>
#include <QPointer>

#include <vector>

class QStackedLayout;

namespace Spacewright::Ui {

class EmptyState;
class Label;
class Strip;
class TimelineView;
class VerdictChip;

/// One run as the panel's strip names it.
struct TimelineRun {
    int number = 0; ///< in the ledger; 0: not recorded
    QDateTime started;
    QString verdict; ///< translated, one word: "dependency"; empty while there is none
    StageGroup group = StageGroup::None;
};

/// The steps from the folder to the page, each with its time, and the verdict on a failure.
class TimelinePanel final : public Panel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TimelinePanel)
public:
    explicit TimelinePanel(QWidget *parent = nullptr);
    ~TimelinePanel() override;

    [[nodiscard]] QWidget *strip() override;
    void takeFocus() override;

    void setRun(const TimelineRun &run);
    void setSteps(const std::vector<Pipeline::StepReport> &steps);
    void setStep(int index, const Pipeline::StepReport &step);
    /// What changed since the last good run, and what to call that; an empty title takes it away.
    void setChanges(const QString &title, const QList<TimelineChange> &changes);
    /// For another Space.
    void reset();

Q_SIGNALS:
    void runRequested();
    /// A step was chosen with Enter or a double click; its log belongs shown.
    void stepActivated(const QString &stepId);
    /// All of what changed is to be seen.
    void compareRequested();

private:
    QPointer<Strip> m_strip; // ours, unless the dock that shows it went first
    Label *m_name;
    Label *m_verdictWord;
    VerdictChip *m_verdict;
    QStackedLayout *m_layers;
    EmptyState *m_empty;
    QWidget *m_run;
    TimelineView *m_view;
    ChangesFoot *m_changes;
    std::vector<QString> m_ids;
};

} // namespace Spacewright::Ui
