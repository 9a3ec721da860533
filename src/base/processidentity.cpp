// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/processidentity.h"

#include "base/systemfile.h"

#include <QCoreApplication>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace Spacewright {

namespace {
QString bootId()
{
    return QString::fromLatin1(systemFile(u"/proc/sys/kernel/random/boot_id"_s).trimmed());
}

/// The name in field 2 may hold blanks and brackets.
qint64 startTicksOf(qint64 processId)
{
    const QByteArray stat = systemFile(u"/proc/%1/stat"_s.arg(processId));
    return stat.sliced(stat.lastIndexOf(')') + 1).simplified().split(' ').value(22 - 3).toLongLong();
}
} // namespace

ProcessIdentity ProcessIdentity::self()
{
    const qint64 process = QCoreApplication::applicationPid();
    return {bootId(), process, startTicksOf(process)};
}

QString ProcessIdentity::toString() const
{
    return u"%1 %2 %3"_s.arg(boot).arg(processId).arg(startTicks);
}

std::optional<ProcessIdentity> ProcessIdentity::fromString(const QString &text)
{
    const QStringList parts = text.split(u' ');
    if (parts.size() != 3)
        return {};
    bool isProcess = false;
    bool isTime = false;
    const ProcessIdentity identity{parts[0], parts[1].toLongLong(&isProcess), parts[2].toLongLong(&isTime)};
    return isProcess && isTime && identity.processId > 0 ? std::optional(identity) : std::nullopt;
}

bool ProcessIdentity::isOfThisBoot() const
{
    return boot == bootId();
}

bool ProcessIdentity::isRunning() const
{
    return startTicks > 0 && isOfThisBoot() && startTicksOf(processId) == startTicks;
}

} // namespace Spacewright
