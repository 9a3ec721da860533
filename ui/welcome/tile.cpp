// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "welcome/tile.h"

#include "widgets/metrics.h"
#include "widgets/spacetile.h"
#include "widgets/stagechip.h"
#include "widgets/textline.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr QSize RecentSize{236, 188};
constexpr int ThumbnailHeight = 124;
constexpr QSize TemplateSize{174, 56};
constexpr int TemplateTileSize = 32;

QRectF frame(const QRect &rect)
{
    return QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5);
}

void drawElided(QPainter &painter, const QRect &area, const QString &text, TextRole role, Token token,
                Qt::Alignment alignment)
{
    painter.setFont(font(role));
    painter.setPen(color(token));
    paintTextLine(painter, area, alignment | Qt::AlignVCenter,
                  painter.fontMetrics().elidedText(text, Qt::ElideRight, area.width()));
}
} // namespace

Tile::Tile(QWidget *parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&Theme::current(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

bool Tile::event(QEvent *event)
{
    if (event->type() == QEvent::HoverEnter || event->type() == QEvent::HoverLeave)
        update();
    return QAbstractButton::event(event);
}

void Tile::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isChecked())
        painter.setPen(QPen(color(Token::Accent), 2));
    else
        painter.setPen(color(underMouse() ? Token::Outline : Token::Border));
    painter.setBrush(color(isDown() ? Token::Hover : Token::Raised));
    painter.drawRoundedRect(frame(rect()), Radius::Card, Radius::Card);
    paintContent(painter);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(color(Token::Focus), 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), Radius::Card, Radius::Card);
    }
}

RecentTile::RecentTile(TileSpace space, QWidget *parent)
    : Tile(parent)
    , m_space(std::move(space))
    , m_thumbnail(m_space.thumbnail)
{
    setFixedSize(RecentSize);
    setToolTip(m_space.folder);
    const QString stage = m_space.stage ? stageText(*m_space.stage) : tr("Not run yet");
    setAccessibleName(tr("Open %1").arg(m_space.name));
    setAccessibleDescription(tr("%1, %2, %3").arg(stage, m_space.date, m_space.folder));
}

QSize RecentTile::sizeHint() const
{
    return RecentSize;
}

void RecentTile::paintPicture(QPainter &painter, const QRect &area)
{
    painter.save();
    QPainterPath clip;
    // Rounded at the top only: the lower half of the rounded rectangle is squared off again.
    clip.setFillRule(Qt::WindingFill);
    clip.addRoundedRect(QRectF(area), Radius::Card - 1, Radius::Card - 1);
    clip.addRect(QRectF(area).adjusted(0, Radius::Card, 0, 0));
    painter.setClipPath(clip);
    if (m_thumbnail.isNull()) {
        paintSpaceTile(painter, area, m_space.look, 0);
    } else {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        const qreal scale = qreal(area.width()) / m_thumbnail.width();
        const QRectF source(0, 0, m_thumbnail.width(), std::min(qreal(m_thumbnail.height()), area.height() / scale));
        painter.fillRect(area, color(Token::Surface));
        painter.drawPixmap(QRectF(area.topLeft(), QSizeF(area.width(), source.height() * scale)), m_thumbnail, source);
    }
    painter.restore();
}

void RecentTile::paintContent(QPainter &painter)
{
    paintPicture(painter, QRect(2, 2, width() - 4, ThumbnailHeight - 2));
    painter.setPen(color(Token::Border));
    painter.drawLine(QPointF(2, ThumbnailHeight + 0.5), QPointF(width() - 2, ThumbnailHeight + 0.5));

    const int left = Gap::Card;
    const int right = width() - Gap::Card;
    const Metrics &metrics = Metrics::current();
    QRect nameRow(left, ThumbnailHeight + 8, right - left, 22);
    if (!m_space.owner.isEmpty()) {
        const QString owner = m_space.owner + " / "_L1;
        const int ownerWidth = QFontMetrics(Ui::font(TextRole::Body)).horizontalAdvance(owner);
        drawElided(painter, nameRow, owner, TextRole::Body, Token::Muted, Qt::AlignLeft);
        nameRow.setLeft(nameRow.left() + ownerWidth);
    }
    drawElided(painter, nameRow, m_space.name, TextRole::Strong, Token::Text, Qt::AlignLeft);

    QRect chipRow(left, ThumbnailHeight + 34, right - left, metrics.chipSmall);
    if (m_space.stage) {
        const ChipText chip{stageGroup(*m_space.stage), stageText(*m_space.stage), {}, false};
        const QRect chipArea(chipRow.topLeft(), QSize(chipWidth(chip), metrics.chipSmall));
        paintChip(painter, chipArea, chip);
        chipRow.setLeft(chipArea.right() + 1 + Gap::Control);
    }
    drawElided(painter, chipRow, m_space.place, TextRole::Caption, Token::Muted, Qt::AlignLeft);
    drawElided(painter, chipRow, m_space.date, TextRole::Caption, Token::Muted, Qt::AlignRight);
}

TemplateTile::TemplateTile(QString name, QString description, SpaceLook look, QWidget *parent)
    : Tile(parent)
    , m_name(std::move(name))
    , m_description(std::move(description))
    , m_look(std::move(look))
{
    setFixedSize(TemplateSize);
    setAccessibleName(tr("New Space from the template %1").arg(m_name));
    setAccessibleDescription(m_description);
    setToolTip(m_description);
}

QSize TemplateTile::sizeHint() const
{
    return TemplateSize;
}

void TemplateTile::paintContent(QPainter &painter)
{
    const QRect tile(Gap::DockEdge, (height() - TemplateTileSize) / 2, TemplateTileSize, TemplateTileSize);
    paintSpaceTile(painter, tile, m_look, Radius::Control);
    QRect texts(tile.right() + 1 + Gap::DockEdge, 0, width() - tile.right() - 1 - 2 * Gap::DockEdge, height());
    drawElided(painter, texts.adjusted(0, 8, 0, -height() / 2), m_name, TextRole::Strong, Token::Text, Qt::AlignLeft);
    drawElided(painter, texts.adjusted(0, height() / 2, 0, -8), m_description, TextRole::Caption, Token::Muted,
               Qt::AlignLeft);
}

} // namespace Spacewright::Ui
