// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/store.h"

#include "environment/builder.h"
#include "environment/interpreterfinder.h"
#include "environment/lease.h"
#include "environment/storefolder.h"

#include <QFileInfo>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace Spacewright::Environment {

struct Store::Private {
    std::shared_ptr<const StoreContext> context;
};

Store::Store(Paths paths, const Redactor &redactor, QProcessEnvironment environment, const Clock &clock,
             QObject *parent)
    : QObject(parent)
    , d(std::make_shared<Private>())
{
    const StoreFolder folder{paths.environments()};
    d->context = std::make_shared<const StoreContext>(
        StoreContext{std::move(paths), folder, std::move(environment), redactor, clock});
}

Store::~Store() = default;

QFuture<Result<QList<Interpreter>>> Store::interpreters() const
{
    return findInterpreters(d->context->paths, d->context->environment);
}

QFuture<Result<EnvironmentPlan>> Store::plan(const Request &request) const
{
    return interpreters().then(
        [request, context = d->context](const Result<QList<Interpreter>> &found) -> Result<EnvironmentPlan> {
            if (!found)
                return std::unexpected(found.error());
            const PackageIndex::IndexSettings settings = PackageIndex::IndexSettings::ofMachine(context->environment);
            return Environment::plan(request, *found, settings.fingerprint(context->environment));
        });
}

std::optional<Installation> Store::find(const QString &hash) const
{
    return d->context->folder.find(hash);
}

std::vector<Step> Store::steps(const EnvironmentPlan &plan, BuildSink sink)
{
    return buildSteps(d->context, plan, std::move(sink));
}

std::unique_ptr<Pipeline> Store::build(const EnvironmentPlan &plan, BuildSink sink)
{
    return std::make_unique<Pipeline>(steps(plan, std::move(sink)));
}

QString Store::logFile(const QString &hash) const
{
    const StoreFolder &folder = d->context->folder;
    for (const QString &file : {folder.failedLog(hash), Installation{hash, folder.entry(hash)}.logFile()}) {
        if (QFileInfo::exists(file))
            return file;
    }
    return {};
}

QFuture<Result<std::unique_ptr<Lease>>> Store::lease(const Installation &installation)
{
    return QtConcurrent::run([folder = d->context->folder, hash = installation.hash] { return folder.takeLease(hash); })
        .then(this, [installation](Result<std::pair<QString, FileLock>> taken) -> Result<std::unique_ptr<Lease>> {
            if (!taken)
                return std::unexpected(taken.error());
            return std::make_unique<Lease>(std::move(taken->second), taken->first, installation.folder);
        });
}

QFuture<Result<QList<InstallationInfo>>> Store::list() const
{
    return QtConcurrent::run([folder = d->context->folder]() -> Result<QList<InstallationInfo>> {
        QList<InstallationInfo> infos;
        for (const QString &hash : folder.hashes())
            infos.append(folder.info(hash));
        return infos;
    });
}

QFuture<Result<InstallationDetails>> Store::show(const QString &hash) const
{
    return QtConcurrent::run([folder = d->context->folder, hash] { return folder.details(hash); });
}

QFuture<Result<PruneReport>> Store::prune(const PruneRequest &request)
{
    return QtConcurrent::run(
        [context = d->context, request] { return context->folder.prune(request, context->clock.now()); });
}

} // namespace Spacewright::Environment
