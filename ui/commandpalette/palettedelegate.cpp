// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandpalette/palettedelegate.h"

#include "commandpalette/palettemodel.h"
#include "widgets/controls.h"
#include "widgets/metrics.h"
#include "widgets/textline.h"
#include "widgets/theme.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QTextLayout>
#include <QToolTip>

#include <algorithm>

namespace Spacewright::Ui {

namespace {
using Ranges = QList<QTextLayout::FormatRange>;

/// The matched pieces of `title`, in 600.
Ranges matches(const QVariantList &pieces)
{
    Ranges ranges;
    for (qsizetype i = 0; i + 1 < pieces.size(); i += 2) {
        QTextLayout::FormatRange range;
        range.start = pieces[i].toInt();
        range.length = pieces[i + 1].toInt();
        range.format.setFontWeight(QFont::DemiBold);
        ranges += range;
    }
    return ranges;
}

/// Cut in the middle, because the name of a file stands at the end of its path.
QString shortened(const QString &title, int width)
{
    return QFontMetrics(font(TextRole::Strong)).elidedText(title, Qt::ElideMiddle, std::max(0, width));
}

/// `ranges` of `whole` where they are in `shown`; what was cut out is left out.
Ranges moved(const Ranges &ranges, const QString &whole, const QString &shown)
{
    const int start = int(std::ranges::mismatch(whole, shown).in1 - whole.begin()); // of what was cut out
    const int cut = int(whole.size() - shown.size()) + 1; // the ellipsis stands for it
    Ranges kept;
    for (const QTextLayout::FormatRange &range : ranges) {
        for (int i = range.start; i < range.start + range.length; ++i) {
            if (i >= start && i < start + cut)
                continue;
            QTextLayout::FormatRange letter = range;
            letter.start = i < start ? i : i - cut + 1;
            letter.length = 1;
            kept += letter;
        }
    }
    return kept;
}

/// Icon, title with detail, and shortcut of a row, from left to right.
struct Row {
    QRect icon;
    QRect text;
    QRect shortcut;
};

Row layOut(const QRect &rect, const QString &shortcut)
{
    Row row;
    const QRect area = rect.adjusted(Gap::DockEdge, 0, -Gap::DockEdge, 0);
    row.icon = {area.left(), area.center().y() - Metrics::Icon / 2 + 1, Metrics::Icon, Metrics::Icon};
    row.text = area;
    row.text.setLeft(row.icon.right() + 1 + Gap::Icon);
    row.shortcut = row.text;
    if (!shortcut.isEmpty())
        row.text.setRight(area.right() - QFontMetrics(font(TextRole::Body)).horizontalAdvance(shortcut)
                          - Gap::DockEdge);
    return row;
}

/// Draws `title` with its matched pieces, and returns how far it went.
qreal drawTitle(QPainter &painter, const QRect &area, const QString &title, const Ranges &pieces)
{
    const QString shown = shortened(title, area.width());
    QTextLayout layout(shown, font(TextRole::Body));
    layout.setFormats(shown == title ? pieces : moved(pieces, title, shown));
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(area.width());
    layout.endLayout();
    const bool mirrored = painter.layoutDirection() == Qt::RightToLeft;
    const qreal x = mirrored ? area.right() + 1 - line.naturalTextWidth() : area.left();
    layout.draw(&painter, QPointF(x, area.center().y() + 1 - line.height() / 2));
    return line.naturalTextWidth();
}
} // namespace

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *model = qobject_cast<const PaletteModel *>(index.model());
    const PaletteEntry &entry = model->entry(index.row());
    painter->save();
    painter->setClipRect(option.rect);
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, color(Token::Selection));
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, color(Token::Hover));

    // Laid out from left to right, and mirrored piece by piece.
    const auto placed = [&option](const QRect &piece) {
        return QStyle::visualRect(option.direction, option.rect, piece);
    };
    const QString shortcut = index.data(PaletteModel::ShortcutRole).toString();
    const Row row = layOut(option.rect, shortcut);
    qvariant_cast<QIcon>(index.data(Qt::DecorationRole))
        .paint(painter, placed(row.icon), Qt::AlignCenter, entry.enabled ? QIcon::Normal : QIcon::Disabled);
    if (!shortcut.isEmpty()) {
        painter->setFont(font(TextRole::Body));
        painter->setPen(color(Token::Muted));
        paintTextLine(*painter, placed(row.shortcut), Qt::AlignVCenter | Qt::AlignRight, shortcut);
    }
    painter->setPen(color(entry.enabled ? Token::Text : Token::Muted));
    const qreal end =
        drawTitle(*painter, placed(row.text), entry.title, matches(index.data(PaletteModel::MatchRole).toList()));
    if (!entry.detail.isEmpty()) {
        QRect area = row.text;
        area.setLeft(area.left() + int(end) + Gap::FormRow);
        painter->setFont(font(TextRole::Caption));
        painter->setPen(color(Token::Muted));
        paintTextLine(*painter, placed(area), Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(entry.detail, Qt::ElideMiddle, area.width()));
    }
    painter->restore();
}

bool PaletteDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                                const QModelIndex &index)
{
    const auto *model = qobject_cast<const PaletteModel *>(index.model());
    if (event->type() != QEvent::ToolTip || !model)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const PaletteEntry &entry = model->entry(index.row());
    const int room = layOut(option.rect, index.data(PaletteModel::ShortcutRole).toString()).text.width();
    int wanted = QFontMetrics(font(TextRole::Strong)).horizontalAdvance(entry.title);
    if (!entry.detail.isEmpty())
        wanted += Gap::FormRow + QFontMetrics(font(TextRole::Caption)).horizontalAdvance(entry.detail);
    const QString tip = wanted > room ? toolTipText(entry.title, {}, entry.detail) : QString();
    QToolTip::showText(event->globalPos(), withColors(tip), view);
    return true;
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {0, Metrics::current().rowLarge};
}

} // namespace Spacewright::Ui
