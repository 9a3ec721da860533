// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "container/docker.h"
#include "runtime/environmentsource.h"
#include "runtime/runplan.h"

#include <QFuture>

class QObject;

namespace Spacewright::Runtime {

/// What a plan is made with. The sources live on the calling thread and must outlive the answer's `context`.
struct PlanSources {
    EnvironmentSource &environments;
    const Container::Docker *docker = nullptr; ///< null: there are no containers
};

/// Reads `folder` and this machine, and plans. Asks docker only where the Space needs a container. With `sandbox` the
/// app is to be shut in. Nothing is answered once `context` is gone. NotFound when there is no such folder.
[[nodiscard]] QFuture<Result<RunPlan>>
planFolder(QObject *context, const PlanSources &sources, const QString &folder, const RunChoice &choice = {},
           const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment(),
           const std::optional<Sandbox::Wish> &sandbox = {});

} // namespace Spacewright::Runtime
