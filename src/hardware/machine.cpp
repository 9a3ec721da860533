// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/machine.h"

#include "hardware/nvml.h"
#include "hardware/parsers.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>
#include <QStorageInfo>
#include <QSysInfo>
#include <QtConcurrentRun>

#include <sched.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Spacewright::Hardware {

namespace {
/// Files of /proc and /sys have no size; 1 MiB is more than /proc/cpuinfo of any machine we may meet needs.
constexpr qint64 LargestFile = 1024 * 1024;

QByteArray content(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(LargestFile) : QByteArray();
}

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

void readCpu(Machine &machine, const CgroupPath &cgroup)
{
    machine.cpuModel = cpuModel(content(u"/proc/cpuinfo"_s));
    if (machine.cpuModel.isEmpty())
        machine.cpuModel = machine.architecture;
    machine.cpuCoresPresent = int(::sysconf(_SC_NPROCESSORS_CONF));
    machine.cpuCores = affinityCores();
    for (const QString &folder : upwards(u"/sys/fs/cgroup"_s, cgroup.unified)) {
        if (const auto cores = cpuMax(content(folder + "/cpu.max"_L1)))
            machine.cpuCores = qMin(machine.cpuCores, *cores);
    }
    for (const QString &folder : upwards(u"/sys/fs/cgroup/cpu"_s, cgroup.cpu)) {
        if (const auto cores =
                cfsQuota(content(folder + "/cpu.cfs_quota_us"_L1), content(folder + "/cpu.cfs_period_us"_L1)))
            machine.cpuCores = qMin(machine.cpuCores, *cores);
    }
}

void limitMemory(Machine &machine, const QStringList &folders, QLatin1StringView limitFile, QLatin1StringView usedFile)
{
    for (const QString &folder : folders) {
        const auto limit = memoryLimit(content(folder + limitFile));
        if (!limit || *limit >= machine.memoryBytes)
            continue;
        machine.memoryBytes = *limit;
        const qint64 used = content(folder + usedFile).trimmed().toLongLong();
        machine.memoryAvailableBytes = qBound(qint64(0), *limit - used, machine.memoryAvailableBytes);
    }
}

void readMemory(Machine &machine, const CgroupPath &cgroup)
{
    const Memory whole = memory(content(u"/proc/meminfo"_s));
    machine.memoryBytes = whole.totalBytes;
    machine.memoryAvailableBytes = whole.availableBytes;
    limitMemory(machine, upwards(u"/sys/fs/cgroup"_s, cgroup.unified), "/memory.max"_L1, "/memory.current"_L1);
    limitMemory(machine, upwards(u"/sys/fs/cgroup/memory"_s, cgroup.memory), "/memory.limit_in_bytes"_L1,
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

QList<Gpu> nvidiaFromProc()
{
    QList<Gpu> gpus;
    const QString driver = nvidiaDriverVersion(content(u"/proc/driver/nvidia/version"_s));
    const QDir folder(u"/proc/driver/nvidia/gpus"_s);
    for (const QString &name : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (auto gpu = nvidiaInformation(content(folder.filePath(name) + "/information"_L1))) {
            gpu->driver = driver;
            gpus.append(*gpu);
        }
    }
    return gpus;
}

void readGpus(Machine &machine)
{
    if (auto driver = askNvml()) {
        machine.gpus = driver->gpus;
        machine.cudaVersion = driver->cudaVersion;
    } else {
        machine.gpus = nvidiaFromProc();
    }
    const bool nvidiaKnown = !machine.gpus.isEmpty();
    static const QRegularExpression card(u"^card[0-9]+$"_s);
    const QDir drm(u"/sys/class/drm"_s);
    for (const QString &name : drm.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (!card.match(name).hasMatch())
            continue;
        const QString device = drm.filePath(name) + "/device"_L1;
        const auto gpu = drmDevice(content(device + "/uevent"_L1), content(device + "/mem_info_vram_total"_L1));
        if (gpu && !(gpu->vendor == "nvidia"_L1 && nvidiaKnown))
            machine.gpus.append(*gpu);
    }
}

Machine probeNow(const QString &diskPath)
{
    Machine machine;
    machine.os = osName(content(u"/etc/os-release"_s));
    if (machine.os.isEmpty())
        machine.os = QSysInfo::prettyProductName();
    machine.kernel = QSysInfo::kernelVersion();
    machine.architecture = QSysInfo::currentCpuArchitecture();
    const CgroupPath cgroup = cgroupPath(content(u"/proc/self/cgroup"_s));
    readCpu(machine, cgroup);
    readMemory(machine, cgroup);
    readDisk(machine, diskPath);
    readGpus(machine);
    return machine;
}
} // namespace

QFuture<Machine> probe(const QString &diskPath)
{
    return QtConcurrent::run(probeNow, diskPath);
}

QJsonObject toJson(const Machine &machine)
{
    QJsonArray gpus;
    for (const Gpu &gpu : machine.gpus) {
        QJsonObject object{{u"name"_s, gpu.name}, {u"vendor"_s, gpu.vendor}, {u"driver"_s, gpu.driver}};
        object[u"memoryBytes"_s] = gpu.memoryBytes < 0 ? QJsonValue() : QJsonValue(gpu.memoryBytes);
        object[u"memoryFreeBytes"_s] = gpu.memoryFreeBytes < 0 ? QJsonValue() : QJsonValue(gpu.memoryFreeBytes);
        gpus.append(object);
    }
    return {{u"os"_s, machine.os},
            {u"kernel"_s, machine.kernel},
            {u"architecture"_s, machine.architecture},
            {u"cpu"_s,
             QJsonObject{{u"model"_s, machine.cpuModel},
                         {u"cores"_s, machine.cpuCores},
                         {u"coresPresent"_s, machine.cpuCoresPresent}}},
            {u"memory"_s,
             QJsonObject{{u"bytes"_s, machine.memoryBytes}, {u"availableBytes"_s, machine.memoryAvailableBytes}}},
            {u"disk"_s,
             QJsonObject{{u"path"_s, machine.diskPath},
                         {u"bytes"_s, machine.diskBytes},
                         {u"freeBytes"_s, machine.diskFreeBytes}}},
            {u"gpus"_s, gpus},
            {u"cudaVersion"_s, machine.cudaVersion}};
}

} // namespace Spacewright::Hardware
