// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "environment/store.h"
#include "support/testcase.h"

#include <QTemporaryDir>

namespace Spacewright::Environment {

/// A folder that stays between test runs, on the disk of the person's cache: for uv and what it downloaded.
[[nodiscard]] QString lastingFolder();

/// A home with a store of its own.
class BuildRoom {
public:
    BuildRoom();
    ~BuildRoom();
    Q_DISABLE_COPY_MOVE(BuildRoom)

    /// Makes the local package index; packages then come from there alone.
    [[nodiscard]] bool useLocalIndex();
    /// Finds uv or brings it, once for all test runs; an empty answer says that it worked.
    [[nodiscard]] QString provideUv();
    /// Packages come from `folder` alone, as makeindex.py filled it.
    void takePackagesFrom(const QString &folder);

    /// Packages come from an index that does not answer, whose address holds the password `secret42`.
    void unplugNetwork();
    /// No Python is found any more.
    void hidePython();
    /// Environments go to a small disk of their own, with room for a virtual environment and not for `heavy`,
    /// until the room is gone. False where this person may not mount one.
    [[nodiscard]] bool useSmallDisk();

    /// Plans with the machine's own interpreters; call within a test function.
    [[nodiscard]] Result<EnvironmentPlan> plan(const Request &request);
    /// Starts a build and waits for its end.
    [[nodiscard]] Result<> build(const EnvironmentPlan &plan);

    [[nodiscard]] QString path(const QString &name) const { return m_home.path() + u'/' + name; }
    [[nodiscard]] Paths paths() const;
    [[nodiscard]] QStringList leftovers() const;
    /// A new store on the same folders, as another Spacewright has it.
    [[nodiscard]] std::unique_ptr<Store> newStore() const;

    QProcessEnvironment environment;
    Redactor redactor;
    QByteArray output; ///< of build()
    QList<Diagnostic> problems;
    std::unique_ptr<Store> store;

private:
    QTemporaryDir m_home;
    QString m_smallDisk; ///< mounted there; empty: none
};

} // namespace Spacewright::Environment
