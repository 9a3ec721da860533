// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command.h"

#include <QObject>

#include <memory>

namespace Spacewright::Cli {

/// `spw`: reads the command line, carries out one command on the event loop, and ends with its exit code.
class Program final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Program)
public:
    Program(const Services &services, const Terminal &terminal, QObject *parent = nullptr);
    ~Program() override;

    /// `arguments` without the program's name. finished() follows, perhaps before this returns.
    void start(const QStringList &arguments);
    /// Ctrl+C. The first asks the command to end, the second ends it at once.
    void interrupt();

    /// Every command, in the order of `spw help`.
    [[nodiscard]] QList<Command::Description> commands();

Q_SIGNALS:
    void finished(int exitCode);

private:
    [[nodiscard]] std::unique_ptr<Command> command(const QString &name);
    void help(const QStringList &arguments);
    void run(std::unique_ptr<Command> command, const QStringList &arguments);
    void refuse(const QString &message);
    void end(ExitCode code);

    Services m_services;
    Output m_output;
    std::unique_ptr<Command> m_command;
    QCommandLineParser m_parser;
    int m_interrupts = 0;
};

} // namespace Spacewright::Cli
