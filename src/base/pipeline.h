// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QFuture>
#include <QObject>

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace Spacewright {

/// How far a step is. `total` 0: the length is unknown, `text` says what is being done.
struct Progress {
    qint64 done = 0;
    qint64 total = 0;
    QString text;

    friend bool operator==(const Progress &, const Progress &) = default;
};

enum class StepState { Waiting, Running, Done, Skipped, Failed, Cancelled };

/// What a running step may do. Valid until its future has finished.
class StepContext {
public:
    virtual ~StepContext() = default;
    virtual void progress(const Progress &progress) = 0;
    /// A few words shown after the step's name: "cached", "41 packages".
    virtual void detail(const QString &text) = 0;
    /// Once asked, the step should end soon with ErrorCode::Cancelled.
    [[nodiscard]] virtual bool isCancelled() const = 0;
    /// Called at most once, on the pipeline's thread, when cancel is asked for; at once if it already was.
    virtual void onCancel(std::function<void()> callback) = 0;
};

/// One step of a pipeline. `cleanup` runs when the pipeline ends, in reverse order, for every step that began.
struct Step {
    QString id; ///< stable, for programs: "environment"
    QString title; ///< translated, for people
    std::function<QFuture<Result<>>(StepContext &)> run;
    std::function<void(const Result<> &outcome)> cleanup = {};
};

/// A finished future, for steps that have nothing to wait for.
[[nodiscard]] QFuture<Result<>> done(Result<> result = {});

/// Carries out steps one after the other on the thread that made it; an error stops the rest.
/// The names follow Qt's TaskTree, so that moving to it later is a rename.
class Pipeline final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Pipeline)
public:
    struct StepReport {
        QString id;
        QString title;
        StepState state = StepState::Waiting;
        QString detail;
        Progress progress;
        std::chrono::milliseconds duration{};
        std::chrono::steady_clock::time_point began{}; ///< when it turned Running; the epoch before
        Result<> result;
    };

    explicit Pipeline(std::vector<Step> recipe, QObject *parent = nullptr);
    /// Cancels what runs and cleans up.
    ~Pipeline() override;

    void start();
    /// The running step is asked to end; later ones become Cancelled. Harmless when nothing runs.
    void cancel();
    [[nodiscard]] bool isRunning() const;
    [[nodiscard]] const std::vector<StepReport> &steps() const;

Q_SIGNALS:
    /// Any change of one step: its state, detail or progress.
    void stepChanged(int index, const Spacewright::Pipeline::StepReport &report);
    /// Once, after every clean-up.
    void finished(const Spacewright::Result<> &result);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace Spacewright
