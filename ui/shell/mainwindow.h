// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QMainWindow>

class QStackedWidget;

namespace Spacewright::Ui {

class CommandRegistry;
class Panel;
class PanelDock;
class SpaceBar;
class StatusLine;

/// A menu: its title and the commands in it, by id; an empty id is a separator, a title without
/// commands of its own ("View") gets the panels.
struct MenuSpec {
    QString title;
    QStringList commands;
    bool listsPanels = false;
};

/// The frame: menus, tool bar, docks around the central page, status bar. Knows panels only as Panel.
class MainWindow final : public QMainWindow {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainWindow)
public:
    enum class Side { Left, Right, Bottom };
    enum class Page { Welcome, Workbench };

    explicit MainWindow(CommandRegistry &commands, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Every command must be declared by then.
    void setMenus(const QList<MenuSpec> &menus);
    /// `welcome` fills the window; `documents` stands between the docks.
    void setPages(QWidget *welcome, QWidget *documents);
    void showPage(Page page);

    /// Panels of one side are tabs of each other, in the order of adding; the first one is in front.
    void addPanel(Panel *panel, Side side);
    /// Brings the panel forward; with `focus` the keyboard goes there.
    void showPanel(const QString &id, bool focus = false);
    /// Makes the bottom panels, with their tabs, at least `pixels` high, half of the window at most. Nothing gets
    /// smaller, and a panel that floats or was moved to a side keeps its size.
    void giveHeight(const QString &id, int pixels);
    /// Takes a bottom panel out of the tabs and puts it beside them, at the leading side, `width` px wide. Nothing
    /// happens to a panel that the person has moved somewhere else.
    void setApart(const QString &id, int width);
    /// Undoes setApart(): the layout is the one from before.
    void putTogether();
    /// What a maximised panel has hidden comes back. Harmless when none is.
    void leaveMaximized();
    /// The next panel, or the one before, in reading order; the documents count as one.
    void focusNextPanel(bool backwards);

    [[nodiscard]] SpaceBar &spaceBar() const { return *m_spaceBar; }
    [[nodiscard]] StatusLine &statusLine() const { return *m_statusLine; }

    /// The first layout: left 232, right 476, bottom 232 at 1440 px; 220, 424, 212 at 1280.
    void resetLayout();

Q_SIGNALS:
    /// The person wants to close the window; accept with allowClose().
    void closeRequested();

public:
    /// The next close is final.
    void allowClose() { m_closeAllowed = true; }

protected:
    void closeEvent(QCloseEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showDocks(bool shown);
    [[nodiscard]] bool isAtBottom(PanelDock *dock) const;
    /// The dock and its neighbours in the tabs take the whole window.
    void maximize(PanelDock *dock);
    /// What was hidden is shown and the headers say so; the layout is left to the caller.
    void endMaximized();
    void dockHidden(PanelDock *dock);
    void focusDocuments();
    void updateTabs();
    [[nodiscard]] QList<QWidget *> focusStops() const;

    CommandRegistry &m_commands;
    QStackedWidget *m_pages = nullptr;
    QWidget *m_documents = nullptr;
    SpaceBar *m_spaceBar = nullptr;
    StatusLine *m_statusLine = nullptr;
    QHash<QString, PanelDock *> m_docks;
    QList<PanelDock *> m_order;
    QHash<PanelDock *, Side> m_sides;
    PanelDock *m_apart = nullptr;
    QByteArray m_beforeApart;
    QByteArray m_workbenchLayout;
    QByteArray m_beforeMaximize; ///< the layout; empty while nothing is maximised
    QList<PanelDock *> m_hiddenByMaximize;
    QStringList m_showLater; ///< panels that wanted to come forward meanwhile
    bool m_closeAllowed = false;
};

} // namespace Spacewright::Ui
