// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/stageglyph.h"

#include "widgets/icon.h"
#include "widgets/spinner.h"

#include <QPainter>

namespace Spacewright::Ui {

void paintStageGlyph(QPainter &painter, const QRect &rect, StageGroup group, bool serving, int size, qreal angle)
{
    const QColor solid = color(groupColors(group).solid);
    const QString name = stageIconName(group, serving);
    if (angle == 0) {
        paintIcon(painter, rect, name, solid, size);
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.translate(QRectF(rect).center());
    painter.rotate(angle);
    const QPixmap glyph = iconPixmap(name, solid, size, painter.device()->devicePixelRatio());
    painter.drawPixmap(QPointF(-size / 2.0, -size / 2.0), glyph);
    painter.restore();
}

StageGlyph::StageGlyph(int size, QWidget *parent)
    : QWidget(parent)
    , m_spinner(new Spinner(this))
    , m_size(size)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&Theme::current(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void StageGlyph::setGroup(StageGroup group, bool serving)
{
    m_group = group;
    m_serving = serving;
    m_spinner->setTurning(group == StageGroup::Transient);
    update();
}

void StageGlyph::setStage(Stage stage)
{
    setGroup(stageGroup(stage), isTransient(stage) && isServing(stage));
}

void StageGlyph::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintStageGlyph(painter, rect(), m_group, m_serving, m_size, m_spinner->angle());
}

} // namespace Spacewright::Ui
