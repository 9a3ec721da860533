// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace Spacewright {

/// A process, told from a later one that was given its number. Source: proc_pid_stat(5), field 22.
struct ProcessIdentity {
    QString boot; ///< random, of the machine's last start
    qint64 processId = 0;
    qint64 startTicks = 0; ///< since that start; 0: there was no such process

    /// This process.
    [[nodiscard]] static ProcessIdentity self();
    /// One form, for what outlives the process.
    [[nodiscard]] QString toString() const;
    [[nodiscard]] static std::optional<ProcessIdentity> fromString(const QString &text);

    /// False for one of another machine, and for one from before a restart of this one.
    [[nodiscard]] bool isOfThisBoot() const;
    /// Whether it runs here.
    [[nodiscard]] bool isRunning() const;

    friend bool operator==(const ProcessIdentity &, const ProcessIdentity &) = default;
};

} // namespace Spacewright
