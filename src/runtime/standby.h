// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/process.h"
#include "environment/lease.h"

namespace Spacewright::Runtime {

/// The next process of an app, ahead of time: its Python has imported what the app imports first, and
/// waits. It never runs code of the Space before go(). Destroying it kills it. How it is done, and what
/// makes it start anew by itself: resources/standby/sitecustomize.py.
class Standby final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Standby)
public:
    /// Starts `command`, which is told to listen on `port`. `hookFolder` holds sitecustomize.py. `lease`,
    /// if any, is held while it waits.
    Standby(Command command, quint16 port, const QString &hookFolder, std::unique_ptr<Environment::Lease> lease,
            std::chrono::milliseconds grace, QObject *parent = nullptr);
    ~Standby() override;

    /// False where the way in is taken: PYTHONPATH.
    [[nodiscard]] static bool fits(const Command &command);
    /// Whether enough memory is free, and the machine is not on its battery. `availableBytes` 0: unknown.
    [[nodiscard]] static bool isAffordable(qint64 availableBytes);

    [[nodiscard]] const Command &command() const { return m_command; }
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] qint64 processId() const { return m_process->processId(); }
    [[nodiscard]] bool isWaiting() const { return m_process && m_process->state() == Process::State::Running; }

    struct Released {
        std::unique_ptr<Process> process;
        QList<std::pair<OutputStream, QByteArray>> output; ///< what its imports have printed
        std::unique_ptr<Environment::Lease> lease;
    };
    /// Runs the app. Only while isWaiting(), and once.
    [[nodiscard]] Released go();
    /// Ends it without waiting for its end, and deletes it then.
    void discard();

Q_SIGNALS:
    /// Its process, or the environment, is gone; it is of no use any more.
    void ended();

private:
    Command m_command;
    quint16 m_port;
    std::unique_ptr<Process> m_process;
    QList<std::pair<OutputStream, QByteArray>> m_output;
    std::unique_ptr<Environment::Lease> m_lease;
};

} // namespace Spacewright::Runtime
