// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/diagnostic.h"
#include "cli/command.h"
#include "manifest/snapshot.h"

#include <stop_token>

namespace Spacewright::Cli {

/// `spw check [DIR]`: what is wrong with a Space, before the Hub says so.
class CheckCommand final : public Command {
    Q_OBJECT
public:
    using Command::Command;

    [[nodiscard]] Description description() const override;
    void start(const QCommandLineParser &parser) override;
    void cancel() override;

private:
    struct Checked {
        Manifest::Snapshot snapshot;
        QList<Diagnostic> problems;
    };
    static Result<Checked> check(const QString &folder, const std::stop_token &stop);
    void explain(const QString &rule);
    void report(const QString &folder, const Checked &checked);
    void reportText(const Checked &checked, qsizetype blocking);

    std::stop_source m_stop;
};

} // namespace Spacewright::Cli
