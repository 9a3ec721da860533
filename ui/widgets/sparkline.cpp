// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sparkline.h"

#include <QPainter>
#include <QPainterPath>

namespace Spacewright::Ui {

namespace {
constexpr int Capacity = 60;
constexpr double LineWidth = 1.4;
constexpr int FillPercent = 18;
} // namespace

Sparkline::Sparkline(Token series, QWidget *parent)
    : QWidget(parent)
    , m_series(series)
{
    m_shares.reserve(Capacity + 1);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    connect(&Theme::current(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Sparkline::append(double share)
{
    m_shares.append(std::clamp(share, 0.0, 1.0));
    if (m_shares.size() > Capacity)
        m_shares.removeFirst();
    update();
}

void Sparkline::clear()
{
    m_shares.clear();
    update();
}

void Sparkline::paintEvent(QPaintEvent *)
{
    if (m_shares.size() < 2)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double step = double(width()) / (Capacity - 1);
    const double low = height() - LineWidth / 2;
    const double room = height() - LineWidth;
    // Newest at the trailing edge.
    double x = width() - step * double(m_shares.size() - 1);
    const double begin = x;
    QPolygonF line;
    line.reserve(m_shares.size());
    for (const double share : std::as_const(m_shares)) {
        line << QPointF(x, low - share * room);
        x += step;
    }
    QPolygonF area = line;
    area << QPointF(width(), height()) << QPointF(begin, height());
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::current().faded(m_series, FillPercent));
    painter.drawPolygon(area);
    painter.setPen(QPen(color(m_series), LineWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
}

} // namespace Spacewright::Ui
