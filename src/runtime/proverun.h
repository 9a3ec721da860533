// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/process.h"
#include "environment/store.h"
#include "hardware/proof.h"

namespace Spacewright::Runtime {

/// How the proof by work is started in `installation`: Python in isolated mode with the script of the resources, a few
/// variables, and, where `bubblewrap` is its path, without network and with the whole disk read-only. Pure.
[[nodiscard]] Command proofCommand(const Environment::Installation &installation, const QString &bubblewrap,
                                   const QProcessEnvironment &environment);

/// What came of it.
struct ProofRun {
    Hardware::Proof proof;
    bool isIsolated = false; ///< it had neither network nor a disk to write to
};

/// Lets the environment's own packages work, for two minutes at most. Where bubblewrap does not work here, it runs once
/// more without. Tool when Python fails otherwise; `detail` has its words, redacted by nobody: they are a library's.
[[nodiscard]] QFuture<Result<ProofRun>> prove(QObject *context, const Environment::Installation &installation,
                                              const QString &bubblewrap, const QProcessEnvironment &environment);

} // namespace Spacewright::Runtime
