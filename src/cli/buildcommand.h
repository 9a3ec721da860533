// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pipeline.h"
#include "cli/command.h"
#include "cli/trustgate.h"
#include "container/docker.h"
#include "runtime/runplan.h"

#include <memory>

namespace Spacewright::Environment {
class Store;
struct Installation;
} // namespace Spacewright::Environment
namespace Spacewright::Runtime {
class EnvironmentSource;
}

namespace Spacewright::Cli {

/// `spw build [DIR]`: makes the environment or the image that a Space asks for.
class BuildCommand final : public Command {
    Q_OBJECT
public:
    BuildCommand(const Services &services, Output &output);
    ~BuildCommand() override;

    [[nodiscard]] Description description() const override;
    void start(const QCommandLineParser &parser) override;
    void cancel() override;

private:
    void plan(const QString &folder, Runtime::RunChoice choice);
    void fail(const Runtime::Obstacle &obstacle);
    void nothingToBuild();
    void build(const Environment::EnvironmentPlan &plan);
    void buildImage(const Runtime::RunPlan &plan, const QMap<QString, QString> &variables);
    void failed(const Error &error);
    void report(const Environment::Installation &installation, bool isCached);

    std::unique_ptr<Container::Docker> m_docker;
    TrustGate m_gate{m_services, m_output};
    std::unique_ptr<Environment::Store> m_store;
    std::unique_ptr<Runtime::EnvironmentSource> m_source;
    std::unique_ptr<Pipeline> m_pipeline; // must not outlive the store
};

} // namespace Spacewright::Cli
