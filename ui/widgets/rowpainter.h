// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/stage.h"
#include "widgets/theme.h"

#include <QIcon>
#include <QList>
#include <QString>

#include <optional>

class QPainter;
class QStyleOptionViewItem;
class QWidget;

namespace Spacewright::Ui {

/// What one row of a list, tree or palette shows. The style has drawn selection, hover and bar.
struct RowContent {
    struct Pill {
        QString text;
        std::optional<StageGroup> group = {}; ///< as paintPill() takes it
    };
    struct Mark {
        qsizetype start = 0;
        qsizetype length = 0;
    };

    QIcon icon = {};
    QString text = {};
    bool strong = false; ///< the subject of the row
    QList<Mark> marks = {}; ///< parts of `text` in 600: what matched
    QString secondary = {}; ///< muted caption after the text
    Qt::TextElideMode secondaryElide = Qt::ElideRight; ///< paths: in the middle
    QString trailing = {}; ///< muted caption at the end: "ignored", a shortcut, a time
    QIcon trailingIcon = {}; ///< at the end, before `trailing`: a lock
    QList<Pill> pills = {};
    QString letter = {}; ///< at the very end, 600: a git state
    StageGroup letterGroup = StageGroup::None;
    bool muted = false;
    bool tintIcon = true; ///< false: the icon keeps its own colours
    std::optional<StageGroup> group = {}; ///< text and secondary in the colour of that group
};

/// For a list whose selection is moved from a field that keeps the focus, as in the palette: it is
/// drawn as if the list had the focus.
void setDrivenByField(QWidget *view);
[[nodiscard]] bool isDrivenByField(const QWidget *view);

/// Draws rows of all delegates alike: icon 16, gaps 6, everything on one baseline.
class RowPainter {
public:
    /// `option` as initStyleOption() left it; `leading` px are kept free at the leading edge.
    static void paint(QPainter &painter, const QStyleOptionViewItem &option, const RowContent &content,
                      int leading = 6);
    /// Row background as the style draws it, for views where nothing has drawn it yet.
    static void paintBackground(QPainter &painter, const QStyleOptionViewItem &option);
};

} // namespace Spacewright::Ui
