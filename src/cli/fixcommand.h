// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command.h"
#include "cli/surefixes.h"

namespace Spacewright::Cli {

/// `spw fix [DIR]`: makes the fixes that leave no choice.
class FixCommand final : public Command {
    Q_OBJECT
public:
    using Command::Command;

    [[nodiscard]] Description description() const override;
    void start(const QCommandLineParser &parser) override;

private:
    void report(const SureFixes &fixes, bool isDryRun);
};

} // namespace Spacewright::Cli
