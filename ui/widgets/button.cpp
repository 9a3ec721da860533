// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/button.h"

#include "widgets/icon.h"

namespace Spacewright::Ui {

QPushButton *makeButton(const QString &text, const QString &iconName, ButtonRole role, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    if (!iconName.isEmpty())
        button->setIcon(icon(iconName));
    if (role != ButtonRole::Normal)
        setButtonRole(button, role);
    button->setAutoDefault(false);
    return button;
}

QToolButton *makeIconButton(const QString &iconName, const QString &name, const QString &shortcut, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(icon(iconName));
    button->setAutoRaise(true);
    button->setAccessibleName(name);
    button->setToolTip(toolTipText(name, shortcut));
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QToolButton *makeToggle(const QString &text, const QString &iconName, bool checked, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(text);
    button->setIcon(icon(iconName));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    button->setCheckable(true);
    button->setChecked(checked);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace Spacewright::Ui
