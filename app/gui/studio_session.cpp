// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/editorarea.h"
#include "editor/textcompare.h"
#include "files/filespanel.h"
#include "git/repository.h"
#include "logs/logpanel.h"
#include "metrics/metricspanel.h"
#include "metrics/sample.h"
#include "notifier.h"
#include "plan/planpanel.h"
#include "preview/previewpanel.h"
#include "problems/problemspanel.h"
#include "readmecompanion.h"
#include "runproblem.h"
#include "runtime/runmetrics.h"
#include "runtime/runrecorder.h"
#include "runtime/session.h"
#include "runtime/sources.h"
#include "runtime/variables.h"
#include "services.h"
#include "settings/keys.h"
#include "shell/mainwindow.h"
#include "shell/spacebar.h"
#include "shell/statusline.h"
#include "studio.h"
#include "timeline/timelinepanel.h"
#include "widgets/icon.h"
#include "widgets/severitycolors.h"
#include "workspace/space.h"

#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace Spacewright {

namespace {
/// A log with its strip, the first error, the card with the way out and some rows, in pixels.
constexpr int RoomForCause = 380;
/// The steps of a failed run, beside its log.
constexpr int TimelineWidth = 420;

QString verdictText(Runtime::Verdict verdict)
{
    switch (verdict) {
    case Runtime::Verdict::None:
        return {};
    case Runtime::Verdict::Repository:
        return Studio::tr("repository");
    case Runtime::Verdict::Dependency:
        return Studio::tr("dependency");
    case Runtime::Verdict::App:
        return Studio::tr("app");
    case Runtime::Verdict::Machine:
        return Studio::tr("this machine");
    case Runtime::Verdict::Platform:
        return Studio::tr("platform");
    }
    Q_UNREACHABLE_RETURN({});
}

/// The status bar's word for a stage; the Hub's own name stands in the tool bar.
QString stageWord(Stage stage)
{
    switch (stage) {
    case Stage::NoAppFile:
        return Studio::tr("No app file");
    case Stage::ConfigError:
        return Studio::tr("Configuration error");
    case Stage::Building:
        return Studio::tr("Building");
    case Stage::BuildError:
        return Studio::tr("Build failed");
    case Stage::AppStarting:
        return Studio::tr("Starting");
    case Stage::Running:
        return Studio::tr("Running");
    case Stage::RunningBuilding:
        return Studio::tr("Running, building the next");
    case Stage::RunningAppStarting:
        return Studio::tr("Running, starting the next");
    case Stage::RuntimeError:
        return Studio::tr("Stopped by an error");
    case Stage::Sleeping:
        return Studio::tr("Sleeping");
    case Stage::Stopped:
        return Studio::tr("Not running");
    case Stage::Paused:
        return Studio::tr("Paused");
    case Stage::Deleting:
        return Studio::tr("Deleting");
    }
    Q_UNREACHABLE_RETURN({});
}
} // namespace

Runtime::SessionOptions Studio::sessionOptions()
{
    namespace Keys = Settings::Keys;
    const QString folder = m_space->folder();
    const Runtime::Variables variables = Runtime::readVariables(m_services.settings.value(Keys::RunVariables, folder));
    if (!variables.refused.isEmpty())
        tell(StageGroup::Transient, tr("A variable is not set."),
             tr("\"%1\" in the settings of this Space is no NAME=VALUE.").arg(variables.refused.first()));
    Runtime::SessionOptions options;
    options.variables = variables.values;
    options.port = quint16(m_services.settings.value(Keys::RunPort, folder));
    options.choice.engine = Runtime::engineFromName(m_services.settings.value(Keys::RunEngine, folder));
    options.choice.baseImages = Container::readBaseImages(m_services.settings.value(Keys::ContainerBaseImages));
    options.logLimits.lines = m_services.settings.value(Keys::LogScrollback);
    return options;
}

void Studio::makeSession()
{
    m_session = std::make_unique<Runtime::Session>(
        Runtime::SessionServices{.environments = m_services.environmentSource,
                                 .redactor = m_services.redactor,
                                 .docker = &m_services.docker,
                                 .trackedFiles = &Git::trackedFilesOf,
                                 .standbyHook = m_services.settings.value(Settings::Keys::RunStandby)
                                     ? resourcesFolder() + "/standby"_L1
                                     : QString()},
        m_space->folder(), sessionOptions());
    m_recorder = std::make_unique<Runtime::RunRecorder>(m_services.ledger, *m_session, m_services.environmentSource);
    connect(
        m_recorder.get(), &Runtime::RunRecorder::failed, this,
        [this](const Error &error) {
            tell(StageGroup::Transient, tr("The history does not have this run."), error.message, error.detail);
        },
        Qt::SingleShotConnection);
    connect(m_recorder.get(), &Runtime::RunRecorder::recorded, this, &Studio::showRun);
    m_services.ledger.prune(m_services.settings.value(Settings::Keys::HistoryKeepRuns));
    m_buildProblems.clear();
    m_runProblem.reset();
    m_buildLog->setStore(&m_session->buildLog());
    m_runLog->setStore(&m_session->runLog());
    m_buildLog->setSpaceFolder(m_space->folder());
    m_runLog->setSpaceFolder(m_space->folder());
    m_preview->setZoomPercent(m_services.settings.value(Settings::Keys::PreviewZoom, m_space->folder()));

    Runtime::Session *session = m_session.get();
    connect(session, &Runtime::Session::stageChanged, this, &Studio::showStage);
    for (Logs::LogStore *log : {&session->buildLog(), &session->runLog()})
        connect(log, &Logs::LogStore::changed, m_preview, &Ui::PreviewPanel::noteNews);
    connect(session, &Runtime::Session::planChanged, this, &Studio::showPlan);
    connect(session, &Runtime::Session::stepsReset, this, [this] {
        m_runStarted = QDateTime::currentDateTime();
        showRun();
        showSteps();
    });
    connect(session, &Runtime::Session::stepChanged, this, &Studio::showSteps);
    connect(session, &Runtime::Session::urlChanged, this,
            [this](const QUrl &url) { m_window->statusLine().setAddress(url); });
    connect(session, &Runtime::Session::ready, this, [this](const QUrl &url) { m_preview->showPage(url); });
    connect(session, &Runtime::Session::pageChanged, m_preview, &Ui::PreviewPanel::reload);
    connect(session, &Runtime::Session::problemsFound, this, [this](const QList<Diagnostic> &problems) {
        m_buildProblems = problems;
        showProblems();
    });
    connect(session, &Runtime::Session::sampled, this, &Studio::showUse);
    makeMetrics();
    showStage(session->stage());
    showSteps();
    showPlan();
}

void Studio::showUse(const Metrics::Sample &sample)
{
    if (!m_machine) {
        m_machine.emplace();
        Hardware::probe(m_services.paths.data).then(this, [this](const Hardware::Machine &machine) {
            m_machine = machine;
            m_metrics->setCores(machine.cpuCores);
        });
    }
    if (m_machine->memoryBytes <= 0 || m_machine->cpuCores <= 0 || !isRunning())
        return; // not known yet, or of an app that has ended since
    const double cpuShare = sample.cpuCores / m_machine->cpuCores;
    m_window->statusLine().addUse(tr("%1 %").arg(qRound(100 * cpuShare)), cpuShare,
                                  tr("%1 of %2").arg(bytesText(sample.memoryBytes), bytesText(m_machine->memoryBytes)),
                                  double(sample.memoryBytes) / double(m_machine->memoryBytes));
    if (sample.gpus.isEmpty())
        return;
    double load = 0; // of all of them together
    for (const Metrics::GpuUse &gpu : sample.gpus)
        load += gpu.loadPercent / double(sample.gpus.size());
    m_window->statusLine().addGpuUse(tr("%1 %").arg(qRound(load)), load / 100);
}

void Studio::dropSession()
{
    showAlarm({});
    m_measured.reset();
    m_metrics->reset();
    m_recorder.reset();
    m_buildLog->setStore(nullptr);
    m_runLog->setStore(nullptr);
    m_session.reset();
    m_runProblem.reset();
    m_timeline->reset();
    m_plan->setPlan({});
    m_python.clear();
    m_runStarted = {};
    m_stage = Stage::Stopped;
    m_preview->reset();
    m_window->statusLine().setWork({}, {});
    m_window->statusLine().clearSpace();
    m_window->spaceBar().clearStage();
}

void Studio::showStage(const Runtime::StageChange &change)
{
    const bool everRan = !m_session->steps().empty() || change.stage != Stage::Stopped;
    if (everRan)
        m_window->spaceBar().setStage(change.stage, change.cause, change.since);
    else
        m_window->spaceBar().clearStage();
    if (!isServing(change.stage) && !isTransient(change.stage))
        m_window->statusLine().clearUse();
    m_window->statusLine().setStage(everRan ? std::optional(change.stage) : std::nullopt, stageWord(change.stage));

    Ui::PreviewState state;
    if (everRan)
        state.stage = change.stage;
    state.title = m_space->title();
    state.appFile = m_session->plan().engine == Runtime::Engine::Static ? QString() : m_session->plan().appFile;
    state.cause = change.cause;
    state.since = change.since;
    state.steps = m_session->steps();
    m_preview->setState(state);

    if (auto problem = runProblem(change, m_space->problems() + m_buildProblems); problem != m_runProblem) {
        m_runProblem = std::move(problem);
        showProblems();
    }

    showRun();
    if (stageGroup(change.stage) == StageGroup::Error) {
        const QString log = change.stage == Stage::RuntimeError ? u"run"_s : u"build"_s;
        m_window->showPanel(log);
        m_window->setApart(u"timeline"_s, TimelineWidth);
        m_window->giveHeight(log, RoomForCause);
        showChanges();
        keepPage();
    } else {
        m_window->putTogether();
        m_timeline->setChanges({}, {});
    }
    const bool isWatched = m_metrics->isVisible(); // by somebody who wants to see just this
    if (change.stage == Stage::Building && !isWatched)
        m_window->showPanel(u"build"_s);
    else if ((change.stage == Stage::AppStarting || change.stage == Stage::Running) && !isWatched)
        m_window->showPanel(u"run"_s);
    if (everRan)
        m_services.recents.setStage(m_space->folder(), change.stage);
    updateRunCommands();
    tellDesktop(change);
    const StageGroup group = stageGroup(change.stage);
    if (group == StageGroup::Error || change.stage == Stage::NoAppFile)
        Q_EMIT settled();
}

void Studio::showRun()
{
    if (!m_runStarted.isValid())
        return;
    const Runtime::StageChange change = m_session->stage();
    Ui::TimelineRun run;
    run.number = int(m_recorder->run());
    run.started = m_runStarted;
    run.group = stageGroup(change.stage);
    if (change.verdict != Runtime::Verdict::None)
        run.verdict = verdictText(change.verdict);
    m_timeline->setRun(run);
}

void Studio::showChanges()
{
    const QString folder = m_session->folder();
    QtConcurrent::run(Runtime::readSources, folder)
        .then(this,
              [this, folder](const History::Sources &now) { return m_services.ledger.changesSinceGood(folder, now); })
        .unwrap()
        .then(this, [this, folder](const Result<std::optional<History::ChangesSinceGood>> &answer) {
            const bool isWanted =
                m_session && m_session->folder() == folder && stageGroup(m_session->stage().stage) == StageGroup::Error;
            if (!isWanted || !answer || !*answer)
                return;
            m_changes = **answer;
            QList<Ui::TimelineChange> rows;
            for (const History::FileChange &change : std::as_const(m_changes.changes))
                rows += {change.path, change.line, change.added, change.removed};
            const bool isThisRun = m_changes.run == m_recorder->run();
            m_timeline->setChanges(rows.isEmpty()
                                       ? tr("No file has changed since run %1, the last good one").arg(m_changes.run)
                                       : isThisRun ? tr("Changed since this run was good")
                                                   : tr("Changed since run %1, the last good one").arg(m_changes.run),
                                   rows);
        });
}

void Studio::compareWithGood()
{
    QString diff;
    for (const History::FileChange &change : std::as_const(m_changes.changes))
        diff += change.diff;
    const QString title = tr("Since run %1").arg(m_changes.run);
    m_editor->openPage(u"compare:run"_s, Ui::makeDiffPage(diff, title), title, Ui::icon(u"vcs-diff"_s));
}

void Studio::showSteps()
{
    const auto &steps = m_session->steps();
    m_timeline->setSteps(steps);
    Ui::PreviewState state = m_preview->state();
    state.steps = steps;
    m_preview->setState(state);
    const auto running = std::ranges::find(steps, StepState::Running, &Pipeline::StepReport::state);
    if (running == steps.end())
        m_window->statusLine().setWork({}, {});
    else
        m_window->statusLine().setWork(running->title, running->progress);
}

void Studio::showPlan()
{
    const Runtime::RunPlan &plan = m_session->plan();
    m_plan->setPlan(plan);
    m_python = plan.environment ? plan.environment->interpreter.version.toString() : QString();
    showVersions();
    if (plan.steps.isEmpty()) {
        m_window->spaceBar().setEngine({}, {}, {});
        return;
    }
    const int differences = int(plan.differences.size());
    switch (plan.engine) {
    case Runtime::Engine::Static:
        m_window->spaceBar().setEngine(tr("Static"), u"text-html-symbolic"_s,
                                       tr("Served from this machine as the Hub serves it. Click for the plan."));
        break;
    case Runtime::Engine::Process:
        m_window->spaceBar().setEngine(
            tr("Quick"), u"sw-quick"_s,
            tr("In an environment of this machine, %n differences from the Hub. Click for the plan.", nullptr,
               differences));
        break;
    case Runtime::Engine::Container:
        m_window->spaceBar().setEngine(
            tr("Faithful"), u"sw-container"_s,
            tr("In a container, built as the Hub builds it, %n differences from the Hub. Click for the plan.", nullptr,
               differences));
        break;
    }
    if (plan.environment) {
        m_window->statusLine().setInterpreter(tr("Python %1").arg(m_python));
        m_window->statusLine().setEnvironment(tr("Environment %1").arg(plan.environment->hash.first(6)));
    }
}

void Studio::showProblems()
{
    const QList<Diagnostic> all = problems();
    m_problems->setDiagnostics(all);
    m_editor->setDiagnostics(all);
    m_files->setDiagnostics(all);
    if (m_readme)
        m_readme->setDiagnostics(all);
    StageGroup worst = StageGroup::None;
    int blocking = 0;
    for (const Diagnostic &problem : all) {
        const StageGroup group = Ui::severityGroup(problem.severity);
        if (group == StageGroup::Error || worst == StageGroup::None)
            worst = group;
        blocking += isBlocking(problem.severity) ? 1 : 0;
    }
    m_window->spaceBar().setProblems(int(all.size()), worst, blocking);
}

QList<Diagnostic> Studio::problems() const
{
    QList<Diagnostic> all = m_space->problems() + m_buildProblems;
    if (m_runProblem)
        all += *m_runProblem;
    return all;
}

QString Studio::logOfWork() const
{
    const auto &steps = m_session->steps();
    const auto running = std::ranges::find(steps, StepState::Running, &Pipeline::StepReport::state);
    const bool isApp = running != steps.end() && (running->id == "start"_L1 || running->id == "ready"_L1);
    return isApp ? u"run"_s : u"build"_s;
}

bool Studio::isRunning() const
{
    if (!m_session)
        return false;
    const Stage stage = m_session->stage().stage;
    return isTransient(stage) || isServing(stage);
}

void Studio::updateRunCommands()
{
    const auto set = [this](const QString &id, bool available, const QString &reason) {
        m_commands.setAvailable(id, available, reason);
    };
    const bool open = m_session != nullptr;
    const QString noSpace = tr("No Space is open.");
    const Runtime::StageChange change = open ? m_session->stage() : Runtime::StageChange{};
    const bool busy = isRunning();
    const auto keys = [this](const QString &id) {
        return m_commands.action(id)->shortcut().toString(QKeySequence::NativeText);
    };
    const QString time = QLocale().toString(change.since.toLocalTime().time(), QLocale::ShortFormat);
    const QString since = isServing(change.stage)
        ? tr("Running since %1. Restart with %2.").arg(time, keys(u"run.restart"_s))
        : tr("On its way since %1. Stop with %2.").arg(time, keys(u"run.stop"_s));
    const QString nothing = open ? tr("Nothing is running in this Space.") : noSpace;
    set(u"run.start"_s, open && !busy, open ? since : noSpace);
    set(u"run.stop"_s, busy, nothing);
    set(u"run.restart"_s, busy, nothing);
    set(u"run.browser"_s, open && !m_session->url().isEmpty(), tr("No page answers yet."));
    for (const auto &id : {u"run.plan"_s,
                           u"run.timeline"_s,
                           u"file.closeSpace"_s,
                           u"file.save"_s,
                           u"file.saveAll"_s,
                           u"file.closeFile"_s,
                           u"go.file"_s,
                           u"go.symbol"_s,
                           u"go.line"_s,
                           u"go.editor"_s,
                           u"go.nextPanel"_s,
                           u"go.previousPanel"_s,
                           u"window.resetLayout"_s,
                           u"go.files"_s,
                           u"go.preview"_s,
                           u"go.problems"_s,
                           u"go.build"_s,
                           u"go.run"_s,
                           u"go.metrics"_s,
                           u"go.timeline"_s,
                           u"go.plan"_s}) {
        if (m_commands.action(id)) // the panels come later than the rest
            set(id, open, noSpace);
    }
}

} // namespace Spacewright
