// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>

namespace Spacewright {

/// A program that Process started, everything below it, and what it daemonised, which its guard adopts; without the
/// guard itself. Empty once it is gone. Reads the names and parents in all of /proc: call it off the GUI thread.
/// Source: proc_pid_stat(5).
[[nodiscard]] QSet<qint64> guardedProcesses(qint64 processId);

} // namespace Spacewright
