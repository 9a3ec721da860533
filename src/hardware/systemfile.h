// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace Spacewright::Hardware {

/// What a file of /proc, /sys or /etc holds, at most 4 MiB; empty where it cannot be read. Such files have no size.
[[nodiscard]] QByteArray systemFile(const QString &path);

} // namespace Spacewright::Hardware
