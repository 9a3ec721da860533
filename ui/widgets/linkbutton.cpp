// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/linkbutton.h"

#include "widgets/textline.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QPainter>

namespace Spacewright::Ui {

LinkButton::LinkButton(const QString &text, TextRole role, QWidget *parent)
    : QAbstractButton(parent)
    , m_role(role)
{
    setText(text);
    setFont(Ui::font(role));
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&Theme::current(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize LinkButton::sizeHint() const
{
    return fontMetrics().size(Qt::TextSingleLine, text());
}

bool LinkButton::event(QEvent *event)
{
    const bool handled = QAbstractButton::event(event);
    if (event->type() == QEvent::ApplicationFontChange)
        setFont(Ui::font(m_role));
    return handled;
}

void LinkButton::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    QFont shown = font();
    shown.setUnderline(isEnabled() && underMouse());
    painter.setFont(shown);
    painter.setPen(color(isEnabled() ? Token::Accent : Token::Disabled));
    paintTextLine(painter, rect(), Qt::AlignLeft | Qt::AlignVCenter, text());
}

} // namespace Spacewright::Ui
