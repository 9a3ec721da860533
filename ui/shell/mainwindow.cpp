// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/mainwindow.h"

#include "shell/commandregistry.h"
#include "shell/paneldock.h"
#include "shell/spacebar.h"
#include "shell/statusline.h"
#include "widgets/countpill.h"
#include "widgets/metrics.h"
#include "widgets/panel.h"

#include <QApplication>
#include <QCloseEvent>
#include <QLayout>
#include <QMenuBar>
#include <QStackedWidget>
#include <QTabBar>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
Qt::DockWidgetArea areaOf(MainWindow::Side side)
{
    switch (side) {
    case MainWindow::Side::Left:
        return Qt::LeftDockWidgetArea;
    case MainWindow::Side::Right:
        return Qt::RightDockWidgetArea;
    case MainWindow::Side::Bottom:
        return Qt::BottomDockWidgetArea;
    }
    Q_UNREACHABLE_RETURN(Qt::LeftDockWidgetArea);
}
} // namespace

MainWindow::MainWindow(CommandRegistry &commands, QWidget *parent)
    : QMainWindow(parent)
    , m_commands(commands)
    , m_pages(new QStackedWidget(this))
    , m_spaceBar(new SpaceBar(commands, this))
    , m_statusLine(new StatusLine(this))
{
    setObjectName(u"mainWindow"_s);
    setDockOptions(AllowNestedDocks | AllowTabbedDocks | GroupedDragging);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    // The bottom docks run below both sides.
    setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    setContextMenuPolicy(Qt::NoContextMenu);
    setCentralWidget(m_pages);
    addToolBar(m_spaceBar);
    setStatusBar(m_statusLine);
    connect(this, &QMainWindow::tabifiedDockWidgetActivated, this, &MainWindow::updateTabs);
}

MainWindow::~MainWindow()
{
    // Docks still tell of their hiding while QMainWindow takes them down.
    for (PanelDock *dock : std::as_const(m_order)) {
        dock->disconnect(this);
        dock->panel()->disconnect(this);
    }
    // Before the other children: KTextEditor's lists of completions are among those, and a view ends its own.
    delete takeCentralWidget();
}

void MainWindow::setMenus(const QList<MenuSpec> &menus)
{
    menuBar()->clear();
    for (const MenuSpec &spec : menus) {
        QMenu *menu = menuBar()->addMenu(spec.title);
        menu->setToolTipsVisible(true);
        for (const QString &id : spec.commands) {
            if (id.isEmpty())
                menu->addSeparator();
            else if (QAction *action = m_commands.action(id))
                menu->addAction(action);
        }
        if (spec.listsPanels) {
            for (PanelDock *dock : std::as_const(m_order))
                menu->addAction(dock->toggleViewAction());
        }
    }
    // Shortcuts work too where the menu bar is hidden or the command is in no menu. Those of a widget stay with it.
    const QList<QAction *> actions = m_commands.actions();
    for (QAction *action : actions) {
        if (action->shortcutContext() == Qt::WindowShortcut || action->shortcutContext() == Qt::ApplicationShortcut)
            addAction(action);
    }
}

void MainWindow::setPages(QWidget *welcome, QWidget *documents)
{
    m_documents = documents;
    m_pages->addWidget(welcome);
    m_pages->addWidget(documents);
}

void MainWindow::showPage(Page page)
{
    leaveMaximized();
    const bool workbench = page == Page::Workbench;
    m_pages->setCurrentIndex(workbench ? 1 : 0);
    showDocks(workbench); // a saved layout knows whether the tool bar was shown
    m_spaceBar->setVisible(workbench);
}

void MainWindow::showDocks(bool shown)
{
    if (shown) {
        if (m_workbenchLayout.isEmpty())
            resetLayout();
        else
            restoreState(std::exchange(m_workbenchLayout, {}));
    } else {
        if (std::ranges::any_of(std::as_const(m_order), &PanelDock::isVisible))
            m_workbenchLayout = saveState();
        for (PanelDock *dock : std::as_const(m_order))
            dock->hide();
    }
    updateTabs();
}

void MainWindow::addPanel(Panel *panel, Side side)
{
    auto *dock = new PanelDock(panel, this);
    const auto sameSide =
        std::ranges::find_if(std::as_const(m_order), [&](PanelDock *other) { return m_sides.value(other) == side; });
    addDockWidget(areaOf(side), dock);
    if (sameSide != m_order.cend())
        tabifyDockWidget(*std::find_if(m_order.crbegin(), m_order.crend(),
                                       [&](PanelDock *other) { return m_sides.value(other) == side; }),
                         dock);
    m_docks.insert(panel->objectName(), dock);
    m_sides.insert(dock, side);
    m_order += dock;
    connect(panel, &Panel::countChanged, this, &MainWindow::updateTabs);
    connect(dock, &QDockWidget::dockLocationChanged, this, &MainWindow::updateTabs);
    connect(dock, &QDockWidget::visibilityChanged, this, &MainWindow::updateTabs);
    connect(dock, &QDockWidget::visibilityChanged, this, [this, dock] { dockHidden(dock); });
    connect(dock, &QDockWidget::topLevelChanged, this, [this](bool floating) {
        if (floating)
            endMaximized(); // not the old layout, which would put it back
    });
    connect(dock, &PanelDock::maximizeRequested, this, [this, dock](bool wanted) {
        leaveMaximized();
        if (wanted)
            maximize(dock);
    });
    connect(dock, &PanelDock::left, this, &MainWindow::focusDocuments);
}

void MainWindow::maximize(PanelDock *dock)
{
    const QByteArray layout = saveState();
    const QList<QDockWidget *> neighbours = tabifiedDockWidgets(dock);
    for (PanelDock *other : std::as_const(m_order)) {
        if (other == dock || neighbours.contains(other)) {
            other->setMaximized(true);
        } else if (!other->isHidden() && !other->isFloating()) {
            m_hiddenByMaximize += other;
            other->hide();
        }
    }
    m_pages->hide();
    m_beforeMaximize = layout;
    updateTabs();
}

void MainWindow::leaveMaximized()
{
    if (m_beforeMaximize.isEmpty())
        return;
    const QByteArray layout = m_beforeMaximize;
    endMaximized();
    restoreState(layout);
    for (const QString &id : std::exchange(m_showLater, {}))
        showPanel(id);
    updateTabs();
}

void MainWindow::endMaximized()
{
    if (m_beforeMaximize.isEmpty())
        return;
    m_beforeMaximize.clear();
    m_pages->show();
    for (PanelDock *dock : std::exchange(m_hiddenByMaximize, {}))
        dock->show();
    for (PanelDock *dock : std::as_const(m_order))
        dock->setMaximized(false);
    updateTabs();
}

/// The last one of what is maximised was closed: an empty window would be left.
void MainWindow::dockHidden(PanelDock *dock)
{
    if (m_beforeMaximize.isEmpty() || !dock->isHidden() || m_hiddenByMaximize.contains(dock))
        return;
    const bool anyLeft = std::ranges::any_of(
        std::as_const(m_order), [](const PanelDock *other) { return !other->isHidden() && !other->isFloating(); });
    if (!anyLeft)
        endMaximized();
}

void MainWindow::focusDocuments()
{
    if (m_pages->currentWidget() != m_documents)
        return;
    leaveMaximized();
    activateWindow(); // a floating panel is a window of its own
    m_documents->setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::showPanel(const QString &id, bool focus)
{
    PanelDock *dock = m_docks.value(id);
    if (!dock)
        return;
    if (m_hiddenByMaximize.contains(dock)) {
        // What the program shows by itself must not end what the person looks at.
        if (!focus) {
            m_showLater.removeAll(id);
            m_showLater += id;
            return;
        }
        leaveMaximized();
    }
    dock->show();
    dock->raise();
    if (focus)
        dock->panel()->takeFocus();
}

void MainWindow::giveHeight(const QString &id, int pixels)
{
    PanelDock *dock = m_docks.value(id);
    if (!dock || !m_beforeMaximize.isEmpty() || dock->isFloating() || dockWidgetArea(dock) != Qt::BottomDockWidgetArea)
        return;
    const int tabs = tabifiedDockWidgets(dock).isEmpty() ? 0 : Metrics::current().header;
    const int wanted = std::min(pixels, height() / 2);
    if (dock->height() + tabs < wanted)
        resizeDocks({dock}, {wanted}, Qt::Vertical);
}

void MainWindow::setApart(const QString &id, int width)
{
    PanelDock *dock = m_docks.value(id);
    if (!dock || m_apart || !m_beforeMaximize.isEmpty() || !isAtBottom(dock) || tabifiedDockWidgets(dock).isEmpty()
        || width * 2 > this->width())
        return;
    QList<PanelDock *> group;
    PanelDock *front = nullptr;
    for (PanelDock *other : std::as_const(m_order)) {
        if (other == dock || !isAtBottom(other))
            continue;
        group += other;
        // Of a tab group only the one in front can be seen.
        if (!front && !other->visibleRegion().isEmpty())
            front = other;
    }
    m_apart = dock;
    m_beforeApart = saveState();
    const int height = dock->height();
    front = front ? front : group.constFirst();
    setUpdatesEnabled(false);
    layout()->setSizeConstraint(QLayout::SetNoConstraint); // half way, all of them beside each other want more room
    addDockWidget(Qt::BottomDockWidgetArea, dock, Qt::Horizontal);
    addDockWidget(Qt::BottomDockWidgetArea, group.constFirst(), Qt::Horizontal);
    for (qsizetype i = 1; i < group.size(); ++i)
        tabifyDockWidget(group[i - 1], group[i]);
    front->raise();
    layout()->activate(); // a dock that was put somewhere has no size to be changed before
    resizeDocks({dock, front}, {width, this->width() - width}, Qt::Horizontal);
    resizeDocks({dock}, {height}, Qt::Vertical);
    layout()->setSizeConstraint(QLayout::SetDefaultConstraint);
    setUpdatesEnabled(true);
    updateTabs();
}

void MainWindow::putTogether()
{
    PanelDock *dock = std::exchange(m_apart, nullptr);
    const QByteArray before = std::exchange(m_beforeApart, {});
    if (!m_beforeMaximize.isEmpty())
        m_beforeMaximize = dock ? before : m_beforeMaximize; // what the person looks at stays
    else if (dock && isAtBottom(dock) && tabifiedDockWidgets(dock).isEmpty())
        restoreState(before);
    updateTabs();
}

bool MainWindow::isAtBottom(PanelDock *dock) const
{
    return !dock->isHidden() && !dock->isFloating() && dockWidgetArea(dock) == Qt::BottomDockWidgetArea;
}

QList<QWidget *> MainWindow::focusStops() const
{
    QList<QWidget *> stops;
    for (PanelDock *dock : std::as_const(m_order)) {
        if (dock->isVisible() && !dock->visibleRegion().isEmpty())
            stops += dock;
    }
    if (m_documents && m_documents->isVisible())
        stops += m_documents;
    // As read: from the top, then from the leading edge.
    std::ranges::stable_sort(stops, {}, [this](QWidget *stop) {
        const QPoint place = stop->mapTo(static_cast<const QWidget *>(this), QPoint());
        return std::pair(place.y() / Metrics::current().header, isRightToLeft() ? -place.x() : place.x());
    });
    return stops;
}

void MainWindow::focusNextPanel(bool backwards)
{
    const QList<QWidget *> stops = focusStops();
    if (stops.isEmpty())
        return;
    QWidget *focused = QApplication::focusWidget();
    qsizetype index = -1;
    for (qsizetype i = 0; focused && i < stops.size(); ++i) {
        if (stops[i] == focused || stops[i]->isAncestorOf(focused))
            index = i;
    }
    const qsizetype next = backwards ? (index <= 0 ? stops.size() - 1 : index - 1) : (index + 1) % stops.size();
    if (auto *dock = qobject_cast<PanelDock *>(stops[next]))
        dock->panel()->takeFocus();
    else
        m_documents->setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::resetLayout()
{
    endMaximized();
    m_apart = nullptr;
    PanelDock *front[3] = {};
    for (PanelDock *dock : std::as_const(m_order)) {
        const Side side = m_sides.value(dock);
        dock->setFloating(false);
        dock->show();
        addDockWidget(areaOf(side), dock);
        PanelDock *&first = front[int(side)];
        if (first)
            tabifyDockWidget(first, dock);
        else
            first = dock;
    }
    for (PanelDock *dock : front) {
        if (dock)
            dock->raise();
    }
    const bool wide = width() >= 1400;
    const auto size = [&](Side side, int pixels, Qt::Orientation orientation) {
        if (PanelDock *dock = front[int(side)])
            resizeDocks({dock}, {pixels}, orientation);
    };
    size(Side::Left, wide ? 232 : 220, Qt::Horizontal);
    size(Side::Right, wide ? 476 : 424, Qt::Horizontal);
    size(Side::Bottom, wide ? 232 : 212, Qt::Vertical);
    updateTabs();
}

void MainWindow::updateTabs()
{
    const auto bars = findChildren<QTabBar *>(Qt::FindDirectChildrenOnly);
    for (QTabBar *bar : bars) {
        bar->setDrawBase(true);
        bar->setExpanding(false);
        bar->setElideMode(Qt::ElideNone);
        bar->setAccessibleName(tr("Panels"));
        if (!bar->property("spacewrightWatched").toBool()) {
            bar->setProperty("spacewrightWatched", true);
            bar->installEventFilter(this);
        }
        for (int i = 0; i < bar->count(); ++i) {
            // QMainWindow keeps the dock's address in the tab's data. Source: qdockarealayout.cpp.
            const auto *dock = reinterpret_cast<const PanelDock *>(bar->tabData(i).toULongLong());
            const auto known = std::ranges::find(std::as_const(m_order), dock);
            if (known != m_order.cend()) {
                Panel *panel = (*known)->panel();
                setTabCount(bar, i, panel->count(), StageGroup(panel->countSeverity()));
            }
        }
    }
}

bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    // QMainWindow rebuilds its tab bars as it likes; counts have to be put back.
    if (event->type() == QEvent::Show && qobject_cast<QTabBar *>(watched))
        QMetaObject::invokeMethod(this, &MainWindow::updateTabs, Qt::QueuedConnection);
    return QMainWindow::eventFilter(watched, event);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_closeAllowed) {
        event->accept();
        return;
    }
    event->ignore();
    Q_EMIT closeRequested();
}

} // namespace Spacewright::Ui
