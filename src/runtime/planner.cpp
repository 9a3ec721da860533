// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/planner.h"

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

using Answer = QFuture<Result<RunPlan>>;
} // namespace

Answer planFolder(QObject *context, EnvironmentSource &environments, const QString &folder,
                  const QProcessEnvironment &environment, const std::optional<Sandbox::Wish> &sandbox)
{
    const bool hasToken = environment.contains(u"HF_TOKEN"_s);
    // It is tried while the folder is read.
    const QFuture<Sandbox::Ability> ability =
        sandbox ? Sandbox::probe() : QtFuture::makeReadyValueFuture(Sandbox::Ability());
    return QtConcurrent::run(&read, folder)
        .then(context,
              [context, &environments, hasToken, sandbox, ability, folder](const Result<Reading> &reading) -> Answer {
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
                            [context, &environments, hasToken, sandbox,
                             shared](const std::pair<Hardware::Machine, Sandbox::Ability> &found) -> Answer {
                                const Surroundings here{found.first, hasToken, sandbox, found.second};
                                const auto request = environmentRequest(shared->manifest, shared->snapshot);
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
