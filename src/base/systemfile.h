// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace Spacewright {

/// What a file of /proc, /sys or /etc holds, at most `limitBytes`; empty where it cannot be read. Such files have no
/// size. /proc/cpuinfo of a machine with 512 cores and the list of PCI ids are below 2 MiB.
[[nodiscard]] QByteArray systemFile(const QString &path, qint64 limitBytes = qint64(4) * 1024 * 1024);

} // namespace Spacewright
