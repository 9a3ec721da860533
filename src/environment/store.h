// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/diagnostic.h"
#include "base/paths.h"
#include "base/pipeline.h"
#include "base/redactor.h"
#include "environment/diskuse.h"
#include "environment/plan.h"

#include <QDateTime>
#include <QProcessEnvironment>

namespace Spacewright::Environment {

class Lease;

/// A finished, verified environment in the store.
struct Installation {
    QString hash;
    QString folder; ///< holds `venv`, `plan.json`, `lock.txt`, `build.log`

    [[nodiscard]] QString venv() const { return folder + QStringLiteral("/venv"); }
    [[nodiscard]] QString bin() const { return folder + QStringLiteral("/venv/bin"); }
    [[nodiscard]] QString python() const { return folder + QStringLiteral("/venv/bin/python"); }
    [[nodiscard]] QString planFile() const { return folder + QStringLiteral("/plan.json"); }
    [[nodiscard]] QString lockFile() const { return folder + QStringLiteral("/lock.txt"); }
    [[nodiscard]] QString logFile() const { return folder + QStringLiteral("/build.log"); }

    friend bool operator==(const Installation &, const Installation &) = default;
};

/// One environment as `spw env list` shows it.
struct InstallationInfo {
    Installation installation;
    QString sdk; ///< "gradio"
    QString sdkVersion;
    QString python; ///< "3.13.5"
    int packages = 0;
    QDateTime built;
    QDateTime used; ///< last time a Space ran in it; invalid: never
    DiskUse disk;
    bool inUse = false; ///< a Session holds a lease on it
    bool usable = true; ///< false: its interpreter is gone; it will be built anew
};

/// `spw env show`.
struct InstallationDetails {
    InstallationInfo info;
    QJsonObject plan;
    QString lock; ///< requirements form, one package a line
};

struct PruneRequest {
    std::optional<std::chrono::hours> unusedFor; ///< only those not used for this long; nullopt: all not in use
    QStringList hashes; ///< only these, if any; beginnings are enough
    bool dryRun = false;
};

struct PruneReport {
    QList<InstallationInfo> removed;
    QList<InstallationInfo> kept; ///< asked for, but in use
    qint64 freedBytes = 0; ///< what the disk really gets back; shared files stay
};

/// Where a build's words and findings go. Called on the store's thread.
struct BuildSink {
    std::function<void(const QByteArray &)> output = {}; ///< redacted bytes of the tools, as they come, cut anywhere
    std::function<void(const QList<Diagnostic> &)> problems = {}; ///< what failed, at its place in the Space's files
};

/// The environments of this person, shared by all Spaces, windows and command lines on the machine.
/// Builds happen in a temporary sibling that is renamed into place once verified, under a lock per
/// hash that dies with its holder. Lives on one thread with an event loop.
class Store final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Store)
public:
    /// `redactor` must outlive the store.
    explicit Store(Paths paths, const Redactor &redactor,
                   QProcessEnvironment environment = QProcessEnvironment::systemEnvironment(),
                   const Clock &clock = Clock::system(), QObject *parent = nullptr);
    ~Store() override;

    /// Every Python of this machine, newest first.
    [[nodiscard]] QFuture<Result<QList<Interpreter>>> interpreters() const;
    /// The pure plan() with this machine's interpreters and index settings.
    [[nodiscard]] QFuture<Result<EnvironmentPlan>> plan(const Request &request) const;

    /// Only an environment that is complete and whose interpreter is still there. Looks at a handful of files.
    [[nodiscard]] std::optional<Installation> find(const QString &hash) const;

    /// `interpreter`, `uv`, `resolve`, `install`, `verify`, `seal`: for a pipeline of the caller's, which
    /// must not outlive the store. Afterwards find(plan.hash) has it. A second builder of the same
    /// environment waits in the first step and then uses what the first one made. Errors: NotFound
    /// (no Python, a package that does not exist), Conflict, Offline, Io (disk full), Space, Tool.
    [[nodiscard]] std::vector<Step> steps(const EnvironmentPlan &plan, BuildSink sink = {});
    /// The same as a pipeline of its own.
    [[nodiscard]] std::unique_ptr<Pipeline> build(const EnvironmentPlan &plan, BuildSink sink = {});
    /// The log of the newest build of `hash`, finished or failed; empty when there is none.
    [[nodiscard]] QString logFile(const QString &hash) const;

    /// Keeps `installation` from being pruned while held, and notices when somebody deletes it all the same.
    /// NotFound when it is no longer there, Conflict while another process goes on removing it, Io when
    /// the store cannot be written.
    [[nodiscard]] QFuture<Result<std::unique_ptr<Lease>>> lease(const Installation &installation);

    [[nodiscard]] QFuture<Result<QList<InstallationInfo>>> list() const;
    /// `hash` may be a beginning; NotFound for none, Conflict for several.
    [[nodiscard]] QFuture<Result<InstallationDetails>> show(const QString &hash) const;
    /// Removes environments, and what interrupted builds left behind.
    [[nodiscard]] QFuture<Result<PruneReport>> prune(const PruneRequest &request);

private:
    struct Private;
    std::shared_ptr<Private> d;
};

/// One JSON form each, for the command line.
[[nodiscard]] QJsonObject toJson(const InstallationInfo &info);
[[nodiscard]] QJsonObject toJson(const InstallationDetails &details);
[[nodiscard]] QJsonObject toJson(const PruneReport &report);

} // namespace Spacewright::Environment
