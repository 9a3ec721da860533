// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/process.h"
#include "base/redactor.h"
#include "base/stage.h"
#include "logs/logstore.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>

#include <chrono>
#include <optional>

namespace Spacewright::Runtime {

/// Whose doing a failure is. Source: errors.md, "Verdict classes".
enum class Verdict { None, Repository, Dependency, App, Machine, Platform };

/// For machines: `none`, `repository`, `dependency`, `app`, `machine`, `platform`.
[[nodiscard]] QString verdictName(Verdict verdict);

/// Why something ended.
struct Failure {
    Verdict verdict = Verdict::App;
    QString message; ///< translated: what and why, and what next
    QString hubText; ///< what the Hub would say, untranslated
    QString errorLine; ///< the first real error of the log; empty without
    QString file; ///< where it is in the code, relative to the Space; empty when unknown
    int line = 0; ///< in `file`, from 1; 0 when unknown
};

/// A stage with what led to it.
struct StageChange {
    Stage stage = Stage::Stopped;
    QString cause; ///< translated sentence
    QDateTime since;
    Verdict verdict = Verdict::None;
    QString hubText;
    QString errorLine;
    QString file;
    int line = 0;
};

[[nodiscard]] QJsonObject toJson(const StageChange &change);

/// What is left to see of a container whose program has ended.
struct ContainerEnd {
    bool isKnown = false; ///< false: the engine, or the container in it, is gone
    bool ranOutOfMemory = false;
    QString error; ///< the engine's words where it could not start the program
    qint64 memoryBytes = 0; ///< the limit; 0: none
};

/// More than a sandbox allows.
struct LimitPassed {
    enum class What { Memory, Processes };
    What what = What::Memory;
    qint64 limit = 0; ///< bytes, or processes
    qint64 seen = 0;

    friend bool operator==(const LimitPassed &, const LimitPassed &) = default;
};

/// What was seen of an app that ended, or was given up.
struct AppEnd {
    enum class Kind {
        Exited, ///< look at `exit`
        NeverAnswered, ///< the start-up limit passed
        OtherPort, ///< it serves a page, where nobody asks
        Loopback, ///< it listens in its container, for the container alone
        LimitPassed, ///< it took more than it may, and was ended; look at `passed`
    };
    Kind kind = Kind::Exited;
    ProcessExit exit;
    bool wasHealthy = false;
    QString appFile;
    QString folder;
    QByteArray standardOutput; ///< the middle may be missing
    QByteArray errorOutput;
    std::chrono::seconds limit{}; ///< the start-up limit
    QList<quint16> otherPorts; ///< where it listens instead
    quint16 hubPort = 0;
    std::optional<ContainerEnd> container; ///< set where it ran in one
    LimitPassed passed = {};
};

/// Pure: what was seen → the sentence, the verdict, the first error and its place.
[[nodiscard]] Failure explain(const AppEnd &end, const Redactor &redactor);
/// The same for a build that failed; the first error of its log, where it has one, decides whose doing it is.
[[nodiscard]] Failure explainBuild(const Error &error, const std::optional<Logs::FirstError> &first);

} // namespace Spacewright::Runtime

Q_DECLARE_METATYPE(Spacewright::Runtime::StageChange)
