// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandpalette/palettedelegate.h"

#include "commandpalette/palettemodel.h"
#include "widgets/metrics.h"
#include "widgets/textline.h"
#include "widgets/theme.h"

#include <QPainter>
#include <QTextLayout>

namespace Spacewright::Ui {

namespace {
/// Draws `title` with its matched pieces in 600, and returns how far it went.
qreal drawTitle(QPainter &painter, const QRect &area, const QString &title, const QVariantList &pieces)
{
    QTextLayout layout(title, font(TextRole::Body));
    QList<QTextLayout::FormatRange> formats;
    for (qsizetype i = 0; i + 1 < pieces.size(); i += 2) {
        QTextLayout::FormatRange range;
        range.start = pieces[i].toInt();
        range.length = pieces[i + 1].toInt();
        range.format.setFontWeight(QFont::DemiBold);
        formats += range;
    }
    layout.setFormats(formats);
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
    QRect area = option.rect.adjusted(Gap::DockEdge, 0, -Gap::DockEdge, 0);
    const QRect iconArea(area.left(), area.center().y() - Metrics::Icon / 2 + 1, Metrics::Icon, Metrics::Icon);
    qvariant_cast<QIcon>(index.data(Qt::DecorationRole))
        .paint(painter, placed(iconArea), Qt::AlignCenter, entry.enabled ? QIcon::Normal : QIcon::Disabled);
    area.setLeft(iconArea.right() + 1 + Gap::DockEdge);

    const QString shortcut = index.data(PaletteModel::ShortcutRole).toString();
    if (!shortcut.isEmpty()) {
        painter->setFont(font(TextRole::Body));
        painter->setPen(color(Token::Muted));
        paintTextLine(*painter, placed(area), Qt::AlignVCenter | Qt::AlignRight, shortcut);
        area.setRight(area.right() - painter->fontMetrics().horizontalAdvance(shortcut) - Gap::DockEdge);
    }
    painter->setPen(color(entry.enabled ? Token::Text : Token::Muted));
    const qreal end = drawTitle(*painter, placed(area), entry.title, index.data(PaletteModel::MatchRole).toList());
    if (!entry.detail.isEmpty()) {
        area.setLeft(area.left() + int(end) + Gap::FormRow);
        painter->setFont(font(TextRole::Caption));
        painter->setPen(color(Token::Muted));
        paintTextLine(*painter, placed(area), Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(entry.detail, Qt::ElideMiddle, area.width()));
    }
    painter->restore();
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {0, Metrics::current().rowLarge};
}

} // namespace Spacewright::Ui
