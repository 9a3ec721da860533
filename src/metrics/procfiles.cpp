// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/procfiles.h"

#include <QList>

#include <unistd.h>

namespace Spacewright::Metrics {

namespace {
/// The number behind `name` at the begin of a line, as in "Pss:   120 kB".
std::optional<qint64> numberOf(const QByteArray &text, QByteArrayView name)
{
    const QList<QByteArray> lines = text.split('\n');
    for (const QByteArray &line : lines) {
        if (!line.startsWith(name))
            continue;
        bool isNumber = false;
        const qint64 number = line.sliced(name.size()).simplified().split(' ').constFirst().toLongLong(&isNumber);
        return isNumber ? std::optional(number) : std::nullopt;
    }
    return std::nullopt;
}
} // namespace

std::optional<ProcessStat> processStat(const QByteArray &text, long ticksPerSecond)
{
    // Counted from 3, the field behind the name, which may hold anything.
    enum Field { UserTime = 14, KernelTime = 15, Threads = 20, StartTime = 22, Fields };
    constexpr int FirstField = 3;
    const qsizetype name = text.lastIndexOf(')');
    const QList<QByteArray> fields = text.sliced(name + 1).simplified().split(' ');
    if (name < 0 || fields.size() + FirstField < Fields || ticksPerSecond <= 0)
        return std::nullopt;
    if (const QByteArray &state = fields.constFirst(); state == "Z" || state == "X")
        return std::nullopt;
    const auto number = [&](Field field) { return fields.at(field - FirstField).toLongLong(); };
    return ProcessStat{.cpuTime =
                           std::chrono::milliseconds((number(UserTime) + number(KernelTime)) * 1000 / ticksPerSecond),
                       .threads = int(number(Threads)),
                       .startTicks = quint64(number(StartTime))};
}

std::optional<qint64> proportionalBytes(const QByteArray &smapsRollup)
{
    const std::optional<qint64> kibibytes = numberOf(smapsRollup, "Pss:");
    return kibibytes ? std::optional(*kibibytes * 1024) : std::nullopt;
}

qint64 residentBytes(const QByteArray &statm)
{
    return statm.split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE);
}

std::optional<ProcessIo> processIo(const QByteArray &text)
{
    const auto read = numberOf(text, "read_bytes:");
    const auto written = numberOf(text, "write_bytes:");
    return read && written ? std::optional(ProcessIo{*read, *written}) : std::nullopt;
}

} // namespace Spacewright::Metrics
