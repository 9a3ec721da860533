// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/staticserver.h"
#include "metrics/sampler.h"
#include "runtime/appcommand.h"
#include "runtime/appprocess.h"
#include "runtime/changekind.h"
#include "runtime/lifecycle.h"
#include "runtime/session.h"
#include "runtime/standby.h"

#include <QElapsedTimer>
#include <QTimer>

namespace Spacewright::Runtime {

/// What a Session is made of. A pass is one way from the files to a page that answers; a newer pass
/// makes whatever an older one still brings worthless.
struct Session::Private {
    Private(Session *owner, const SessionServices &services, QString folder, SessionOptions options);

    // The stage.
    /// False when whoever was told has begun or ended a pass, so that the caller's is over.
    bool fire(Event event, StageChange change);
    bool fire(Event event, const QString &cause) { return fire(event, causeOf(cause)); }
    void fail(Event event, const Failure &failure);
    void setCause(const QString &cause);
    static StageChange causeOf(const QString &cause);

    // The timeline.
    int addStep(const QString &id, const QString &title, StepState state, const QString &detail = {});
    void setStep(const QString &id, StepState state, const QString &detail = {});
    void endSteps(StepState state);

    // A pass, in the order of things. (sessionpass.cpp)
    void beginPass(bool announced, const QStringList &files);
    void planned(const Result<RunPlan> &answer);
    void prepareEnvironment();
    /// The build log tells why nothing is built; what an earlier build found wrong is wrong no more.
    void sayNothingIsBuilt(const QString &hash, const QString &sentence);
    void built(const Result<> &result);
    void startApp();
    void launch();
    void leased(Result<std::unique_ptr<Environment::Lease>> lease);
    /// Makes `next`, which listens on `port`, and shows that it starts.
    AppProcess &makeNext(quint16 port);
    [[nodiscard]] bool isLeasing() const { return leasingPass == pass; }
    void appHealthy();
    void nextFailed(const Failure &failure);
    void currentFailed(const Failure &failure);
    void serveFolder();
    void nowServing(const QUrl &browserUrl, const QUrl &plainUrl);
    void watch(AppProcess &app);

    // The same by the container engine. (sessioncontainer.cpp)
    void prepareImage();
    void imageStepChanged(int index, const Container::BuildStep &step);
    void imageBuilt(const Result<> &result);
    void launchContainer();
    /// What the app gets to know of the Hub and of the person's settings.
    [[nodiscard]] QMap<QString, QString> containerVariables(quint16 port) const;
    /// Another one for each pass.
    [[nodiscard]] QString containerName() const;

    // Saves. (sessionchanges.cpp)
    void settled();
    void changedWhileRunning(ChangeKind kind, const QStringList &files);
    void restartApp(const QStringList &files);

    // The next start, ahead of time. (sessionstandby.cpp)
    /// Once nothing else is going on.
    void standbySoon();
    void prepareStandby();
    /// Whether the one that was thought of in pass `mine` is still wanted.
    [[nodiscard]] bool wantsStandby(quint64 mine) const;
    /// The one that does what `plan` asks for; null when the start has to be a cold one.
    std::unique_ptr<Standby> takeStandby();
    void dropStandby();
    [[nodiscard]] AppSetting setting(quint16 port) const;

    // The end.
    void dropBuild();
    void leave(std::unique_ptr<AppProcess> app, bool atOnce = false);
    void leaveAll(bool atOnce = false);
    void stopServing();
    void appEnded(AppProcess *app);
    /// One that is on its way out and holds the port that the next one needs.
    [[nodiscard]] AppProcess *portHolder() const;
    void finishStop();
    /// One that nothing listens on, and that no standby waits for.
    [[nodiscard]] quint16 freePort();
    [[nodiscard]] static bool isFree(quint16 port);
    [[nodiscard]] QString environmentName() const;
    /// The process that starts or, without one, the one that serves; 0 while neither is there, and for a container.
    [[nodiscard]] qint64 newestProcessId() const;

    Session *q;
    EnvironmentSource &environments;
    const Container::Docker *docker;
    std::function<QSet<QString>(const QString &)> trackedFiles;
    const Redactor &redactor;
    const Clock &clock;
    QString folder;
    SessionOptions options;
    SpaceId id;
    Logs::LogStore buildLog;
    QString logged; ///< hash of the environment that buildLog tells of; "static" without one
    Logs::LogStore runLog;

    RunPlan plan;
    StageChange stage;
    QUrl url;
    QUrl address;
    std::vector<Pipeline::StepReport> steps;

    quint64 pass = 0;
    bool planning = false;
    bool announced = true; ///< the pass has changed the stage already
    QStringList passFiles; ///< whose saving led to the pass
    bool rebuilt = false; ///< the pass built an environment
    QElapsedTimer since; ///< what the person did
    QElapsedTimer stepSince;
    quint64 leasingPass = 0; ///< the pass whose app starts as soon as it holds its environment; 0: none does
    std::unique_ptr<Pipeline> build;
    std::optional<Environment::Installation> installation;
    QList<Diagnostic> problems;

    std::unique_ptr<AppProcess> current; ///< answers, or did
    std::unique_ptr<AppProcess> next; ///< is starting
    std::vector<std::unique_ptr<AppProcess>> leaving;
    const AppProcess *awaited = nullptr; ///< has to be gone before the next can start
    std::unique_ptr<Gateway::StaticServer> server;
    QList<quint16> ports; ///< used before: an address that stays the same is worth having

    QString standbyHook;
    std::unique_ptr<Standby> standby;
    QTimer standbyTimer;

    Metrics::Sampler sampler{[this] { return newestProcessId(); }};

    QTimer settle;
    QStringList changed;
    bool stopping = false;
    StopReason stopReason = StopReason::Asked;
    bool runAfterStop = false;
};

} // namespace Spacewright::Runtime
