// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/filelock.h"
#include "environment/store.h"

namespace Spacewright::Environment {

/// The folder `environments/` and what lies where in it. Every function looks at the disk: keep all
/// but find() off the GUI thread.
struct StoreFolder {
    QString root;

    [[nodiscard]] QString entry(const QString &hash) const { return root + u'/' + hash; }
    [[nodiscard]] QString buildLock(const QString &hash) const;
    /// Where a build of `hash` happens; another name each time, so that a dying builder cannot reach into the next
    /// one's.
    [[nodiscard]] QString newPartial(const QString &hash) const;
    [[nodiscard]] QString failedLog(const QString &hash) const;
    /// An unused name to move a folder to before it is removed.
    [[nodiscard]] QString newTrash() const;

    [[nodiscard]] std::optional<Installation> find(const QString &hash) const;
    /// The hashes of all that is in the store, usable or not, sorted.
    [[nodiscard]] QStringList hashes() const;
    [[nodiscard]] InstallationInfo info(const QString &hash) const;
    [[nodiscard]] Result<InstallationDetails> details(const QString &beginning) const;

    [[nodiscard]] bool isLeased(const QString &hash) const;
    /// The lock file and its lock, and a mark of today's use.
    [[nodiscard]] Result<std::pair<QString, FileLock>> takeLease(const QString &hash) const;

    /// What builders that died left of `hash`; hold its build lock.
    void removeLeftovers(const QString &hash) const;
    [[nodiscard]] Result<PruneReport> prune(const PruneRequest &request, const QDateTime &now) const;
};

} // namespace Spacewright::Environment
