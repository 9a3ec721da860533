// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QAbstractButton;
class QAction;
class QPoint;
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
/// The same with the colours in force now.
[[nodiscard]] QString withColors(QString toolTip);
/// As it is shown: with the colours in force now, and wrapped where it is wider than 300 px. SpacewrightStyle
/// does this where a tip is about to be shown.
[[nodiscard]] QString toolTipMarkup(const QString &toolTip);
/// What is to be shown at `place`, in coordinates of `widget`: also the tip of a tab or of a menu's entry.
[[nodiscard]] QString toolTipAt(const QWidget *widget, QPoint place);

/// Enables the action, or disables it and says why: in its tool tip, and where else it is shown.
void setAvailable(QAction *action, bool available, const QString &reason);
/// Why it is disabled, translated; empty where nobody said.
[[nodiscard]] QString unavailableReason(const QAction *action);
/// The second line of its tool tip while it is enabled.
void setHelp(QAction *action, const QString &help);
/// The tool tip anew, after a change of text or shortcut.
void updateToolTip(QAction *action);
/// The same for a button: its tip is "`name`" over the help, or over the reason.
void setAvailable(QAbstractButton *button, const QString &name, bool available, const QString &reason,
                  const QString &help = {});

} // namespace Spacewright::Ui
