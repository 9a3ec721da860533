// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/plancommand.h"

#include "cli/engineoptions.h"
#include "environment/store.h"
#include "runtime/environmentsource.h"
#include "runtime/planner.h"
#include "runtime/variables.h"
#include "settings/keys.h"
#include "settings/store.h"
#include "workspace/trust.h"

using namespace Qt::StringLiterals;

namespace Spacewright::Cli {

namespace {

QString placeOf(const Runtime::RunStep &step)
{
    if (step.file.isEmpty() || step.line <= 0)
        return step.source;
    return u"%1:%2"_s.arg(step.file).arg(step.line);
}

} // namespace

PlanCommand::PlanCommand(const Services &services, Output &output)
    : Command(services, output)
{
}

PlanCommand::~PlanCommand() = default;

Command::Description PlanCommand::description() const
{
    return {.name = u"plan"_s,
            .arguments = u"[DIR]"_s,
            .summary = tr("Says what running a Space would do, and why. Does nothing."),
            .details = tr("Exit code 4 when the Space could not be started."),
            .options = engineOptions()};
}

void PlanCommand::start(const QCommandLineParser &parser)
{
    m_store = std::make_unique<Environment::Store>(m_services.paths, m_services.redactor, m_services.environment,
                                                   m_services.clock);
    m_source = std::make_unique<Runtime::StoreSource>(*m_store);
    const QString folder = folderArgument(parser);
    // As a run would have it: a plan asks what is set for the app.
    QProcessEnvironment environment = m_services.environment;
    const Settings::Store settings(m_services.paths);
    const Runtime::Variables kept = Runtime::readVariables(settings.value(Settings::Keys::RunVariables, folder));
    for (const auto &[name, value] : kept.values.asKeyValueRange())
        environment.insert(name, value);
    auto choice = engineChoice(parser, settings, folder);
    if (!choice)
        return wrongUsage(choice.error().message);
    choice->variables = kept.values.keys();
    const auto trust = Workspace::trustOf(m_services.paths, folder);
    const auto sandbox = Sandbox::wishFor(settings.value(Settings::Keys::RunSandbox, folder),
                                          trust && trust->kind == Workspace::TrustKind::Own,
                                          Sandbox::cacheFromName(settings.value(Settings::Keys::RunModelCache, folder)),
                                          folder, m_services.paths.cache, environment);
    m_docker = std::make_unique<Container::Docker>(m_services.paths, m_services.redactor, m_services.environment);
    Runtime::planFolder(this, {*m_source, m_docker.get()}, folder, *choice, environment, sandbox)
        .then(this, [this](const Result<Runtime::RunPlan> &plan) {
            if (!plan)
                return finish(plan.error());
            if (m_output.isJson())
                m_output.json(Runtime::toJson(*plan));
            else
                print(*plan);
            finish(plan->obstacle ? ExitCode::SpaceFailed : ExitCode::Fine);
        });
}

void PlanCommand::print(const Runtime::RunPlan &plan)
{
    if (plan.obstacle) {
        m_output.line(m_output.toned(Tone::Bad, stageName(plan.obstacle->stage)) + u"  "_s + plan.obstacle->message);
        if (!plan.obstacle->hubText.isEmpty())
            m_output.line(tr("The Hub says: %1").arg(plan.obstacle->hubText));
        return;
    }
    m_output.line(tr("Steps"));
    QList<QStringList> rows;
    for (const Runtime::RunStep &step : plan.steps)
        rows += {u"  %1. %2"_s.arg(rows.size() + 1).arg(step.title), step.reason,
                 m_output.toned(Tone::Quiet, placeOf(step))};
    for (const QString &line : table(rows))
        m_output.line(line);
    if (plan.environment)
        m_output.line(tr("Environment: %1").arg(plan.environment->hash));
    if (plan.image)
        m_output.line(tr("Image: %1").arg(plan.image->name));
    if (plan.differences.isEmpty()) {
        m_output.line(tr("No differences from the Hub."));
        return;
    }
    m_output.line();
    m_output.line(tr("Differences from the Hub"));
    for (const Environment::Difference &difference : plan.differences) {
        m_output.line(u"  "_s + tr("%1: %2 here, %3 there.").arg(difference.what, difference.here, difference.onHub)
                      + u' ' + difference.consequence);
    }
}

} // namespace Spacewright::Cli
