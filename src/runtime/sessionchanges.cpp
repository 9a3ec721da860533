// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/paths.h"
#include "runtime/session_p.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace Spacewright::Runtime {

void Session::sourceChanged(const QStringList &files)
{
    const Stage now = d->stage.stage;
    if (d->stopping || now == Stage::Stopped || now == Stage::Paused || now == Stage::Sleeping
        || now == Stage::Deleting)
        return;
    const QDir folder(d->folder);
    for (const QString &file : files) {
        const QString relative = folder.relativeFilePath(resolvedPath(file, d->folder));
        if (!d->changed.contains(relative))
            d->changed.append(relative);
    }
    if (!d->changed.isEmpty())
        d->settle.start();
}

void Session::Private::settled()
{
    QStringList files = std::exchange(changed, {});
    const Manifest::Sdk sdk = plan.sdk.value_or(Manifest::Sdk::Gradio);
    files.removeIf([sdk](const QString &file) { return changeKind(file, sdk) == ChangeKind::Nothing; });
    const ChangeKind kind = changeKind(files, sdk);
    if (kind == ChangeKind::Nothing)
        return;
    Q_EMIT q->filesSaved(files);
    if (planning) // what was read may be older than the save
        return beginPass(announced, passFiles + files);

    switch (stage.stage) {
    case Stage::NoAppFile:
    case Stage::RuntimeError:
        return beginPass(true, files);
    case Stage::ConfigError:
    case Stage::BuildError:
        if (kind == ChangeKind::Replan)
            beginPass(true, files);
        return;
    case Stage::Building:
    case Stage::RunningBuilding:
        // The app starts after the build, and reads its sources then.
        if (kind == ChangeKind::Replan)
            beginPass(true, passFiles + files);
        return;
    case Stage::AppStarting:
    case Stage::RunningAppStarting:
    case Stage::Running:
        return changedWhileRunning(kind, files);
    case Stage::Sleeping:
    case Stage::Stopped:
    case Stage::Paused:
    case Stage::Deleting:
        return;
    }
}

void Session::Private::changedWhileRunning(ChangeKind kind, const QStringList &files)
{
    switch (kind) {
    case ChangeKind::Nothing:
        return;
    case ChangeKind::ReloadPage:
        runLog.appendOwn(tr("%1 saved: page reloaded").arg(filesText(files)));
        Q_EMIT q->pageChanged();
        return;
    case ChangeKind::Rerun:
        runLog.appendOwn(tr("%1 saved: Streamlit runs it again").arg(filesText(files)));
        return;
    case ChangeKind::Restart:
        return restartApp(files);
    case ChangeKind::Replan:
        return beginPass(false, files);
    }
}

void Session::Private::restartApp(const QStringList &files)
{
    // Somebody may have deleted the environment meanwhile; then the whole way is needed.
    if (plan.engine == Engine::Container) // the source is part of the image
        return beginPass(false, files);
    if (!installation || !environments.find(installation->hash))
        return beginPass(true, files);
    // A start that is given up for a newer one counts from the first save.
    const bool again = next || awaited || isLeasing();
    ++pass;
    standbyTimer.stop();
    leave(std::move(next), true);
    if (!again) {
        since.start();
        passFiles.clear();
        rebuilt = false;
    }
    for (const QString &file : files) {
        if (!passFiles.contains(file))
            passFiles.append(file);
    }
    steps.clear();
    Q_EMIT q->stepsReset();
    if (!fire(Event::RestartAsked, tr("%1 saved.").arg(filesText(files))))
        return;
    if (awaited) { // the old one is still on its way out, and the new one starts after it
        addStep(u"start"_s, tr("Start %1").arg(plan.appFile), StepState::Running);
        addStep(u"ready"_s, tr("Wait for the page"), StepState::Waiting);
        return;
    }
    startApp();
}

} // namespace Spacewright::Runtime
