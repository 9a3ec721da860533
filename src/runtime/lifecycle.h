// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/stage.h"

#include <optional>

namespace Spacewright::Runtime {

/// What can happen to a Space, here or on the Hub.
enum class Event {
    AppFileMissing, ///< the newest revision was read: its entry point is not there
    ConfigRefused, ///< the newest revision was read: its README cannot be used
    BuildAsked, ///< a revision whose environment has to be made or looked up first
    BuildFailed,
    BuildFinished,
    RestartAsked, ///< start the app again in the environment that is there
    AppHealthy, ///< the newest app answers
    AppFailed, ///< the newest app ended, or did not answer in time
    ServingEnded, ///< the app that served while a newer revision was on its way is gone
    WentIdle,
    StopAsked,
    PauseAsked,
    DeleteAsked,
};

/// The life of a running Space: the stage after `event`, which may be the same one; nullopt where
/// the event is not allowed. Source: spaces.md 4.1, design/architecture.md 4.
[[nodiscard]] std::optional<Stage> next(Stage stage, Event event);

} // namespace Spacewright::Runtime
