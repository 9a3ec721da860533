// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preview/previewstate.h"

#include <QTimer>
#include <QWidget>

class QStackedLayout;

namespace Spacewright::Ui {

class EmptyState;
class Label;
class ProgressRow;
class TimelineView;

/// What stands in the page's place while there is none. Opaque, so that it can lie over a page.
class StatePage final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatePage)
public:
    explicit StatePage(QWidget *parent = nullptr);

    void showNotRunning(const PreviewState &state);
    /// Heading, elapsed time, the steps so far, and how far the running one is, with its way out.
    void showStarting(const PreviewState &state);
    /// `lastGood`: when the frame that "Show it" shows was taken; invalid hides that line.
    void showFailed(const PreviewState &state, const QDateTime &lastGood);
    void showLoadFailed(const QString &host, const QString &reason);
    void showCrashed();
    /// The log goes on, so there is news.
    void noteNews();

Q_SIGNALS:
    void runRequested();
    void causeRequested();
    void reloadRequested();
    void lastGoodRequested();
    void cancelRequested();
    void logRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showMessage(const QString &icon, std::optional<StageGroup> group, const QString &heading,
                     const QString &sentence);
    void addButton(const QString &text, const QString &icon, void (StatePage::*asked)());
    void showElapsed();
    void showStep(const std::vector<Pipeline::StepReport> &steps);

    QStackedLayout *m_layers;
    QWidget *m_starting;
    Label *m_heading;
    Label *m_elapsed;
    ProgressRow *m_progress;
    TimelineView *m_timeline;
    EmptyState *m_message;
    QDateTime m_since;
    QString m_stepId; ///< the one in the progress row; empty while it is not shown
    Progress m_stepProgress;
    QTimer m_tick;
};

} // namespace Spacewright::Ui
