// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTypes>

#include <compare>

namespace Spacewright::Ui {

/// A place in a log: the number of a line and a UTF-16 column in it.
struct LogPosition {
    qint64 number = 0;
    int column = 0;

    friend auto operator<=>(const LogPosition &, const LogPosition &) = default;
};

/// From where the selection was begun to where the caret is.
struct LogSelection {
    LogPosition anchor;
    LogPosition caret;

    [[nodiscard]] bool isEmpty() const { return anchor == caret; }
    [[nodiscard]] LogPosition start() const { return anchor < caret ? anchor : caret; }
    [[nodiscard]] LogPosition end() const { return anchor < caret ? caret : anchor; }
};

} // namespace Spacewright::Ui
