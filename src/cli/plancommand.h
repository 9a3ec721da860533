// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command.h"
#include "container/docker.h"
#include "runtime/runplan.h"

#include <memory>

namespace Spacewright::Environment {
class Store;
}
namespace Spacewright::Runtime {
class EnvironmentSource;
}

namespace Spacewright::Cli {

/// `spw plan [DIR]`: what running a Space would do.
class PlanCommand final : public Command {
    Q_OBJECT
public:
    PlanCommand(const Services &services, Output &output);
    ~PlanCommand() override;

    [[nodiscard]] Description description() const override;
    void start(const QCommandLineParser &parser) override;

private:
    void print(const Runtime::RunPlan &plan);

    std::unique_ptr<Container::Docker> m_docker;
    std::unique_ptr<Environment::Store> m_store;
    std::unique_ptr<Runtime::EnvironmentSource> m_source;
};

} // namespace Spacewright::Cli
