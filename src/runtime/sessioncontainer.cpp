// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "runtime/session_p.h"

#include <QCoreApplication>
#include <QPointer>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace Spacewright::Runtime {

namespace {
QString stepId(int index)
{
    return u"image-"_s + QString::number(index);
}
} // namespace

void Session::Private::prepareImage()
{
    rebuilt = true;
    logged.clear();
    problems.clear();
    buildLog.clear();
    buildLog.append("===== Build Queued at " + clock.now().toUTC().toString(u"yyyy-MM-dd HH:mm:ss"_s).toUtf8()
                    + " =====\n");
    setCause(tr("Building the image."));
    const quint64 mine = pass;
    QFuture<QSet<QString>> tracked =
        trackedFiles ? QtConcurrent::run(trackedFiles, folder) : QtFuture::makeReadyValueFuture(QSet<QString>());
    tracked.then(q, [this, mine](const QSet<QString> &files) {
        if (mine != pass)
            return;
        const auto isCurrent = [this, mine, guard = QPointer<Session>(q)] { return guard && mine == pass; };
        Container::ImageBuild::Input input{.folder = plan.folder,
                                           .tracked = files,
                                           .values = options.variables,
                                           .docker = {},
                                           .cache = {},
                                           .environment = {}};
        input.values.insert(options.secrets);
        Container::ImageBuild::Sink sink;
        sink.output = [this, isCurrent](const QByteArray &bytes) {
            if (isCurrent())
                buildLog.append(bytes);
        };
        sink.step = [this, isCurrent](int index, const Container::BuildStep &step) {
            if (isCurrent())
                imageStepChanged(index, step);
        };
        sink.problems = [this, isCurrent](const QList<Diagnostic> &found) {
            if (isCurrent())
                problems = found;
        };
        build = std::make_unique<Pipeline>(docker->buildSteps(*plan.image, std::move(input), std::move(sink)));
        const int at = addStep(u"image"_s, tr("Build the image"), StepState::Waiting);
        connect(build.get(), &Pipeline::stepChanged, q, [this, at](int, const Pipeline::StepReport &report) {
            steps[std::size_t(at)] = report;
            Q_EMIT q->stepChanged(at, report);
        });
        connect(build.get(), &Pipeline::finished, q, [this](const Result<> &result) {
            build.release()->deleteLater(); // we are in its signal
            imageBuilt(result);
        });
        build->start();
    });
}

void Session::Private::imageStepChanged(int index, const Container::BuildStep &step)
{
    const QString wanted = stepId(index);
    auto found = std::ranges::find(steps, wanted, &Pipeline::StepReport::id);
    if (found == steps.end()) {
        addStep(wanted, step.title.simplified().left(120), StepState::Running);
        found = std::prev(steps.end());
    }
    found->state = step.state;
    found->duration = step.duration;
    found->detail = step.isCached ? tr("cached") : step.detail;
    const Pipeline::StepReport report = *found;
    Q_EMIT q->stepChanged(int(found - steps.begin()), report);
}

void Session::Private::imageBuilt(const Result<> &result)
{
    buildLog.finish();
    Q_EMIT q->problemsFound(problems);
    if (!result) {
        buildLog.appendOwn(result.error().message, Logs::Level::Error);
        Failure failure = explainBuild(result.error(), buildLog.firstError());
        if (!problems.isEmpty()) {
            failure.verdict = Verdict::Repository;
            failure.file = problems.first().file;
            failure.line = problems.first().range.line + 1;
        }
        if (failure.verdict != Verdict::Machine)
            failure.hubText = u"Job failed with exit code: 1. Reason: "_s + result.error().detail.section(u'\n', 0, 0);
        return fail(Event::BuildFailed, failure);
    }
    buildLog.appendOwn(tr("Image %1 is ready after %2")
                           .arg(plan.image->name, durationText(std::chrono::milliseconds(since.elapsed()))));
    if (fire(Event::BuildFinished, tr("The image is built.")))
        startApp();
}

void Session::Private::launchContainer()
{
    const quint16 port = freePort();
    AppProcess &app = makeNext(port);
    app.start(docker->run({.name = containerName(),
                           .image = plan.image->name,
                           .folder = plan.folder,
                           .port = port,
                           .appPort = plan.hubPort,
                           .variables = containerVariables(port),
                           .limits = plan.limits,
                           .owner = ProcessIdentity::self()}),
              {}, options.stopGrace);
}

QMap<QString, QString> Session::Private::containerVariables(quint16 port) const
{
    QMap<QString, QString> variables = spaceVariables(plan, setting(port));
    variables.insert(options.variables);
    variables.insert(options.secrets);
    return variables;
}

QString Session::Private::containerName() const
{
    return u"spacewright-%1-%2-%3"_s.arg(Container::spaceName(plan.folder))
        .arg(QCoreApplication::applicationPid())
        .arg(pass);
}

} // namespace Spacewright::Runtime
