// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/verdict.h"

#include <QJsonObject>
#include <QUrl>

#include <optional>

namespace Spacewright::Cli {

/// What `spw run` has to say at its end.
struct RunReport {
    QString folder;
    Runtime::StageChange reached; ///< RUNNING when it was ready, else the stage of the failure
    QUrl url;
    std::optional<int> status; ///< HTTP status of the page; nullopt when it was not asked
    QJsonObject seconds; ///< by phase, and `total`
    qint64 peakMemoryBytes = 0; ///< 0: the app was gone before it was looked at
    bool hasFailed = false;
};

/// `stage`, `url`, `status`, `seconds`, `peakMemoryBytes`; after a failure also `cause`, `verdict` and what is known
/// of its place.
[[nodiscard]] QJsonObject toJson(const RunReport &report);

} // namespace Spacewright::Cli
