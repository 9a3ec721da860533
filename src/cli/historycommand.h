// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command.h"
#include "history/ledger.h"

namespace Spacewright::Cli {

/// `spw history [search TEXT]`: what ran, and where its words are found.
class HistoryCommand final : public Command {
    Q_OBJECT
public:
    using Command::Command;

    [[nodiscard]] Description description() const override;
    void start(const QCommandLineParser &parser) override;

private:
    void list(const QString &folder, int limit);
    void search(const QString &text, int limit);

    std::unique_ptr<History::Ledger> m_ledger;
};

} // namespace Spacewright::Cli
