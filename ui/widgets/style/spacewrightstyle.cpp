// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/style/spacewrightstyle.h"

#include "widgets/controls.h"
#include "widgets/icon.h"
#include "widgets/metrics.h"
#include "widgets/style/groups.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QEvent>
#include <QFocusFrame>
#include <QHeaderView>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPainterPath>
#include <QPointer>
#include <QScrollBar>
#include <QSplitterHandle>
#include <QStyleOption>
#include <QTabBar>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
/// For menus where nothing composites: their corners have to be cut out of the window.
QRegion roundedRegion(const QRect &rect, int radius)
{
    QPainterPath path;
    path.addRoundedRect(rect, radius, radius);
    return QRegion(path.toFillPolygon().toPolygon());
}
} // namespace

SpacewrightStyle::SpacewrightStyle()
    : QProxyStyle(u"fusion"_s)
{
    setObjectName(u"spacewright"_s);
}

SpacewrightStyle::~SpacewrightStyle() = default;

void SpacewrightStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                     const QWidget *widget) const
{
    const Style::Canvas canvas{*proxy(), option, *painter, widget};
    if (!Style::drawButton(element, canvas) && !Style::drawField(element, canvas) && !Style::drawTab(element, canvas)
        && !Style::drawList(element, canvas) && !Style::drawMenu(element, canvas)
        && !Style::drawScroll(element, canvas))
        QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void SpacewrightStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                                   const QWidget *widget) const
{
    const Style::Canvas canvas{*proxy(), option, *painter, widget};
    if (!Style::drawButton(element, canvas) && !Style::drawField(element, canvas) && !Style::drawTab(element, canvas)
        && !Style::drawList(element, canvas) && !Style::drawMenu(element, canvas)
        && !Style::drawScroll(element, canvas))
        QProxyStyle::drawControl(element, option, painter, widget);
}

void SpacewrightStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                          const QWidget *widget) const
{
    const Style::Canvas canvas{*proxy(), option, *painter, widget};
    if (!Style::drawButton(control, canvas) && !Style::drawField(control, canvas)
        && !Style::drawScroll(control, canvas))
        QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect SpacewrightStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    const auto rect = Style::element(element, option, widget);
    return rect ? *rect : QProxyStyle::subElementRect(element, option, widget);
}

QRect SpacewrightStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl subControl,
                                       const QWidget *widget) const
{
    const auto rect = Style::subControl(control, option, subControl);
    return rect ? *rect : QProxyStyle::subControlRect(control, option, subControl, widget);
}

QSize SpacewrightStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                         const QWidget *widget) const
{
    if (const auto ours = Style::contents(type, option, size, widget))
        return *ours;
    QSize fusions = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_ItemViewItem || type == CT_HeaderSection)
        fusions.setHeight(std::max(fusions.height(), Metrics::current().row));
    return fusions;
}

int SpacewrightStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    const auto ours = Style::pixels(metric);
    return ours ? *ours : QProxyStyle::pixelMetric(metric, option, widget);
}

int SpacewrightStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                                QStyleHintReturn *returned) const
{
    if (hint == SH_Menu_Mask && option && QGuiApplication::platformName() == "xcb"_L1) {
        if (auto *mask = qstyleoption_cast<QStyleHintReturnMask *>(returned))
            mask->region = roundedRegion(option->rect, Radius::Card);
        return true;
    }
    if (hint == SH_FocusFrame_Mask && option) {
        // Fusion's has square corners inside, which would cut into a round ring.
        if (auto *mask = qstyleoption_cast<QStyleHintReturnMask *>(returned))
            mask->region = option->rect;
        return true;
    }
    if (hint == SH_UnderlineShortcut && qobject_cast<const QMenuBar *>(widget))
        return m_isAltHeld || widget->hasFocus();
    const auto ours = Style::hint(hint);
    return ours ? *ours : QProxyStyle::styleHint(hint, option, widget, returned);
}

QPalette SpacewrightStyle::standardPalette() const
{
    return Theme::current().palette();
}

QIcon SpacewrightStyle::standardIcon(StandardPixmap pixmap, const QStyleOption *option, const QWidget *widget) const
{
    switch (pixmap) {
    case SP_LineEditClearButton:
        return icon(u"edit-clear"_s, Token::Muted);
    case SP_ToolBarHorizontalExtensionButton:
        return icon(u"overflow-menu"_s);
    default:
        return QProxyStyle::standardIcon(pixmap, option, widget);
    }
}

void SpacewrightStyle::polish(QApplication *application)
{
    QProxyStyle::polish(application);
    application->installEventFilter(this);
    // One ring for the whole program; fields, rows and tabs draw theirs inside.
    const auto frame = std::make_shared<QPointer<QFocusFrame>>();
    connect(application, &QApplication::focusChanged, this, [frame](QWidget *, QWidget *now) {
        if (!qobject_cast<QAbstractButton *>(now)) {
            if (*frame)
                (*frame)->setWidget(nullptr);
            return;
        }
        if (!*frame)
            *frame = new QFocusFrame(now); // moves with the widget it surrounds, and may die with its window
        (*frame)->setWidget(now);
    });
}

void SpacewrightStyle::unpolish(QApplication *application)
{
    application->removeEventFilter(this);
    disconnect(application, &QApplication::focusChanged, this, nullptr);
    QProxyStyle::unpolish(application);
}

void SpacewrightStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget)
        || qobject_cast<QAbstractSpinBox *>(widget) || qobject_cast<QScrollBar *>(widget)
        || qobject_cast<QTabBar *>(widget) || qobject_cast<QLineEdit *>(widget) || qobject_cast<QHeaderView *>(widget)
        || qobject_cast<QSplitterHandle *>(widget)) {
        widget->setAttribute(Qt::WA_Hover);
    } else if (auto *view = qobject_cast<QAbstractItemView *>(widget)) {
        view->viewport()->setAttribute(Qt::WA_Hover);
    } else if (qobject_cast<QMenu *>(widget)) {
        // Rounded corners; an X server may not composite, there SH_Menu_Mask cuts them.
        if (QGuiApplication::platformName() != "xcb"_L1)
            widget->setAttribute(Qt::WA_TranslucentBackground);
    }
}

bool SpacewrightStyle::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == qApp && event->type() == QEvent::ApplicationFontChange)
        Metrics::refresh();
    if ((event->type() == QEvent::KeyPress || event->type() == QEvent::KeyRelease)
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Alt)
        setAltHeld(event->type() == QEvent::KeyPress);
    else if (event->type() == QEvent::WindowDeactivate)
        setAltHeld(false);
    if (event->type() == QEvent::ToolTip) {
        auto *widget = qobject_cast<QWidget *>(watched);
        const auto *help = static_cast<QHelpEvent *>(event);
        const QString given = widget ? toolTipAt(widget, help->pos()) : QString();
        if (const QString shown = toolTipMarkup(given); shown != given) {
            QToolTip::showText(help->globalPos(), shown, widget);
            return true;
        }
    }
    return QProxyStyle::eventFilter(watched, event);
}

void SpacewrightStyle::setAltHeld(bool held)
{
    if (std::exchange(m_isAltHeld, held) == held)
        return;
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (const QWidget *window : windows) {
        if (auto *bar = window->findChild<QMenuBar *>(Qt::FindDirectChildrenOnly))
            bar->update();
    }
}

} // namespace Spacewright::Ui
