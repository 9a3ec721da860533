// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pipeline.h"

#include <QByteArray>
#include <QHash>
#include <QList>

#include <chrono>
#include <functional>

namespace Spacewright::Container {

/// One instruction of a Dockerfile while it is built.
struct BuildStep {
    QString title; ///< "RUN pip install …", without the stage
    QString stage; ///< "base 3/9"; empty for what belongs to no stage
    StepState state = StepState::Running;
    bool isCached = false;
    std::chrono::milliseconds duration{};
    QString detail; ///< "12.4 of 80.1 MB" while something is fetched
};

/// Turns what `docker buildx build --progress=rawjson` writes to standard error, line by line, into a log of the Hub's
/// shape and the steps of a timeline. Pure but for its state. Source: spaces.md 3.8; moby/buildkit, client.SolveStatus.
class BuildProgress {
public:
    struct Sink {
        std::function<void(const QByteArray &)> output; ///< bytes of the log, whole lines or cut anywhere
        std::function<void(int index, const BuildStep &)> step; ///< new or changed
    };

    explicit BuildProgress(Sink sink);

    /// One line, without its line feed. What is no JSON is the builder's last word and goes into the log as it is.
    void feed(QByteArrayView line);

    [[nodiscard]] const QList<BuildStep> &steps() const { return m_steps; }
    /// What the failed step said of its end: `process "/bin/sh -c …" did not complete successfully: exit code: 1`.
    [[nodiscard]] const QString &error() const { return m_error; }
    /// No instruction had anything to do.
    [[nodiscard]] bool isAllCached() const;
    /// What came outside of the JSON, the newest 64 kB.
    [[nodiscard]] const QByteArray &words() const { return m_words; }

private:
    struct Vertex {
        int step = -1; ///< index into m_steps; -1: BuildKit's own business
        bool isAnnounced = false;
        bool isOver = false;
        bool endsInLine = false; ///< its last log line has no line feed
    };
    void take(const QJsonObject &object);
    void word(QByteArrayView line);
    void vertex(const QJsonObject &object);
    void log(const QJsonObject &object);
    void status(const QJsonObject &object);
    void write(const QByteArray &bytes) const;
    void announce(Vertex &vertex);

    Sink m_sink;
    QHash<QString, Vertex> m_vertices; ///< by digest
    QList<BuildStep> m_steps;
    QString m_error;
    QByteArray m_words;
    QByteArray m_pending; ///< the lines of an object that is not whole yet
};

} // namespace Spacewright::Container
