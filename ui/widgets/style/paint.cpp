// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/style/paint.h"

#include "widgets/icon.h"
#include "widgets/textline.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyle>

namespace Spacewright::Ui::Paint {

namespace {
/// Restores the painter, for helpers that change a lot of it.
class Saved {
    Q_DISABLE_COPY_MOVE(Saved)
public:
    explicit Saved(QPainter &painter)
        : m_painter(painter)
    {
        m_painter.save();
    }
    ~Saved() { m_painter.restore(); }

private:
    QPainter &m_painter;
};

void stroke(QPainter &painter, const QPolygonF &points, const QColor &color, qreal width)
{
    const Saved saved(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(points);
}
} // namespace

void box(QPainter &painter, const QRectF &rect, qreal radius, const QColor &fill, const QColor &line, qreal lineWidth)
{
    const Saved saved(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool lined = line.isValid();
    painter.setPen(lined ? QPen(line, lineWidth) : QPen(Qt::NoPen));
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    const qreal inset = lined ? lineWidth / 2 : 0;
    const qreal r = std::max(0.0, std::min(radius, rect.height() / 2) - inset);
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), r, r);
}

void focusRing(QPainter &painter, const QRectF &rect, qreal radius)
{
    box(painter, rect, radius, QColor(), color(Token::Focus), 2);
}

void chevron(QPainter &painter, const QRectF &rect, Qt::ArrowType type, const QColor &color, qreal extent)
{
    const QPointF c = QRectF(rect).center();
    const qreal wide = extent / 2;
    const qreal deep = extent / 4;
    QPolygonF points;
    switch (type) {
    case Qt::UpArrow:
        points = {{c.x() - wide, c.y() + deep}, {c.x(), c.y() - deep}, {c.x() + wide, c.y() + deep}};
        break;
    case Qt::LeftArrow:
        points = {{c.x() + deep, c.y() - wide}, {c.x() - deep, c.y()}, {c.x() + deep, c.y() + wide}};
        break;
    case Qt::RightArrow:
        points = {{c.x() - deep, c.y() - wide}, {c.x() + deep, c.y()}, {c.x() - deep, c.y() + wide}};
        break;
    case Qt::DownArrow:
    case Qt::NoArrow:
        points = {{c.x() - wide, c.y() - deep}, {c.x(), c.y() + deep}, {c.x() + wide, c.y() - deep}};
        break;
    }
    stroke(painter, points, color, 1.1);
}

void cross(QPainter &painter, const QRectF &rect, const QColor &color, qreal extent)
{
    const QPointF c = rect.center();
    const qreal h = extent / 2;
    stroke(painter, {{c.x() - h, c.y() - h}, {c.x() + h, c.y() + h}}, color, 1.1);
    stroke(painter, {{c.x() + h, c.y() - h}, {c.x() - h, c.y() + h}}, color, 1.1);
}

void tick(QPainter &painter, const QRectF &rect, const QColor &color)
{
    const QPointF c = rect.center();
    stroke(painter, {{c.x() - 3.5, c.y() + 0.2}, {c.x() - 1.1, c.y() + 2.7}, {c.x() + 3.6, c.y() - 2.6}}, color, 1.8);
}

int labelWidth(const QFontMetrics &metrics, const QString &text, bool hasIcon, int iconExtent, int gap)
{
    const int textWidth = text.isEmpty() ? 0 : metrics.size(Qt::TextShowMnemonic, text).width();
    if (!hasIcon)
        return textWidth;
    return iconExtent + (textWidth > 0 ? gap + textWidth : 0);
}

void label(QPainter &painter, const Label &label)
{
    const bool hasIcon = !label.icon.isNull();
    const QFontMetrics metrics = painter.fontMetrics();
    const int width =
        std::min(labelWidth(metrics, label.text, hasIcon, label.iconExtent, label.gap), label.rect.width());
    const QRect block =
        QStyle::alignedRect(label.direction, label.alignment, QSize(width, label.rect.height()), label.rect);
    QRect logicalText = block;
    if (hasIcon) {
        const QRect logicalIcon(block.x(), block.y(), label.iconExtent, block.height());
        const QRect iconRect = QStyle::visualRect(label.direction, block, logicalIcon);
        const QRect at(iconRect.x(), iconRect.y() + (iconRect.height() - label.iconExtent) / 2, label.iconExtent,
                       label.iconExtent);
        if (label.tintIcon)
            painter.drawPixmap(at.topLeft(),
                               tinted(label.icon, label.color, at.size(), painter.device()->devicePixelRatio()));
        else
            label.icon.paint(&painter, at, Qt::AlignCenter,
                             label.color == color(Token::Disabled) ? QIcon::Disabled : QIcon::Normal);
        logicalText.setLeft(block.left() + label.iconExtent + label.gap);
    }
    if (label.text.isEmpty())
        return;
    painter.setPen(label.color);
    const QRect textRect = QStyle::visualRect(label.direction, block, logicalText);
    QString text = label.text;
    if (metrics.size(Qt::TextShowMnemonic, text).width() > textRect.width())
        text = metrics.elidedText(text, Qt::ElideRight, textRect.width(), Qt::TextShowMnemonic);
    paintTextLine(painter, textRect, Qt::AlignVCenter, text,
                  label.showShortcut ? Qt::TextShowMnemonic : Qt::TextHideMnemonic);
}

} // namespace Spacewright::Ui::Paint
