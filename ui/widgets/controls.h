// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QAbstractButton;
class QWidget;

namespace Spacewright::Ui {

/// How SpacewrightStyle draws a push or tool button.
enum class ButtonRole {
    Normal,
    Filled, ///< one per region: what the person most likely wants
    Destructive,
    Flat, ///< no line until hovered; tool buttons are flat by themselves (autoRaise)
};
enum class ControlSize { Normal, Small, Large };

/// Sets the look of a button; its font weight follows.
void setButtonRole(QAbstractButton *button, ButtonRole role);
[[nodiscard]] ButtonRole buttonRole(const QWidget *button);

/// Height of a button, field or combo box: 28, in inline strips 24, on the welcome page 36.
void setControlSize(QWidget *control, ControlSize size);
[[nodiscard]] ControlSize controlSize(const QWidget *control);
[[nodiscard]] int controlHeight(const QWidget *control);

/// Draws the error ring around a field and tells `sentence` to screen readers; empty: all is well.
void setFieldError(QWidget *field, const QString &sentence);
[[nodiscard]] bool hasFieldError(const QWidget *field);

/// "Stop  Shift+F5" with a second line for the reason or the help. Any part but the name may be empty.
[[nodiscard]] QString toolTipText(const QString &name, const QString &shortcut, const QString &detail = {});
/// The same with the colours in force now; SpacewrightStyle does this where a tip is about to be shown.
[[nodiscard]] QString withColors(QString toolTip);

} // namespace Spacewright::Ui
