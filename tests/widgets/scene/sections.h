// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

/// The boxes of the scene; each returns the content of one.
namespace Spacewright::Ui::Scene {

// controls.cpp
[[nodiscard]] QWidget *stageChips();
[[nodiscard]] QWidget *publishButtons();
[[nodiscard]] QWidget *toolTipAndMenu();
[[nodiscard]] QWidget *buttons();
[[nodiscard]] QWidget *fields();
// panels.cpp
[[nodiscard]] QWidget *diff();
[[nodiscard]] QWidget *stripsAndProgress();
[[nodiscard]] QWidget *docks();
[[nodiscard]] QWidget *toolBar();
[[nodiscard]] QWidget *emptyState();
[[nodiscard]] QWidget *failedState();
[[nodiscard]] QWidget *starting();
[[nodiscard]] QWidget *failedTimeline();
[[nodiscard]] QWidget *paletteRows();
[[nodiscard]] QWidget *hubCard();
[[nodiscard]] QWidget *trust();

} // namespace Spacewright::Ui::Scene
