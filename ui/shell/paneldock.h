// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDockWidget>

namespace Spacewright::Ui {

class DockHeader;
class Panel;

/// A panel in a dock, under our header. Its object name is the panel's id, for saved layouts.
class PanelDock final : public QDockWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PanelDock)
public:
    /// Takes ownership of `panel`.
    PanelDock(Panel *panel, QWidget *parent);

    [[nodiscard]] Panel *panel() const { return m_panel; }
    void setMaximized(bool maximized);

Q_SIGNALS:
    void maximizeRequested(bool maximize);
    /// Esc, where nothing in the panel had a use for it.
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    Panel *m_panel;
    DockHeader *m_header;
};

} // namespace Spacewright::Ui
