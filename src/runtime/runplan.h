// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/diagnostic.h"
#include "base/stage.h"
#include "container/containercommands.h"
#include "container/dockerfacts.h"
#include "environment/difference.h"
#include "environment/plan.h"
#include "hardware/machine.h"
#include "manifest/spacemanifest.h"
#include "runtime/verdict.h"
#include "sandbox/enclosure.h"

#include <QJsonObject>

#include <chrono>
#include <optional>

namespace Spacewright::Runtime {

using Environment::Difference;

/// What carries a Space.
enum class Engine {
    Process, ///< the app file in an environment of this machine: "Quick"
    Container, ///< an image as the Hub builds it: "Faithful"
    Static, ///< the gateway serves the folder
};

/// One thing that is going to happen, and why.
struct RunStep {
    QString id;
    QString title; ///< translated
    QString reason; ///< translated sentence
    QString source; ///< where it comes from, such as "README.md sdk_version"
    QString file; ///< relative to the Space; empty when the source is no file of it
    int line = 0; ///< in `file`, from 1; 0 when the file as a whole is meant
};

/// Why a plan cannot be carried out here, and what the stage is then.
struct Obstacle {
    Stage stage = Stage::ConfigError;
    Verdict verdict = Verdict::Repository;
    QString message; ///< translated: what, and what next
    QString hubText; ///< the Hub's own words, where it has some
    QString file; ///< where to look
    int line = 0; ///< in `file`, from 1; 0: unknown
    bool lacksSandbox = false; ///< without the sandbox that was wished for, it could be carried out
};

/// Everything about a run before anything is done.
struct RunPlan {
    Engine engine = Engine::Process;
    std::optional<Manifest::Sdk> sdk;
    QString folder;
    QString appFile; ///< relative to `folder`
    std::optional<Environment::EnvironmentPlan> environment; ///< what the process engine needs
    std::optional<Container::ImagePlan> image; ///< what the container engine needs
    Container::ContainerLimits limits; ///< of the container
    std::optional<Sandbox::Enclosure> sandbox; ///< what the app is shut in; without one it runs as this person
    QStringList arguments; ///< for the environment's Python; `{port}` stands for the free port
    QList<RunStep> steps;
    QList<Difference> differences;
    std::chrono::seconds startupTimeout{};
    quint16 hubPort = 0; ///< where the Hub asks the app; 0 for static Spaces
    QString basePath = QStringLiteral("/"); ///< what is opened first
    QList<std::pair<QByteArray, QByteArray>> customHeaders; ///< those of the README that the Hub sends
    QString title; ///< of the README; empty without
    QString flavour; ///< of the Hub that it is to run on: what the README suggests, or the smallest
    Hardware::Machine machine; ///< that it was planned for
    std::optional<Obstacle> obstacle; ///< set: nothing can be started

    /// What runs, as the beginning of a sentence: "app.py", "The container".
    [[nodiscard]] QString subject() const;
    /// "python app.py", for people.
    [[nodiscard]] QString command() const;
    /// True when what runs by `other` need not be started again for this plan.
    [[nodiscard]] bool runsLike(const RunPlan &other) const;
};

/// What a person chooses for the runs of a Space.
struct RunChoice {
    std::optional<Engine> engine; ///< nullopt: the quickest that can carry the Space. A docker Space has no choice.
    QStringList variables; ///< names of what is set for the app
    QStringList secrets; ///< the same for secrets
    Container::BaseImages baseImages;
    Container::Era era = Container::Era::Current;
    std::optional<Container::ContainerLimits> limits; ///< nullopt: those of the flavour that the Space suggests

    friend bool operator==(const RunChoice &, const RunChoice &) = default;
};

/// What this machine brings along.
struct Surroundings {
    Hardware::Machine machine;
    bool hasToken = false; ///< HF_TOKEN is set where the app is going to run
    RunChoice choice = {};
    std::optional<Container::DockerFacts> docker = {}; ///< nullopt: nobody looked, as no container is needed
    std::optional<Sandbox::Wish> sandbox = {}; ///< set: the app is to be shut in
    Sandbox::Ability sandboxAbility = {}; ///< looked at where one is wished for
};

/// True where a run of the Space needs the container engine.
[[nodiscard]] bool needsContainer(const Manifest::SpaceManifest &manifest, const RunChoice &choice);

/// What the Space asks of its environment; nullopt where it needs none.
[[nodiscard]] std::optional<Environment::Request> environmentRequest(const Manifest::SpaceManifest &manifest,
                                                                     const Manifest::Snapshot &snapshot,
                                                                     const RunChoice &choice = {});

/// Pure: looks at nothing but its arguments. `environment` answers environmentRequest(), and is
/// ignored where that is nullopt.
[[nodiscard]] RunPlan plan(const Manifest::SpaceManifest &manifest, const Manifest::Snapshot &snapshot,
                           const Surroundings &surroundings, const Result<Environment::EnvironmentPlan> &environment);

/// For machines: `process`, `container`, `static`.
[[nodiscard]] QString engineName(Engine engine);
[[nodiscard]] std::optional<Engine> engineFromName(QStringView name);
/// The one JSON form, shared by `--format json` and the ledger.
[[nodiscard]] QJsonObject toJson(const RunPlan &plan);

} // namespace Spacewright::Runtime
