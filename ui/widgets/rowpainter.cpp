// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rowpainter.h"

#include "widgets/countpill.h"
#include "widgets/icon.h"
#include "widgets/metrics.h"
#include "widgets/textline.h"

#include <QApplication>
#include <QPainter>
#include <QStyleOptionViewItem>
#include <QTextLayout>
#include <QVariant>
#include <QWidget>

namespace Spacewright::Ui {

namespace {
constexpr int TrailingEdge = 8;

/// Cuts pieces from both ends of a row; mirrors them where text runs from right to left.
class Cutter {
public:
    Cutter(const QRect &rect, int leading, Qt::LayoutDirection direction)
        : m_whole(rect)
        , m_free(rect.adjusted(leading, 0, -TrailingEdge, 0))
        , m_direction(direction)
    {
    }
    QRect fromStart(int width, int gap)
    {
        const QRect piece(m_free.x(), m_free.y(), std::min(width, std::max(0, m_free.width())), m_free.height());
        m_free.setLeft(m_free.left() + width + gap);
        return QStyle::visualRect(m_direction, m_whole, piece);
    }
    QRect fromEnd(int width, int gap)
    {
        const QRect piece(m_free.right() - width + 1, m_free.y(), width, m_free.height());
        m_free.setRight(m_free.right() - width - gap);
        return QStyle::visualRect(m_direction, m_whole, piece);
    }
    int room() const { return std::max(0, m_free.width()); }

private:
    QRect m_whole;
    QRect m_free;
    Qt::LayoutDirection m_direction;
};

QRect centred(const QRect &rect, int height)
{
    return {rect.x(), rect.y() + (rect.height() - height) / 2, rect.width(), height};
}

void paintIconIn(QPainter &painter, const QRect &rect, const QIcon &icon, const QColor &tint, bool tinted)
{
    const QRect at = centred(rect, Metrics::Icon);
    if (tinted)
        painter.drawPixmap(at.topLeft(), Ui::tinted(icon, tint, at.size(), painter.device()->devicePixelRatio()));
    else
        icon.paint(&painter, at);
}

/// The text with its matches in 600. Laid out by Qt, so that it also reads from right to left.
void paintMarked(QPainter &painter, const QRect &rect, const RowContent &content, const QFont &plain,
                 const QFont &strong)
{
    const QString shown = QFontMetrics(strong).elidedText(content.text, Qt::ElideRight, rect.width());
    QTextLayout layout(shown, plain);
    QList<QTextLayout::FormatRange> formats;
    for (const RowContent::Mark &mark : content.marks) {
        QTextLayout::FormatRange range;
        range.start = int(mark.start);
        range.length = int(mark.length);
        range.format.setFontWeight(strong.weight());
        formats << range;
    }
    layout.setFormats(formats);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(rect.width());
    layout.endLayout();
    const bool mirrored = painter.layoutDirection() == Qt::RightToLeft;
    const qreal x = mirrored ? rect.right() + 1 - line.naturalTextWidth() : rect.x();
    layout.draw(&painter, QPointF(x, rect.y() + (rect.height() - line.height()) / 2));
}
} // namespace

void setDrivenByField(QWidget *view)
{
    view->setProperty("sw_driven", true);
}

bool isDrivenByField(const QWidget *view)
{
    return view && view->property("sw_driven").toBool();
}

void RowPainter::paint(QPainter &painter, const QStyleOptionViewItem &option, const RowContent &content, int leading)
{
    painter.save();
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const Token base = !enabled ? Token::Disabled : content.muted ? Token::Muted : Token::Text;
    const QColor text = content.group ? color(groupColors(*content.group).text) : color(base);
    const QColor second = content.group ? text : color(enabled ? Token::Muted : Token::Disabled);
    const QFont plain = font(content.strong ? TextRole::Strong : TextRole::Body);
    const QFont caption = font(TextRole::Caption);
    const QFontMetrics captionMetrics(caption);

    Cutter cut(option.rect, leading, option.direction);
    if (!content.icon.isNull())
        paintIconIn(painter, cut.fromStart(Metrics::Icon, Gap::Icon), content.icon, text, content.tintIcon);

    if (!content.letter.isEmpty()) {
        painter.setFont(font(TextRole::Chip));
        painter.setPen(color(groupColors(content.letterGroup).text));
        const int width = std::max(10, painter.fontMetrics().horizontalAdvance(content.letter));
        painter.drawText(cut.fromEnd(width, Gap::Icon), Qt::AlignCenter, content.letter);
    }
    for (auto pill = content.pills.crbegin(); pill != content.pills.crend(); ++pill)
        paintPill(painter, centred(cut.fromEnd(pillWidth(pill->text), Gap::Icon), Metrics::current().count), pill->text,
                  pill->group);
    if (!content.trailing.isEmpty()) {
        painter.setFont(caption);
        painter.setPen(second);
        const int width = captionMetrics.horizontalAdvance(content.trailing) + 1;
        paintTextLine(painter, cut.fromEnd(width, Gap::Control), Qt::AlignVCenter, content.trailing);
    }
    if (!content.trailingIcon.isNull())
        paintIconIn(painter, cut.fromEnd(Metrics::Icon, Gap::Icon), content.trailingIcon, second, true);

    painter.setPen(text);
    const QFontMetrics metrics(plain);
    QFont strong = plain;
    strong.setWeight(QFont::DemiBold);
    const int wanted = QFontMetrics(content.marks.isEmpty() ? plain : strong).horizontalAdvance(content.text) + 1;
    const QRect textRect = cut.fromStart(std::min(wanted, cut.room()), Gap::Control);
    if (content.marks.isEmpty()) {
        painter.setFont(plain);
        paintTextLine(painter, textRect, Qt::AlignVCenter,
                      metrics.elidedText(content.text, Qt::ElideRight, textRect.width()));
    } else {
        paintMarked(painter, textRect, content, plain, strong);
    }
    if (!content.secondary.isEmpty() && cut.room() > captionMetrics.averageCharWidth() * 3) {
        painter.setFont(caption);
        painter.setPen(second);
        const QRect rect = cut.fromStart(cut.room(), 0);
        paintTextLine(painter, rect, Qt::AlignVCenter,
                      captionMetrics.elidedText(content.secondary, content.secondaryElide, rect.width()));
    }
    painter.restore();
}

void RowPainter::paintBackground(QPainter &painter, const QStyleOptionViewItem &option)
{
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, &painter, option.widget);
}

} // namespace Spacewright::Ui
