// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/systemfile.h"

#include <QFile>

namespace Spacewright::Hardware {

namespace {
/// /proc/cpuinfo of a machine with 512 cores and the list of PCI ids are below 2 MiB.
constexpr qint64 LargestFile = qint64(4) * 1024 * 1024;
} // namespace

QByteArray systemFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(LargestFile) : QByteArray();
}

} // namespace Spacewright::Hardware
