// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pipeline.h"
#include "base/stage.h"

#include <QDateTime>

#include <optional>
#include <vector>

namespace Spacewright::Ui {

/// What the preview knows about the Space it shows.
struct PreviewState {
    std::optional<Stage> stage; ///< nullopt: it has not run yet
    QString title; ///< the Space's name: "whisper-notes"
    QString appFile; ///< what restarts: "app.py"; empty for a static Space
    QString cause; ///< translated; one sentence on why it is in this stage
    QDateTime since; ///< when the start began, for the elapsed time
    std::vector<Pipeline::StepReport> steps;
};

} // namespace Spacewright::Ui
