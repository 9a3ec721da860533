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
#include <QStyle>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr int RecentWidth = 236;
constexpr int ThumbnailHeight = 124;
constexpr int NameHeight = 22; // at least
constexpr int TemplateWidth = 174; // four of them in a row
constexpr int TemplateLetters = 14; // of a name
constexpr int TemplateHeight = 56; // at least
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

int lineHeight(TextRole role)
{
    return QFontMetrics(font(role)).height();
}

int nameHeight()
{
    return std::max(NameHeight, lineHeight(TextRole::Strong));
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
    else if (event->type() == QEvent::ApplicationFontChange)
        updateGeometry();
    return QAbstractButton::event(event);
}

void Tile::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setLayoutDirection(layoutDirection());
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
    setToolTip(m_space.folder);
    const QString stage = m_space.stage ? stageText(*m_space.stage) : tr("Not run yet");
    setAccessibleName(tr("Open %1").arg(m_space.name));
    setAccessibleDescription(tr("%1, %2, %3").arg(stage, m_space.date, m_space.folder));
}

QSize RecentTile::sizeHint() const
{
    return {RecentWidth,
            ThumbnailHeight + Gap::Control + nameHeight() + Gap::Group + Metrics::current().chipSmall + Gap::FormRow};
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

    const auto placed = [this](const QRect &piece) { return QStyle::visualRect(layoutDirection(), rect(), piece); };
    const int left = Gap::Card;
    const int right = width() - Gap::Card;
    const Metrics &metrics = Metrics::current();
    QRect nameRow(left, ThumbnailHeight + Gap::Control, right - left, nameHeight());
    QRect chipRow(left, nameRow.bottom() + 1 + Gap::Group, right - left, metrics.chipSmall);
    if (!m_space.owner.isEmpty()) {
        const QString owner = m_space.owner + " / "_L1;
        const int ownerWidth = QFontMetrics(Ui::font(TextRole::Body)).horizontalAdvance(owner);
        drawElided(painter, placed(nameRow), owner, TextRole::Body, Token::Muted, Qt::AlignLeft);
        nameRow.setLeft(nameRow.left() + ownerWidth);
    }
    drawElided(painter, placed(nameRow), m_space.name, TextRole::Strong, Token::Text, Qt::AlignLeft);

    if (m_space.stage) {
        const ChipText chip{stageGroup(*m_space.stage), stageText(*m_space.stage), {}, false};
        const QRect chipArea(chipRow.topLeft(), QSize(chipWidth(chip), metrics.chipSmall));
        paintChip(painter, placed(chipArea), chip);
        chipRow.setLeft(chipArea.right() + 1 + Gap::Control);
    }
    drawElided(painter, placed(chipRow), m_space.place, TextRole::Caption, Token::Muted, Qt::AlignLeft);
    drawElided(painter, placed(chipRow), m_space.date, TextRole::Caption, Token::Muted, Qt::AlignRight);
}

TemplateTile::TemplateTile(QString name, QString description, SpaceLook look, QWidget *parent)
    : Tile(parent)
    , m_name(std::move(name))
    , m_description(std::move(description))
    , m_look(std::move(look))
{
    setAccessibleName(tr("New Space from the template %1").arg(m_name));
    setAccessibleDescription(m_description);
    setToolTip(m_description);
}

int TemplateTile::columns()
{
    const int text = QFontMetrics(Ui::font(TextRole::Strong)).averageCharWidth() * TemplateLetters;
    return Gap::DockEdge * 3 + TemplateTileSize + text <= TemplateWidth ? 4 : 2;
}

QSize TemplateTile::sizeHint() const
{
    const int width = (4 * TemplateWidth + 3 * Gap::DockEdge - (columns() - 1) * Gap::DockEdge) / columns();
    return {width,
            std::max(TemplateHeight, lineHeight(TextRole::Strong) + lineHeight(TextRole::Caption) + 2 * Gap::FormRow)};
}

void TemplateTile::paintContent(QPainter &painter)
{
    const QRect tile(Gap::DockEdge, (height() - TemplateTileSize) / 2, TemplateTileSize, TemplateTileSize);
    const auto placed = [this](const QRect &piece) { return QStyle::visualRect(layoutDirection(), rect(), piece); };
    paintSpaceTile(painter, placed(tile), m_look, Radius::Control);
    const int left = tile.right() + 1 + Gap::DockEdge;
    const int name = lineHeight(TextRole::Strong);
    const int description = lineHeight(TextRole::Caption);
    const int top = (height() - name - description) / 2;
    const int room = width() - left - Gap::DockEdge;
    drawElided(painter, placed({left, top, room, name}), m_name, TextRole::Strong, Token::Text, Qt::AlignLeft);
    drawElided(painter, placed({left, top + name, room, description}), m_description, TextRole::Caption, Token::Muted,
               Qt::AlignLeft);
}

} // namespace Spacewright::Ui
