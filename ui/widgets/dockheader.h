// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QDockWidget;
class QMenu;
class QToolButton;

namespace Spacewright::Ui {

class ElidedLabel;

/// The title bar of every dock, for QDockWidget::setTitleBarWidget(): a title row of 32 px over the
/// panel's strip of 36. Where docks share a place, the tabs stand in for the title row, and maximise,
/// float and close move to the strip's end; under 320 px into its menu.
class DockHeader final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DockHeader)
public:
    /// `strip` may be null; the header shows and owns it.
    DockHeader(QDockWidget *dock, QWidget *strip);

    void setMaximized(bool maximized);
    [[nodiscard]] bool isTabbed() const { return m_tabbed; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The person wants the dock's area as large as the window, or back.
    void maximizeRequested(bool maximize);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    struct Buttons {
        QWidget *box;
        QToolButton *maximize;
        QToolButton *floating;
        QToolButton *close;
    };
    Buttons makeButtons(bool withMaximize);
    void dressButtons();
    void review();
    [[nodiscard]] bool sharesItsPlace() const;

    QDockWidget *m_dock;
    QWidget *m_titleRow;
    QWidget *m_stripRow;
    QWidget *m_strip;
    ElidedLabel *m_title;
    Buttons m_inTitle;
    Buttons m_inStrip;
    QToolButton *m_more;
    QMenu *m_moreMenu;
    bool m_tabbed = false;
    bool m_maximized = false;
};

} // namespace Spacewright::Ui
