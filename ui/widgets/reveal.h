// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QVariantAnimation;
class QWidget;

namespace Spacewright::Ui {

/// The one movement of strips and cards: their height grows over 120 ms, easing out.
[[nodiscard]] QVariantAnimation *makeGrowth(QWidget *widget);
/// Shows or hides `widget` with it; at once where motion is reduced or its window is not visible.
void grow(QVariantAnimation *growth, QWidget *widget, bool shown);

} // namespace Spacewright::Ui
