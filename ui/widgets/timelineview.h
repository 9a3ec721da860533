// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pipeline.h"

#include <QAbstractListModel>
#include <QListView>
#include <QTimer>

#include <chrono>

namespace Spacewright::Ui {

class Spinner;

/// One step as it is shown.
struct TimelineStep {
    QString name;
    QString detail;
    QString time; ///< at the end, such as "31.4 s"; empty while it waits
    StepState state = StepState::Waiting;
    std::chrono::steady_clock::time_point began = {}; ///< of a running step: its time is counted from here

    friend bool operator==(const TimelineStep &, const TimelineStep &) = default;
};
/// Name, detail (or what is being done) and time of a pipeline's step.
[[nodiscard]] TimelineStep timelineStep(const Pipeline::StepReport &report);

class TimelineModel final : public QAbstractListModel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TimelineModel)
public:
    explicit TimelineModel(QObject *parent = nullptr);

    /// Rows that stay keep their place, so that selection and scrolling do.
    void setSteps(const QList<TimelineStep> &steps);
    void setStep(int index, const TimelineStep &step);
    /// The times of running steps are others now.
    void tick();
    [[nodiscard]] const TimelineStep &step(int index) const { return m_steps.at(index); }
    [[nodiscard]] bool hasRunningStep() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<TimelineStep> m_steps;
};

/// Steps below each other on a line: done, running, failed (tinted), not reached (muted, dashed ring).
/// As high as its rows; put it into a scroll area or let it scroll itself.
class TimelineView final : public QListView {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TimelineView)
public:
    explicit TimelineView(QWidget *parent = nullptr);

    void setSteps(const QList<TimelineStep> &steps) { m_steps.setSteps(steps); }
    void setSteps(const std::vector<Pipeline::StepReport> &steps);
    void setStep(int index, const TimelineStep &step);
    [[nodiscard]] TimelineModel &steps() { return m_steps; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void reviewRunning();

    TimelineModel m_steps;
    Spinner *m_spinner;
    QTimer m_seconds;
};

} // namespace Spacewright::Ui
