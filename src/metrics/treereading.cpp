// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/treereading.h"

#include "base/processtree.h"
#include "base/systemfile.h"

#include <QDir>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Spacewright::Metrics {

namespace {
std::optional<ProcessReading> readProcess(qint64 processId)
{
    const QString folder = u"/proc/%1/"_s.arg(processId);
    const auto stat = processStat(systemFile(folder + "stat"_L1), ::sysconf(_SC_CLK_TCK));
    if (!stat)
        return std::nullopt;
    const auto proportional = proportionalBytes(systemFile(folder + "smaps_rollup"_L1));
    return ProcessReading{
        .stat = *stat,
        .memoryBytes = proportional ? *proportional : residentBytes(systemFile(folder + "statm"_L1)),
        .files = int(QDir(folder + "fd"_L1).entryList(QDir::Files | QDir::System | QDir::NoDotAndDotDot).size()),
        .io = processIo(systemFile(folder + "io"_L1)).value_or(ProcessIo{})};
}
} // namespace

TreeReading readTree(qint64 processId, const Clock &clock)
{
    TreeReading reading{clock.now(), clock.steady(), {}};
    const QSet<qint64> tree = guardedProcesses(processId);
    for (const qint64 each : tree) {
        if (const auto process = readProcess(each))
            reading.processes.insert(each, *process);
    }
    return reading;
}

Sample sampleBetween(const TreeReading &before, const TreeReading &after)
{
    Sample sample{.time = after.time, .processes = int(after.processes.size())};
    std::chrono::milliseconds cpu{};
    ProcessIo io;
    for (const auto &[id, now] : after.processes.asKeyValueRange()) {
        sample.memoryBytes += now.memoryBytes;
        sample.threads += now.stat.threads;
        sample.files += now.files;
        // A new process did all of its work since then.
        const auto known = before.processes.constFind(id);
        const bool isSame = known != before.processes.cend() && known->stat.startTicks == now.stat.startTicks;
        const ProcessReading was = isSame ? *known : ProcessReading{};
        cpu += now.stat.cpuTime - was.stat.cpuTime;
        io.readBytes += now.io.readBytes - was.io.readBytes;
        io.writtenBytes += now.io.writtenBytes - was.io.writtenBytes;
    }
    const double seconds = std::chrono::duration<double>(after.at - before.at).count();
    if (seconds <= 0 || before.processes.isEmpty())
        return sample;
    sample.cpuCores = std::chrono::duration<double>(cpu).count() / seconds;
    sample.readBytesPerSecond = double(io.readBytes) / seconds;
    sample.writtenBytesPerSecond = double(io.writtenBytes) / seconds;
    return sample;
}

} // namespace Spacewright::Metrics
