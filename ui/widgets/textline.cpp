// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/textline.h"

#include <QPainter>
#include <QStyle>

namespace Spacewright::Ui {

void paintTextLine(QPainter &painter, const QRect &rect, Qt::Alignment alignment, const QString &text, int flags)
{
    const Qt::LayoutDirection layout = painter.layoutDirection();
    painter.setLayoutDirection(text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    painter.drawText(rect, int(QStyle::visualAlignment(layout, alignment)) | Qt::TextSingleLine | flags, text);
    painter.setLayoutDirection(layout);
}

} // namespace Spacewright::Ui
