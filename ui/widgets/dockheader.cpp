// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dockheader.h"

#include "widgets/button.h"
#include "widgets/icon.h"
#include "widgets/label.h"

#include <QDockWidget>
#include <QEvent>
#include <QHBoxLayout>
#include <QMainWindow>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
/// Below this the three buttons would crowd out the panel's own.
constexpr int RoomForButtons = 320;

QHBoxLayout *rowLayout(QWidget *row, int leading)
{
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(leading, 0, Gap::Group, 1);
    layout->setSpacing(Gap::Group);
    return layout;
}
} // namespace

DockHeader::DockHeader(QDockWidget *dock, QWidget *strip)
    : QWidget(dock)
    , m_dock(dock)
    , m_titleRow(new QWidget(this))
    , m_stripRow(new QWidget(this))
    , m_strip(strip)
    , m_title(new ElidedLabel(dock->windowTitle(), Qt::ElideRight, TextRole::Strong))
    , m_inTitle(makeButtons(false))
    , m_inStrip(makeButtons(true))
    , m_more(makeIconButton(u"overflow-menu"_s, tr("Dock menu")))
    , m_moreMenu(new QMenu(this))
{
    m_more->setObjectName(u"dockMenu"_s);
    auto *titleRow = rowLayout(m_titleRow, Gap::DockEdge);
    titleRow->addWidget(m_title, 1);
    titleRow->addWidget(m_inTitle.box);

    auto *stripRow = rowLayout(m_stripRow, 0);
    if (strip) {
        stripRow->addWidget(strip, 1);
        strip->show();
    } else {
        stripRow->addStretch(1);
    }
    stripRow->addWidget(m_inStrip.box);
    stripRow->addWidget(m_more);
    stripRow->setContentsMargins(0, 0, 0, 0);
    stripRow->setSpacing(0);

    connect(m_more, &QToolButton::clicked, this, [this] {
        m_moreMenu->clear();
        m_moreMenu->addAction(icon(m_maximized ? u"arrow-down"_s : u"arrow-up"_s),
                              m_maximized ? tr("Restore Size") : tr("Maximise"), this,
                              [this] { Q_EMIT maximizeRequested(!m_maximized); });
        m_moreMenu->addAction(icon(u"window-restore"_s), m_dock->isFloating() ? tr("Dock") : tr("Float"), this,
                              [this] { m_dock->setFloating(!m_dock->isFloating()); });
        m_moreMenu->addAction(icon(u"window-close"_s), tr("Close"), m_dock, &QDockWidget::close);
        m_moreMenu->popup(m_more->mapToGlobal(QPoint(0, m_more->height())));
    });
    connect(dock, &QDockWidget::topLevelChanged, this, &DockHeader::review);
    connect(dock, &QDockWidget::dockLocationChanged, this, &DockHeader::review);
    connect(dock, &QDockWidget::visibilityChanged, this, &DockHeader::review);
    connect(dock, &QWidget::windowTitleChanged, m_title, &ElidedLabel::setFullText);
    connect(&Theme::current(), &Theme::changed, this, qOverload<>(&QWidget::update));
    // Nothing tells a dock that another one joined or left its place; the window lays out anew then.
    if (QWidget *window = dock->parentWidget())
        window->installEventFilter(this);
    dock->installEventFilter(this);
    dressButtons();
    review();
}

DockHeader::Buttons DockHeader::makeButtons(bool withMaximize)
{
    Buttons buttons{.box = new QWidget(this),
                    .maximize = makeIconButton(u"arrow-up"_s, tr("Maximise")),
                    .floating = makeIconButton(u"window-restore"_s, tr("Float")),
                    .close = makeIconButton(u"window-close"_s, tr("Close"))};
    auto *layout = new QHBoxLayout(buttons.box);
    layout->setContentsMargins(withMaximize ? Gap::Group : 0, 0, withMaximize ? Gap::Group : 0, withMaximize ? 1 : 0);
    layout->setSpacing(0);
    for (QToolButton *button : {buttons.maximize, buttons.floating, buttons.close}) {
        setControlSize(button, ControlSize::Small);
        layout->addWidget(button);
    }
    buttons.maximize->setVisible(withMaximize);
    connect(buttons.maximize, &QToolButton::clicked, this, [this] { Q_EMIT maximizeRequested(!m_maximized); });
    connect(buttons.floating, &QToolButton::clicked, this, [this] { m_dock->setFloating(!m_dock->isFloating()); });
    connect(buttons.close, &QToolButton::clicked, m_dock, &QDockWidget::close);
    return buttons;
}

void DockHeader::setMaximized(bool maximized)
{
    m_maximized = maximized;
    dressButtons();
}

void DockHeader::dressButtons()
{
    const QString maximize = m_maximized ? tr("Restore size") : tr("Maximise");
    const QString floating = m_dock->isFloating() ? tr("Dock") : tr("Float");
    for (const Buttons &buttons : {m_inTitle, m_inStrip}) {
        buttons.maximize->setIcon(icon(m_maximized ? u"arrow-down"_s : u"arrow-up"_s));
        buttons.maximize->setAccessibleName(maximize);
        buttons.maximize->setToolTip(toolTipText(maximize, {}));
        buttons.floating->setAccessibleName(floating);
        buttons.floating->setToolTip(toolTipText(floating, {}));
        const auto features = m_dock->features();
        buttons.floating->setVisible(features.testFlag(QDockWidget::DockWidgetFloatable));
        buttons.close->setVisible(features.testFlag(QDockWidget::DockWidgetClosable));
    }
}

bool DockHeader::sharesItsPlace() const
{
    const auto *window = qobject_cast<const QMainWindow *>(m_dock->parentWidget());
    return window && !m_dock->isFloating() && !window->tabifiedDockWidgets(m_dock).isEmpty();
}

void DockHeader::review()
{
    m_tabbed = sharesItsPlace();
    const bool narrow = width() < RoomForButtons;
    m_titleRow->setVisible(!m_tabbed);
    m_stripRow->setVisible(m_tabbed || m_strip);
    m_inStrip.box->setVisible(m_tabbed && !narrow);
    m_more->setVisible(m_tabbed && narrow);
    dressButtons();

    const Metrics &m = Metrics::current();
    int y = 0;
    if (!m_titleRow->isHidden()) {
        m_titleRow->setGeometry(0, 0, width(), m.header);
        y += m.header;
    }
    m_stripRow->setGeometry(0, y, width(), m.strip);
    updateGeometry();
    update();
}

QSize DockHeader::sizeHint() const
{
    const Metrics &m = Metrics::current();
    const int rows = (m_tabbed ? 0 : m.header) + (m_tabbed || m_strip ? m.strip : 0);
    return {m_strip ? m_strip->sizeHint().width() : 0, rows};
}

QSize DockHeader::minimumSizeHint() const
{
    return {m_strip ? m_strip->minimumSizeHint().width() : 0, sizeHint().height()};
}

bool DockHeader::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize) {
        if (sharesItsPlace() != m_tabbed)
            review();
    }
    return QWidget::eventFilter(watched, event);
}

void DockHeader::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto line = [&](const QWidget *row) {
        const QRect r = row->geometry();
        painter.fillRect(QRect(r.x(), r.bottom(), r.width(), 1), color(Token::Border));
    };
    painter.fillRect(rect(), color(Token::Window));
    if (!m_stripRow->isHidden()) {
        painter.fillRect(m_stripRow->geometry(), color(Token::Surface));
        line(m_stripRow);
    }
    if (!m_titleRow->isHidden())
        line(m_titleRow);
}

void DockHeader::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    review();
}

void DockHeader::mouseDoubleClickEvent(QMouseEvent *event)
{
    // QDockWidget would float it; by accident that is what happens to people who meant to click.
    event->accept();
}

} // namespace Spacewright::Ui
