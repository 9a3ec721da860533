// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcessEnvironment>
#include <QString>

namespace Spacewright::Hardware {

/// Programs of this machine that could hold a Space.
struct HostTools {
    QString bubblewrap; ///< its path; empty: not there
    QString docker; ///< the command's path; empty: not there
    bool dockerRuns = false; ///< its daemon, the machine's or this person's own

    friend bool operator==(const HostTools &, const HostTools &) = default;
};

/// Looks at a handful of files and starts nothing, not even by a socket. `root` is put before `/run` and `/proc`; tests
/// have one of their own. Any thread.
[[nodiscard]] HostTools hostTools(const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment(),
                                  const QString &root = {});

} // namespace Spacewright::Hardware
