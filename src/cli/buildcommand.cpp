// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/buildcommand.h"

#include "cli/engineoptions.h"
#include "cli/stepprogress.h"
#include "environment/store.h"
#include "git/repository.h"
#include "runtime/environmentsource.h"
#include "runtime/planner.h"
#include "runtime/variables.h"
#include "settings/keys.h"
#include "settings/store.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Spacewright::Cli {

namespace {

/// What the Space asks for cannot be had: its own fault. The rest is the machine's or the network's.
ExitCode buildExitCode(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotFound:
    case ErrorCode::Conflict:
    case ErrorCode::Invalid:
    case ErrorCode::Space:
        return ExitCode::SpaceFailed;
    default:
        return exitCodeOf(code);
    }
}

} // namespace

BuildCommand::BuildCommand(const Services &services, Output &output)
    : Command(services, output)
{
}

BuildCommand::~BuildCommand() = default;

Command::Description BuildCommand::description() const
{
    return {
        .name = u"build"_s,
        .arguments = u"[DIR]"_s,
        .summary = tr("Builds the environment or the image that a Space asks for."),
        .details =
            tr("An environment that is there already is used as it is. Exit code 4 when the Space cannot be built, 5 "
               "when it is not trusted yet."),
        .options = QList<QCommandLineOption>{{u"trust"_s, tr("Says that the code in DIR may run here, from now on.")}}
            + engineOptions()};
}

void BuildCommand::start(const QCommandLineParser &parser)
{
    m_store = std::make_unique<Environment::Store>(m_services.paths, m_services.redactor, m_services.environment,
                                                   m_services.clock);
    m_source = std::make_unique<Runtime::StoreSource>(*m_store);
    m_docker = std::make_unique<Container::Docker>(m_services.paths, m_services.redactor, m_services.environment);
    const QString folder = folderArgument(parser);
    if (!QFileInfo(folder).isDir())
        return finish(Error{ErrorCode::NotFound, tr("There is no folder %1. Check the path.").arg(folder), {}});
    const auto choice = engineChoice(parser, Settings::Store(m_services.paths), folder);
    if (!choice)
        return wrongUsage(choice.error().message);
    m_gate.ask(folder, parser.isSet(u"trust"_s), [this, folder, choice](const Result<Workspace::TrustKind> &trust) {
        if (m_isFinished)
            return;
        if (!trust)
            return finish(trust.error());
        plan(folder, *choice);
    });
}

void BuildCommand::plan(const QString &folder, Runtime::RunChoice choice)
{
    const Settings::Store settings(m_services.paths);
    const auto variables = Runtime::readVariables(settings.value(Settings::Keys::RunVariables, folder)).values;
    choice.variables = variables.keys();
    Runtime::planFolder(this, {*m_source, m_docker.get()}, folder, choice, m_services.environment)
        .then(this, [this, variables](const Result<Runtime::RunPlan> &plan) {
            if (!plan)
                return finish(plan.error());
            if (plan->obstacle)
                return fail(*plan->obstacle);
            if (plan->image)
                return buildImage(*plan, variables);
            if (!plan->environment)
                return nothingToBuild();
            build(*plan->environment);
        });
}

void BuildCommand::fail(const Runtime::Obstacle &obstacle)
{
    if (m_output.isJson()) {
        m_output.json(QJsonObject{{u"stage"_s, stageName(obstacle.stage)},
                                  {u"cause"_s, obstacle.message},
                                  {u"verdict"_s, Runtime::verdictName(obstacle.verdict)}});
    }
    m_output.error(stageName(obstacle.stage) + u"  "_s + obstacle.message);
    finish(ExitCode::SpaceFailed);
}

void BuildCommand::nothingToBuild()
{
    if (m_output.isJson())
        m_output.json(QJsonObject{{u"hash"_s, QJsonValue()},
                                  {u"folder"_s, QJsonValue()},
                                  {u"cached"_s, true},
                                  {u"seconds"_s, QJsonObject()}});
    m_output.progress(tr("A static Space needs no environment."));
    finish(ExitCode::Fine);
}

void BuildCommand::build(const Environment::EnvironmentPlan &plan)
{
    if (const auto there = m_store->find(plan.hash))
        return report(*there, true);
    m_pipeline = m_store->build(plan);
    connect(m_pipeline.get(), &Pipeline::stepChanged, this,
            [this](int, const Pipeline::StepReport &step) { showStep(m_output, step); });
    connect(m_pipeline.get(), &Pipeline::finished, this, [this, hash = plan.hash](const Result<> &result) {
        if (!result)
            return failed(result.error());
        if (const auto built = m_store->find(hash))
            return report(*built, false);
        finish(Error{ErrorCode::Io,
                     tr("The environment %1 was removed as soon as it was built. Build it again.").arg(hash),
                     {}});
    });
    m_pipeline->start();
}

void BuildCommand::buildImage(const Runtime::RunPlan &plan, const QMap<QString, QString> &variables)
{
    Container::ImageBuild::Input input{.folder = plan.folder,
                                       .tracked = Git::trackedFilesOf(plan.folder),
                                       .values = variables,
                                       .docker = {},
                                       .cache = {},
                                       .environment = {}};
    Container::ImageBuild::Sink sink;
    sink.output = [this](const QByteArray &bytes) {
        if (!m_output.isJson())
            m_output.progress(QString::fromUtf8(bytes).chopped(bytes.endsWith('\n') ? 1 : 0));
    };
    m_pipeline = std::make_unique<Pipeline>(m_docker->buildSteps(*plan.image, std::move(input), std::move(sink)));
    connect(m_pipeline.get(), &Pipeline::finished, this, [this, name = plan.image->name](const Result<> &result) {
        if (!result)
            return failed(result.error());

        if (m_output.isJson())
            m_output.json(QJsonObject{{u"image"_s, name}, {u"seconds"_s, secondsOf(m_pipeline->steps())}});
        else
            m_output.line(name);
        finish(ExitCode::Fine);
    });
    m_pipeline->start();
}

void BuildCommand::failed(const Error &error)
{
    if (error.code == ErrorCode::Cancelled)
        return finish(ExitCode::Cancelled);
    if (m_output.isJson()) {
        m_output.json(QJsonObject{{u"stage"_s, stageName(Stage::BuildError)},
                                  {u"cause"_s, error.message},
                                  {u"seconds"_s, secondsOf(m_pipeline->steps())}});
    }
    m_output.error(error);
    finish(buildExitCode(error.code));
}

void BuildCommand::report(const Environment::Installation &installation, bool isCached)
{
    if (m_output.isJson()) {
        m_output.json(QJsonObject{{u"hash"_s, installation.hash},
                                  {u"folder"_s, installation.folder},
                                  {u"cached"_s, isCached},
                                  {u"seconds"_s, m_pipeline ? secondsOf(m_pipeline->steps()) : QJsonObject()}});
    } else {
        m_output.line(installation.folder);
    }
    if (isCached)
        m_output.progress(tr("The environment was there already."));
    finish(ExitCode::Fine);
}

void BuildCommand::cancel()
{
    if (m_pipeline && m_pipeline->isRunning())
        m_pipeline->cancel(); // finished() follows with Cancelled, after the clean-up
    else
        finish(ExitCode::Cancelled);
}

} // namespace Spacewright::Cli
