// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command.h"

#include <memory>

namespace Spacewright::Environment {
class Store;
}

namespace Spacewright::Cli {

/// `spw env list|show|prune`: the environments of this machine.
class EnvCommand final : public Command {
    Q_OBJECT
public:
    EnvCommand(const Services &services, Output &output);
    ~EnvCommand() override;

    [[nodiscard]] Description description() const override;
    void start(const QCommandLineParser &parser) override;

private:
    void list();
    void show(const QString &hash);
    void prune(const QCommandLineParser &parser);

    std::unique_ptr<Environment::Store> m_store;
};

} // namespace Spacewright::Cli
