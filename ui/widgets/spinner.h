// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBasicTimer>
#include <QObject>

class QPainter;
class QRectF;
class QWidget;

namespace Spacewright::Ui {

/// Turns a glyph: 10 steps a second, one turn in 1.2 s, only while its widget is visible, the window
/// active and motion is not reduced. Repaints the widget's `update()` at each step.
class Spinner final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Spinner)
public:
    /// `widget` becomes the parent.
    explicit Spinner(QWidget *widget);

    void setTurning(bool turning);
    [[nodiscard]] bool isTurning() const { return m_turning; }
    /// Degrees, clockwise.
    [[nodiscard]] qreal angle() const;

Q_SIGNALS:
    void stepped();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    void review();

    QWidget *m_widget;
    QBasicTimer m_timer;
    int m_step = 0;
    bool m_turning = false;
};

} // namespace Spacewright::Ui
