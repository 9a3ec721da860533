// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/process.h"

#include <QFuture>
#include <QList>
#include <QVersionNumber>

#include <utility>

namespace Spacewright::Sandbox {

/// What this machine can do to shut a program in, and what a program cannot do without. Found by probe().
struct Ability {
    QString bubblewrap = {}; ///< absolute; empty without
    bool ownProc = false; ///< a /proc of its own can be mounted; else the machine's is shown, read-only
    bool boundedFolders = false; ///< `--size`: bubblewrap 0.7
    bool noNestedNamespaces = false; ///< `--disable-userns`: bubblewrap 0.8
    QString limiter = {}; ///< prlimit(1); empty: no limits of the kernel's own
    QString binder = {}; ///< taskset(1); empty: no limit of processors
    QList<int> processors = {}; ///< that may be used here, as the kernel counts them
    QList<std::pair<QString, QString>> systemFolders = {}; ///< `/usr` …, each with what it is a link to, if it is one
    QStringList devices = {}; ///< of GPUs
    QString obstacle = {}; ///< translated: why there is no sandbox here, and what to do about it; empty: there is one

    [[nodiscard]] bool isThere() const { return obstacle.isEmpty() && !bubblewrap.isEmpty(); }

    friend bool operator==(const Ability &, const Ability &) = default;
};

/// What is known where bubblewrap was tried and failed.
struct Refusal {
    QByteArray words = {}; ///< bubblewrap's own
    bool isRestrictedByAppArmor = false; ///< /proc/sys/kernel/apparmor_restrict_unprivileged_userns is 1
    bool hasNoNamespaces = false; ///< user.max_user_namespaces or kernel.unprivileged_userns_clone is 0
    bool isInContainer = false;
};

/// Pure: the reason and the exact next step, translated. "Run it without a sandbox" is left to the caller.
[[nodiscard]] QString whyNot(const Refusal &refusal);

/// The version in "bubblewrap 0.8.0"; null for other words.
[[nodiscard]] QVersionNumber bubblewrapVersion(const QByteArray &words);

/// Tries it: a program is really shut in. Takes some tens of milliseconds, in other processes. What it finds is
/// an answer in any case; there are no errors.
[[nodiscard]] QFuture<Ability> probe(const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment());

} // namespace Spacewright::Sandbox
