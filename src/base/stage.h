// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace Spacewright {

/// The Hub's thirteen stages of a Space. Source: huggingface.js api-collection.ts.
enum class Stage {
    NoAppFile,
    ConfigError,
    Building,
    BuildError,
    AppStarting,
    Running,
    RunningBuilding,
    RunningAppStarting,
    RuntimeError,
    Sleeping,
    Stopped,
    Paused,
    Deleting,
};

/// How a stage is drawn: colour, glyph and urgency. Source: design/visual.md §3.
enum class StageGroup { Running, Transient, Asleep, Paused, Error, None };

/// The Hub's name, such as `RUNNING_APP_STARTING`. Never translated.
[[nodiscard]] QString stageName(Stage stage);
/// nullopt for a name that this version does not know; show it as transient, never fail.
[[nodiscard]] std::optional<Stage> stageFromName(QStringView name);
[[nodiscard]] StageGroup stageGroup(Stage stage);
/// True while a page answers, also while a newer revision is on its way.
[[nodiscard]] bool isServing(Stage stage);
/// True while something is going on that ends by itself.
[[nodiscard]] bool isTransient(Stage stage);

} // namespace Spacewright
