// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme.h"

#include <QIcon>
#include <QPixmap>

class QPainter;

namespace Spacewright::Ui {

/// A one-coloured icon by name, Breeze's ("media-playback-start") or ours ("sw-terminal"), in the
/// colour of `token`, muted-out when disabled. Follows the theme live; painting takes from a cache.
[[nodiscard]] QIcon icon(const QString &name, Token token = Token::Text);

/// In the icon's own colours, for file types.
[[nodiscard]] QIcon colorIcon(const QString &name);

/// The shape of the icon `name`, filled with `color`, at `size` device-independent px.
[[nodiscard]] QPixmap iconPixmap(const QString &name, const QColor &color, int size, qreal devicePixelRatio);
/// The shape of any icon, filled with `color`.
[[nodiscard]] QPixmap tinted(const QIcon &icon, const QColor &color, QSize size, qreal devicePixelRatio);

/// Paints it centred in `rect`.
void paintIcon(QPainter &painter, const QRect &rect, const QString &name, const QColor &color, int size = 16);

/// The glyph of a severity or strip: error, warning, information (StageGroup::None) or done.
[[nodiscard]] QString severityIconName(StageGroup group);
/// The glyph of a stage; `serving` adds the dot of an old revision that still answers.
[[nodiscard]] QString stageIconName(StageGroup group, bool serving = false);

/// False where Breeze or the SVG plug-in is missing: icons would then be empty without a word.
[[nodiscard]] bool iconsWork();

} // namespace Spacewright::Ui
