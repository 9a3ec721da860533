// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/ledger.h"
#include "metrics/series.h"
#include "runtime/session.h"

#include <QObject>

#include <memory>

namespace Spacewright::Runtime {

class EnvironmentSource;

/// Writes what a Session does into the ledger: one run from the first stage to STOPPED or a failure,
/// what it used meanwhile, and the Space's files as they were when its page last answered.
/// Used by the command line and by the window.
class RunRecorder final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RunRecorder)
public:
    /// All of it must outlive the recorder. Make it before Session::run().
    RunRecorder(History::Ledger &ledger, Session &session, EnvironmentSource &environments,
                const Clock &clock = Clock::system(), QObject *parent = nullptr);

    /// True when everything seen so far is on the disk, or could not be written.
    [[nodiscard]] bool isIdle() const { return m_open == 0; }
    /// The ledger's id of the newest run; 0 while it is not written yet. See recorded().
    [[nodiscard]] qint64 run() const { return m_run; }

Q_SIGNALS:
    /// The newest run has its id.
    void recorded(qint64 run);
    /// Nothing is waiting to be written any more.
    void idle();
    /// The ledger refused; the run itself goes on.
    void failed(const Spacewright::Error &error);

private:
    struct Entry;
    void note(const StageChange &change);
    static void keep(Entry &entry, const Metrics::Marker &marker);
    void flushSeries(Entry &entry);
    void begin();
    void end();
    /// The page answers: this is what it is made of.
    void keepSources();
    void flush(const std::shared_ptr<Entry> &entry);
    void close(const Result<> &result);

    History::Ledger &m_ledger;
    Session &m_session;
    EnvironmentSource &m_environments;
    const Clock &m_clock;
    std::shared_ptr<Entry> m_entry; ///< the run that goes on; null between runs
    qint64 m_run = 0;
    std::shared_ptr<const Entry> m_newest;
    int m_open = 0; ///< runs, and sources of runs, that are not completely written
};

} // namespace Spacewright::Runtime
