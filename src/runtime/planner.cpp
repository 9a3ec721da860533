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
} // namespace

Answer planFolder(QObject *context, EnvironmentSource &environments, const QString &folder,
                  const QProcessEnvironment &environment)
{
    const bool hasToken = environment.contains(u"HF_TOKEN"_s);
    return QtConcurrent::run(&read, folder)
        .then(context,
              [context, &environments, hasToken, folder](const Result<Reading> &reading) -> Answer {
                  if (!reading)
                      return QtFuture::makeReadyValueFuture(Result<RunPlan>(std::unexpected(reading.error())));
                  const auto shared = std::make_shared<const Reading>(*reading);
                  return Hardware::probe(folder)
                      .then(context,
                            [context, &environments, hasToken, shared](const Hardware::Machine &machine) -> Answer {
                                const Surroundings here{machine, hasToken};
                                auto request = environmentRequest(shared->manifest, shared->snapshot);
                                if (request)
                                    request->accelerator = torchBackendFor(*request, machine);
                                if (!request)
                                    return QtFuture::makeReadyValueFuture(Result<RunPlan>(plan(
                                        shared->manifest, shared->snapshot, here, Environment::EnvironmentPlan{})));
                                return environments.plan(*request).then(
                                    context, [shared, here](const Result<Environment::EnvironmentPlan> &answer) {
                                        return Result<RunPlan>(plan(shared->manifest, shared->snapshot, here, answer));
                                    });
                            })
                      .unwrap();
              })
        .unwrap();
}

} // namespace Spacewright::Runtime
