// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/paths.h"
#include "base/result.h"
#include "environment/interpreter.h"

#include <QFuture>
#include <QProcessEnvironment>

namespace Spacewright::Environment {

class ToolRunner;

/// What resolves and installs: uv, or pip where uv cannot be had.
struct Installer {
    enum class Kind { Uv, Pip };
    Kind kind = Kind::Uv;
    QString program; ///< uv itself; for Pip the interpreter that makes the environment

    friend bool operator==(const Installer &, const Installer &) = default;
};

/// uv in PATH or in Spacewright's own tools folder; empty when there is none.
[[nodiscard]] QString findUv(const Paths &paths, const QProcessEnvironment &environment);

/// The uv of this machine; else brings it into `paths.tools()` from the package index with the pip of
/// `interpreter`, or with one in a virtual environment; else falls back to pip. `runner` must outlive
/// the answer. NotFound when this Python has neither pip nor venv, Cancelled.
[[nodiscard]] QFuture<Result<Installer>> obtainInstaller(const Paths &paths, const QProcessEnvironment &environment,
                                                         const Interpreter &interpreter, ToolRunner &runner);

} // namespace Spacewright::Environment
