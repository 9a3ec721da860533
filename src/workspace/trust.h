// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/paths.h"
#include "base/result.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>

#include <optional>

namespace Spacewright::Workspace {

/// Why the code of a folder may run here.
enum class TrustKind {
    Own, ///< this person made it: it runs as they do
    Trusted, ///< somebody else did: it runs, and in a sandbox
};

/// That the code in `folder` may run, as long as it comes from where it came from.
struct Trust {
    QString folder; ///< absolute, links resolved
    QString origin; ///< of its git repository; empty without one
    TrustKind kind = TrustKind::Trusted;
    QDateTime granted; ///< UTC

    friend bool operator==(const Trust &, const Trust &) = default;
};

/// For machines: `own`, `trusted`.
[[nodiscard]] QString trustName(TrustKind kind);
[[nodiscard]] QJsonObject toJson(const Trust &trust);

/// Where the repository in `folder` was cloned from; empty without one. One that cannot be read has an origin that
/// equals no other. Reads a few files.
[[nodiscard]] QString originOf(const QString &folder);

// All of these read or write `<config>/trust.json` and block for some milliseconds.

/// By folder. NotFound never: without a file nothing is trusted. Io or Invalid where it cannot be read.
[[nodiscard]] Result<QList<Trust>> readTrust(const Paths &paths);
/// What holds for `folder` now; nullopt where nothing does, and where the list cannot be read. What comes with the
/// program is its user's own.
[[nodiscard]] std::optional<Trust> trustOf(const Paths &paths, const QString &folder);
/// In place of what held before. Io where it cannot be kept.
[[nodiscard]] Result<Trust> grantTrust(const Paths &paths, const QString &folder, TrustKind kind, const QDateTime &now);
/// NotFound where the folder is not in the list.
[[nodiscard]] Result<> revokeTrust(const Paths &paths, const QString &folder);

} // namespace Spacewright::Workspace
