// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/process.h"
#include "base/spaceid.h"
#include "runtime/environmentsource.h"
#include "runtime/runplan.h"

#include <QMap>

namespace Spacewright::Runtime {

/// What the app sees around it that does not come from its files.
struct AppSetting {
    SpaceId id;
    QMap<QString, QString> variables; ///< the user's own, set last
    Hardware::Machine machine;
    quint16 port = 0;
    QString standbyHook = {}; ///< folder that a sandboxed app sees as well; empty without
};

/// `local/<name of the folder>`, in the Hub's alphabet: for a folder that is on no Hub yet.
[[nodiscard]] SpaceId localId(const QString &folder);

/// `SPACE_ID` and the like, as an app on the Hub finds them. Source: spaces.md 5.
[[nodiscard]] QMap<QString, QString> spaceVariables(const RunPlan &plan, const AppSetting &setting);

/// How the app of `plan` is started in `installation`. Pure but for the environment passed in.
/// Source: spaces.md 5, 5.3, 8.1, 9.
[[nodiscard]] Command appCommand(const RunPlan &plan, const Environment::Installation &installation,
                                 const AppSetting &setting,
                                 QProcessEnvironment environment = QProcessEnvironment::systemEnvironment());

} // namespace Spacewright::Runtime
