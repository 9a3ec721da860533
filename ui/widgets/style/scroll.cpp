// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/metrics.h"
#include "widgets/style/groups.h"
#include "widgets/style/paint.h"

#include <QPainter>
#include <QStyleOption>

namespace Spacewright::Ui::Style {

namespace {
constexpr int HandleWidth = 6;
constexpr int HandleWidthHovered = 8;
constexpr int HandlePercent = 55;
constexpr int BarHeight = 4;

void scrollBar(const QStyleOptionSlider &slider, const Canvas &canvas)
{
    if (slider.minimum == slider.maximum)
        return;
    const QRect room =
        canvas.style.subControlRect(QStyle::CC_ScrollBar, &slider, QStyle::SC_ScrollBarSlider, canvas.widget);
    const bool hovered = slider.state.testFlag(QStyle::State_MouseOver) || slider.state.testFlag(QStyle::State_Sunken);
    const int width = hovered ? HandleWidthHovered : HandleWidth;
    QRectF handle = room;
    if (slider.orientation == Qt::Vertical)
        handle = QRectF(room.x() + (room.width() - width) / 2.0, room.y() + 2, width, room.height() - 4);
    else
        handle = QRectF(room.x() + 2, room.y() + (room.height() - width) / 2.0, room.width() - 4, width);
    Paint::box(canvas.painter, handle, width / 2.0,
               Theme::current().faded(Token::Outline, hovered ? 85 : HandlePercent));
}

/// 4 px, centred; for an unknown length the trough alone, since nothing else may move.
void progressBar(const QStyleOptionProgressBar &bar, const Canvas &canvas)
{
    const int top = bar.rect.y() + (bar.rect.height() - BarHeight) / 2;
    QRectF trough(bar.rect.x(), top, bar.rect.width(), BarHeight);
    Paint::box(canvas.painter, trough, BarHeight / 2.0, color(Token::Hover));
    if (bar.maximum <= bar.minimum)
        return;
    const double share = double(bar.progress - bar.minimum) / double(bar.maximum - bar.minimum);
    const double width = trough.width() * std::clamp(share, 0.0, 1.0);
    const bool fromRight = (bar.direction == Qt::RightToLeft) != bar.invertedAppearance;
    QRectF done(fromRight ? trough.right() - width : trough.x(), trough.y(), width, trough.height());
    if (width >= 1)
        Paint::box(canvas.painter, done, BarHeight / 2.0,
                   color(bar.state.testFlag(QStyle::State_Enabled) ? Token::AccentFill : Token::Disabled));
}
} // namespace

bool drawScroll(QStyle::PrimitiveElement element, const Canvas &canvas)
{
    if (element != QStyle::PE_PanelScrollAreaCorner)
        return false;
    canvas.painter.fillRect(canvas.option->rect, color(Token::Surface));
    return true;
}

bool drawScroll(QStyle::ControlElement element, const Canvas &canvas)
{
    switch (element) {
    case QStyle::CE_ProgressBar:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(canvas.option))
            progressBar(*bar, canvas);
        return true;
    case QStyle::CE_Splitter:
        canvas.painter.fillRect(canvas.option->rect, color(Token::Border));
        return true;
    default:
        return false;
    }
}

bool drawScroll(QStyle::ComplexControl control, const Canvas &canvas)
{
    if (control != QStyle::CC_ScrollBar)
        return false;
    const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(canvas.option);
    if (slider)
        scrollBar(*slider, canvas);
    return slider;
}

} // namespace Spacewright::Ui::Style
