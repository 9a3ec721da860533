// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/paneldock.h"

#include "widgets/dockheader.h"
#include "widgets/panel.h"

#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

PanelDock::PanelDock(Panel *panel, QWidget *parent)
    : QDockWidget(panel->title(), parent)
    , m_panel(panel)
    , m_header(new DockHeader(this, panel->strip()))
{
    setObjectName("dock."_L1 + panel->objectName());
    setAccessibleName(panel->title());
    setTitleBarWidget(m_header);
    setWidget(panel);
    connect(m_header, &DockHeader::maximizeRequested, this, &PanelDock::maximizeRequested);
}

void PanelDock::setMaximized(bool maximized)
{
    m_header->setMaximized(maximized);
}

void PanelDock::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier)
        Q_EMIT left();
    else
        QDockWidget::keyPressEvent(event);
}

} // namespace Spacewright::Ui
