// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "problems/problemsdelegate.h"

#include "base/diagnostic.h"
#include "problems/problemsmodel.h"
#include "widgets/fileicon.h"
#include "widgets/icon.h"
#include "widgets/metrics.h"
#include "widgets/rowpainter.h"
#include "widgets/severitycolors.h"
#include "widgets/textline.h"

#include <QMouseEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
/// What is linked in the cell of a fix: bulb and words.
QRect linkRect(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QString text = index.data().toString();
    if (text.isEmpty())
        return {};
    const int width =
        Gap::Icon + Metrics::Icon + Gap::Icon + QFontMetrics(font(TextRole::Body)).horizontalAdvance(text) + Gap::Icon;
    return QStyle::visualRect(
        option.direction, option.rect,
        QRect(option.rect.x(), option.rect.y(), qMin(width, option.rect.width()), option.rect.height()));
}

void paintCell(QPainter &painter, const QStyleOptionViewItem &option, const QString &text, TextRole role, Token token,
               Qt::TextElideMode elide)
{
    painter.setFont(font(role));
    painter.setPen(color(token));
    const QRect room = option.rect.adjusted(Gap::Icon, 0, -Gap::Icon, 0);
    paintTextLine(painter, room, Qt::AlignLeft | Qt::AlignVCenter,
                  painter.fontMetrics().elidedText(text, elide, room.width()));
}
} // namespace

void ProblemsDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    RowPainter::paintBackground(*painter, item);
    const QString text = index.data().toString();
    const auto severity = static_cast<Severity>(index.data(ProblemsModel::SeverityRole).toInt());
    RowContent row;
    row.text = text;
    if (index.data(ProblemsModel::IsFileRole).toBool()) {
        if (index.column() != ProblemsModel::ConsequenceColumn)
            return;
        row.icon = fileIcon(text);
        row.tintIcon = false;
        row.strong = true;
        row.pills.append({QString::number(index.data(ProblemsModel::CountRole).toInt()), severityGroup(severity)});
        RowPainter::paint(*painter, item, row);
        return;
    }
    switch (index.column()) {
    case ProblemsModel::ConsequenceColumn:
        row.icon = icon(severityIconName(severityGroup(severity)), severitySolidToken(severity));
        row.tintIcon = false;
        RowPainter::paint(*painter, item, row);
        break;
    case ProblemsModel::FixColumn:
        if (!text.isEmpty()) {
            const QRect glyph =
                QStyle::visualRect(item.direction, item.rect,
                                   QRect(item.rect.x() + Gap::Icon, item.rect.y(), Metrics::Icon, item.rect.height()));
            paintIcon(*painter, glyph, u"sw-fix"_s, color(Token::Accent));
            item.rect =
                QStyle::visualRect(item.direction, item.rect, item.rect.adjusted(Metrics::Icon + Gap::Icon, 0, 0, 0));
            paintCell(*painter, item, text, TextRole::Body, Token::Accent, Qt::ElideRight);
        }
        break;
    case ProblemsModel::PlaceColumn:
        paintCell(*painter, item, text, TextRole::CodeSmall, Token::Muted, Qt::ElideMiddle);
        break;
    case ProblemsModel::RuleColumn:
        paintCell(*painter, item, text, TextRole::CodeSmall, Token::Muted, Qt::ElideRight);
        break;
    default:
        paintCell(*painter, item, text, TextRole::Body, Token::Text, Qt::ElideRight);
        break;
    }
}

QSize ProblemsDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {0, Metrics::current().row};
}

bool ProblemsDelegate::editorEvent(QEvent *event, QAbstractItemModel *, const QStyleOptionViewItem &option,
                                   const QModelIndex &index)
{
    if (event->type() != QEvent::MouseButtonRelease || index.column() != ProblemsModel::FixColumn)
        return false;
    const auto *mouse = static_cast<QMouseEvent *>(event);
    if (mouse->button() != Qt::LeftButton || !linkRect(option, index).contains(mouse->position().toPoint()))
        return false;
    Q_EMIT fixClicked(index);
    return true;
}

} // namespace Spacewright::Ui
