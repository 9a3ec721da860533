// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panel.h"

namespace Spacewright::Ui {

Panel::Panel(const QString &id, const QString &title, const QString &iconName, QWidget *parent)
    : QWidget(parent)
    , m_title(title)
    , m_iconName(iconName)
{
    setObjectName(id);
    setAccessibleName(title);
}

void Panel::setCount(int count, int severity)
{
    if (count == m_count && severity == m_countSeverity)
        return;
    m_count = count;
    m_countSeverity = severity;
    Q_EMIT countChanged(count, severity);
}

} // namespace Spacewright::Ui
