// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/changes.h"
#include "history/database.h"
#include "history/run.h"

#include <optional>

/// The ledger's statements, each a function from values to values on an open database.
namespace Spacewright::History::Tables {

[[nodiscard]] Result<qint64> addRun(Database &db, const RunStart &start);
[[nodiscard]] Result<> addStage(Database &db, qint64 run, const StageEntry &entry);
[[nodiscard]] Result<> addText(Database &db, qint64 run, const QString &place, const QString &text);
[[nodiscard]] Result<> finishRun(Database &db, qint64 run, const RunEnd &end);
/// The files of a run whose page answers; they take the place of those that it had.
[[nodiscard]] Result<> setSources(Database &db, qint64 run, const Sources &sources);
/// Against the newest run of `folder` that has sources; nullopt where there is none.
[[nodiscard]] Result<std::optional<ChangesSinceGood>> changesSinceGood(Database &db, const QString &folder,
                                                                       const Sources &now);
/// What a run used, in order of time, behind what it has. Objects that only the caller can read.
[[nodiscard]] Result<> addSeries(Database &db, qint64 run, const QJsonArray &entries);
/// The same in place of what it has.
[[nodiscard]] Result<> setSeries(Database &db, qint64 run, const QJsonArray &entries);
[[nodiscard]] Result<QJsonArray> series(Database &db, qint64 run);
/// Of runs that are over, but for the newest `keep`: each once, `most` of them at a time; how many.
[[nodiscard]] Result<int> thinSeries(Database &db, int keep, int most, const Thinning &thinned);
/// Runs whose process is gone become Interrupted.
[[nodiscard]] Result<> closeOrphans(Database &db);
/// nullopt where there is none of that id.
[[nodiscard]] Result<std::optional<Run>> findRun(Database &db, qint64 id);
/// Newest first; an empty `folder` means every folder.
[[nodiscard]] Result<QList<Run>> listRuns(Database &db, const QString &folder, int limit);
/// Every word must occur, the last letters of each may be missing; best matches first.
[[nodiscard]] Result<QList<Hit>> search(Database &db, const QString &text, int limit);
/// Removes all finished runs but the newest `keep`; how many went.
[[nodiscard]] Result<int> prune(Database &db, int keep);

} // namespace Spacewright::History::Tables
