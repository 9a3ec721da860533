// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyle>

#include <optional>

class QPainter;
class QStyleOption;
class QStyleOptionComplex;
class QWidget;

/// The control groups SpacewrightStyle is made of. Each draw function returns false for what it
/// leaves to Fusion.
namespace Spacewright::Ui::Style {

/// What is drawn, in one bundle.
struct Canvas {
    const QStyle &style;
    const QStyleOption *option;
    QPainter &painter;
    const QWidget *widget;
};

// buttons.cpp: push and tool buttons, check boxes, radio buttons, focus
bool drawButton(QStyle::PrimitiveElement element, const Canvas &canvas);
bool drawButton(QStyle::ControlElement element, const Canvas &canvas);
bool drawButton(QStyle::ComplexControl control, const Canvas &canvas);
// fields.cpp: line edits, combo boxes, spin boxes, frames
bool drawField(QStyle::PrimitiveElement element, const Canvas &canvas);
bool drawField(QStyle::ControlElement element, const Canvas &canvas);
bool drawField(QStyle::ComplexControl control, const Canvas &canvas);
// tabs.cpp
bool drawTab(QStyle::PrimitiveElement element, const Canvas &canvas);
bool drawTab(QStyle::ControlElement element, const Canvas &canvas);
// lists.cpp: rows, table heads, branches
bool drawList(QStyle::PrimitiveElement element, const Canvas &canvas);
bool drawList(QStyle::ControlElement element, const Canvas &canvas);
// menus.cpp: menus, menu bar, tool bar, status bar, tool tip, separators
bool drawMenu(QStyle::PrimitiveElement element, const Canvas &canvas);
bool drawMenu(QStyle::ControlElement element, const Canvas &canvas);
// scroll.cpp: scroll bars, progress bars, splitters
bool drawScroll(QStyle::PrimitiveElement element, const Canvas &canvas);
bool drawScroll(QStyle::ControlElement element, const Canvas &canvas);
bool drawScroll(QStyle::ComplexControl control, const Canvas &canvas);

// sizes.cpp; nullopt: as Fusion has it
std::optional<int> pixels(QStyle::PixelMetric metric);
std::optional<int> hint(QStyle::StyleHint hint);
std::optional<QSize> contents(QStyle::ContentsType type, const QStyleOption *option, QSize size, const QWidget *widget);
std::optional<QRect> element(QStyle::SubElement element, const QStyleOption *option, const QWidget *widget);
std::optional<QRect> subControl(QStyle::ComplexControl control, const QStyleOptionComplex *option,
                                QStyle::SubControl subControl);

/// Width of the arrow part of a split or menu button and of a combo box.
inline constexpr int ArrowWidth = 24;
/// Width of the two arrows of a spin box.
inline constexpr int SpinWidth = 20;
/// From a menu's edge to its text: padding, icon, gap.
inline constexpr int MenuIconColumn = 10 + 16 + 10;

} // namespace Spacewright::Ui::Style
