// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/machine.h"

#include "base/systemfile.h"
#include "hardware/graphicscards.h"
#include "hardware/nvml.h"
#include "hardware/parsers.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QProcessEnvironment>
#include <QStorageInfo>
#include <QSysInfo>
#include <QtConcurrentRun>

#include <sched.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Spacewright::Hardware {

namespace {
/// `folder` and every one above it up to `root`: each may hold a limit.
QStringList upwards(const QString &root, const QString &path)
{
    QStringList folders;
    QString rest = path;
    while (rest.size() > 1) {
        folders += root + rest;
        rest.truncate(qMax(0, rest.lastIndexOf(u'/')));
    }
    folders += root;
    return folders;
}

int affinityCores()
{
    cpu_set_t set;
    CPU_ZERO(&set);
    return ::sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : int(::sysconf(_SC_NPROCESSORS_ONLN));
}

void readCpu(Machine &machine, const CgroupPath &cgroup, const QString &root)
{
    const QByteArray cpuinfo = systemFile(root + "/proc/cpuinfo"_L1);
    machine.cpuModel = cpuModel(cpuinfo);
    if (machine.cpuModel.isEmpty())
        machine.cpuModel = machine.architecture;
    machine.cpuInstructions = instructionSets(cpuinfo);
    machine.cpuCoresPresent = int(::sysconf(_SC_NPROCESSORS_CONF));
    machine.cpuCores = affinityCores();
    const auto limit = [&machine](const auto &cores) {
        if (cores)
            machine.cpuCores = qMin(machine.cpuCores, double(*cores));
    };
    const QString mount = root + "/sys/fs/cgroup"_L1;
    for (const QString &folder : upwards(mount, cgroup.unified)) {
        limit(cpuMax(systemFile(folder + "/cpu.max"_L1)));
        limit(processorCount(systemFile(folder + "/cpuset.cpus.effective"_L1)));
    }
    for (const QString &folder : upwards(mount + "/cpu"_L1, cgroup.cpu))
        limit(cfsQuota(systemFile(folder + "/cpu.cfs_quota_us"_L1), systemFile(folder + "/cpu.cfs_period_us"_L1)));
    for (const QString &folder : upwards(mount + "/cpuset"_L1, cgroup.cpuset))
        limit(processorCount(systemFile(folder + "/cpuset.effective_cpus"_L1)));
}

void limitMemory(Machine &machine, const QStringList &folders, QLatin1StringView limitFile, QLatin1StringView usedFile)
{
    for (const QString &folder : folders) {
        const auto limit = memoryLimit(systemFile(folder + limitFile));
        if (!limit || *limit >= machine.memoryBytes)
            continue;
        machine.memoryBytes = *limit;
        const qint64 used = systemFile(folder + usedFile).trimmed().toLongLong();
        machine.memoryAvailableBytes = qBound(qint64(0), *limit - used, machine.memoryAvailableBytes);
    }
}

void readMemory(Machine &machine, const CgroupPath &cgroup, const QString &root)
{
    const Memory whole = memory(systemFile(root + "/proc/meminfo"_L1));
    machine.memoryBytes = whole.totalBytes;
    machine.memoryAvailableBytes = whole.availableBytes;
    const QString mount = root + "/sys/fs/cgroup"_L1;
    limitMemory(machine, upwards(mount, cgroup.unified), "/memory.max"_L1, "/memory.current"_L1);
    limitMemory(machine, upwards(mount + "/memory"_L1, cgroup.memory), "/memory.limit_in_bytes"_L1,
                "/memory.usage_in_bytes"_L1);
}

void readDisk(Machine &machine, const QString &path)
{
    QString existing = QDir::cleanPath(QDir::current().absoluteFilePath(path));
    while (!QFile::exists(existing) && existing.size() > 1)
        existing = QFileInfo(existing).path();
    const QStorageInfo disk(existing);
    machine.diskPath = path;
    machine.diskBytes = disk.bytesTotal();
    machine.diskFreeBytes = disk.bytesAvailable();
}

void readGpus(Machine &machine, const QString &root)
{
    const NvmlAnswer answer =
        askNvml(root.isEmpty() ? nvmlLibraries() : QStringList(root + "/usr/lib/libnvidia-ml.so.1"_L1));
    machine.gpuSoftware = gpuSoftware(QProcessEnvironment::systemEnvironment(), root);
    machine.gpuSoftware.nvml = answer.state;
    machine.gpuSoftware.nvmlWords = answer.words;
    machine.gpuSoftware.nvmlVersion = answer.version;
    machine.gpuSoftware.cudaVersion = answer.cudaVersion;
    machine.gpus = answer.gpus + graphicsCards(root, answer.gpus);
    for (Gpu &gpu : machine.gpus) {
        if (gpu.isUnified) {
            gpu.memoryBytes = machine.memoryBytes;
            gpu.memoryFreeBytes = machine.memoryAvailableBytes;
        }
    }
}

Machine probeNow(const QString &diskPath, const QString &root)
{
    Machine machine;
    machine.os = osName(systemFile(root + "/etc/os-release"_L1));
    if (machine.os.isEmpty())
        machine.os = QSysInfo::prettyProductName();
    machine.kernel = QSysInfo::kernelVersion();
    machine.architecture = QSysInfo::currentCpuArchitecture();
    const CgroupPath cgroup = cgroupPath(systemFile(root + "/proc/self/cgroup"_L1));
    readCpu(machine, cgroup, root);
    readMemory(machine, cgroup, root);
    readDisk(machine, diskPath);
    readGpus(machine, root);
    return machine;
}
} // namespace

QFuture<Machine> probe(const QString &diskPath, const QString &root)
{
    return QtConcurrent::run(probeNow, diskPath, root);
}

QJsonObject toJson(const Machine &machine)
{
    QJsonArray gpus;
    for (const Gpu &gpu : machine.gpus)
        gpus.append(toJson(gpu));
    return {{u"os"_s, machine.os},
            {u"kernel"_s, machine.kernel},
            {u"architecture"_s, machine.architecture},
            {u"cpu"_s,
             QJsonObject{{u"model"_s, machine.cpuModel},
                         {u"cores"_s, machine.cpuCores},
                         {u"coresPresent"_s, machine.cpuCoresPresent},
                         {u"instructions"_s, QJsonArray::fromStringList(machine.cpuInstructions)}}},
            {u"memory"_s,
             QJsonObject{{u"bytes"_s, machine.memoryBytes}, {u"availableBytes"_s, machine.memoryAvailableBytes}}},
            {u"disk"_s,
             QJsonObject{{u"path"_s, machine.diskPath},
                         {u"bytes"_s, machine.diskBytes},
                         {u"freeBytes"_s, machine.diskFreeBytes}}},
            {u"gpus"_s, gpus},
            {u"gpuSoftware"_s, toJson(machine.gpuSoftware)}};
}

} // namespace Spacewright::Hardware
