// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/spinner.h"

#include "widgets/metrics.h"

#include <QEvent>
#include <QTimerEvent>
#include <QWidget>

namespace Spacewright::Ui {

namespace {
constexpr int StepsPerTurn = 12;
constexpr int StepMs = 100;
} // namespace

Spinner::Spinner(QWidget *widget)
    : QObject(widget)
    , m_widget(widget)
{
    widget->installEventFilter(this);
}

void Spinner::setTurning(bool turning)
{
    m_turning = turning;
    review();
}

qreal Spinner::angle() const
{
    return m_turning ? m_step * 360.0 / StepsPerTurn : 0;
}

bool Spinner::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Show:
    case QEvent::Hide:
    case QEvent::WindowActivate:
    case QEvent::WindowDeactivate:
        review();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void Spinner::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_timer.timerId())
        return QObject::timerEvent(event);
    m_step = (m_step + 1) % StepsPerTurn;
    m_widget->update();
    Q_EMIT stepped();
}

void Spinner::review()
{
    const bool shouldRun = m_turning && m_widget->isVisible() && m_widget->isActiveWindow() && !motionReduced();
    if (shouldRun && !m_timer.isActive())
        m_timer.start(StepMs, this);
    else if (!shouldRun)
        m_timer.stop();
}

} // namespace Spacewright::Ui
