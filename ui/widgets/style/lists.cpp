// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/metrics.h"
#include "widgets/rowpainter.h"
#include "widgets/style/groups.h"
#include "widgets/style/paint.h"

#include <QAbstractItemView>
#include <QHeaderView>
#include <QListView>
#include <QPainter>
#include <QStyleOption>
#include <QTreeView>

namespace Spacewright::Ui::Style {

namespace {
constexpr int SelectionBar = 2;
constexpr int BranchArrow = 8; // the tip-to-tip width in a 12 px box

QColor rowColor(const QStyleOptionViewItem &item, bool focused)
{
    if (item.state.testFlag(QStyle::State_Selected))
        return color(focused && item.state.testFlag(QStyle::State_Enabled) ? Token::Selection : Token::SelectionIdle);
    if (item.state.testFlag(QStyle::State_MouseOver) && item.state.testFlag(QStyle::State_Enabled))
        return color(Token::Hover);
    if (item.features.testFlag(QStyleOptionViewItem::Alternate))
        return color(Token::Sunken);
    return {};
}

/// In a tree the cell stands behind the branches, which have the bar.
bool isIndented(const QStyleOptionViewItem &item, const QWidget *widget)
{
    const auto *tree = qobject_cast<const QTreeView *>(widget);
    if (!tree)
        return false;
    return item.direction == Qt::RightToLeft ? item.rect.right() < tree->viewport()->width() - 1 : item.rect.left() > 0;
}

void row(const QStyleOptionViewItem &item, const Canvas &canvas)
{
    if (item.backgroundBrush.style() != Qt::NoBrush && !item.state.testFlag(QStyle::State_Selected))
        canvas.painter.fillRect(item.rect, item.backgroundBrush);
    const bool focused = item.state.testFlag(QStyle::State_Active) || isDrivenByField(canvas.widget);
    const QColor fill = rowColor(item, focused);
    if (fill.isValid())
        canvas.painter.fillRect(item.rect, fill);
    // The bar stands at the leading edge of the row, so not in the later cells of a table.
    const bool leads = item.viewItemPosition == QStyleOptionViewItem::Beginning
        || item.viewItemPosition == QStyleOptionViewItem::OnlyOne
        || item.viewItemPosition == QStyleOptionViewItem::Invalid;
    if (leads && !isIndented(item, canvas.widget) && item.state.testFlag(QStyle::State_Selected)) {
        const QRect bar(item.rect.x(), item.rect.y(), SelectionBar, item.rect.height());
        canvas.painter.fillRect(QStyle::visualRect(item.direction, item.rect, bar),
                                color(focused ? Token::Accent : Token::Outline));
    }
}

/// Tables have painted the row before the cell. Lists have not, and trees leave the selection of the cell to
/// its delegate; QTreeView::drawRow().
bool rowIsPainted(const QWidget *widget)
{
    return widget && !qobject_cast<const QListView *>(widget) && !qobject_cast<const QTreeView *>(widget)
        && qobject_cast<const QAbstractItemView *>(widget);
}

void branch(const Canvas &canvas)
{
    if (!canvas.option->state.testFlag(QStyle::State_Children))
        return;
    const bool open = canvas.option->state.testFlag(QStyle::State_Open);
    const bool mirrored = canvas.option->direction == Qt::RightToLeft;
    Paint::chevron(canvas.painter, canvas.option->rect,
                   open           ? Qt::DownArrow
                       : mirrored ? Qt::LeftArrow
                                  : Qt::RightArrow,
                   color(Token::Muted), BranchArrow);
}

void headerSection(const QStyleOptionHeader &header, const Canvas &canvas)
{
    QPainter &p = canvas.painter;
    const QRect r = header.rect;
    const bool hovered = header.state.testFlag(QStyle::State_MouseOver);
    p.fillRect(r, color(hovered ? Token::Hover : Token::Surface));
    p.fillRect(QRect(r.x(), r.bottom(), r.width(), 1), color(Token::Border));
}

void headerLabel(const QStyleOptionHeader &header, const Canvas &canvas)
{
    QPainter &p = canvas.painter;
    p.setFont(font(TextRole::Caption));
    p.setPen(color(Token::Muted));
    const QString text = p.fontMetrics().elidedText(header.text, Qt::ElideRight, header.rect.width());
    p.drawText(header.rect, int(header.textAlignment | Qt::AlignVCenter), text);
}
} // namespace

bool drawList(QStyle::PrimitiveElement element, const Canvas &canvas)
{
    const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(canvas.option);
    switch (element) {
    case QStyle::PE_PanelItemViewRow:
        if (item)
            row(*item, canvas);
        return true;
    case QStyle::PE_PanelItemViewItem:
        if (item && !rowIsPainted(canvas.widget))
            row(*item, canvas);
        return true;
    case QStyle::PE_IndicatorBranch:
        branch(canvas);
        return true;
    case QStyle::PE_IndicatorHeaderArrow:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(canvas.option)) {
            if (header->sortIndicator != QStyleOptionHeader::None)
                Paint::chevron(canvas.painter, header->rect,
                               header->sortIndicator == QStyleOptionHeader::SortUp ? Qt::UpArrow : Qt::DownArrow,
                               color(Token::Muted), 7);
        }
        return true;
    case QStyle::PE_IndicatorItemViewItemDrop:
        Paint::box(canvas.painter, canvas.option->rect, 0, QColor(), color(Token::Accent));
        return true;
    default:
        return false;
    }
}

bool drawList(QStyle::ControlElement element, const Canvas &canvas)
{
    const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(canvas.option);
    switch (element) {
    case QStyle::CE_HeaderSection:
        if (header)
            headerSection(*header, canvas);
        return header;
    case QStyle::CE_HeaderLabel:
        if (header)
            headerLabel(*header, canvas);
        return header;
    case QStyle::CE_HeaderEmptyArea:
        canvas.painter.fillRect(canvas.option->rect, color(Token::Surface));
        canvas.painter.fillRect(
            QRect(canvas.option->rect.x(), canvas.option->rect.bottom(), canvas.option->rect.width(), 1),
            color(Token::Border));
        return true;
    default:
        return false;
    }
}

} // namespace Spacewright::Ui::Style
