// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logs/logline.h"
#include "logs/logsearch.h"

#include <QFont>
#include <QRect>
#include <QTextLayout>

#include <memory>

class QPainter;

namespace Spacewright::Ui {

/// Where the parts of a log row stand. Source: design/visual.md §6, Log row.
struct LogRowGeometry {
    int height = 18;
    int timeLeft = 12;
    int levelLeft = 0;
    int textLeft = 0;

    [[nodiscard]] static LogRowGeometry of(bool withTimes);
};

/// What is special about a row when it is painted.
struct LogRowState {
    QRect rect;
    int scrolled = 0; ///< the text, to the left, in px
    bool isFirstError = false;
    bool isCurrentHit = false;
    bool hasFocus = false;
    int selectionStart = -1; ///< in UTF-16 units; -1 for none
    int selectionEnd = -1; ///< may lie behind the text: then the line end is selected too
    int caret = -1;
    int hoveredLink = -1;
    QList<Logs::Hit> hits;
};

/// Lays out and paints single rows.
class LogRowPainter {
public:
    /// More of a line than this is never painted; copying and searching see all of it.
    static constexpr int MaxPainted = 4000;

    [[nodiscard]] static std::unique_ptr<QTextLayout> layout(const Logs::LogLine &line);
    void paint(QPainter &painter, const Logs::LogLine &line, const LogRowGeometry &geometry,
               const LogRowState &state) const;
    /// The part of the text that is painted.
    [[nodiscard]] static QString painted(const Logs::LogLine &line);
};

} // namespace Spacewright::Ui
