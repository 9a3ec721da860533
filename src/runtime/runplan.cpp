// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/runplan.h"

#include "base/clock.h"
#include "hardware/flavour.h"
#include "manifest/customheaders.h"
#include "runtime/differences.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Runtime {

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(RunPlan)
};

constexpr QLatin1StringView Readme = "README.md"_L1;
constexpr qint64 Gibibyte = 1024LL * 1024 * 1024;
constexpr QLatin1StringView PortMark = "{port}"_L1;

/// Line of `key` in README.md, from 1; 0 when it is not written there.
int lineOf(const Manifest::SpaceManifest &manifest, QStringView key)
{
    const Manifest::YamlPair *pair = manifest.header.find(key);
    return pair ? pair->keyRange.line + 1 : 0;
}

RunStep fromManifest(const Manifest::SpaceManifest &manifest, RunStep step, const QString &key)
{
    step.source = Readme + u' ' + key;
    step.file = Readme;
    step.line = lineOf(manifest, key);
    return step;
}

/// "README.md sdk_version, requirements.txt": the first file it names.
RunStep fromEnvironment(const Manifest::SpaceManifest &manifest, const Environment::PlanStep &step)
{
    RunStep result{step.id, step.title, step.reason, step.source, {}, 0};
    const QStringList words = step.source.section(u',', 0, 0).split(u' ');
    if (words.first() == Readme && words.size() > 1) {
        result.file = Readme;
        result.line = lineOf(manifest, words[1]);
    } else if (words.first().endsWith("requirements.txt"_L1)) {
        result.file = words.first();
    }
    return result;
}

RunStep readStep(const Manifest::SpaceManifest &manifest)
{
    const QString sdk = manifest.sdk ? Manifest::sdkName(manifest.sdk->value) : QString();
    return fromManifest(manifest,
                        {u"plan"_s,
                         Words::tr("Read the manifest"),
                         sdk.isEmpty() ? Words::tr("README.md decides how the Space is built.")
                                       : Words::tr("README.md makes it a %1 Space.").arg(sdk),
                         {},
                         {},
                         0},
                        u"sdk"_s);
}

RunStep readyStep(const RunPlan &plan, const Manifest::SpaceManifest &manifest)
{
    return fromManifest(manifest,
                        {u"ready"_s,
                         Words::tr("Wait for the page"),
                         Words::tr("The app has to answer within %1.").arg(durationText(plan.startupTimeout)),
                         {},
                         {},
                         0},
                        u"startup_duration_timeout"_s);
}

/// What the flavour has, as far as it can be held to. Shared hardware has no figures.
Sandbox::Limits sandboxLimits(const RunPlan &plan)
{
    constexpr qint64 Gigabyte = 1'000'000'000;
    // Ours, where the Hub says nothing: far above what a server of models takes, far below what stops a machine.
    Sandbox::Limits limits{.tasks = 4096, .processes = 512, .temporaryBytes = 2 * Gibibyte};
    if (const auto flavour = Hardware::flavour(plan.flavour)) {
        limits.memoryBytes = flavour->memoryGb * Gibibyte; // "16Gi" is how the Hub counts 16 GB. Source: errors.md 1.2
        limits.processors = flavour->vcpu;
        limits.fileBytes = flavour->diskGb * Gigabyte;
    }
    if (plan.machine.memoryBytes > 0)
        limits.temporaryBytes = std::min(limits.temporaryBytes, plan.machine.memoryBytes / 4);
    return limits;
}

void addSandboxStep(RunPlan &plan)
{
    plan.steps.append({u"sandbox"_s,
                       Words::tr("Shut the app in"),
                       Words::tr("This Space is not your own: the app sees its folder and its environment, and "
                                 "nothing else of yours."),
                       Words::tr("trust and the settings of the Space"),
                       {},
                       0});
}

void addProcessSteps(RunPlan &plan, const Manifest::SpaceManifest &manifest)
{
    for (const Environment::PlanStep &step : plan.environment->steps)
        plan.steps.append(fromEnvironment(manifest, step));
    if (plan.sandbox)
        addSandboxStep(plan);
    plan.steps.append(
        fromManifest(manifest,
                     {u"start"_s,
                      Words::tr("Start %1").arg(plan.appFile),
                      manifest.appFileKey ? Words::tr("README.md names %1 as app_file.").arg(plan.appFile)
                                          : Words::tr("README.md names no app_file, so it is %1.").arg(plan.appFile),
                      {},
                      {},
                      0},
                     u"app_file"_s));
    plan.steps.append(readyStep(plan, manifest));
}

void addStaticSteps(RunPlan &plan, const Manifest::SpaceManifest &manifest)
{
    plan.steps.append(
        fromManifest(manifest,
                     {u"start"_s,
                      Words::tr("Serve the folder"),
                      Words::tr("A static Space needs no program; %1 is the first page.").arg(plan.appFile),
                      {},
                      {},
                      0},
                     u"app_file"_s));
}

/// Source: spaces.md 3.4, 8.1, 9. The Hub runs the app file with Python, whatever its name.
QStringList argumentsFor(Manifest::Sdk sdk, const QString &appFile)
{
    if (sdk == Manifest::Sdk::Gradio)
        return {appFile};
    return {u"-m"_s,
            u"streamlit"_s,
            u"run"_s,
            appFile,
            u"--server.port"_s,
            PortMark,
            u"--server.address"_s,
            u"127.0.0.1"_s,
            u"--server.headless"_s,
            u"true"_s,
            u"--server.runOnSave"_s,
            u"true"_s,
            u"--server.fileWatcherType"_s,
            u"auto"_s,
            u"--server.enableXsrfProtection"_s,
            u"false"_s,
            u"--browser.gatherUsageStats"_s,
            u"false"_s};
}

/// What the person chose, or the flavour has, as far as the engine has it.
/// Source: spaces.md 11; the number of processes is our choice, the Hub's is not known.
Container::ContainerLimits containerLimits(const RunPlan &plan, const Surroundings &surroundings)
{
    constexpr int MostProcesses = 4096;
    Container::ContainerLimits limits;
    if (surroundings.choice.limits) {
        limits = *surroundings.choice.limits;
    } else if (const auto flavour = Hardware::flavour(plan.flavour)) {
        limits.cpus = flavour->vcpu;
        limits.memoryBytes = flavour->memoryGb * Gibibyte;
    }
    // An engine refuses more processors than it has.
    if (surroundings.docker && surroundings.docker->cpus > 0)
        limits.cpus = std::min(limits.cpus, surroundings.docker->cpus);
    if (limits.processes == 0)
        limits.processes = MostProcesses;
    return limits;
}

Container::AppImage appImage(const RunPlan &plan, const Manifest::SpaceManifest &manifest,
                             const Manifest::Snapshot &snapshot, Container::Era era)
{
    const bool isGradio = *plan.sdk == Manifest::Sdk::Gradio;
    const QString version = manifest.sdkVersion ? manifest.sdkVersion->value : QString();
    return {.sdk = *plan.sdk,
            .sdkVersion = version,
            .python = manifest.python().isEmpty() ? u"3.13"_s : manifest.python(),
            .platformRequirements = Environment::platformRequirements(
                isGradio ? Environment::Sdk::Gradio : Environment::Sdk::Streamlit, version),
            .appFile = plan.appFile,
            .port = plan.hubPort,
            .hasRequirements = snapshot.hasFile(u"requirements.txt"),
            .hasPreRequirements = snapshot.hasFile(u"pre-requirements.txt"),
            .hasPackages = snapshot.hasFile(u"packages.txt"),
            .era = era};
}

void addContainerSteps(RunPlan &plan, const Manifest::SpaceManifest &manifest)
{
    RunStep image{u"image"_s,
                  Words::tr("Build the image"),
                  plan.image->isGenerated
                      ? Words::tr("The Hub makes an image for this Space, and so does Spacewright: platform, packages, "
                                  "requirements, and the repository last.")
                      : Words::tr("The Space has a Dockerfile of its own."),
                  {},
                  {},
                  0};
    if (plan.image->isGenerated) {
        plan.steps.append(fromManifest(manifest, image, u"sdk"_s));
    } else {
        image.source = image.file = u"Dockerfile"_s;
        plan.steps.append(image);
    }
    plan.steps.append(fromManifest(
        manifest,
        {u"start"_s,
         Words::tr("Start the container"),
         Words::tr("It runs as user 1000, and only port %1 is published, to this machine alone.").arg(plan.hubPort),
         {},
         {},
         0},
        u"app_port"_s));
    plan.steps.append(readyStep(plan, manifest));
}

void planContainer(RunPlan &plan, const Manifest::SpaceManifest &manifest, const Manifest::Snapshot &snapshot,
                   const Surroundings &surroundings)
{
    const RunChoice &choice = surroundings.choice;
    plan.engine = Engine::Container;
    plan.hubPort = quint16(manifest.appPort());
    const bool isOwn = *plan.sdk == Manifest::Sdk::Docker;
    if (!isOwn)
        plan.appFile = Manifest::cleanRelativePath(manifest.appFile());
    if (const Result<> ready = Container::usable(surroundings.docker.value_or(Container::DockerFacts())); !ready) {
        plan.obstacle = Obstacle{Stage::BuildError, Verdict::Machine, ready.error().message, {}, {}, 0};
        return;
    }
    Container::ImageRequest request;
    request.folder = plan.folder;
    request.baseImages = choice.baseImages;
    if (isOwn) {
        request.dockerfile = snapshot.text(u"Dockerfile"_s).text;
        request.variables = choice.variables;
        request.secrets = choice.secrets;
    } else {
        request.app = appImage(plan, manifest, snapshot, choice.era);
    }
    const Result<Container::ImagePlan> image = Container::plan(request);
    if (!image) {
        plan.obstacle = Obstacle{Stage::BuildError,
                                 Verdict::Repository,
                                 image.error().message,
                                 {},
                                 isOwn ? u"Dockerfile"_s : QString(Readme),
                                 isOwn ? 0 : lineOf(manifest, u"python_version")};
        return;
    }
    plan.image = *image;
    plan.limits = containerLimits(plan, surroundings);
    addContainerSteps(plan, manifest);
}

QJsonObject imageJson(const RunPlan &plan)
{
    QJsonObject mapped;
    for (const Container::MappedImage &image : plan.image->mapped)
        mapped.insert(image.wanted, image.used);
    return {{u"name"_s, plan.image->name},
            {u"dockerfile"_s, plan.image->dockerfile},
            {u"generated"_s, plan.image->isGenerated},
            {u"baseImages"_s, mapped},
            {u"limits"_s,
             QJsonObject{{u"cpus"_s, plan.limits.cpus},
                         {u"memoryBytes"_s, plan.limits.memoryBytes},
                         {u"processes"_s, plan.limits.processes}}}};
}

Obstacle fromRefusal(const Manifest::Refusal &refusal)
{
    return {refusal.stage,   Verdict::Repository, refusal.message,
            refusal.hubText, refusal.file,        refusal.range == TextRange{} ? 0 : refusal.range.line + 1};
}

Obstacle noSandbox(const Sandbox::Ability &ability)
{
    Obstacle obstacle{Stage::BuildError,
                      Verdict::Machine,
                      Words::tr("The app was to run in a sandbox, and there is none here. %1 Or run it without a "
                                "sandbox (spw run --no-sandbox); then it can read and change your files.")
                          .arg(ability.obstacle.endsWith(u'.') ? ability.obstacle : ability.obstacle + u'.'),
                      {},
                      {},
                      0};
    obstacle.lacksSandbox = true;
    return obstacle;
}

Obstacle fromEnvironmentError(const Error &error, const Manifest::SpaceManifest &manifest)
{
    Obstacle obstacle{Stage::BuildError, Verdict::Machine, error.message, {}, {}, 0};
    if (error.code == ErrorCode::Invalid) {
        obstacle.verdict = Verdict::Repository;
        obstacle.file = Readme;
        obstacle.line = lineOf(manifest, error.message.contains("sdk_version"_L1) ? u"sdk_version" : u"python_version");
    }
    return obstacle;
}
} // namespace

QString RunPlan::subject() const
{
    return sdk == Manifest::Sdk::Docker ? Words::tr("The container") : appFile;
}

QString RunPlan::command() const
{
    if (engine == Engine::Static)
        return {};
    if (engine == Engine::Container)
        return image ? "docker run "_L1 + image->name : QString();
    QStringList words = arguments;
    words.replaceInStrings(PortMark, QString::number(hubPort));
    return Command{.program = u"python"_s, .arguments = words, .workingDirectory = {}, .environment = {}, .input = {}}
        .toString();
}

bool RunPlan::runsLike(const RunPlan &other) const
{
    const auto hash = [](const RunPlan &plan) { return plan.environment ? plan.environment->hash : QString(); };
    return engine == other.engine && sdk == other.sdk && folder == other.folder && appFile == other.appFile
        && arguments == other.arguments && sandbox == other.sandbox && hash(*this) == hash(other)
        && image == other.image && limits == other.limits && customHeaders == other.customHeaders
        && basePath == other.basePath && title == other.title && obstacle.has_value() == other.obstacle.has_value();
}

bool needsContainer(const Manifest::SpaceManifest &manifest, const RunChoice &choice)
{
    if (!manifest.sdk || manifest.sdk->value == Manifest::Sdk::Static)
        return false;
    return manifest.sdk->value == Manifest::Sdk::Docker || choice.engine == Engine::Container;
}

std::optional<Environment::Request> environmentRequest(const Manifest::SpaceManifest &manifest,
                                                       const Manifest::Snapshot &snapshot, const RunChoice &choice)
{
    if (Manifest::cannotRun(manifest, snapshot) || needsContainer(manifest, choice))
        return std::nullopt;
    const Manifest::Sdk sdk = manifest.sdk->value;
    if (!Manifest::isPythonSdk(sdk))
        return std::nullopt;
    const auto textOf = [&snapshot](const QString &path) {
        const Manifest::FileText text = snapshot.text(path);
        return text.isRead() ? std::optional(text.text) : std::nullopt;
    };
    Environment::Request request;
    request.sdk = sdk == Manifest::Sdk::Gradio ? Environment::Sdk::Gradio : Environment::Sdk::Streamlit;
    request.sdkVersion = manifest.sdkVersion ? manifest.sdkVersion->value : QString();
    request.python = manifest.python();
    request.requirements = textOf(u"requirements.txt"_s);
    request.preRequirements = textOf(u"pre-requirements.txt"_s);
    return request;
}

RunPlan plan(const Manifest::SpaceManifest &manifest, const Manifest::Snapshot &snapshot,
             const Surroundings &surroundings, const Result<Environment::EnvironmentPlan> &environment)
{
    RunPlan plan;
    plan.folder = snapshot.folder;
    plan.machine = surroundings.machine;
    plan.title = manifest.title ? manifest.title->value : QString();
    plan.flavour = manifest.suggestedHardware ? manifest.suggestedHardware->value : u"cpu-basic"_s;
    plan.steps.append(readStep(manifest));
    if (const auto refusal = Manifest::cannotRun(manifest, snapshot)) {
        plan.obstacle = fromRefusal(*refusal);
        return plan;
    }
    plan.sdk = manifest.sdk->value;
    plan.startupTimeout = manifest.startupTimeout();
    plan.basePath = manifest.basePath();
    for (const Manifest::CustomHeader &header : manifest.customHeaders) {
        if (Manifest::isSentByTheHub(header.name, header.value))
            plan.customHeaders.emplaceBack(header.name.toLatin1(), header.value.toLatin1());
    }

    if (needsContainer(manifest, surroundings.choice)) {
        planContainer(plan, manifest, snapshot, surroundings);
        if (!plan.obstacle)
            plan.differences += differences(manifest, surroundings, plan);
        return plan;
    }

    switch (*plan.sdk) {
    case Manifest::Sdk::Docker: // always in a container
        break;
    case Manifest::Sdk::Static:
        plan.engine = Engine::Static;
        plan.appFile = Manifest::cleanRelativePath(manifest.appFile());
        if (!snapshot.hasFile(plan.appFile) && !snapshot.isTruncated && manifest.appBuildCommand) {
            plan.obstacle = Obstacle{Stage::BuildError,
                                     Verdict::Machine,
                                     Words::tr("%1 is not built yet. Run %2 in a terminal, then run the Space again.")
                                         .arg(plan.appFile, manifest.appBuildCommand->value),
                                     {},
                                     Readme,
                                     lineOf(manifest, u"app_build_command")};
            return plan;
        }
        addStaticSteps(plan, manifest);
        break;
    case Manifest::Sdk::Gradio:
    case Manifest::Sdk::Streamlit:
        plan.appFile = Manifest::cleanRelativePath(manifest.appFile());
        plan.hubPort = quint16(manifest.appPort());
        plan.arguments = argumentsFor(*plan.sdk, plan.appFile);
        if (!environment) {
            plan.obstacle = fromEnvironmentError(environment.error(), manifest);
            return plan;
        }
        plan.environment = *environment;
        plan.differences = environment->differences;
        if (surroundings.sandbox) {
            if (!surroundings.sandboxAbility.isThere()) {
                plan.obstacle = noSandbox(surroundings.sandboxAbility);
                return plan;
            }
            plan.sandbox = Sandbox::Enclosure{surroundings.sandboxAbility, *surroundings.sandbox,
                                              surroundings.sandbox->limits.value_or(sandboxLimits(plan))};
        }
        addProcessSteps(plan, manifest);
        break;
    }
    plan.differences += differences(manifest, surroundings, plan);
    return plan;
}

QString engineName(Engine engine)
{
    switch (engine) {
    case Engine::Process:
        return u"process"_s;
    case Engine::Container:
        return u"container"_s;
    case Engine::Static:
        return u"static"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

std::optional<Engine> engineFromName(QStringView name)
{
    for (const Engine engine : {Engine::Process, Engine::Container, Engine::Static}) {
        if (engineName(engine) == name)
            return engine;
    }
    return {};
}

QJsonObject toJson(const RunPlan &plan)
{
    QJsonArray steps;
    for (const RunStep &step : plan.steps) {
        QJsonObject object{
            {u"id"_s, step.id}, {u"title"_s, step.title}, {u"reason"_s, step.reason}, {u"source"_s, step.source}};
        if (!step.file.isEmpty())
            object.insert(u"file"_s, step.file);
        if (step.line > 0)
            object.insert(u"line"_s, step.line);
        steps.append(object);
    }
    QJsonArray differences;
    for (const Difference &difference : plan.differences)
        differences.append(Environment::toJson(difference));
    QJsonObject headers;
    for (const auto &[name, value] : plan.customHeaders)
        headers.insert(QString::fromLatin1(name), QString::fromLatin1(value));

    QJsonObject result{
        {u"engine"_s, engineName(plan.engine)},
        {u"folder"_s, plan.folder},
        {u"title"_s, plan.title},
        {u"flavour"_s, plan.flavour},
        {u"sdk"_s, plan.sdk ? QJsonValue(Manifest::sdkName(*plan.sdk)) : QJsonValue()},
        {u"appFile"_s, plan.appFile},
        {u"command"_s, plan.command()},
        {u"port"_s, plan.hubPort},
        {u"basePath"_s, plan.basePath},
        {u"startupTimeoutSeconds"_s, qint64(plan.startupTimeout.count())},
        {u"customHeaders"_s, headers},
        {u"sandbox"_s, plan.sandbox ? QJsonValue(Sandbox::toJson(*plan.sandbox)) : QJsonValue()},
        {u"environment"_s, plan.environment ? QJsonValue(Environment::toJson(*plan.environment)) : QJsonValue()},
        {u"image"_s, plan.image ? QJsonValue(imageJson(plan)) : QJsonValue()},
        {u"steps"_s, steps},
        {u"differences"_s, differences}};
    if (plan.obstacle) {
        result.insert(u"obstacle"_s,
                      QJsonObject{{u"stage"_s, stageName(plan.obstacle->stage)},
                                  {u"verdict"_s, verdictName(plan.obstacle->verdict)},
                                  {u"message"_s, plan.obstacle->message},
                                  {u"hub"_s, plan.obstacle->hubText},
                                  {u"file"_s, plan.obstacle->file},
                                  {u"line"_s, plan.obstacle->line},
                                  {u"lacksSandbox"_s, plan.obstacle->lacksSandbox}});
    }
    return result;
}

} // namespace Spacewright::Runtime
