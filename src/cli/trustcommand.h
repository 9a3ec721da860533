// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command.h"

namespace Spacewright::Cli {

/// `spw trust`: which folders may run their code here, and what one of them will touch.
class TrustCommand final : public Command {
    Q_OBJECT
public:
    using Command::Command;

    [[nodiscard]] Description description() const override;
    void start(const QCommandLineParser &parser) override;

private:
    void list();
    void show(const QString &folder);
    void grant(const QString &folder, bool isOwn);
    void revoke(const QString &folder);
};

} // namespace Spacewright::Cli
