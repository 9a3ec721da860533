// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/filelock.h"
#include "environment/explain.h"
#include "environment/installercommands.h"
#include "environment/storefolder.h"
#include "environment/toolrunner.h"
#include "environment/torchbuild.h"
#include "environment/torchindex.h"

#include <QFile>
#include <QTimer>

#include <atomic>

namespace Spacewright::Environment {

/// What a store hands to its builds.
struct StoreContext {
    Paths paths;
    StoreFolder folder;
    QProcessEnvironment environment;
    const Redactor &redactor;
    const Clock &clock;
};

/// Builds one environment: what the six steps of a pipeline share. Each function is one step; each
/// does nothing once the environment turned out to be there already.
class Builder final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Builder)
public:
    Builder(std::shared_ptr<const StoreContext> context, EnvironmentPlan plan, BuildSink sink);
    ~Builder() override;

    /// Waits for the lock of this environment and makes the temporary folder.
    [[nodiscard]] QFuture<Result<>> begin(StepContext &step);
    [[nodiscard]] QFuture<Result<>> obtainTool(StepContext &step);
    [[nodiscard]] QFuture<Result<>> resolve(StepContext &step);
    [[nodiscard]] QFuture<Result<>> install(StepContext &step);
    [[nodiscard]] QFuture<Result<>> verify(StepContext &step);
    [[nodiscard]] QFuture<Result<>> seal(StepContext &step);
    /// Ends what runs, keeps the log of a failure, gives the lock back, and removes what was begun, in the
    /// background and once nothing writes there any more.
    void finish(const Result<> &outcome);

private:
    /// What is read and made on a worker thread before the first tool runs.
    struct Prepared {
        PackageIndex::IndexSettings settings;
        QString partial;
    };
    struct UvInstall;
    static Result<Prepared> prepare(const StoreContext &context, const EnvironmentPlan &plan);

    QFuture<Result<>> waitForLock(StepContext &step);
    void tryLock();
    void beginLog(const Prepared &prepared);
    void write(const QByteArray &bytes);
    QByteArray redact(const QByteArray &bytes) const;
    void announce(const QString &step);

    QString venv() const { return m_partial + QStringLiteral("/venv"); }

    /// What each step after the first has in common: nothing to do when cached, cancel, a heading in the log.
    QFuture<Result<>> runStep(StepContext &step, int number, const std::function<QFuture<Result<>>()> &work);
    QFuture<Result<ToolResult>> startTool(const ToolCall &call, ToolRunner::Show show = ToolRunner::Show::Everything,
                                          std::function<void(QByteArrayView)> line = {},
                                          const ProcessLimits &limits = {});
    /// Runs a tool in the temporary folder; a bad exit becomes an explained error.
    QFuture<Result<ToolResult>> runTool(BuildPhase phase, const ToolCall &call,
                                        ToolRunner::Show show = ToolRunner::Show::Everything,
                                        std::function<void(QByteArrayView)> line = {});
    /// Keeps only whether it worked.
    QFuture<Result<>> forget(QFuture<Result<ToolResult>> result);
    Result<ToolResult> judge(BuildPhase phase, const Result<ToolResult> &result);
    /// What `words` mean, written to the log and to the problems.
    Error explained(BuildPhase phase, const QString &words);
    /// Whether the build of PyTorch that was asked for can be had; without it, the ordinary index's is taken.
    QFuture<Result<>> tryTorchIndex(StepContext &step);
    QFuture<Result<>> chooseVersions(StepContext &step);
    /// Says so where PyTorch is there in another build than the one asked for.
    void compareTorch(StepContext &step);
    QFuture<Result<>> installRequirements(StepContext &step);
    /// Resolves and installs in one go of uv; the future is over once the versions are chosen.
    QFuture<Result<>> beginInstall(StepContext &step);
    /// The rest of that.
    QFuture<Result<>> followInstall(StepContext &step);
    /// What is put into the store, as a worker thread gets it.
    struct Sealing {
        QString partial;
        QByteArray lock;
        QByteArray plan;
    };
    QFuture<Result<>> moveIntoPlace(const QByteArrayList &packages);
    static Result<> sealed(const StoreContext &context, const QString &hash, const Sealing &sealing);

    std::shared_ptr<const StoreContext> m_context;
    EnvironmentPlan m_plan;
    BuildSink m_sink;
    Redactor m_addresses; ///< package indexes and proxies
    std::unique_ptr<ToolRunner> m_runner;
    std::shared_ptr<FileLock> m_lock; ///< also held by the worker that seals
    /// Set by the first of the two that are to be through with the folder, the worker that seals it and
    /// finish(); the second one tidies up. Null before.
    std::shared_ptr<std::atomic_flag> m_sealing;
    std::shared_ptr<QPromise<Result<>>> m_waiting;
    QTimer m_retry;
    PackageIndex::IndexSettings m_settings;
    InstallerCommands m_commands;
    std::shared_ptr<UvInstall> m_uvInstall;
    TorchIndex m_torchIndex = TorchIndex::NotTried;
    std::optional<TorchBuild> m_torch; ///< once verified
    QString m_partial; ///< empty before and after
    QFile m_log;
    bool m_cached = false;
};

[[nodiscard]] std::vector<Step> buildSteps(std::shared_ptr<const StoreContext> context, const EnvironmentPlan &plan,
                                           BuildSink sink);

} // namespace Spacewright::Environment
