// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/paths.h"
#include "environment/interpreter.h"

#include <QFuture>
#include <QProcessEnvironment>

namespace Spacewright::Environment {

struct InterpreterCandidate {
    QString path;
    InterpreterSource source = InterpreterSource::Path;

    friend bool operator==(const InterpreterCandidate &, const InterpreterCandidate &) = default;
};

/// Programs that may be a Python: `python3…` in every folder of PATH, the versions of pyenv
/// (`PYENV_ROOT`, else ~/.pyenv), and those that uv manages (`UV_PYTHON_INSTALL_DIR`, else its data
/// folder). Links resolved, each once, pyenv's shims left out. Looks at folders only; starts nothing.
[[nodiscard]] QList<InterpreterCandidate> interpreterCandidates(const QProcessEnvironment &environment);

/// What the probe script printed, as an interpreter; nullopt for a virtual environment, another
/// implementation than CPython, a version before 3.8 (uv's floor), or words that are no answer.
[[nodiscard]] std::optional<Interpreter> parseProbe(const QByteArray &output, const InterpreterCandidate &candidate);

/// Asks every candidate, newest version first in the answer. Answers are kept in `paths.cache` by path
/// and time stamp, so that the second time starts no process. Call on a thread with an event loop.
[[nodiscard]] QFuture<Result<QList<Interpreter>>>
findInterpreters(const Paths &paths, const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment());

} // namespace Spacewright::Environment
