// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/environmentsource.h"
#include "runtime/runplan.h"

#include <QFuture>

class QObject;

namespace Spacewright::Runtime {

/// Reads `folder` and this machine, and plans. `context` and `environments` live on the calling thread;
/// nothing is answered once `context` is gone. With `sandbox` the app is to be shut in. NotFound when there is no such
/// folder.
[[nodiscard]] QFuture<Result<RunPlan>>
planFolder(QObject *context, EnvironmentSource &environments, const QString &folder,
           const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment(),
           const std::optional<Sandbox::Wish> &sandbox = {});

} // namespace Spacewright::Runtime
