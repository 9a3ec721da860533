// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/filelock.h"
#include "base/process.h"
#include "runtime/environmentsource.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QPromise>
#include <QSet>
#include <QTemporaryDir>

namespace Spacewright::Testing {

/// Environments that are the system's Python under another name, so that nothing is installed. A
/// requirement called `missing` cannot be installed; while `held`, builds wait for release().
class PlainEnvironments final : public Runtime::EnvironmentSource {
public:
    explicit PlainEnvironments(QString folder)
        : m_folder(std::move(folder))
        , m_python(findProgram(QStringLiteral("python3")))
    {
    }

    QFuture<Result<Environment::EnvironmentPlan>> plan(const Environment::Request &request) override
    {
        ++plans;
        const Environment::Interpreter python{m_python, QVersionNumber(3, 13, 5), QStringLiteral("cpython-313"), {}};
        return QtFuture::makeReadyValueFuture(
            Environment::plan(request, m_python.isEmpty() ? QList<Environment::Interpreter>() : QList{python}, {}));
    }

    std::optional<Environment::Installation> find(const QString &hash) override
    {
        const Environment::Installation installation{hash, m_folder + u'/' + hash};
        return QFile::exists(installation.python()) ? std::optional(installation) : std::nullopt;
    }

    std::vector<Step> steps(const Environment::EnvironmentPlan &plan, Environment::BuildSink sink) override
    {
        ++builds;
        const auto install = [this, plan, sink](StepContext &context) {
            auto promise = std::make_shared<QPromise<Result<>>>();
            promise->start();
            const auto finish = [this, plan, sink, promise] {
                promise->addResult(installed(plan, sink));
                promise->finish();
            };
            context.onCancel([promise] {
                promise->addResult(failure(ErrorCode::Cancelled, QStringLiteral("Cancelled.")));
                promise->finish();
            });
            if (held)
                m_waiting.append(finish);
            else
                finish();
            return promise->future();
        };
        std::vector<Step> recipe;
        recipe.push_back({.id = QStringLiteral("install"), .title = QStringLiteral("Install"), .run = install});
        return recipe;
    }

    QFuture<Result<std::unique_ptr<Environment::Lease>>> lease(const Environment::Installation &installation) override
    {
        QPromise<Result<std::unique_ptr<Environment::Lease>>> promise;
        promise.start();
        promise.addResult(leased(installation));
        promise.finish();
        return promise.future();
    }

    void release()
    {
        held = false;
        for (const auto &finish : std::exchange(m_waiting, {}))
            finish();
    }

    bool held = false;
    int plans = 0;
    int builds = 0;
    /// How the next lease fails, once. With NotFound the environment goes away as well.
    std::optional<Error> leaseError;

private:
    Result<std::unique_ptr<Environment::Lease>> leased(const Environment::Installation &installation)
    {
        if (const auto error = std::exchange(leaseError, std::nullopt)) {
            if (error->code == ErrorCode::NotFound)
                QDir(installation.folder).removeRecursively();
            return std::unexpected(*error);
        }
        const QString lockFile = m_folder + u'/' + installation.hash + QStringLiteral(".lease%1").arg(++m_leases);
        Result<FileLock> lock = FileLock::tryAcquire(lockFile);
        if (!lock)
            return std::unexpected(lock.error());
        return std::make_unique<Environment::Lease>(std::move(*lock), lockFile, installation.folder);
    }

    Result<> installed(const Environment::EnvironmentPlan &plan, const Environment::BuildSink &sink)
    {
        if (plan.request.requirements.value_or(QString()).contains(u"missing"))
            return failure(ErrorCode::NotFound, QStringLiteral("There is no package called missing."));
        if (sink.output)
            sink.output("Installed 1 package\n");
        const Environment::Installation installation{plan.hash, m_folder + u'/' + plan.hash};
        QDir().mkpath(installation.bin());
        // A script, not a link: the lease looks whether this very file is there.
        QFile python(installation.python());
        if (!python.open(QIODevice::WriteOnly))
            return failure(ErrorCode::Io, python.errorString());
        python.write("#!/bin/sh\nexec " + QFile::encodeName(m_python) + " \"$@\"\n");
        QFile planFile(installation.planFile());
        if (!planFile.open(QIODevice::WriteOnly))
            return failure(ErrorCode::Io, planFile.errorString());
        python.setPermissions(python.permissions() | QFileDevice::ExeOwner);
        return {};
    }

    QString m_folder;
    QString m_python;
    QList<std::function<void()>> m_waiting;
    int m_leases = 0;
};

} // namespace Spacewright::Testing
