// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/swatchcombo.h"

#include "widgets/metrics.h"
#include "widgets/spacetile.h"
#include "widgets/style/paint.h"

#include <QPainter>

namespace Spacewright::Ui {

namespace {
constexpr int Swatch = 14;
}

SwatchCombo::SwatchCombo(QWidget *parent)
    : QComboBox(parent)
{
    setIconSize({Swatch, Swatch});
    addItem(tr("None"), QString());
    const QStringList names = hubColorNames();
    for (const QString &name : names)
        addItem(name, name);
    paintSwatches();
    connect(&Theme::current(), &Theme::changed, this, &SwatchCombo::paintSwatches);
}

void SwatchCombo::paintSwatches()
{
    for (int i = 1; i < count(); ++i) {
        QPixmap pixmap(QSize(Swatch, Swatch) * devicePixelRatioF());
        pixmap.setDevicePixelRatio(devicePixelRatioF());
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        Paint::box(painter, QRectF(0, 0, Swatch, Swatch), Radius::Tag, hubColor(itemData(i).toString()));
        setItemIcon(i, pixmap);
    }
}

} // namespace Spacewright::Ui
