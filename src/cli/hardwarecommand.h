// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command.h"
#include "cli/spacehardware.h"
#include "cli/spaceweights.h"
#include "hardware/flavourfit.h"
#include "runtime/proverun.h"

namespace Spacewright::History {
class Ledger;
}

namespace Spacewright::Cli {

/// `spw hardware`: what this machine has, why a Space does or does not use its GPU, and which of the Hub's flavours
/// would do.
class HardwareCommand final : public Command {
    Q_OBJECT
public:
    HardwareCommand(const Services &services, Output &output);
    ~HardwareCommand() override;

    [[nodiscard]] Description description() const override;
    void start(const QCommandLineParser &parser) override;
    void cancel() override;

private:
    void machine();
    void explain();
    void prove();
    void flavours(const QCommandLineParser &parser);
    void showFlavours(const Hardware::Needs &needs, const SpaceWeights &weights);
    void showProof(const Hardware::ChainFacts &facts, const Result<Runtime::ProofRun> &run);

    std::unique_ptr<History::Ledger> m_ledger;
    std::unique_ptr<SpaceHardware> m_space; ///< null: no Space was named
    QFuture<Result<Runtime::ProofRun>> m_proof;
};

} // namespace Spacewright::Cli
