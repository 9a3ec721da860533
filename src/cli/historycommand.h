// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command.h"
#include "cli/runcomparison.h"
#include "history/ledger.h"
#include "metrics/series.h"

#include <functional>

namespace Spacewright::Cli {

/// `spw history`: what ran, where its words are found, and what it used.
class HistoryCommand final : public Command {
    Q_OBJECT
public:
    using Command::Command;

    [[nodiscard]] Description description() const override;
    void start(const QCommandLineParser &parser) override;

private:
    void list(const QString &folder, int limit);
    void search(const QString &text, int limit);

    /// Reads the runs and what they used, one after the other.
    void measure(QList<qint64> runs, std::function<void(const QList<MeasuredRun> &)> then,
                 QList<MeasuredRun> measured = {});
    void write(const MeasuredRun &measured);
    void compare(const QList<MeasuredRun> &measured);

    std::unique_ptr<History::Ledger> m_ledger;
    Metrics::Series m_series; ///< of the run that was read last
};

} // namespace Spacewright::Cli
