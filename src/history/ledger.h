// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "history/changes.h"
#include "history/run.h"

#include <QFuture>
#include <QObject>
#include <QThread>

#include <memory>
#include <optional>

namespace Spacewright {
class Redactor;
}

namespace Spacewright::History {

/// The record of what ran, in one SQLite file that several instances may share. Every call returns at
/// once; the work is done in order on a thread of its own. Secrets are taken out before anything is
/// written. Destroying it finishes what was asked for.
class Ledger final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Ledger)
public:
    /// What is kept of one log; the newest, since an error stands at the end.
    static constexpr qsizetype LogLimit = 256 * 1024; // characters

    /// Nothing is opened or made before the first call. `redactor` must outlive the ledger.
    Ledger(QString path, const Redactor &redactor, QObject *parent = nullptr);
    ~Ledger() override;

    /// Opens the file. Without it the first other call does; the text is empty unless a damaged file
    /// was moved aside, and then says so.
    [[nodiscard]] QFuture<Result<QString>> open();

    /// The new run's id.
    [[nodiscard]] QFuture<Result<qint64>> addRun(const RunStart &start);
    QFuture<Result<>> addStage(qint64 run, const StageEntry &entry);
    /// Keeps a log for search; `place` is `build` or `run`.
    QFuture<Result<>> addLog(qint64 run, const QString &place, const QString &text);
    QFuture<Result<>> finishRun(qint64 run, const RunEnd &end);

    /// What the Space's files are while its page answers; they take the place of those that the run had.
    QFuture<Result<>> setSources(qint64 run, const Sources &sources);
    /// `now` against the files of the newest run of `folder` that had its page answer; nullopt without such a run.
    [[nodiscard]] QFuture<Result<std::optional<ChangesSinceGood>>> changesSinceGood(const QString &folder,
                                                                                    const Sources &now);

    /// What a run used, in order of time, behind what is kept of it: objects that only the caller can read. Secrets
    /// are taken out of texts directly inside them.
    QFuture<Result<>> addSeries(qint64 run, const QJsonArray &entries);
    /// The same in place of what is kept.
    QFuture<Result<>> setSeries(qint64 run, const QJsonArray &entries);
    [[nodiscard]] QFuture<Result<QJsonArray>> series(qint64 run);
    /// Makes less of what older runs used, each once: of all that are over but for the newest `keep`. Some at a time,
    /// so that nothing waits long behind it; how many. `thinned` is called on the ledger's thread.
    QFuture<Result<int>> thinSeries(int keep, const Thinning &thinned);

    /// nullopt where there is none of that id.
    [[nodiscard]] QFuture<Result<std::optional<Run>>> findRun(qint64 id);
    /// Newest first; an empty `folder` means every folder.
    [[nodiscard]] QFuture<Result<QList<Run>>> listRuns(const QString &folder = {}, int limit = 50);
    /// Over causes and logs. Every word must occur; a word may be the beginning of one.
    [[nodiscard]] QFuture<Result<QList<Hit>>> search(const QString &text, int limit = 50);
    /// Removes all but the newest `keep` runs that are over; how many went.
    QFuture<Result<int>> prune(int keep);

Q_SIGNALS:
    /// A damaged file was moved aside and a new one begun; `message` says where the old one is.
    void recovered(const QString &message);

private:
    struct Worker;
    template<typename T, typename Work>
    QFuture<Result<T>> post(Work work);

    [[nodiscard]] Sources redacted(const Sources &sources) const;
    [[nodiscard]] QJsonArray redacted(const QJsonArray &entries) const;

    const Redactor &m_redactor;
    QThread m_thread;
    Worker *m_worker; // lives on m_thread and is destroyed there
};

} // namespace Spacewright::History
