// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls.h"
#include "widgets/metrics.h"
#include "widgets/style/groups.h"
#include "widgets/style/paint.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QFrame>
#include <QLineEdit>
#include <QPainter>
#include <QStyleOption>

namespace Spacewright::Ui::Style {

namespace {
/// The field a line edit belongs to: itself, or the combo or spin box around it.
const QWidget *fieldOf(const QWidget *widget)
{
    const QWidget *parent = widget ? widget->parentWidget() : nullptr;
    if (qobject_cast<const QComboBox *>(parent) || qobject_cast<const QAbstractSpinBox *>(parent))
        return parent;
    return widget;
}

void fieldPanel(const Canvas &canvas, const QRect &rect, bool focused)
{
    const bool enabled = canvas.option->state.testFlag(QStyle::State_Enabled);
    const QColor fill = enabled ? color(Token::Surface) : QColor();
    if (hasFieldError(canvas.widget)) {
        Paint::box(canvas.painter, rect, Radius::Control, fill, color(Token::ErrorSolid), 2);
    } else if (focused && enabled) {
        Paint::box(canvas.painter, rect, Radius::Control, fill, color(Token::Focus), 2);
    } else {
        const bool hovered = canvas.option->state.testFlag(QStyle::State_MouseOver);
        Paint::box(canvas.painter, rect, Radius::Control, fill,
                   color(!enabled      ? Token::Border
                             : hovered ? Token::Muted
                                       : Token::Outline));
    }
}

bool hasFocus(const Canvas &canvas)
{
    return canvas.option->state.testFlag(QStyle::State_HasFocus);
}

void comboBox(const QStyleOptionComboBox &combo, const Canvas &canvas)
{
    const bool enabled = combo.state.testFlag(QStyle::State_Enabled);
    const bool active = combo.state.testFlag(QStyle::State_MouseOver) || combo.state.testFlag(QStyle::State_On);
    if (combo.frame)
        fieldPanel(canvas, combo.rect, hasFocus(canvas));
    else if (enabled && (active || hasFocus(canvas)))
        Paint::box(canvas.painter, combo.rect, Radius::Control, active ? color(Token::Hover) : QColor(),
                   hasFocus(canvas) ? color(Token::Focus) : QColor(), 2);
    const QRect arrow =
        canvas.style.subControlRect(QStyle::CC_ComboBox, &combo, QStyle::SC_ComboBoxArrow, canvas.widget);
    Paint::chevron(canvas.painter, arrow, Qt::DownArrow, color(enabled ? Token::Text : Token::Disabled));
}

void comboLabel(const QStyleOptionComboBox &combo, const Canvas &canvas)
{
    if (combo.editable)
        return;
    const QRect rect =
        canvas.style.subControlRect(QStyle::CC_ComboBox, &combo, QStyle::SC_ComboBoxEditField, canvas.widget);
    const bool enabled = combo.state.testFlag(QStyle::State_Enabled);
    Paint::label(canvas.painter,
                 {.rect = rect,
                  .icon = combo.currentIcon,
                  .text = combo.currentText,
                  .color = color(enabled ? Token::Text : Token::Disabled),
                  .alignment = Qt::AlignVCenter | Qt::AlignLeft,
                  .direction = combo.direction,
                  .iconExtent = std::max(1, combo.iconSize.width()),
                  .tintIcon = false});
}

void spinBox(const QStyleOptionSpinBox &spin, const Canvas &canvas)
{
    if (spin.frame)
        fieldPanel(canvas, spin.rect, hasFocus(canvas));
    const auto arrow = [&](QStyle::SubControl part, Qt::ArrowType type, bool possible) {
        const QRect rect = canvas.style.subControlRect(QStyle::CC_SpinBox, &spin, part, canvas.widget);
        const bool enabled = possible && spin.state.testFlag(QStyle::State_Enabled);
        Paint::chevron(canvas.painter, rect, type, color(enabled ? Token::Text : Token::Disabled), 7);
    };
    if (spin.buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    arrow(QStyle::SC_SpinBoxUp, Qt::UpArrow, spin.stepEnabled.testFlag(QAbstractSpinBox::StepUpEnabled));
    arrow(QStyle::SC_SpinBoxDown, Qt::DownArrow, spin.stepEnabled.testFlag(QAbstractSpinBox::StepDownEnabled));
}

/// Frames of lists, text areas and boxes; a frame shape of None has none.
void frame(const Canvas &canvas)
{
    const auto *view = qobject_cast<const QAbstractItemView *>(canvas.widget);
    const bool inPopup = canvas.widget && canvas.widget->window()->windowType() == Qt::Popup;
    Paint::box(canvas.painter, canvas.option->rect, view || inPopup ? 0 : Radius::Control, QColor(),
               color(Token::Border));
}
} // namespace

bool drawField(QStyle::PrimitiveElement element, const Canvas &canvas)
{
    switch (element) {
    case QStyle::PE_PanelLineEdit: {
        const auto *frameOption = qstyleoption_cast<const QStyleOptionFrame *>(canvas.option);
        // Inside a combo or spin box the box has drawn already.
        const bool inside = fieldOf(canvas.widget) != canvas.widget;
        if (!inside && (!frameOption || frameOption->lineWidth > 0))
            fieldPanel(canvas, canvas.option->rect, hasFocus(canvas));
        return true;
    }
    case QStyle::PE_FrameLineEdit:
        fieldPanel(canvas, canvas.option->rect, hasFocus(canvas));
        return true;
    case QStyle::PE_Frame:
        frame(canvas);
        return true;
    case QStyle::PE_FrameGroupBox:
        Paint::box(canvas.painter, canvas.option->rect, Radius::Card, QColor(), color(Token::Border));
        return true;
    default:
        return false;
    }
}

bool drawField(QStyle::ControlElement element, const Canvas &canvas)
{
    if (element == QStyle::CE_ComboBoxLabel) {
        const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(canvas.option);
        if (combo)
            comboLabel(*combo, canvas);
        return combo;
    }
    if (element == QStyle::CE_ShapedFrame) {
        const auto *shaped = qstyleoption_cast<const QStyleOptionFrame *>(canvas.option);
        if (!shaped)
            return false;
        const bool line = shaped->frameShape == QFrame::HLine || shaped->frameShape == QFrame::VLine;
        if (line) {
            QRect rect = shaped->rect;
            if (shaped->frameShape == QFrame::HLine)
                rect = QRect(rect.x(), rect.center().y(), rect.width(), 1);
            else
                rect = QRect(rect.center().x(), rect.y(), 1, rect.height());
            canvas.painter.fillRect(rect, color(Token::Border));
            return true;
        }
    }
    return false;
}

bool drawField(QStyle::ComplexControl control, const Canvas &canvas)
{
    if (control == QStyle::CC_ComboBox) {
        const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(canvas.option);
        if (combo)
            comboBox(*combo, canvas);
        return combo;
    }
    if (control == QStyle::CC_SpinBox) {
        const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(canvas.option);
        if (spin)
            spinBox(*spin, canvas);
        return spin;
    }
    return false;
}

} // namespace Spacewright::Ui::Style
