// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/stage.h"

#include <QString>

#include <chrono>
#include <optional>

namespace Spacewright {

namespace Runtime {
struct StageChange;
}

/// What a person hears who looks elsewhere.
struct News {
    QString subject; ///< translated: what, and of which Space
    QString sentence; ///< translated

    friend bool operator==(const News &, const News &) = default;
};

/// What is worth telling when `before` gives way to `now` after `worked` on the way there: that the page answers, where
/// that took long, and every failure. Pure.
[[nodiscard]] std::optional<News> newsOf(Stage before, const Runtime::StageChange &now,
                                         std::chrono::milliseconds worked, const QString &space);

} // namespace Spacewright
