// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/planner.h"

#include "environment/torchindex.h"
#include "hardware/torchbackend.h"

#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace Spacewright::Runtime {

namespace {
struct Reading {
    Manifest::Snapshot snapshot;
    Manifest::SpaceManifest manifest;
};

Result<Reading> read(const QString &folder)
{
    Result<Manifest::Snapshot> snapshot = Manifest::readSnapshot(folder);
    if (!snapshot)
        return std::unexpected(snapshot.error());
    Manifest::SpaceManifest manifest = Manifest::readManifest(*snapshot);
    return Reading{std::move(*snapshot), std::move(manifest)};
}

/// Only for a Space that asks for PyTorch itself, so that others share one environment on every machine.
/// UV_TORCH_BACKEND, which uv's own users set, goes before our choice.
QString torchBackendFor(const Environment::Request &request, const Hardware::Machine &machine)
{
    const auto torch = Environment::torchRequirement(request.requirements.value_or(QString()));
    if (!torch)
        return {};
    const QString asked = qEnvironmentVariable("UV_TORCH_BACKEND");
    return asked.isEmpty() || asked == "auto"_L1 ? Hardware::torchBackend(machine, Environment::pinnedTorch(*torch))
                                                 : asked;
}

using Answer = QFuture<Result<RunPlan>>;

QFuture<std::optional<Container::DockerFacts>> lookForDocker(const Container::Docker *docker)
{
    using Facts = std::optional<Container::DockerFacts>;
    if (!docker)
        return QtFuture::makeReadyValueFuture(Facts());
    return docker->probe().then([](const Container::DockerFacts &facts) { return Facts(facts); });
}

/// The second half: what has been read, and this machine → the plan.
Answer planReading(QObject *context, const PlanSources &sources, const std::shared_ptr<const Reading> &reading,
                   const Surroundings &here)
{
    const auto planWith = [reading](const Surroundings &all, const Result<Environment::EnvironmentPlan> &answer) {
        return Result<RunPlan>(plan(reading->manifest, reading->snapshot, all, answer));
    };
    if (needsContainer(reading->manifest, here.choice)) {
        return lookForDocker(sources.docker)
            .then(context, [planWith, here](const std::optional<Container::DockerFacts> &facts) {
                Surroundings all = here;
                all.docker = facts;
                return planWith(all, Environment::EnvironmentPlan{});
            });
    }
    auto request = environmentRequest(reading->manifest, reading->snapshot, here.choice);
    if (!request)
        return QtFuture::makeReadyValueFuture(planWith(here, Environment::EnvironmentPlan{}));
    request->accelerator = torchBackendFor(*request, here.machine);
    return sources.environments.plan(*request).then(
        context,
        [planWith, here](const Result<Environment::EnvironmentPlan> &answer) { return planWith(here, answer); });
}
} // namespace

Answer planFolder(QObject *context, const PlanSources &sources, const QString &folder, const RunChoice &choice,
                  const QProcessEnvironment &environment, const std::optional<Sandbox::Wish> &sandbox)
{
    const bool hasToken = environment.contains(u"HF_TOKEN"_s);
    // It is tried while the folder is read.
    const QFuture<Sandbox::Ability> ability =
        sandbox ? Sandbox::probe() : QtFuture::makeReadyValueFuture(Sandbox::Ability());
    return QtConcurrent::run(&read, folder)
        .then(context,
              [context, sources, hasToken, sandbox, ability, folder, choice](const Result<Reading> &reading) -> Answer {
                  if (!reading)
                      return QtFuture::makeReadyValueFuture(Result<RunPlan>(std::unexpected(reading.error())));
                  const auto shared = std::make_shared<const Reading>(*reading);
                  return Hardware::probe(folder)
                      .then(context,
                            [ability](const Hardware::Machine &machine) {
                                auto waiting = ability;
                                return waiting.then(
                                    [machine](const Sandbox::Ability &found) { return std::pair(machine, found); });
                            })
                      .unwrap()
                      .then(context,
                            [context, sources, hasToken, sandbox, shared,
                             choice](const std::pair<Hardware::Machine, Sandbox::Ability> &found) -> Answer {
                                return planReading(context, sources, shared,
                                                   {.machine = found.first,
                                                    .hasToken = hasToken,
                                                    .choice = choice,
                                                    .docker = {},
                                                    .sandbox = sandbox,
                                                    .sandboxAbility = found.second});
                            })
                      .unwrap();
              })
        .unwrap();
}

} // namespace Spacewright::Runtime
