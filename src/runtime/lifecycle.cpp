// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/lifecycle.h"

#include <QtGlobal>

namespace Spacewright::Runtime {

namespace {

std::optional<Stage> afterBuildAsked(Stage stage)
{
    if (stage == Stage::Deleting)
        return std::nullopt;
    return isServing(stage) ? Stage::RunningBuilding : Stage::Building;
}

std::optional<Stage> afterRestartAsked(Stage stage)
{
    switch (stage) {
    case Stage::AppStarting:
    case Stage::RuntimeError:
    case Stage::Sleeping:
    case Stage::Stopped:
    case Stage::Paused:
        return Stage::AppStarting;
    case Stage::Running:
    case Stage::RunningAppStarting:
        return Stage::RunningAppStarting;
    case Stage::NoAppFile:
    case Stage::ConfigError:
    case Stage::Building:
    case Stage::BuildError:
    case Stage::RunningBuilding:
    case Stage::Deleting:
        return std::nullopt;
    }
    Q_UNREACHABLE_RETURN(std::nullopt);
}

std::optional<Stage> unlessDeleting(Stage stage, Stage then)
{
    return stage == Stage::Deleting ? std::nullopt : std::optional(then);
}

std::optional<Stage> onlyFrom(std::initializer_list<std::pair<Stage, Stage>> rows, Stage stage)
{
    for (const auto &[from, to] : rows) {
        if (from == stage)
            return to;
    }
    return std::nullopt;
}

} // namespace

std::optional<Stage> next(Stage stage, Event event)
{
    switch (event) {
    case Event::AppFileMissing:
        return unlessDeleting(stage, Stage::NoAppFile);
    case Event::ConfigRefused:
        return unlessDeleting(stage, Stage::ConfigError);
    case Event::BuildAsked:
        return afterBuildAsked(stage);
    case Event::BuildFailed:
        return onlyFrom({{Stage::Building, Stage::BuildError}, {Stage::RunningBuilding, Stage::BuildError}}, stage);
    case Event::BuildFinished:
        return onlyFrom({{Stage::Building, Stage::AppStarting}, {Stage::RunningBuilding, Stage::RunningAppStarting}},
                        stage);
    case Event::RestartAsked:
        return afterRestartAsked(stage);
    case Event::AppHealthy:
        return onlyFrom({{Stage::AppStarting, Stage::Running}, {Stage::RunningAppStarting, Stage::Running}}, stage);
    case Event::AppFailed:
        return onlyFrom({{Stage::AppStarting, Stage::RuntimeError},
                         {Stage::Running, Stage::RuntimeError},
                         {Stage::RunningAppStarting, Stage::RuntimeError}},
                        stage);
    case Event::ServingEnded:
        return onlyFrom({{Stage::RunningBuilding, Stage::Building}, {Stage::RunningAppStarting, Stage::AppStarting}},
                        stage);
    case Event::WentIdle:
        return onlyFrom({{Stage::Running, Stage::Sleeping}}, stage);
    case Event::StopAsked:
        return isServing(stage) || isTransient(stage) ? unlessDeleting(stage, Stage::Stopped) : std::nullopt;
    case Event::PauseAsked:
        return stage == Stage::Paused ? std::nullopt : unlessDeleting(stage, Stage::Paused);
    case Event::DeleteAsked:
        return unlessDeleting(stage, Stage::Deleting);
    }
    Q_UNREACHABLE_RETURN(std::nullopt);
}

} // namespace Spacewright::Runtime
