// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls.h"
#include "widgets/metrics.h"
#include "widgets/style/groups.h"
#include "widgets/style/paint.h"

#include <QAbstractButton>
#include <QFocusFrame>
#include <QPainter>
#include <QStyleOption>

namespace Spacewright::Ui::Style {

namespace {
struct Look {
    QColor fill;
    QColor line;
    QColor text;
};

bool isOn(const QStyleOption *option, QStyle::StateFlag flag)
{
    return option->state.testFlag(flag);
}

Look lookOf(const QStyleOption *option, ButtonRole role)
{
    const bool hovered = isOn(option, QStyle::State_MouseOver) || isOn(option, QStyle::State_Sunken);
    const bool flat = role == ButtonRole::Flat;
    if (!isOn(option, QStyle::State_Enabled))
        return {.fill = QColor(), .line = flat ? QColor() : color(Token::Border), .text = color(Token::Disabled)};
    if (isOn(option, QStyle::State_On))
        return {.fill = color(Token::AccentTint), .line = QColor(), .text = color(Token::Accent)};
    switch (role) {
    case ButtonRole::Filled:
        return {.fill = color(hovered ? Token::AccentFillHover : Token::AccentFill),
                .line = QColor(),
                .text = color(Token::OnAccent)};
    case ButtonRole::Destructive:
        return {.fill = color(Token::ErrorTint), .line = color(Token::ErrorSolid), .text = color(Token::ErrorText)};
    case ButtonRole::Flat:
        return {.fill = hovered ? color(Token::Hover) : QColor(), .line = QColor(), .text = color(Token::Text)};
    case ButtonRole::Normal:
        break;
    }
    return {.fill = color(hovered ? Token::Hover : Token::Raised),
            .line = color(Token::ButtonBorder),
            .text = color(Token::Text)};
}

ButtonRole roleOf(const Canvas &canvas)
{
    const ButtonRole role = buttonRole(canvas.widget);
    if (role != ButtonRole::Normal)
        return role;
    if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(canvas.option))
        return button->features.testFlag(QStyleOptionButton::Flat) ? ButtonRole::Flat : role;
    return isOn(canvas.option, QStyle::State_AutoRaise) ? ButtonRole::Flat : role;
}

void panel(const Canvas &canvas, const QRect &rect)
{
    const Look look = lookOf(canvas.option, roleOf(canvas));
    Paint::box(canvas.painter, rect, Radius::Control, look.fill, look.line);
}

void pushButtonLabel(const QStyleOptionButton &button, const Canvas &canvas)
{
    QRect rect = button.rect;
    const Look look = lookOf(&button, roleOf(canvas));
    if (button.features.testFlag(QStyleOptionButton::HasMenu)) {
        const QRect arrow(rect.right() - ArrowWidth + 1, rect.y(), ArrowWidth, rect.height());
        Paint::chevron(canvas.painter, QStyle::visualRect(button.direction, rect, arrow), Qt::DownArrow, look.text);
        rect = QStyle::visualRect(button.direction, rect, rect.adjusted(0, 0, -ArrowWidth + 6, 0));
    }
    Paint::label(canvas.painter,
                 {.rect = rect,
                  .icon = button.icon,
                  .text = button.text,
                  .color = look.text,
                  .alignment = Qt::AlignCenter,
                  .direction = button.direction,
                  .showShortcut = canvas.style.styleHint(QStyle::SH_UnderlineShortcut, &button, canvas.widget) != 0});
}

void indicator(const Canvas &canvas, bool round)
{
    const QStyleOption *option = canvas.option;
    const bool enabled = isOn(option, QStyle::State_Enabled);
    const bool partly = isOn(option, QStyle::State_NoChange);
    const bool on = isOn(option, QStyle::State_On) || partly;
    QRect rect(0, 0, Metrics::Indicator, Metrics::Indicator);
    rect.moveCenter(option->rect.center());
    const qreal radius = round ? Metrics::Indicator / 2.0 : Radius::Tag;
    const bool hovered = isOn(option, QStyle::State_MouseOver);
    const QColor fill = on && enabled ? color(hovered ? Token::AccentFillHover : Token::AccentFill)
        : enabled                     ? color(Token::Surface)
                                      : QColor();
    const QColor line = !enabled ? color(Token::Border) : on ? QColor() : color(hovered ? Token::Text : Token::Outline);
    Paint::box(canvas.painter, rect, radius, fill, line);
    if (!on)
        return;
    const QColor mark = color(enabled ? Token::OnAccent : Token::Disabled);
    if (round) {
        Paint::box(canvas.painter, QRectF(rect).adjusted(5, 5, -5, -5), 3, mark);
    } else if (partly) {
        Paint::box(canvas.painter, QRectF(rect.x() + 4, rect.y() + 7, 8, 2), 1, mark);
    } else {
        Paint::tick(canvas.painter, rect, mark);
    }
}

void checkLabel(const QStyleOptionButton &button, const Canvas &canvas)
{
    const bool enabled = isOn(&button, QStyle::State_Enabled);
    Paint::label(canvas.painter,
                 {.rect = button.rect,
                  .icon = button.icon,
                  .text = button.text,
                  .color = color(enabled ? Token::Text : Token::Disabled),
                  .alignment = Qt::AlignVCenter | Qt::AlignLeft,
                  .direction = button.direction,
                  .showShortcut = canvas.style.styleHint(QStyle::SH_UnderlineShortcut, &button, canvas.widget) != 0});
}

void toolButtonLabel(const QStyleOptionToolButton &tool, const Canvas &canvas, QRect rect)
{
    const ButtonRole role = roleOf(canvas);
    const Look look = lookOf(&tool, role);
    const bool popup = tool.features.testFlag(QStyleOptionToolButton::HasMenu)
        && !tool.features.testFlag(QStyleOptionToolButton::MenuButtonPopup);
    const bool iconOnly = tool.toolButtonStyle == Qt::ToolButtonIconOnly || tool.text.isEmpty();
    if (popup && !iconOnly) {
        const QRect arrow(rect.right() - ArrowWidth + 1, rect.y(), ArrowWidth, rect.height());
        Paint::chevron(canvas.painter, QStyle::visualRect(tool.direction, rect, arrow), Qt::DownArrow, look.text);
        rect = QStyle::visualRect(tool.direction, rect, rect.adjusted(0, 0, -ArrowWidth + 6, 0));
    }
    if (tool.arrowType != Qt::NoArrow && tool.icon.isNull() && iconOnly) {
        Paint::chevron(canvas.painter, rect, tool.arrowType, look.text);
        return;
    }
    canvas.painter.setFont(tool.font);
    const bool textOnly = tool.toolButtonStyle == Qt::ToolButtonTextOnly;
    Paint::label(
        canvas.painter,
        {.rect = rect,
         .icon = textOnly ? QIcon() : tool.icon,
         .text = iconOnly ? QString() : tool.text,
         .color = look.text,
         .alignment = Qt::AlignCenter,
         .direction = tool.direction,
         .showShortcut = false,
         .iconExtent = std::min(tool.iconSize.width(), tool.iconSize.height()),
         .tintIcon = role == ButtonRole::Filled || role == ButtonRole::Destructive || isOn(&tool, QStyle::State_On)});
}

void toolButton(const QStyleOptionToolButton &tool, const Canvas &canvas)
{
    const QRect button =
        canvas.style.subControlRect(QStyle::CC_ToolButton, &tool, QStyle::SC_ToolButton, canvas.widget);
    panel(canvas, tool.rect);
    if (tool.features.testFlag(QStyleOptionToolButton::MenuButtonPopup)) {
        const QRect arrow =
            canvas.style.subControlRect(QStyle::CC_ToolButton, &tool, QStyle::SC_ToolButtonMenu, canvas.widget);
        const Look look = lookOf(&tool, roleOf(canvas));
        Paint::chevron(canvas.painter, arrow, Qt::DownArrow, look.text);
        if (look.line.isValid()) {
            const int x = tool.direction == Qt::RightToLeft ? arrow.right() : arrow.left();
            canvas.painter.fillRect(QRect(x, tool.rect.y() + 1, 1, tool.rect.height() - 2), look.line);
        }
    }
    toolButtonLabel(tool, canvas, button);
}

/// Around a button, 1 px outside its shape; the frame is larger by the focus margins.
void focusFrame(const Canvas &canvas)
{
    const auto *frame = qobject_cast<const QFocusFrame *>(canvas.widget);
    if (!frame || !frame->widget())
        return;
    const QWidget *target = frame->widget();
    const QVariant own = target->property("sw_radius");
    const qreal radius = own.isValid() ? own.toReal() : Radius::Control;
    Paint::focusRing(canvas.painter, canvas.option->rect, radius + 3);
}
} // namespace

bool drawButton(QStyle::PrimitiveElement element, const Canvas &canvas)
{
    switch (element) {
    case QStyle::PE_PanelButtonCommand:
    case QStyle::PE_PanelButtonBevel:
    case QStyle::PE_PanelButtonTool:
        panel(canvas, canvas.option->rect);
        return true;
    case QStyle::PE_FrameDefaultButton:
    case QStyle::PE_FrameButtonBevel:
    case QStyle::PE_FrameButtonTool:
        return true;
    case QStyle::PE_IndicatorCheckBox:
    case QStyle::PE_IndicatorItemViewItemCheck:
        indicator(canvas, false);
        return true;
    case QStyle::PE_IndicatorRadioButton:
        indicator(canvas, true);
        return true;
    case QStyle::PE_FrameFocusRect:
        // Buttons have the ring outside, rows their bar; what remains gets it inside.
        if (!qobject_cast<const QAbstractButton *>(canvas.widget) && !isOn(canvas.option, QStyle::State_Selected))
            Paint::focusRing(canvas.painter, canvas.option->rect, Radius::Control);
        return true;
    case QStyle::PE_IndicatorArrowDown:
        Paint::chevron(canvas.painter, canvas.option->rect, Qt::DownArrow, color(Token::Text));
        return true;
    case QStyle::PE_IndicatorArrowUp:
        Paint::chevron(canvas.painter, canvas.option->rect, Qt::UpArrow, color(Token::Text));
        return true;
    case QStyle::PE_IndicatorArrowLeft:
        Paint::chevron(canvas.painter, canvas.option->rect, Qt::LeftArrow, color(Token::Text));
        return true;
    case QStyle::PE_IndicatorArrowRight:
        Paint::chevron(canvas.painter, canvas.option->rect, Qt::RightArrow, color(Token::Text));
        return true;
    default:
        return false;
    }
}

bool drawButton(QStyle::ControlElement element, const Canvas &canvas)
{
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(canvas.option);
    switch (element) {
    case QStyle::CE_PushButtonBevel:
        panel(canvas, canvas.option->rect);
        return true;
    case QStyle::CE_PushButtonLabel:
        if (button)
            pushButtonLabel(*button, canvas);
        return button;
    case QStyle::CE_CheckBoxLabel:
    case QStyle::CE_RadioButtonLabel:
        if (button)
            checkLabel(*button, canvas);
        return button;
    case QStyle::CE_FocusFrame:
        focusFrame(canvas);
        return true;
    default:
        return false;
    }
}

bool drawButton(QStyle::ComplexControl control, const Canvas &canvas)
{
    if (control != QStyle::CC_ToolButton)
        return false;
    const auto *tool = qstyleoption_cast<const QStyleOptionToolButton *>(canvas.option);
    if (tool)
        toolButton(*tool, canvas);
    return tool;
}

} // namespace Spacewright::Ui::Style
