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
class TimelineView;

/// What stands in the page's place while there is none. Opaque, so that it can lie over a page.
class StatePage final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatePage)
public:
    explicit StatePage(QWidget *parent = nullptr);

    void showNotRunning(const PreviewState &state);
    /// Heading, elapsed time and the steps so far.
    void showStarting(const PreviewState &state);
    /// `lastGood`: when the frame that "Show it" shows was taken; invalid hides that line.
    void showFailed(const PreviewState &state, const QDateTime &lastGood);
    void showLoadFailed(const QString &host, const QString &reason);
    void showCrashed();

Q_SIGNALS:
    void runRequested();
    void causeRequested();
    void reloadRequested();
    void lastGoodRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showMessage(const QString &icon, std::optional<StageGroup> group, const QString &heading,
                     const QString &sentence);
    void addButton(const QString &text, const QString &icon, void (StatePage::*asked)());
    void showElapsed();

    QStackedLayout *m_layers;
    QWidget *m_starting;
    Label *m_heading;
    Label *m_elapsed;
    TimelineView *m_timeline;
    EmptyState *m_message;
    QDateTime m_since;
    QTimer m_tick;
};

} // namespace Spacewright::Ui
