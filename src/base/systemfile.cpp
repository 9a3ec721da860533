// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/systemfile.h"

#include <QFile>

namespace Spacewright {

QByteArray systemFile(const QString &path, qint64 limitBytes)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(limitBytes) : QByteArray();
}

} // namespace Spacewright
