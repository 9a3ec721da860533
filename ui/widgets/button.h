// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/controls.h"

#include <QPushButton>
#include <QToolButton>

namespace Spacewright::Ui {

/// A push button in one go: `iconName` may be empty.
[[nodiscard]] QPushButton *makeButton(const QString &text, const QString &iconName = {},
                                      ButtonRole role = ButtonRole::Normal, QWidget *parent = nullptr);

/// 28 x 28 without a line. `name` is what screen readers and the tool tip say.
[[nodiscard]] QToolButton *makeIconButton(const QString &iconName, const QString &name, const QString &shortcut = {},
                                          QWidget *parent = nullptr);

/// A flat button with text that stays pressed: "Times", "Follow".
[[nodiscard]] QToolButton *makeToggle(const QString &text, const QString &iconName, bool checked,
                                      QWidget *parent = nullptr);

} // namespace Spacewright::Ui
