// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/hosttools.h"

#include "base/process.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace Spacewright::Hardware {

namespace {
constexpr qint64 LongestNumber = 32; // bytes

/// A daemon that was killed leaves its file behind.
bool isAlive(const QString &pidFile, const QString &root)
{
    QFile file(pidFile);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const qint64 id = file.read(LongestNumber).trimmed().toLongLong();
    return id > 0 && QFile::exists(root + "/proc/"_L1 + QString::number(id));
}
} // namespace

HostTools hostTools(const QProcessEnvironment &environment, const QString &root)
{
    HostTools tools;
    tools.bubblewrap = findProgram(u"bwrap"_s, environment);
    tools.docker = findProgram(u"docker"_s, environment);
    const QString own = environment.value(u"XDG_RUNTIME_DIR"_s);
    tools.dockerRuns =
        isAlive(root + "/run/docker.pid"_L1, root) || (!own.isEmpty() && isAlive(root + own + "/docker.pid"_L1, root));
    return tools;
}

} // namespace Spacewright::Hardware
