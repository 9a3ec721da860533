// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/stage.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <chrono>
#include <functional>
#include <optional>

namespace Spacewright::History {

/// One change of stage, with what brought it about.
struct StageEntry {
    QDateTime time;
    Stage stage = Stage::Stopped;
    QString cause; ///< translated sentence, as it was shown
    QString verdict; ///< who has to act: `repository`, `dependency`, `app`, `machine`, `platform`; empty for no failure

    friend bool operator==(const StageEntry &, const StageEntry &) = default;
};

/// How long one phase took: `environment`, `start` ...
struct PhaseTime {
    QString phase;
    std::chrono::milliseconds duration{};

    friend bool operator==(const PhaseTime &, const PhaseTime &) = default;
};

/// What a run begins with.
struct RunStart {
    QString folder;
    QString spaceId; ///< `owner/name`; empty when the folder does not say
    QString engine; ///< `process`, `static`
    QString planHash;
    QString environmentHash; ///< empty for static Spaces
    QString interpreter; ///< `3.13.5 /usr/bin/python3.13`
    QDateTime started;

    friend bool operator==(const RunStart &, const RunStart &) = default;
};

/// What is known when it is over.
struct RunEnd {
    QDateTime stopped;
    std::optional<int> exitCode; ///< the app's own; nullopt when it never ran or was stopped
    QString lock; ///< what the environment really holds, one `name==version` a line
    QList<PhaseTime> phases;
    std::optional<qint64> peakMemoryBytes = {}; ///< nullopt where the app was never looked at

    friend bool operator==(const RunEnd &, const RunEnd &) = default;
};

enum class RunState {
    Open, ///< still going on, in this or another instance
    Finished, ///< `end` says how
    Interrupted, ///< the program that ran it went away without a word
};

/// One run as the ledger keeps it.
struct Run {
    qint64 id = 0;
    RunStart start;
    RunState state = RunState::Open;
    RunEnd end;
    QList<StageEntry> stages;

    friend bool operator==(const Run &, const Run &) = default;
};

/// Makes fewer entries of what a run used; see Ledger::thinSeries().
using Thinning = std::function<QJsonArray(const QJsonArray &)>;

/// A place where a search found its words.
struct Hit {
    qint64 run = 0;
    QString folder;
    QDateTime started;
    QString place; ///< `cause`, `build` or `run`: where the text comes from
    QString snippet; ///< the words around, matches between » and «
};

/// `open`, `finished`, `interrupted`: for machines.
[[nodiscard]] QString runStateName(RunState state);
[[nodiscard]] QJsonObject toJson(const StageEntry &entry);
/// The one JSON form of a run, used by the command line and the window.
[[nodiscard]] QJsonObject toJson(const Run &run);
[[nodiscard]] QJsonObject toJson(const Hit &hit);

} // namespace Spacewright::History
