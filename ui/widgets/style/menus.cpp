// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/metrics.h"
#include "widgets/style/groups.h"
#include "widgets/style/paint.h"

#include <QPainter>
#include <QStyleOption>
#include <QToolBar>

namespace Spacewright::Ui::Style {

namespace {
constexpr int SeparatorHeight = 20;

void horizontalLine(QPainter &painter, const QRect &rect, int y)
{
    painter.fillRect(QRect(rect.x(), y, rect.width(), 1), color(Token::Border));
}

void menuItem(const QStyleOptionMenuItem &item, const Canvas &canvas)
{
    QPainter &p = canvas.painter;
    const QRect r = item.rect;
    if (item.menuItemType == QStyleOptionMenuItem::Separator) {
        horizontalLine(p, r, r.center().y());
        return;
    }
    const bool enabled = item.state.testFlag(QStyle::State_Enabled);
    const bool chosen = item.state.testFlag(QStyle::State_Selected);
    if (chosen)
        p.fillRect(r, color(enabled ? Token::Selection : Token::Hover));
    const QColor text = color(enabled ? Token::Text : Token::Disabled);

    const QRect iconRect = QStyle::visualRect(item.direction, r, QRect(r.x() + 10, r.y(), Metrics::Icon, r.height()));
    if (item.checkType != QStyleOptionMenuItem::NotCheckable) {
        if (item.checked && item.checkType == QStyleOptionMenuItem::Exclusive)
            Paint::box(p, QRectF(iconRect.x() + 5, iconRect.center().y() - 2, 6, 6), 3, text);
        else if (item.checked)
            Paint::tick(p, iconRect, text);
    } else if (!item.icon.isNull()) {
        item.icon.paint(&p, iconRect, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    }

    const qsizetype tab = item.text.indexOf(u'\t');
    const QRect textRect = QStyle::visualRect(item.direction, r, r.adjusted(MenuIconColumn, 0, -12, 0));
    p.setFont(item.font);
    p.setPen(text);
    // The painter mirrors left and right by itself.
    const int leading = Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine | Qt::TextShowMnemonic;
    p.drawText(textRect, leading, tab < 0 ? item.text : item.text.left(tab));
    if (tab >= 0) {
        p.setPen(color(enabled ? Token::Muted : Token::Disabled));
        const int trailing = Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine;
        p.drawText(textRect, trailing, item.text.mid(tab + 1));
    }
    if (item.menuItemType == QStyleOptionMenuItem::SubMenu) {
        const QRect arrow = QStyle::visualRect(item.direction, r, QRect(r.right() - 22, r.y(), 16, r.height()));
        Paint::chevron(p, arrow, item.direction == Qt::RightToLeft ? Qt::LeftArrow : Qt::RightArrow, text, 7);
    }
}

void menuBarItem(const QStyleOptionMenuItem &item, const Canvas &canvas)
{
    QPainter &p = canvas.painter;
    p.fillRect(item.rect, color(Token::Window));
    const bool enabled = item.state.testFlag(QStyle::State_Enabled);
    if (enabled && item.state.testFlag(QStyle::State_Selected))
        Paint::box(p, item.rect.adjusted(0, 2, 0, -2), Radius::Control, color(Token::Hover));
    p.setPen(color(enabled ? Token::Text : Token::Disabled));
    const bool underlined = canvas.style.styleHint(QStyle::SH_UnderlineShortcut, &item, canvas.widget);
    p.drawText(item.rect,
               Qt::AlignCenter | Qt::TextSingleLine | (underlined ? Qt::TextShowMnemonic : Qt::TextHideMnemonic),
               item.text);
}

void toolBar(const Canvas &canvas)
{
    QPainter &p = canvas.painter;
    const QRect r = canvas.option->rect;
    p.fillRect(r, color(Token::Window));
    const auto *bar = qstyleoption_cast<const QStyleOptionToolBar *>(canvas.option);
    if (bar && bar->toolBarArea == Qt::TopToolBarArea)
        horizontalLine(p, r, r.bottom());
}
} // namespace

bool drawMenu(QStyle::PrimitiveElement element, const Canvas &canvas)
{
    QPainter &p = canvas.painter;
    const QRect r = canvas.option->rect;
    switch (element) {
    case QStyle::PE_PanelMenu:
        Paint::box(p, r, Radius::Card, color(Token::Raised), color(Token::Border));
        return true;
    case QStyle::PE_FrameMenu:
        return true;
    case QStyle::PE_PanelMenuBar:
    case QStyle::PE_PanelToolBar:
    case QStyle::PE_FrameStatusBarItem:
    case QStyle::PE_FrameDockWidget:
        return true;
    case QStyle::PE_PanelStatusBar:
        p.fillRect(r, color(Token::Window));
        horizontalLine(p, r, r.top());
        return true;
    case QStyle::PE_PanelTipLabel:
        p.fillRect(r, color(Token::Raised));
        Paint::box(p, r, 0, QColor(), color(Token::Border));
        return true;
    case QStyle::PE_IndicatorToolBarSeparator: {
        const bool horizontal = canvas.option->state.testFlag(QStyle::State_Horizontal);
        const QRect line = horizontal
            ? QRect(r.center().x(), r.center().y() - SeparatorHeight / 2 + 1, 1, SeparatorHeight)
            : QRect(r.center().x() - SeparatorHeight / 2 + 1, r.center().y(), SeparatorHeight, 1);
        p.fillRect(line, color(Token::Border));
        return true;
    }
    case QStyle::PE_IndicatorDockWidgetResizeHandle:
        p.fillRect(r, color(Token::Border));
        return true;
    default:
        return false;
    }
}

bool drawMenu(QStyle::ControlElement element, const Canvas &canvas)
{
    const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(canvas.option);
    switch (element) {
    case QStyle::CE_MenuItem:
        if (item)
            menuItem(*item, canvas);
        return item;
    case QStyle::CE_MenuEmptyArea:
    case QStyle::CE_MenuHMargin:
    case QStyle::CE_MenuVMargin:
        return true;
    case QStyle::CE_MenuBarItem:
        if (item)
            menuBarItem(*item, canvas);
        return item;
    case QStyle::CE_MenuBarEmptyArea:
        canvas.painter.fillRect(canvas.option->rect, color(Token::Window));
        return true;
    case QStyle::CE_ToolBar:
        toolBar(canvas);
        return true;
    default:
        return false;
    }
}

} // namespace Spacewright::Ui::Style
