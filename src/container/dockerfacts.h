// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QStringList>

namespace Spacewright::Container {

/// What docker's command line says of itself and of the engine it talks to.
struct DockerFacts {
    QString program; ///< absolute path; empty: not installed
    QString clientVersion;
    QString buildxVersion; ///< empty: without buildx
    QString context; ///< "default"; the engine may be on another machine
    QString serverVersion; ///< empty: no engine answers
    QString serverError; ///< untranslated; why none answers
    QString architecture; ///< of the engine: "x86_64"
    double cpus = 0; ///< of the engine
    qint64 memoryBytes = 0; ///< of the engine
    QStringList runtimes; ///< "runc", "nvidia"

    friend bool operator==(const DockerFacts &, const DockerFacts &) = default;
};

/// One link of the chain from a program to an engine that builds.
struct DockerLink {
    enum class State { Good, Broken, NotReached };
    QString id; ///< `program`, `engine`, `permission`, `buildx`
    QString title; ///< translated
    State state = State::NotReached;
    QString finding; ///< translated: what was seen
    QString next; ///< translated: the exact next step; only where it is broken
};

/// Reads what `docker info --format '{{json .}}'` printed. Keeps `program`. An answer that is no JSON means that no
/// engine answers, with `words` (standard error) as the reason.
[[nodiscard]] DockerFacts readFacts(const QString &program, const QByteArray &json, const QString &words);

/// Why containers work or not, link by link, each with the way out. Pure.
[[nodiscard]] QList<DockerLink> explain(const DockerFacts &facts);
/// The first broken link as an error: NotFound (not installed), Offline (not running), Unauthorised, Tool (no buildx).
[[nodiscard]] Result<> usable(const DockerFacts &facts);

[[nodiscard]] QJsonObject toJson(const DockerFacts &facts);
[[nodiscard]] QJsonObject toJson(const DockerLink &link);

} // namespace Spacewright::Container
