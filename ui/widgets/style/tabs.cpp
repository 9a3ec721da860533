// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/metrics.h"
#include "widgets/style/groups.h"
#include "widgets/style/paint.h"

#include <QPainter>
#include <QStyleOption>
#include <QTabBar>

namespace Spacewright::Ui::Style {

namespace {
constexpr int AccentLine = 2;

bool isVertical(const QStyleOptionTab &tab)
{
    return tab.shape == QTabBar::RoundedEast || tab.shape == QTabBar::RoundedWest
        || tab.shape == QTabBar::TriangularEast || tab.shape == QTabBar::TriangularWest;
}

/// Active: a sheet that opens downwards, with the accent on top and lines at its sides.
void shape(const QStyleOptionTab &tab, const Canvas &canvas)
{
    QPainter &p = canvas.painter;
    const QRect r = tab.rect;
    const bool selected = tab.state.testFlag(QStyle::State_Selected);
    if (!selected) {
        const bool hovered = tab.state.testFlag(QStyle::State_MouseOver) && tab.state.testFlag(QStyle::State_Enabled);
        p.fillRect(r.adjusted(0, 0, 0, -1), color(hovered ? Token::Hover : Token::Window));
        p.fillRect(QRect(r.x(), r.bottom(), r.width(), 1), color(Token::Border));
        return;
    }
    p.fillRect(r, color(Token::Surface));
    p.fillRect(QRect(r.x(), r.y(), r.width(), AccentLine), color(Token::Accent));
    const bool first = tab.position == QStyleOptionTab::Beginning || tab.position == QStyleOptionTab::OnlyOneTab;
    const bool mirrored = tab.direction == Qt::RightToLeft;
    const QRect side(0, r.y() + AccentLine, 1, r.height() - AccentLine);
    if (!(first && !mirrored))
        p.fillRect(side.translated(r.left(), 0), color(Token::Border));
    if (!(first && mirrored))
        p.fillRect(side.translated(r.right(), 0), color(Token::Border));
}

void tabLabel(const QStyleOptionTab &tab, const Canvas &canvas)
{
    const bool selected = tab.state.testFlag(QStyle::State_Selected);
    const bool enabled = tab.state.testFlag(QStyle::State_Enabled);
    const auto beside = [](const QSize &button) {
        return Metrics::TabPadding + (button.isEmpty() ? 0 : button.width() + Gap::Icon);
    };
    const QRect logical = tab.rect.adjusted(beside(tab.leftButtonSize), 1, -beside(tab.rightButtonSize), 0);
    const QRect rect = QStyle::visualRect(tab.direction, tab.rect, logical);
    Paint::label(canvas.painter,
                 {.rect = rect,
                  .icon = tab.icon,
                  .text = tab.text,
                  .color = color(!enabled       ? Token::Disabled
                                     : selected ? Token::Text
                                                : Token::Muted),
                  .alignment = Qt::AlignVCenter | Qt::AlignLeft,
                  .direction = tab.direction,
                  .showShortcut = true,
                  .iconExtent = Metrics::Icon,
                  .tintIcon = false});
    if (tab.state.testFlag(QStyle::State_HasFocus) && selected)
        Paint::focusRing(canvas.painter, tab.rect.adjusted(4, 5, -4, -4), Radius::Control);
}

void closeButton(const Canvas &canvas)
{
    const bool hovered = canvas.option->state.testFlag(QStyle::State_MouseOver);
    if (hovered)
        Paint::box(canvas.painter, canvas.option->rect, Radius::Tag, color(Token::Hover));
    Paint::cross(canvas.painter, canvas.option->rect, color(hovered ? Token::Text : Token::Muted));
}
} // namespace

bool drawTab(QStyle::PrimitiveElement element, const Canvas &canvas)
{
    switch (element) {
    case QStyle::PE_FrameTabBarBase: {
        // The line under all tabs but the active one, which covers it.
        const QRect bar = canvas.widget ? canvas.widget->rect() : canvas.option->rect;
        const auto *base = qstyleoption_cast<const QStyleOptionTabBarBase *>(canvas.option);
        const bool south = base && base->shape == QTabBar::RoundedSouth;
        canvas.painter.fillRect(QRect(bar.x(), south ? bar.top() : bar.bottom(), bar.width(), 1), color(Token::Border));
        return true;
    }
    case QStyle::PE_FrameTabWidget:
        return true;
    case QStyle::PE_IndicatorTabClose:
        closeButton(canvas);
        return true;
    case QStyle::PE_IndicatorTabTear:
    case QStyle::PE_IndicatorTabTearRight:
        return true;
    default:
        return false;
    }
}

bool drawTab(QStyle::ControlElement element, const Canvas &canvas)
{
    const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(canvas.option);
    if (!tab || isVertical(*tab))
        return false;
    switch (element) {
    case QStyle::CE_TabBarTabShape:
        shape(*tab, canvas);
        return true;
    case QStyle::CE_TabBarTabLabel:
        tabLabel(*tab, canvas);
        return true;
    default:
        return false;
    }
}

} // namespace Spacewright::Ui::Style
