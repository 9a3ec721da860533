// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command.h"

namespace Spacewright::Cli {

/// `spw hardware`: what this machine has.
class HardwareCommand final : public Command {
    Q_OBJECT
public:
    using Command::Command;

    [[nodiscard]] Description description() const override;
    void start(const QCommandLineParser &parser) override;
};

} // namespace Spacewright::Cli
