// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "environment/interpreter.h"
#include "hardware/hosttools.h"
#include "hardware/machine.h"
#include "welcome/welcomepage.h"

#include <optional>

namespace Spacewright {

/// What was found out about this machine; the answers come one by one.
struct MachineFindings {
    std::optional<QList<Environment::Interpreter>> interpreters;
    QString uvVersion; ///< empty: there is none yet
    std::optional<Hardware::Machine> machine;
    Hardware::HostTools tools;
    std::optional<qint64> environmentBytes; ///< of all environments together
    qint64 freeableBytes = 0; ///< what removing unused environments gives back
};

/// Id of the fact whose action removes unused environments.
inline constexpr QLatin1StringView FreeEnvironments("freeEnvironments");

/// True where a large environment may not fit any more.
[[nodiscard]] bool isShortOfDisk(const Hardware::Machine &machine);
/// The lines of "This machine", of what is known by now. Pure.
[[nodiscard]] QList<Ui::MachineFact> machineFacts(const MachineFindings &found);

} // namespace Spacewright
