// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/session_p.h"

#include <QLoggingCategory>
#include <QTcpServer>

using namespace Qt::StringLiterals;

namespace Spacewright::Runtime {

namespace {
Q_LOGGING_CATEGORY(log, "spacewright.runtime.session")
} // namespace

Session::Private::Private(Session *owner, const SessionServices &services, QString spaceFolder, SessionOptions chosen)
    : q(owner)
    , environments(services.environments)
    , docker(services.docker)
    , trackedFiles(services.trackedFiles)
    , redactor(services.redactor)
    , clock(services.clock)
    , folder(std::move(spaceFolder))
    , options(std::move(chosen))
    , id(options.id.value_or(localId(folder)))
    , buildLog(Logs::Phase::Build, &services.redactor, options.logLimits)
    , runLog(Logs::Phase::Run, &services.redactor, options.logLimits)
    , standbyHook(services.standbyHook)
{
    options.choice.variables = options.variables.keys();
    options.choice.secrets = options.secrets.keys();
    buildLog.setSpaceFolder(folder);
    runLog.setSpaceFolder(folder);
    stage.since = clock.now();
    stage.cause = tr("It has not been run yet.");
    settle.setSingleShot(true);
    settle.setInterval(options.settleTime);
    standbyTimer.setSingleShot(true);
}

Session::Session(const SessionServices &services, QString folder, SessionOptions options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, services, resolvedPath(folder), std::move(options)))
{
    connect(&d->settle, &QTimer::timeout, this, [this] { d->settled(); });
    connect(&d->standbyTimer, &QTimer::timeout, this, [this] { d->prepareStandby(); });
    connect(&d->sampler, &Metrics::Sampler::sampled, this, &Session::sampled);
}

Session::~Session()
{
    ++d->pass;
    d->build.reset();
    d->standby.reset();
    d->leaving.clear();
    d->next.reset();
    d->current.reset();
}

void Session::run()
{
    if (d->stopping) {
        d->runAfterStop = true;
        return;
    }
    if (!isServing(d->stage.stage) && !isTransient(d->stage.stage))
        d->beginPass(true, {});
}

void Session::restart()
{
    if (d->stopping)
        d->runAfterStop = true;
    else
        d->beginPass(true, {});
}

void Session::stop(StopReason reason)
{
    d->runAfterStop = false;
    if (reason == StopReason::FolderGone) {
        d->standbyTimer.stop();
        d->dropStandby(); // it would start from files that are not there
    }
    if (d->stopping || !next(d->stage.stage, Event::StopAsked))
        return;
    ++d->pass;
    d->stopping = true;
    d->stopReason = reason;
    d->planning = false;
    d->settle.stop();
    d->changed.clear();
    d->dropBuild();
    d->endSteps(StepState::Cancelled);
    d->leaveAll();
    if (!d->leaving.empty())
        d->setCause(tr("Stopping."));
    d->finishStop();
}

void Session::kill()
{
    stop();
    for (const auto &app : d->leaving)
        app->kill();
}

QString Session::folder() const
{
    return d->folder;
}

StageChange Session::stage() const
{
    return d->stage;
}

QUrl Session::url() const
{
    return d->url;
}

QUrl Session::address() const
{
    return d->address;
}

qint64 Session::processId() const
{
    return d->current ? d->current->processId() : 0;
}

qint64 Session::standbyProcessId() const
{
    return d->standby ? d->standby->processId() : 0;
}

const RunPlan &Session::plan() const
{
    return d->plan;
}

Logs::LogStore &Session::buildLog()
{
    return d->buildLog;
}

Logs::LogStore &Session::runLog()
{
    return d->runLog;
}

const std::vector<Pipeline::StepReport> &Session::steps() const
{
    return d->steps;
}

StageChange Session::Private::causeOf(const QString &cause)
{
    StageChange change;
    change.cause = cause;
    return change;
}

bool Session::Private::fire(Event event, StageChange change)
{
    const std::optional<Stage> then = Runtime::next(stage.stage, event);
    if (!then) {
        qCWarning(log) << "event" << int(event) << "does not fit the stage" << stageName(stage.stage);
        return true;
    }
    change.since = *then == stage.stage ? stage.since : clock.now();
    change.stage = *then;
    stage = change;
    const quint64 mine = pass;
    Q_EMIT q->stageChanged(change);
    return mine == pass;
}

void Session::Private::fail(Event event, const Failure &failure)
{
    endSteps(StepState::Failed);
    stopServing();
    fire(event,
         {.stage = {},
          .cause = failure.message,
          .since = {},
          .verdict = failure.verdict,
          .hubText = failure.hubText,
          .errorLine = failure.errorLine,
          .file = failure.file,
          .line = failure.line});
}

void Session::Private::setCause(const QString &cause)
{
    if (stage.cause == cause)
        return;
    stage.cause = cause;
    Q_EMIT q->stageChanged(stage);
}

int Session::Private::addStep(const QString &stepId, const QString &title, StepState state, const QString &detail)
{
    const int index = int(steps.size());
    steps.push_back({.id = stepId, .title = title, .state = state, .detail = detail, .progress = {}, .result = {}});
    if (state == StepState::Running)
        steps.back().began = std::chrono::steady_clock::now();
    stepSince.start();
    Q_EMIT q->stepChanged(index, steps.back());
    return index;
}

void Session::Private::setStep(const QString &stepId, StepState state, const QString &detail)
{
    const auto step = std::ranges::find(steps, stepId, &Pipeline::StepReport::id);
    if (step == steps.end())
        return;
    step->state = state;
    if (!detail.isNull())
        step->detail = detail;
    if (state == StepState::Running) {
        step->began = std::chrono::steady_clock::now();
        stepSince.start();
    } else {
        step->duration = std::chrono::milliseconds(stepSince.elapsed());
    }
    const Pipeline::StepReport report = *step;
    Q_EMIT q->stepChanged(int(step - steps.begin()), report);
}

void Session::Private::endSteps(StepState state)
{
    for (std::size_t index = 0; index < steps.size(); ++index) {
        const StepState before = steps[index].state;
        if (before != StepState::Running && before != StepState::Waiting)
            continue;
        if (before == StepState::Running)
            steps[index].duration = std::chrono::milliseconds(stepSince.elapsed());
        steps[index].state = before == StepState::Running || state == StepState::Cancelled ? state : StepState::Skipped;
        const Pipeline::StepReport report = steps[index];
        Q_EMIT q->stepChanged(int(index), report);
    }
}

void Session::Private::dropBuild()
{
    if (!build)
        return;
    build->disconnect(q);
    build->cancel();
    // It may be the one whose signal we are in.
    build.release()->deleteLater();
}

void Session::Private::leave(std::unique_ptr<AppProcess> app, bool atOnce)
{
    if (!app)
        return;
    AppProcess *process = app.get();
    leaving.push_back(std::move(app));
    if (atOnce)
        process->kill();
    else
        process->stop();
}

void Session::Private::leaveAll(bool atOnce)
{
    leave(std::move(next), atOnce);
    leave(std::move(current), atOnce);
    stopServing();
}

void Session::Private::stopServing()
{
    leave(std::move(next));
    leave(std::move(current));
    if (server)
        server.release()->deleteLater();
    address.clear();
    if (!url.isEmpty()) {
        url.clear();
        Q_EMIT q->urlChanged(url);
    }
}

void Session::Private::appEnded(AppProcess *app)
{
    const auto found = std::ranges::find(leaving, app, &std::unique_ptr<AppProcess>::get);
    if (found == leaving.end())
        return; // it ended by itself, and failed() says so
    found->release()->deleteLater();
    leaving.erase(found);
    if (stopping)
        return finishStop();
    if (awaited == app) {
        awaited = portHolder();
        if (awaited)
            return;
        if (Runtime::next(stage.stage, Event::ServingEnded))
            fire(Event::ServingEnded,
                 tr("%1 takes a port of its own, so the old one had to end first.").arg(plan.appFile));
        if (!next && !isLeasing())
            launch();
    }
}

AppProcess *Session::Private::portHolder() const
{
    const auto found =
        std::ranges::find_if(leaving, [this](const auto &app) { return app->hasFixedPort() || options.port != 0; });
    return found == leaving.end() ? nullptr : found->get();
}

void Session::Private::finishStop()
{
    if (!leaving.empty())
        return;
    stopping = false;
    if (plan.engine != Engine::Static && plan.sdk)
        runLog.appendOwn(tr("%1 stopped").arg(plan.subject()));
    if (stopReason == StopReason::FolderGone) {
        const QString cause =
            tr("The folder of this Space is gone, so it was stopped. Put the folder back, then run it.");
        runLog.appendOwn(cause, Logs::Level::Warning);
        fire(Event::StopAsked, cause);
    } else {
        fire(Event::StopAsked, tr("You stopped it."));
        standbySoon();
    }
    if (std::exchange(runAfterStop, false))
        q->run();
}

quint16 Session::Private::freePort()
{
    if (options.port != 0)
        return options.port;
    for (const quint16 port : std::as_const(ports)) {
        if ((!standby || standby->port() != port) && isFree(port))
            return port;
    }
    QTcpServer listener;
    listener.listen(QHostAddress::LocalHost, 0);
    ports.append(listener.serverPort());
    return ports.last();
}

bool Session::Private::isFree(quint16 port)
{
    return QTcpServer().listen(QHostAddress::LocalHost, port);
}

qint64 Session::Private::newestProcessId() const
{
    if (plan.engine == Engine::Container)
        return 0; // the process is docker's command line, which says nothing about the app
    const qint64 starting = next ? next->processId() : 0;
    return starting ? starting : q->processId();
}

QString Session::Private::environmentName() const
{
    // As many digits as tell environments of one machine apart.
    return plan.environment ? plan.environment->hash.first(6) : QString();
}

QString filesText(const QStringList &files)
{
    if (files.isEmpty())
        return {};
    return files.size() == 1 ? files.first()
                             : Session::tr("%1 and %n more", nullptr, int(files.size()) - 1).arg(files.first());
}

} // namespace Spacewright::Runtime
