// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preview/previewstrip.h"

#include "preview/addressfield.h"
#include "widgets/controls.h"
#include "widgets/icon.h"
#include "widgets/strip.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {

constexpr int NavigationWidth = 26; // design/visual.md §6, Preview header

} // namespace

PreviewStrip::PreviewStrip(QWidget *parent)
    : QWidget(parent)
    , m_address(new AddressField(this))
    , m_back(makeAction("preview.back", tr("Back"), u"go-previous"_s))
    , m_forward(makeAction("preview.forward", tr("Forward"), u"go-next"_s))
    , m_reload(makeAction("preview.reload", tr("Reload Page"), u"view-refresh"_s))
    , m_zoomIn(makeAction("preview.zoomIn", tr("Zoom In"), u"zoom-in"_s))
    , m_zoomOut(makeAction("preview.zoomOut", tr("Zoom Out"), u"zoom-out"_s))
    , m_zoomReset(makeAction("preview.zoomReset", tr("Actual Size"), u"zoom-original"_s))
    , m_browser(makeAction("preview.openInBrowser", tr("Open in Browser"), u"internet-web-browser-symbolic"_s))
    , m_copy(makeAction("preview.copyAddress", tr("Copy Address"), u"edit-copy"_s))
    , m_screenshot(makeAction("preview.screenshot", tr("Save Screenshot…"), u"camera-photo-symbolic"_s))
    , m_tools(makeAction("preview.developerTools", tr("Developer Tools"), u"code-context"_s))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    auto *strip = new Strip(this);
    layout->addWidget(strip);
    for (QAction *action : {m_back, m_forward, m_reload})
        strip->addLeading(makeButton(action));
    strip->addLeading(m_address, 1);

    auto *more = new QToolButton(this);
    more->setObjectName(u"previewMenu"_s);
    more->setAutoRaise(true);
    more->setPopupMode(QToolButton::InstantPopup);
    more->setIcon(icon(u"overflow-menu"_s));
    more->setMenu(makeMenu());
    more->setAccessibleName(tr("More for the page"));
    more->setToolTip(toolTipText(tr("More for the page"), {}));
    strip->addTrailing(more);

    connect(m_back, &QAction::triggered, this, &PreviewStrip::backAsked);
    connect(m_forward, &QAction::triggered, this, &PreviewStrip::forwardAsked);
    connect(m_reload, &QAction::triggered, this, &PreviewStrip::reloadAsked);
    connect(m_zoomIn, &QAction::triggered, this, [this] { Q_EMIT zoomAsked(1); });
    connect(m_zoomOut, &QAction::triggered, this, [this] { Q_EMIT zoomAsked(-1); });
    connect(m_zoomReset, &QAction::triggered, this, [this] { Q_EMIT zoomAsked(0); });
    connect(m_browser, &QAction::triggered, this, &PreviewStrip::browserAsked);
    connect(m_copy, &QAction::triggered, this, &PreviewStrip::copyAsked);
    connect(m_screenshot, &QAction::triggered, this, &PreviewStrip::screenshotAsked);
    connect(m_tools, &QAction::triggered, this, &PreviewStrip::developerToolsAsked);
    setHistory(false, false);
    setPageThere(false);
    turnArrows();
}

void PreviewStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange)
        turnArrows();
}

/// Back points to where the text begins.
void PreviewStrip::turnArrows()
{
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    m_back->setIcon(icon(mirrored ? u"go-next"_s : u"go-previous"_s));
    m_forward->setIcon(icon(mirrored ? u"go-previous"_s : u"go-next"_s));
}

QAction *PreviewStrip::makeAction(const char *name, const QString &text, const QString &iconName)
{
    auto *action = new QAction(icon(iconName), text, this);
    action->setObjectName(QString::fromLatin1(name));
    return action;
}

QWidget *PreviewStrip::makeButton(QAction *action)
{
    auto *button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setObjectName(action->objectName());
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setFixedWidth(NavigationWidth);
    button->setAccessibleName(action->text());
    return button;
}

QMenu *PreviewStrip::makeMenu()
{
    auto *menu = new QMenu(this);
    menu->setToolTipsVisible(true);
    menu->addActions({m_zoomIn, m_zoomOut, m_zoomReset});
    menu->addSeparator();
    menu->addActions({m_browser, m_copy, m_screenshot});
    menu->addSeparator();
    menu->addAction(m_tools);
    return menu;
}

QList<QAction *> PreviewStrip::commands() const
{
    return {m_back, m_forward, m_reload, m_zoomIn, m_zoomOut, m_zoomReset, m_browser, m_copy, m_screenshot, m_tools};
}

void PreviewStrip::setHistory(bool canGoBack, bool canGoForward)
{
    setAvailable(m_back, canGoBack, tr("This is the first page."));
    setAvailable(m_forward, canGoForward, tr("This is the last page."));
}

void PreviewStrip::setPageThere(bool there)
{
    const QString reason = tr("The Space shows no page yet.");
    for (QAction *action : {m_reload, m_zoomIn, m_zoomOut, m_zoomReset, m_browser, m_copy, m_screenshot, m_tools})
        setAvailable(action, there, reason);
    m_address->setEnabled(there);
    m_address->setToolTip(there ? QString() : toolTipText(m_address->accessibleName(), {}, reason));
}

void PreviewStrip::setZoomPercent(int percent)
{
    m_zoomReset->setText(percent == 100 ? tr("Actual Size") : tr("Actual Size (now %1 %)").arg(percent));
}

} // namespace Spacewright::Ui
