// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/card.h"

#include "widgets/metrics.h"
#include "widgets/style/paint.h"

#include <QPainter>
#include <QVBoxLayout>

namespace Spacewright::Ui {

Card::Card(QWidget *parent)
    : QWidget(parent)
    , m_content(new QVBoxLayout(this))
{
    m_content->setContentsMargins(Gap::Card, Gap::DockEdge, Gap::Card, Gap::DockEdge);
    m_content->setSpacing(Gap::Control);
    connect(&Theme::current(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Card::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Paint::box(painter, rect(), Radius::Card, color(Token::Raised), color(Token::Border));
}

} // namespace Spacewright::Ui
