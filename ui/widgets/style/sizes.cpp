// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls.h"
#include "widgets/metrics.h"
#include "widgets/style/groups.h"
#include "widgets/style/paint.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QFrame>
#include <QStyleOption>

namespace Spacewright::Ui::Style {

namespace {
constexpr int FocusGap = 1;
constexpr int FocusWidth = 2;
constexpr int ScrollBar = 12;
constexpr int ScrollHandleMin = 28;
/// QLineEdit adds this itself to what SE_LineEditContents returns.
constexpr int LineEditOwnMargin = 2;

QRect trailing(const QStyleOption *option, int width)
{
    const QRect r = option->rect;
    return QStyle::visualRect(option->direction, r, QRect(r.right() - width + 1, r.y(), width, r.height()));
}

QRect withoutTrailing(const QStyleOption *option, int leadingPadding, int trailingWidth)
{
    const QRect r = option->rect;
    return QStyle::visualRect(option->direction, r, r.adjusted(leadingPadding, 0, -trailingWidth, 0));
}

QSize pushButton(const QStyleOptionButton &button, const QWidget *widget)
{
    const ButtonRole role = buttonRole(widget);
    const bool flat = role == ButtonRole::Flat || button.features.testFlag(QStyleOptionButton::Flat);
    const int height = controlHeight(widget);
    int width = Paint::labelWidth(button.fontMetrics, button.text, !button.icon.isNull());
    if (button.text.isEmpty() && !button.icon.isNull())
        return {height, height};
    width += 2 * (flat ? Metrics::FlatPadding : Metrics::ButtonPadding);
    if (button.features.testFlag(QStyleOptionButton::HasMenu))
        width += ArrowWidth - 6;
    return {flat ? width : std::max(width, Metrics::ButtonMinWidth), height};
}

QSize toolButton(const QStyleOptionToolButton &tool, const QWidget *widget)
{
    const int height = controlHeight(widget);
    const bool textual = tool.toolButtonStyle != Qt::ToolButtonIconOnly && !tool.text.isEmpty();
    const bool split = tool.features.testFlag(QStyleOptionToolButton::MenuButtonPopup);
    const bool menu = tool.features.testFlag(QStyleOptionToolButton::HasMenu);
    int width = height;
    if (textual) {
        const bool flat = tool.state.testFlag(QStyle::State_AutoRaise);
        const bool hasIcon = tool.toolButtonStyle != Qt::ToolButtonTextOnly && !tool.icon.isNull();
        width = Paint::labelWidth(tool.fontMetrics, tool.text, hasIcon, tool.iconSize.width())
            + 2 * (flat ? Metrics::FlatPadding : Metrics::ButtonPadding);
        if (menu && !split)
            width += ArrowWidth - 6;
    }
    if (split)
        width += ArrowWidth;
    return {width, height};
}

QSize menuItem(const QStyleOptionMenuItem &item, QSize size)
{
    const Metrics &m = Metrics::current();
    if (item.menuItemType == QStyleOptionMenuItem::Separator)
        return {size.width(), 2 * Gap::Group + 1};
    // QMenu has the text's width in `size` and adds the shortcut column itself.
    int width = size.width() + MenuIconColumn + 12 + (item.menuItemType == QStyleOptionMenuItem::SubMenu ? 20 : 0);
    if (item.text.contains(u'\t') || item.reservedShortcutWidth > 0)
        width += 24;
    return {width, m.menuRow};
}
} // namespace

std::optional<int> pixels(QStyle::PixelMetric metric)
{
    switch (metric) {
    case QStyle::PM_SmallIconSize:
    case QStyle::PM_ButtonIconSize:
    case QStyle::PM_ToolBarIconSize:
    case QStyle::PM_ListViewIconSize:
    case QStyle::PM_TabBarIconSize:
    case QStyle::PM_LineEditIconSize:
    case QStyle::PM_TabCloseIndicatorWidth:
    case QStyle::PM_TabCloseIndicatorHeight:
        return Metrics::Icon;
    case QStyle::PM_MessageBoxIconSize:
        return 32;
    case QStyle::PM_LineEditIconMargin:
        return Metrics::FieldPadding - 3; // its button is 22 px wide around the icon of 16
    case QStyle::PM_ToolBarItemSpacing:
        return Gap::Group;
    case QStyle::PM_ToolBarItemMargin:
        return 6;
    case QStyle::PM_ToolBarFrameWidth:
    case QStyle::PM_ToolBarHandleExtent:
    case QStyle::PM_MenuBarVMargin:
    case QStyle::PM_MenuBarPanelWidth:
    case QStyle::PM_MenuBarItemSpacing:
        return 0;
    case QStyle::PM_MenuBarHMargin:
        return Gap::Group;
    case QStyle::PM_ToolBarSeparatorExtent:
        return 2 * Gap::Icon + 1 - 2 * Gap::Group; // the items' spacing stands on both sides of it
    case QStyle::PM_DockWidgetSeparatorExtent:
    case QStyle::PM_SplitterWidth:
        return 1;
    case QStyle::PM_DockWidgetFrameWidth:
    case QStyle::PM_DockWidgetTitleMargin:
        return 0;
    case QStyle::PM_ScrollBarExtent:
        return ScrollBar;
    case QStyle::PM_ScrollBarSliderMin:
        return ScrollHandleMin;
    case QStyle::PM_ScrollView_ScrollBarSpacing:
        return 0;
    case QStyle::PM_TabBarTabHSpace:
        return 2 * Metrics::TabPadding;
    case QStyle::PM_TabBarTabVSpace:
    case QStyle::PM_TabBarTabOverlap:
    case QStyle::PM_TabBarTabShiftHorizontal:
    case QStyle::PM_TabBarTabShiftVertical:
    case QStyle::PM_TabBarBaseHeight:
    case QStyle::PM_TabBarBaseOverlap:
        return 0;
    case QStyle::PM_TabBarScrollButtonWidth:
        return 24;
    case QStyle::PM_IndicatorWidth:
    case QStyle::PM_IndicatorHeight:
    case QStyle::PM_ExclusiveIndicatorWidth:
    case QStyle::PM_ExclusiveIndicatorHeight:
        return Metrics::Indicator;
    case QStyle::PM_CheckBoxLabelSpacing:
    case QStyle::PM_RadioButtonLabelSpacing:
        return Gap::Control;
    case QStyle::PM_ButtonShiftHorizontal:
    case QStyle::PM_ButtonShiftVertical:
    case QStyle::PM_ButtonDefaultIndicator:
        return 0;
    case QStyle::PM_FocusFrameHMargin:
    case QStyle::PM_FocusFrameVMargin:
        return FocusGap + FocusWidth;
    case QStyle::PM_MenuPanelWidth:
        return 1;
    case QStyle::PM_MenuHMargin:
        return 0;
    case QStyle::PM_MenuVMargin:
        return Gap::Group;
    case QStyle::PM_MenuScrollerHeight:
        return 16;
    case QStyle::PM_ToolTipLabelFrameWidth:
        return Gap::Control;
    case QStyle::PM_TreeViewIndentation:
        return 16;
    case QStyle::PM_HeaderMargin:
        return Gap::Control;
    case QStyle::PM_DefaultFrameWidth:
        return 1;
    case QStyle::PM_LayoutHorizontalSpacing:
        return Gap::Control;
    case QStyle::PM_LayoutVerticalSpacing:
        return Gap::FormRow;
    case QStyle::PM_LayoutLeftMargin:
    case QStyle::PM_LayoutRightMargin:
    case QStyle::PM_LayoutTopMargin:
    case QStyle::PM_LayoutBottomMargin:
        return Gap::DockEdge;
    default:
        return {};
    }
}

std::optional<int> hint(QStyle::StyleHint hint)
{
    switch (hint) {
    case QStyle::SH_EtchDisabledText:
    case QStyle::SH_DitherDisabledText:
    case QStyle::SH_DialogButtonBox_ButtonsHaveIcons:
    case QStyle::SH_ScrollBar_Transient:
    case QStyle::SH_ItemView_PaintAlternatingRowColorsForEmptyArea:
    case QStyle::SH_ComboBox_Popup:
    case QStyle::SH_TabBar_PreferNoArrows:
        return 0;
    case QStyle::SH_ItemView_ShowDecorationSelected:
    case QStyle::SH_ComboBox_ListMouseTracking:
    case QStyle::SH_ToolBar_Movable:
        return 1;
    case QStyle::SH_TabBar_Alignment:
        return Qt::AlignLeft;
    case QStyle::SH_FormLayoutLabelAlignment:
        return Qt::AlignRight | Qt::AlignVCenter;
    case QStyle::SH_ComboBox_PopupFrameStyle:
        return QFrame::Box | QFrame::Plain;
    default:
        return {};
    }
}

std::optional<QSize> contents(QStyle::ContentsType type, const QStyleOption *option, QSize size, const QWidget *widget)
{
    const Metrics &m = Metrics::current();
    switch (type) {
    case QStyle::CT_PushButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
            return pushButton(*button, widget);
        return {};
    case QStyle::CT_ToolButton:
        if (const auto *tool = qstyleoption_cast<const QStyleOptionToolButton *>(option))
            return toolButton(*tool, widget);
        return {};
    case QStyle::CT_CheckBox:
    case QStyle::CT_RadioButton:
        return QSize(size.width() + Metrics::Indicator + Gap::Control, std::max(size.height(), m.row));
    case QStyle::CT_LineEdit:
        return QSize(size.width() + 2 * Metrics::FieldPadding, controlHeight(widget));
    case QStyle::CT_ComboBox:
        return QSize(size.width() + Metrics::FieldPadding + ArrowWidth + Gap::Group, controlHeight(widget));
    case QStyle::CT_SpinBox:
        return QSize(size.width() + Metrics::FieldPadding + SpinWidth, controlHeight(widget));
    case QStyle::CT_TabBarTab: {
        // QTabBar reckons with 4 px beside an icon or a button.
        const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
        const int icon = tab && !tab->icon.isNull() ? Gap::Icon - 4 : 0;
        const int button = tab && !tab->rightButtonSize.isEmpty() ? Gap::Icon - 4 : 0;
        return QSize(size.width() + icon + button, std::max(size.height(), m.header));
    }
    case QStyle::CT_MenuBarItem:
        return QSize(size.width() + 2 * Gap::Control, m.menuBar);
    case QStyle::CT_MenuBar:
        return QSize(size.width(), m.menuBar);
    case QStyle::CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return menuItem(*item, size);
        return {};
    case QStyle::CT_ProgressBar:
        return QSize(size.width(), 4);
    default:
        return {};
    }
}

std::optional<QRect> element(QStyle::SubElement element, const QStyleOption *option, const QWidget *widget)
{
    switch (element) {
    case QStyle::SE_LineEditContents: {
        const QWidget *parent = widget ? widget->parentWidget() : nullptr;
        if (qobject_cast<const QComboBox *>(parent) || qobject_cast<const QAbstractSpinBox *>(parent))
            return option->rect;
        const int padding = Metrics::FieldPadding - LineEditOwnMargin;
        return option->rect.adjusted(padding, 0, -padding, 0);
    }
    case QStyle::SE_PushButtonFocusRect:
    case QStyle::SE_PushButtonContents:
        return option->rect;
    case QStyle::SE_ProgressBarGroove:
    case QStyle::SE_ProgressBarContents:
        return option->rect;
    default:
        return {};
    }
}

namespace {
std::optional<QRect> scrollBar(const QStyleOptionSlider &slider, QStyle::SubControl part)
{
    const QRect r = slider.rect;
    const bool vertical = slider.orientation == Qt::Vertical;
    const int room = vertical ? r.height() : r.width();
    int length = room;
    if (slider.maximum != slider.minimum) {
        const qint64 range = qint64(slider.maximum) - slider.minimum;
        length = int(qint64(slider.pageStep) * room / (range + slider.pageStep));
        length = std::clamp(length, std::min(ScrollHandleMin, room), room);
    }
    const int start = QStyle::sliderPositionFromValue(slider.minimum, slider.maximum, slider.sliderPosition,
                                                      room - length, slider.upsideDown);
    const auto span = [&](int from, int extent) {
        const QRect rect =
            vertical ? QRect(r.x(), r.y() + from, r.width(), extent) : QRect(r.x() + from, r.y(), extent, r.height());
        return QStyle::visualRect(slider.direction, r, rect);
    };
    switch (part) {
    case QStyle::SC_ScrollBarGroove:
        return r;
    case QStyle::SC_ScrollBarSlider:
        return span(start, length);
    case QStyle::SC_ScrollBarSubPage:
        return span(0, start);
    case QStyle::SC_ScrollBarAddPage:
        return span(start + length, room - start - length);
    case QStyle::SC_ScrollBarAddLine:
    case QStyle::SC_ScrollBarSubLine:
        return QRect(); // no arrows
    default:
        return {};
    }
}

std::optional<QRect> comboBox(const QStyleOptionComboBox &combo, QStyle::SubControl part)
{
    switch (part) {
    case QStyle::SC_ComboBoxFrame:
        return combo.rect;
    case QStyle::SC_ComboBoxArrow:
        return trailing(&combo, ArrowWidth);
    case QStyle::SC_ComboBoxEditField:
        return withoutTrailing(&combo, Metrics::FieldPadding - (combo.editable ? LineEditOwnMargin : 0), ArrowWidth)
            .adjusted(0, combo.editable ? 2 : 0, 0, combo.editable ? -2 : 0);
    default:
        return {};
    }
}

std::optional<QRect> spinBox(const QStyleOptionSpinBox &spin, QStyle::SubControl part)
{
    const bool buttons = spin.buttonSymbols != QAbstractSpinBox::NoButtons;
    const QRect arrows = trailing(&spin, SpinWidth).adjusted(0, 2, -2, -2);
    switch (part) {
    case QStyle::SC_SpinBoxFrame:
        return spin.rect;
    case QStyle::SC_SpinBoxUp:
        return buttons ? QRect(arrows.x(), arrows.y(), arrows.width(), arrows.height() / 2) : QRect();
    case QStyle::SC_SpinBoxDown:
        return buttons ? QRect(arrows.x(), arrows.y() + arrows.height() / 2, arrows.width(), arrows.height() / 2)
                       : QRect();
    case QStyle::SC_SpinBoxEditField:
        return withoutTrailing(&spin, Metrics::FieldPadding - LineEditOwnMargin, buttons ? SpinWidth : 2)
            .adjusted(0, 2, 0, -2);
    default:
        return {};
    }
}
} // namespace

std::optional<QRect> subControl(QStyle::ComplexControl control, const QStyleOptionComplex *option,
                                QStyle::SubControl part)
{
    if (control == QStyle::CC_ScrollBar) {
        if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return scrollBar(*slider, part);
    } else if (control == QStyle::CC_ComboBox) {
        if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option))
            return comboBox(*combo, part);
    } else if (control == QStyle::CC_SpinBox) {
        if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option))
            return spinBox(*spin, part);
    } else if (control == QStyle::CC_ToolButton) {
        if (const auto *tool = qstyleoption_cast<const QStyleOptionToolButton *>(option)) {
            const bool split = tool->features.testFlag(QStyleOptionToolButton::MenuButtonPopup);
            if (part == QStyle::SC_ToolButtonMenu)
                return split ? trailing(tool, ArrowWidth) : QRect();
            if (part == QStyle::SC_ToolButton)
                return split ? withoutTrailing(tool, 0, ArrowWidth) : tool->rect;
        }
    }
    return {};
}

} // namespace Spacewright::Ui::Style
