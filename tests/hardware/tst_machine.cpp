// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomicfile.h"
#include "hardware/hosttools.h"
#include "hardware/machine.h"
#include "support/testcase.h"

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QThread>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Hardware;

namespace {
QByteArray recording(const char *name)
{
    return readFile(Testing::sourceFile(u"tests/data/hardware/"_s + QString::fromLatin1(name))).value();
}
} // namespace

class MachineTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void probe_findsThisMachine()
    {
        const QTemporaryDir folder;
        const auto future = probe(folder.path() + u"/not/made/yet"_s);
        QVERIFY(Testing::settles(future));
        const Machine machine = future.result();
        QVERIFY(!machine.os.isEmpty());
        QVERIFY(!machine.kernel.isEmpty());
        QVERIFY(!machine.cpuModel.isEmpty());
        QVERIFY(machine.cpuCores > 0);
        QVERIFY(machine.cpuCores <= machine.cpuCoresPresent);
        QVERIFY(machine.cpuCores <= QThread::idealThreadCount());
        QVERIFY(machine.memoryBytes > 64 * 1024 * 1024);
        QVERIFY(machine.memoryAvailableBytes > 0);
        QVERIFY(machine.memoryAvailableBytes <= machine.memoryBytes);
        QVERIFY(machine.diskFreeBytes > 0);
        QVERIFY(machine.diskFreeBytes <= machine.diskBytes);
    }

    void probe_findsCardsOfAmdAndIntelWithTheirNames()
    {
        const QTemporaryDir root;
        const auto put = [&](const QString &path, const QByteArray &content) {
            QVERIFY_RESULT(writeFile(root.path() + path, content));
        };
        put(u"/sys/class/drm/card0/device/uevent"_s, recording("uevent-intel.txt"));
        put(u"/sys/class/drm/card1/device/uevent"_s, recording("uevent-amd.txt"));
        put(u"/sys/class/drm/card1/device/mem_info_vram_total"_s, "25753026560\n");
        put(u"/sys/class/drm/card1/device/mem_info_vram_used"_s, "753026560\n");
        put(u"/sys/class/drm/card1-DP-1/status"_s, "connected\n");
        put(u"/sys/class/kfd/kfd/topology/nodes/0/properties"_s, recording("kfd-cpu.txt"));
        put(u"/sys/class/kfd/kfd/topology/nodes/1/properties"_s, recording("kfd-amd.txt"));
        put(u"/usr/share/misc/pci.ids"_s, recording("pci-ids.txt"));
        put(u"/opt/rocm/.info/version"_s, "6.4.1-83\n");
        put(u"/dev/kfd"_s, {});
        put(u"/dev/dri/renderD128"_s, {});
        put(u"/usr/lib/x86_64-linux-gnu/libze_loader.so.1"_s, {});
        put(u"/proc/meminfo"_s, recording("meminfo.txt"));

        const auto future = probe(root.path(), root.path());
        QVERIFY(Testing::settles(future));
        const Machine machine = future.result();
        QCOMPARE(machine.gpus.size(), 2);
        const Gpu &intel = machine.gpus.at(0);
        QCOMPARE(intel.name, u"Intel Raptor Lake-P [Iris Xe Graphics]"_s);
        QVERIFY(intel.isUnified);
        QCOMPARE(intel.memoryBytes, machine.memoryBytes);
        const Gpu &amd = machine.gpus.at(1);
        QCOMPARE(amd.name, u"AMD Navi 31 [Radeon RX 7900 XT/7900 XTX/7900 GRE/7900M]"_s);
        QCOMPARE(amd.capability, u"gfx1100"_s);
        QCOMPARE(amd.memoryFreeBytes, qint64(25'000'000'000));
        QVERIFY(!amd.isUnified);
        QCOMPARE(machine.gpuSoftware.rocmVersion, u"6.4.1-83"_s);
        QCOMPARE(machine.gpuSoftware.kfd, NodeAccess::Allowed);
        QCOMPARE(machine.gpuSoftware.renderNodes, NodeAccess::Allowed);
        QCOMPARE(machine.gpuSoftware.levelZero, u"/usr/lib/x86_64-linux-gnu/libze_loader.so.1"_s);
        QCOMPARE(machine.gpuSoftware.nvml, NvmlState::NoLibrary);
    }

    void probe_findsNvidiasCardsWithoutItsLibrary()
    {
        const QTemporaryDir root;
        QVERIFY_RESULT(writeFile(root.path() + "/proc/driver/nvidia/gpus/0000:01:00.0/information"_L1,
                                 recording("nvidia-rtx3090.txt")));
        QVERIFY_RESULT(writeFile(root.path() + "/proc/driver/nvidia/version"_L1, recording("nvidia-version.txt")));
        QVERIFY_RESULT(writeFile(root.path() + "/sys/class/drm/card0/device/uevent"_L1,
                                 "DRIVER=nvidia\nPCI_ID=10DE:2204\nPCI_SLOT_NAME=0000:01:00.0\n")); // the same one
        const auto future = probe(root.path(), root.path());
        QVERIFY(Testing::settles(future));
        QCOMPARE(future.result().gpus.size(), 1);
        QCOMPARE(future.result().gpus.first().name, u"NVIDIA GeForce RTX 3090"_s);
        QCOMPARE(future.result().gpus.first().driver, u"550.135"_s);
        QCOMPARE(future.result().gpuSoftware.nvidiaModule, u"550.135"_s);
    }

    void limitsOfBothCgroups_areTaken_data()
    {
        QTest::addColumn<QStringList>("files");
        QTest::addColumn<double>("cores");
        QTest::addColumn<qint64>("memory");
        QTest::newRow("version 2, above the own group")
            << QStringList{u"/proc/self/cgroup=0::/a/b"_s, u"/sys/fs/cgroup/a/cpu.max=50000 100000"_s,
                           u"/sys/fs/cgroup/a/b/cpu.max=max 100000"_s, u"/sys/fs/cgroup/a/memory.max=1000000000"_s,
                           u"/sys/fs/cgroup/a/memory.current=400000000"_s}
            << 0.5 << qint64(1'000'000'000);
        QTest::newRow("version 2, processors")
            << QStringList{u"/proc/self/cgroup=0::/a"_s, u"/sys/fs/cgroup/a/cpuset.cpus.effective=1"_s} << 1.0
            << qint64(24684084) * 1024;
        QTest::newRow("version 1") << QStringList{u"/proc/self/cgroup=4:memory:/d\n3:cpuset:/d\n2:cpuacct,cpu:/d"_s,
                                                  u"/sys/fs/cgroup/cpu/d/cpu.cfs_quota_us=25000"_s,
                                                  u"/sys/fs/cgroup/cpu/d/cpu.cfs_period_us=100000"_s,
                                                  u"/sys/fs/cgroup/cpuset/d/cpuset.effective_cpus=0"_s,
                                                  u"/sys/fs/cgroup/memory/d/memory.limit_in_bytes=2000000000"_s}
                                   << 0.25 << qint64(2'000'000'000);
        QTest::newRow("version 1, processors")
            << QStringList{u"/proc/self/cgroup=3:cpuset:/d"_s, u"/sys/fs/cgroup/cpuset/d/cpuset.effective_cpus=0"_s}
            << 1.0 << qint64(24684084) * 1024;
    }
    void limitsOfBothCgroups_areTaken()
    {
        QFETCH(QStringList, files);
        const QTemporaryDir root;
        QVERIFY_RESULT(writeFile(root.path() + "/proc/meminfo"_L1, recording("meminfo.txt")));
        for (const QString &file : std::as_const(files)) {
            const qsizetype equals = file.indexOf(u'=');
            QVERIFY_RESULT(writeFile(root.path() + file.first(equals), file.sliced(equals + 1).toUtf8() + '\n'));
        }
        const auto future = probe(root.path(), root.path());
        QVERIFY(Testing::settles(future));
        QTEST(future.result().cpuCores, "cores");
        QTEST(future.result().memoryBytes, "memory");
        QVERIFY(future.result().memoryAvailableBytes <= future.result().memoryBytes);
    }

    void json_hasNothingForWhatIsUnknown()
    {
        Machine machine;
        machine.gpus = {{.name = u"NVIDIA Tesla K80"_s, .vendor = u"nvidia"_s, .driver = u"470.256"_s}};
        const QJsonObject gpu = toJson(machine)[u"gpus"_s][0].toObject();
        QCOMPARE(gpu[u"name"_s].toString(), u"NVIDIA Tesla K80"_s);
        QVERIFY(gpu[u"memoryBytes"_s].isNull());
    }

    void docker_runsWhileItsProcessLives()
    {
        const QTemporaryDir root;
        const QDir folder(root.path());
        QVERIFY(folder.mkpath(u"run"_s) && folder.mkpath(u"proc/41"_s));
        QVERIFY(!hostTools({}, root.path()).dockerRuns);
        QVERIFY_RESULT(writeFile(folder.filePath(u"run/docker.pid"_s), "41\n"));
        QVERIFY(hostTools({}, root.path()).dockerRuns);
        QVERIFY_RESULT(writeFile(folder.filePath(u"run/docker.pid"_s), "42\n")); // left behind
        QVERIFY(!hostTools({}, root.path()).dockerRuns);
    }

    void programs_areFoundInThePath()
    {
        const QTemporaryDir folder;
        const QString program = folder.filePath(u"bwrap"_s);
        QVERIFY_RESULT(writeFile(program, "#!/bin/sh\n"));
        QVERIFY(QFile::setPermissions(program, QFile::ReadOwner | QFile::ExeOwner));
        QProcessEnvironment environment;
        environment.insert(u"PATH"_s, folder.path());
        const HostTools tools = hostTools(environment, folder.path());
        QCOMPARE(tools.bubblewrap, program);
        QVERIFY(tools.docker.isEmpty());
    }
};

QTEST_GUILESS_MAIN(MachineTest)
#include "tst_machine.moc"
