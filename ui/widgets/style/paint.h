// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme.h"

#include <QIcon>
#include <QRect>

class QPainter;
class QStyleOption;

/// Drawing shared by the style and the parts. All of it is crisp at any device pixel ratio.
namespace Spacewright::Ui::Paint {

/// A filled shape with a 1 px line inside its edge. Either colour may be transparent (QColor()).
void box(QPainter &painter, const QRectF &rect, qreal radius, const QColor &fill, const QColor &line = QColor(),
         qreal lineWidth = 1);
/// 2 px inside the edge of `rect`.
void focusRing(QPainter &painter, const QRectF &rect, qreal radius);
/// A thin arrow centred in `rect`, `extent` px wide.
void chevron(QPainter &painter, const QRectF &rect, Qt::ArrowType type, const QColor &color, qreal extent = 8);
void cross(QPainter &painter, const QRectF &rect, const QColor &color, qreal extent = 8);
void tick(QPainter &painter, const QRectF &rect, const QColor &color);
/// Icon and text side by side with the right gap, as one block; returns what is left of `rect`.
struct Label {
    QRect rect;
    QIcon icon;
    QString text;
    QColor color;
    Qt::Alignment alignment = Qt::AlignCenter;
    Qt::LayoutDirection direction = Qt::LeftToRight;
    bool showShortcut = false; ///< underlines the mnemonic
    int iconExtent = 16;
    bool tintIcon = true;
    int gap = 6;
};
void label(QPainter &painter, const Label &label);
[[nodiscard]] int labelWidth(const QFontMetrics &metrics, const QString &text, bool hasIcon, int iconExtent = 16,
                             int gap = 6);

} // namespace Spacewright::Ui::Paint
