// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/strip.h"

#include "widgets/metrics.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QPainter>

namespace Spacewright::Ui {

Strip::Strip(QWidget *parent)
    : QWidget(parent)
    , m_leading(new QHBoxLayout)
    , m_trailing(new QHBoxLayout)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(Gap::Control, 0, Gap::Control, 1);
    row->setSpacing(Gap::Control);
    m_leading->setSpacing(Gap::Control);
    m_trailing->setSpacing(Gap::Group);
    row->addLayout(m_leading, 1);
    row->addLayout(m_trailing);
    m_leading->setAlignment(Qt::AlignVCenter | Qt::AlignLeading);
    connect(&Theme::current(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Strip::addLeading(QWidget *widget, int stretch)
{
    m_leading->addWidget(widget, stretch);
}

void Strip::addTrailing(QWidget *widget)
{
    m_trailing->addWidget(widget);
}

QSize Strip::sizeHint() const
{
    return {QWidget::sizeHint().width(), Metrics::current().strip};
}

QSize Strip::minimumSizeHint() const
{
    return {QWidget::minimumSizeHint().width(), Metrics::current().strip};
}

void Strip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::Surface));
    painter.fillRect(QRect(0, height() - 1, width(), 1), color(Token::Border));
}

} // namespace Spacewright::Ui
