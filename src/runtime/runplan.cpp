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

/// What the flavour has, as far as it can be held to. Shared hardware has no figures.
Sandbox::Limits limitsOf(const Manifest::SpaceManifest &manifest, const Hardware::Machine &machine)
{
    constexpr qint64 Gigabyte = 1'000'000'000;
    constexpr qint64 Gibibyte = 1024 * 1024 * 1024;
    // Ours, where the Hub says nothing: far above what a server of models takes, far below what stops a machine.
    Sandbox::Limits limits{.tasks = 4096, .processes = 512, .temporaryBytes = 2 * Gibibyte};
    const QString wanted = manifest.suggestedHardware ? manifest.suggestedHardware->value : u"cpu-basic"_s;
    if (const auto flavour = Hardware::flavour(wanted)) {
        limits.memoryBytes = flavour->memoryGb * Gibibyte; // "16Gi" is how the Hub counts 16 GB. Source: errors.md 1.2
        limits.processors = flavour->vcpu;
        limits.fileBytes = flavour->diskGb * Gigabyte;
    }
    if (machine.memoryBytes > 0)
        limits.temporaryBytes = std::min(limits.temporaryBytes, machine.memoryBytes / 4);
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
    plan.steps.append(
        fromManifest(manifest,
                     {u"ready"_s,
                      Words::tr("Wait for the page"),
                      Words::tr("The app has to answer within %1.").arg(durationText(plan.startupTimeout)),
                      {},
                      {},
                      0},
                     u"startup_duration_timeout"_s));
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

QString RunPlan::command() const
{
    if (engine == Engine::Static)
        return {};
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
        && customHeaders == other.customHeaders && basePath == other.basePath && title == other.title
        && obstacle.has_value() == other.obstacle.has_value();
}

std::optional<Environment::Request> environmentRequest(const Manifest::SpaceManifest &manifest,
                                                       const Manifest::Snapshot &snapshot)
{
    if (Manifest::cannotRun(manifest, snapshot))
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

    switch (*plan.sdk) {
    case Manifest::Sdk::Docker:
        plan.obstacle =
            Obstacle{Stage::BuildError,
                     Verdict::Machine,
                     Words::tr("A docker Space needs the container engine, which this version does not have "
                               "yet. Build it with docker in a terminal."),
                     {},
                     u"Dockerfile"_s,
                     0};
        return plan;
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
            plan.sandbox =
                Sandbox::Enclosure{surroundings.sandboxAbility, *surroundings.sandbox,
                                   surroundings.sandbox->limits.value_or(limitsOf(manifest, surroundings.machine))};
        }
        addProcessSteps(plan, manifest);
        break;
    }
    plan.differences += differences(manifest, surroundings, plan);
    return plan;
}

QString engineName(Engine engine)
{
    return engine == Engine::Static ? u"static"_s : u"process"_s;
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
        {u"sdk"_s, plan.sdk ? QJsonValue(Manifest::sdkName(*plan.sdk)) : QJsonValue()},
        {u"appFile"_s, plan.appFile},
        {u"command"_s, plan.command()},
        {u"port"_s, plan.hubPort},
        {u"basePath"_s, plan.basePath},
        {u"startupTimeoutSeconds"_s, qint64(plan.startupTimeout.count())},
        {u"customHeaders"_s, headers},
        {u"sandbox"_s, plan.sandbox ? QJsonValue(Sandbox::toJson(*plan.sandbox)) : QJsonValue()},
        {u"environment"_s, plan.environment ? QJsonValue(Environment::toJson(*plan.environment)) : QJsonValue()},
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
