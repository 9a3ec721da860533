// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "runtime/planner.h"
#include "runtime/session_p.h"

#include <QDir>
#include <QJsonObject>
#include <QPointer>

using namespace Qt::StringLiterals;

namespace Spacewright::Runtime {

void Session::Private::beginPass(bool announce, const QStringList &files)
{
    const quint64 mine = ++pass;
    standbyTimer.stop();
    dropBuild();
    leave(std::move(next), true);
    awaited = nullptr;
    planning = true;
    rebuilt = false;
    announced = announce;
    passFiles = files;
    since.start();
    steps.clear();
    Q_EMIT q->stepsReset();
    if (announce)
        fire(Event::BuildAsked, tr("Reading the manifest."));
    addStep(u"plan"_s, tr("Read the manifest"), StepState::Running);
    planFolder(q, {environments, docker}, folder, options.choice, QProcessEnvironment::systemEnvironment(),
               options.sandbox)
        .then(q, [this, mine](const Result<RunPlan> &answer) {
            if (mine != pass)
                return;
            planning = false;
            planned(answer);
        });
}

void Session::Private::planned(const Result<RunPlan> &answer)
{
    if (!answer) {
        Failure failure;
        failure.verdict = Verdict::Machine;
        failure.message = answer.error().message;
        return fail(Event::AppFileMissing, failure);
    }
    const RunPlan before = std::exchange(plan, *answer);
    Q_EMIT q->planChanged(plan);
    if (plan.obstacle) {
        const Obstacle obstacle = *plan.obstacle;
        if (!announced) {
            // A save must not take away the page that runs: on the Hub, too, the old one would go on.
            endSteps(StepState::Failed);
            setCause(obstacle.message);
            runLog.appendOwn(obstacle.message, Logs::Level::Warning);
            plan = before;
            return;
        }
        Failure failure{obstacle.verdict, obstacle.message, obstacle.hubText, {}, obstacle.file, obstacle.line};
        return fail(obstacle.stage == Stage::NoAppFile         ? Event::AppFileMissing
                        : obstacle.stage == Stage::ConfigError ? Event::ConfigRefused
                                                               : Event::BuildFailed,
                    failure);
    }
    setStep(u"plan"_s, StepState::Done,
            plan.environment ? tr("Python %1").arg(plan.environment->interpreter.version.toString()) : QString());
    const bool onlyManifest = changeKind(passFiles, *plan.sdk) == ChangeKind::Replan
        && std::ranges::all_of(passFiles, [this](const QString &file) {
                                  return changeKind(file, *plan.sdk) == ChangeKind::Replan;
                              });
    if (!announced) {
        if (onlyManifest && plan.runsLike(before) && stage.stage == Stage::Running) {
            runLog.appendOwn(tr("%1 saved: nothing to build or to restart").arg(filesText(passFiles)));
            return;
        }
        announced = true;
        if (!fire(Event::BuildAsked, tr("%1 saved.").arg(filesText(passFiles))))
            return;
    }
    if (plan.engine == Engine::Static) {
        sayNothingIsBuilt(u"static"_s, tr("A static Space is served as it is: there is nothing to build."));
        serveFolder();
    } else if (plan.engine == Engine::Container) {
        prepareImage();
    } else {
        prepareEnvironment();
    }
}

void Session::Private::sayNothingIsBuilt(const QString &hash, const QString &sentence)
{
    if (std::exchange(logged, hash) == hash && problems.isEmpty())
        return;
    buildLog.clear();
    buildLog.appendOwn(sentence);
    problems.clear();
    Q_EMIT q->problemsFound(problems);
}

void Session::Private::prepareEnvironment()
{
    const Environment::EnvironmentPlan &wanted = *plan.environment;
    installation = environments.find(wanted.hash);
    if (installation) {
        sayNothingIsBuilt(wanted.hash,
                          tr("Environment %1 is there already, with Python %2: there is nothing to install.")
                              .arg(environmentName(), wanted.interpreter.version.toString()));
        addStep(u"environment"_s, tr("Environment %1").arg(environmentName()), StepState::Done, tr("cached"));
        if (fire(Event::BuildFinished, tr("The environment is there already.")))
            startApp();
        return;
    }
    rebuilt = true;
    logged = wanted.hash;
    problems.clear();
    buildLog.clear();
    buildLog.appendOwn(
        tr("Building environment %1: Python %2, %3")
            .arg(environmentName(), wanted.interpreter.version.toString(), wanted.platformRequirements.join(u", "_s)));
    setCause(tr("Building environment %1.").arg(environmentName()));
    const quint64 mine = pass;
    Environment::BuildSink sink;
    sink.output = [this, mine, guard = QPointer<Session>(q)](const QByteArray &bytes) {
        if (guard && mine == pass)
            buildLog.append(bytes);
    };
    sink.problems = [this, mine, guard = QPointer<Session>(q)](const QList<Diagnostic> &found) {
        if (guard && mine == pass)
            problems = found;
    };
    build = std::make_unique<Pipeline>(environments.steps(wanted, std::move(sink)));
    const int offset = int(steps.size());
    for (const Pipeline::StepReport &step : build->steps())
        addStep(step.id, step.title, StepState::Waiting);
    connect(build.get(), &Pipeline::stepChanged, q, [this, offset](int index, const Pipeline::StepReport &report) {
        steps[std::size_t(offset + index)] = report;
        Q_EMIT q->stepChanged(offset + index, report);
    });
    connect(build.get(), &Pipeline::finished, q, [this](const Result<> &result) {
        build.release()->deleteLater(); // we are in its signal
        built(result);
    });
    build->start();
}

void Session::Private::built(const Result<> &result)
{
    buildLog.finish();
    Result<> outcome = result;
    if (outcome) {
        installation = environments.find(plan.environment->hash);
        if (!installation)
            outcome = failure(
                ErrorCode::Io,
                tr("Environment %1 was built and is gone again. Run the Space once more.").arg(environmentName()));
    }
    Q_EMIT q->problemsFound(problems);
    if (!outcome) {
        buildLog.appendOwn(outcome.error().message, Logs::Level::Error);
        Failure failure = explainBuild(outcome.error(), buildLog.firstError());
        if (!problems.isEmpty()) {
            failure.verdict = Verdict::Repository;
            failure.file = problems.first().file;
            failure.line = problems.first().range.line + 1;
        }
        return fail(Event::BuildFailed, failure);
    }
    buildLog.appendOwn(tr("Environment %1 is ready after %2")
                           .arg(environmentName(), durationText(std::chrono::milliseconds(since.elapsed()))));
    if (fire(Event::BuildFinished, tr("The environment is built.")))
        startApp();
}

void Session::Private::startApp()
{
    addStep(u"start"_s, plan.engine == Engine::Container ? tr("Start the container") : tr("Start %1").arg(plan.appFile),
            StepState::Running);
    addStep(u"ready"_s, tr("Wait for the page"), StepState::Waiting);
    // Two of them cannot share a port that the app, or the person, has fixed.
    if (current && (current->hasFixedPort() || options.port != 0))
        leave(std::move(current));
    awaited = portHolder();
    if (!awaited)
        launch();
}

void Session::Private::launch()
{
    if (plan.engine == Engine::Container)
        return launchContainer();
    if (!installation)
        return;
    standbyTimer.stop();
    if (const std::unique_ptr<Standby> ready = takeStandby())
        return makeNext(ready->port()).start(*ready);
    const quint64 mine = pass;
    leasingPass = mine;
    environments.lease(*installation).then(q, [this, mine](Result<std::unique_ptr<Environment::Lease>> lease) {
        if (mine == pass)
            leased(std::move(lease));
    });
}

void Session::Private::leased(Result<std::unique_ptr<Environment::Lease>> lease)
{
    leasingPass = 0;
    if (!lease && lease.error().code == ErrorCode::NotFound) {
        runLog.appendOwn(
            tr("Environment %1 was removed before the app could start. It is built again.").arg(environmentName()),
            Logs::Level::Warning);
        return beginPass(true, passFiles);
    }
    const quint16 port = freePort();
    AppProcess &app = makeNext(port);
    if (!lease) {
        runLog.appendOwn(lease.error().message, Logs::Level::Warning);
        runLog.appendOwn(
            tr("So another Spacewright may remove environment %1 while the app runs in it. Restart it to try again.")
                .arg(environmentName()),
            Logs::Level::Warning);
        lease = std::unique_ptr<Environment::Lease>();
    }
    if (plan.sandbox && !plan.sandbox->wish.ownCache.isEmpty())
        QDir().mkpath(plan.sandbox->wish.ownCache);
    app.start(appCommand(plan, *installation, setting(port)), std::move(*lease), options.stopGrace);
}

AppProcess &Session::Private::makeNext(quint16 port)
{
    // The first error of a run that is over must not stand over this one.
    if (!current || runLog.firstError())
        runLog.clear();
    AppExpectation expectation{.sdk = *plan.sdk,
                               .appFile = plan.subject(),
                               .folder = plan.folder,
                               .subdomain = id.subdomain(),
                               .basePath = plan.basePath,
                               .port = port,
                               .hubPort = plan.hubPort,
                               .startupTimeout = plan.startupTimeout,
                               .otherPortPatience = options.otherPortPatience,
                               .container = {},
                               .limits = plan.sandbox ? plan.sandbox->limits : Sandbox::Limits{}};
    if (plan.engine == Engine::Container)
        expectation.container =
            ContainerPlace{.docker = docker, .name = containerName(), .memoryBytes = plan.limits.memoryBytes};
    next = std::make_unique<AppProcess>(std::move(expectation), redactor);
    watch(*next);
    setCause(tr("%1 is starting.").arg(plan.subject()));
    if (plan.engine == Engine::Container)
        runLog.appendOwn(tr("Container %1 started from image %2").arg(containerName(), plan.image->name));
    else
        runLog.appendOwn(tr("%1 started with Python %2, environment %3")
                             .arg(plan.appFile, plan.environment->interpreter.version.toString(), environmentName()));
    setStep(u"start"_s, StepState::Done);
    setStep(u"ready"_s, StepState::Running);
    return *next;
}

void Session::Private::watch(AppProcess &app)
{
    connect(&app, &AppProcess::output, q,
            [this](OutputStream stream, const QByteArray &bytes) { runLog.append(bytes, stream); });
    connect(&app, &AppProcess::otherPortsSeen, q, [this](const QList<quint16> &seen) {
        if (seen.isEmpty())
            return setCause(tr("%1 is starting.").arg(plan.subject()));
        if (plan.engine == Engine::Container && seen.contains(plan.hubPort))
            setCause(
                tr("The app listens on port %1 of 127.0.0.1 only, where the Hub cannot reach it.").arg(plan.hubPort));
        else
            setCause(tr("%1 listens on %2, and the Hub asks only %3. Waiting for that.")
                         .arg(plan.subject())
                         .arg(seen.first())
                         .arg(plan.hubPort));
        runLog.appendOwn(stage.cause, Logs::Level::Warning);
    });
    connect(&app, &AppProcess::openPortsSeen, q, [this](const QList<quint16> &seen) {
        runLog.appendOwn(tr("%1 also listens on port %2, which other machines of your network may reach.")
                             .arg(plan.appFile)
                             .arg(seen.first()),
                         Logs::Level::Warning);
    });
    connect(&app, &AppProcess::healthy, q, [this] { appHealthy(); });
    connect(&app, &AppProcess::failed, q, [this, process = &app](const Failure &failure) {
        if (process == next.get())
            nextFailed(failure);
        else if (process == current.get())
            currentFailed(failure);
    });
    connect(&app, &AppProcess::ended, q, [this, process = &app] { appEnded(process); });
    connect(&app, &AppProcess::environmentGone, q, [this, process = &app] {
        if (stopping || (process != current.get() && process != next.get()))
            return;
        runLog.appendOwn(
            tr("Environment %1 was deleted while the app runs in it. It is built again.").arg(environmentName()),
            Logs::Level::Warning);
        beginPass(true, {});
    });
}

void Session::Private::appHealthy()
{
    leave(std::exchange(current, std::move(next)));
    setStep(u"ready"_s, StepState::Done);
    const QString time = durationText(std::chrono::milliseconds(since.elapsed()));
    const QString where = current->url().toString();
    if (passFiles.isEmpty())
        runLog.appendOwn(tr("Ready after %1 at %2").arg(time, where));
    else if (plan.engine == Engine::Container)
        runLog.appendOwn(
            tr("%1 saved: image built, container restarted, %2, %3").arg(filesText(passFiles), time, where));
    else if (rebuilt)
        runLog.appendOwn(
            tr("%1 saved: environment built, app restarted, %2, %3").arg(filesText(passFiles), time, where));
    else
        runLog.appendOwn(
            tr("%1 saved: app restarted, environment kept, %2, %3").arg(filesText(passFiles), time, where));
    nowServing(current->url(), current->address());
}

void Session::Private::nowServing(const QUrl &browserUrl, const QUrl &plainUrl)
{
    const bool moved = url != browserUrl;
    url = browserUrl;
    address = plainUrl;
    if (!fire(Event::AppHealthy, tr("The page answers.")))
        return;
    if (moved)
        Q_EMIT q->urlChanged(url);
    else
        Q_EMIT q->pageChanged();
    Q_EMIT q->ready(url, std::chrono::milliseconds(since.elapsed()));
    standbySoon();
}

void Session::Private::nextFailed(const Failure &failure)
{
    runLog.finish();
    runLog.appendOwn(failure.message, Logs::Level::Error);
    leave(std::move(next), true);
    fail(Event::AppFailed, failure);
}

void Session::Private::currentFailed(const Failure &failure)
{
    runLog.finish();
    runLog.appendOwn(failure.message, Logs::Level::Error);
    if (stage.stage == Stage::Running) {
        ++pass; // a plan that is being made was for an app that ran
        planning = false;
        return fail(Event::AppFailed, failure);
    }
    current.release()->deleteLater();
    url.clear();
    address.clear();
    Q_EMIT q->urlChanged(url);
    fire(Event::ServingEnded, failure.message);
}

void Session::Private::serveFolder()
{
    QJsonObject variables;
    for (auto [name, value] : options.variables.asKeyValueRange())
        variables.insert(name, value);
    const Gateway::Site site{
        .folder = plan.folder, .appFile = plan.appFile, .headers = plan.customHeaders, .variables = variables};
    addStep(u"start"_s, tr("Serve the folder"), StepState::Running);
    if (!fire(Event::BuildFinished, tr("A static Space needs no environment.")))
        return;
    leave(std::move(current));
    if (server) {
        server->setSite(site);
    } else {
        server = std::make_unique<Gateway::StaticServer>();
        const Result<quint16> port = server->listen(site, freePort());
        if (!port) {
            Failure failure;
            failure.verdict = Verdict::Machine;
            failure.message = port.error().message;
            return fail(Event::AppFailed, failure);
        }
        connect(server.get(), &Gateway::StaticServer::answered, q,
                [this](const QByteArray &method, const QByteArray &target, int status) {
                    if (status >= 400 && target != "/favicon.ico")
                        runLog.appendOwn(
                            u"%1 %2: %3 %4"_s.arg(QString::fromLatin1(method), QString::fromUtf8(target).left(200))
                                .arg(status)
                                .arg(QString::fromLatin1(Gateway::reasonPhrase(status))),
                            Logs::Level::Warning);
                });
    }
    setStep(u"start"_s, StepState::Done);
    const QUrl browserUrl = Gateway::localhostUrl(id.subdomain(), server->port());
    if (passFiles.isEmpty())
        runLog.appendOwn(tr("Serving %1 at %2").arg(plan.appFile, browserUrl.toString()));
    else
        runLog.appendOwn(tr("%1 saved: the folder is served with it").arg(filesText(passFiles)));
    nowServing(browserUrl, Gateway::localhostUrl({}, server->port()));
}

} // namespace Spacewright::Runtime
