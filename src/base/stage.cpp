// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/stage.h"

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace Spacewright {

namespace {
constexpr std::array<std::pair<Stage, QLatin1StringView>, 13> Names{{
    {Stage::NoAppFile, "NO_APP_FILE"_L1},
    {Stage::ConfigError, "CONFIG_ERROR"_L1},
    {Stage::Building, "BUILDING"_L1},
    {Stage::BuildError, "BUILD_ERROR"_L1},
    {Stage::AppStarting, "APP_STARTING"_L1},
    {Stage::Running, "RUNNING"_L1},
    {Stage::RunningBuilding, "RUNNING_BUILDING"_L1},
    {Stage::RunningAppStarting, "RUNNING_APP_STARTING"_L1},
    {Stage::RuntimeError, "RUNTIME_ERROR"_L1},
    {Stage::Sleeping, "SLEEPING"_L1},
    {Stage::Stopped, "STOPPED"_L1},
    {Stage::Paused, "PAUSED"_L1},
    {Stage::Deleting, "DELETING"_L1},
}};
} // namespace

QString stageName(Stage stage)
{
    for (const auto &[value, name] : Names) {
        if (value == stage)
            return name;
    }
    Q_UNREACHABLE_RETURN({});
}

std::optional<Stage> stageFromName(QStringView name)
{
    for (const auto &[value, text] : Names) {
        if (name == text)
            return value;
    }
    return std::nullopt;
}

StageGroup stageGroup(Stage stage)
{
    switch (stage) {
    case Stage::Running:
        return StageGroup::Running;
    case Stage::Building:
    case Stage::AppStarting:
    case Stage::RunningBuilding:
    case Stage::RunningAppStarting:
        return StageGroup::Transient;
    case Stage::Sleeping:
    case Stage::Stopped:
        return StageGroup::Asleep;
    case Stage::Paused:
        return StageGroup::Paused;
    case Stage::ConfigError:
    case Stage::BuildError:
    case Stage::RuntimeError:
        return StageGroup::Error;
    case Stage::NoAppFile:
    case Stage::Deleting:
        return StageGroup::None;
    }
    Q_UNREACHABLE_RETURN(StageGroup::None);
}

bool isServing(Stage stage)
{
    return stage == Stage::Running || stage == Stage::RunningBuilding || stage == Stage::RunningAppStarting;
}

bool isTransient(Stage stage)
{
    return stageGroup(stage) == StageGroup::Transient;
}

} // namespace Spacewright
