// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preview/frameview.h"

#include "widgets/theme.h"

#include <QPainter>

namespace Spacewright::Ui {

FrameView::FrameView(QWidget *parent)
    : QWidget(parent)
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("The page from before"));
}

void FrameView::setFrame(const QPixmap &frame, const QDateTime &taken)
{
    m_frame = frame;
    m_taken = taken;
    update();
}

void FrameView::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::Surface));
    painter.drawPixmap(0, 0, m_frame);
}

} // namespace Spacewright::Ui
