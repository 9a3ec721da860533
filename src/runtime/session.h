// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/pipeline.h"
#include "base/redactor.h"
#include "base/spaceid.h"
#include "container/docker.h"
#include "logs/logstore.h"
#include "metrics/sample.h"
#include "runtime/runplan.h"

#include <QMap>
#include <QObject>
#include <QUrl>

#include <functional>
#include <memory>

namespace Spacewright::Runtime {

class EnvironmentSource;

/// What a Session works with. All of it must outlive it.
struct SessionServices {
    EnvironmentSource &environments;
    const Redactor &redactor;
    const Clock &clock = Clock::system();
    const Container::Docker *docker = nullptr; ///< null: there are no containers
    /// Paths, relative to a Space's folder, that git tracks there. Called on any thread.
    std::function<QSet<QString>(const QString &folder)> trackedFiles = {};
    QString standbyHook = {}; ///< folder of the standby's sitecustomize.py; empty: every start is a cold one
};

/// What can be chosen for one Session.
struct SessionOptions {
    std::optional<SpaceId> id; ///< whose Space it is on the Hub; without one, a local name
    QMap<QString, QString> variables = {}; ///< set for the app
    QMap<QString, QString> secrets = {}; ///< the same; in a build they are mounted, and never arguments
    RunChoice choice = {}; ///< its names are those of `variables` and `secrets`, whatever it says
    quint16 port = 0; ///< 0: a free one
    std::optional<Sandbox::Wish> sandbox = {}; ///< set: the app is shut in, or does not run
    Logs::LogLimits logLimits = {}; ///< of each of its two logs
    std::chrono::milliseconds stopGrace = std::chrono::seconds(5); ///< between terminate and kill
    std::chrono::milliseconds otherPortPatience = std::chrono::seconds(30); ///< for a page on a port nobody asks
    std::chrono::milliseconds settleTime = std::chrono::milliseconds(60); ///< a burst of saves is one change
};

/// Why a Session is asked to stop.
enum class StopReason {
    Asked, ///< by a person
    FolderGone, ///< the files it runs from are no longer there
};

/// One Space folder as it runs here: plans, builds, starts, watches, restarts and stops it, and says
/// how it is in the Hub's words. Lives on the thread that made it. Destroying it leaves nothing running.
class Session final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Session)
public:
    Session(const SessionServices &services, QString folder, SessionOptions options = {}, QObject *parent = nullptr);
    ~Session() override;

    /// Plans, builds what is missing, and starts. Does nothing while it runs or is on its way.
    void run();
    /// The same with the newest files, also while it runs: the old app serves until the new one answers.
    void restart();
    /// Terminates, and kills what is left after the grace. STOPPED follows when nothing runs any more.
    /// `reason` is what its cause says, in the window as in the ledger.
    void stop(StopReason reason = StopReason::Asked);
    /// Ends everything at once.
    void kill();
    /// Files were saved, absolute or relative to the folder: restarts the app, or builds its environment
    /// first, or reloads the page, as they ask for. What comes during a restart is not lost. Does
    /// nothing while the Space is stopped.
    void sourceChanged(const QStringList &files);

    [[nodiscard]] QString folder() const;
    [[nodiscard]] StageChange stage() const;
    /// Where a browser finds the page; empty while nothing serves.
    [[nodiscard]] QUrl url() const;
    /// The same by number, for programs that do not resolve names below localhost.
    [[nodiscard]] QUrl address() const;
    /// The process that serves, 0 without one.
    [[nodiscard]] qint64 processId() const;
    /// The process that waits to be the next one, 0 without one.
    [[nodiscard]] qint64 standbyProcessId() const;
    /// The newest plan; one without steps before the first run.
    [[nodiscard]] const RunPlan &plan() const;
    [[nodiscard]] Logs::LogStore &buildLog();
    [[nodiscard]] Logs::LogStore &runLog();
    /// The timeline of the newest run.
    [[nodiscard]] const std::vector<Pipeline::StepReport> &steps() const;

Q_SIGNALS:
    /// Also when only the cause has changed.
    void stageChanged(const Spacewright::Runtime::StageChange &change);
    void planChanged(const Spacewright::Runtime::RunPlan &plan);
    /// A new timeline begins; steps() is empty.
    void stepsReset();
    /// `index` may be the number of steps before: then it is a new one.
    void stepChanged(int index, const Spacewright::Pipeline::StepReport &report);
    void urlChanged(const QUrl &url);
    /// The page answers; `duration` from the run or the save that led to it.
    void ready(const QUrl &url, std::chrono::milliseconds duration);
    /// The address is the same and its content is not: reload it.
    void pageChanged();
    /// Saves that ask for something, relative to the folder, before it is done.
    void filesSaved(const QStringList &files);
    /// Each second while an app starts or serves: what the newest one uses.
    void sampled(const Spacewright::Metrics::Sample &sample);
    /// What a build found wrong, at its place in the Space's files; an empty list takes it back.
    void problemsFound(const QList<Spacewright::Diagnostic> &problems);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// "app.py", "app.py and 2 more".
[[nodiscard]] QString filesText(const QStringList &files);

} // namespace Spacewright::Runtime
