// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reveal.h"

#include "widgets/metrics.h"

#include <QVariantAnimation>
#include <QWidget>

namespace Spacewright::Ui {

namespace {
constexpr int DurationMs = 120;

int naturalHeight(const QWidget *widget)
{
    const int width = widget->parentWidget() ? widget->parentWidget()->width() : widget->width();
    const int wanted = widget->hasHeightForWidth() ? widget->heightForWidth(width) : widget->sizeHint().height();
    return std::max(wanted, widget->minimumSizeHint().height());
}
} // namespace

QVariantAnimation *makeGrowth(QWidget *widget)
{
    auto *growth = new QVariantAnimation(widget);
    growth->setDuration(DurationMs);
    growth->setEasingCurve(QEasingCurve::OutCubic);
    QObject::connect(growth, &QVariantAnimation::valueChanged, widget,
                     [widget](const QVariant &height) { widget->setMaximumHeight(height.toInt()); });
    QObject::connect(growth, &QVariantAnimation::finished, widget, [widget, growth] {
        if (growth->direction() == QAbstractAnimation::Backward)
            widget->hide();
        widget->setMaximumHeight(QWIDGETSIZE_MAX);
    });
    return growth;
}

void grow(QVariantAnimation *growth, QWidget *widget, bool shown)
{
    const bool leaving =
        growth->state() == QAbstractAnimation::Running && growth->direction() == QAbstractAnimation::Backward;
    if (shown == (widget->isVisibleTo(widget->parentWidget()) && !leaving))
        return;
    growth->stop();
    if (motionReduced() || !widget->window()->isVisible()) {
        widget->setMaximumHeight(QWIDGETSIZE_MAX);
        widget->setVisible(shown);
        return;
    }
    growth->setStartValue(0);
    growth->setEndValue(naturalHeight(widget));
    growth->setDirection(shown ? QAbstractAnimation::Forward : QAbstractAnimation::Backward);
    if (shown) {
        widget->setMaximumHeight(0);
        widget->show();
    }
    growth->start();
}

} // namespace Spacewright::Ui
