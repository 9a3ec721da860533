// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomicfile.h"
#include "hardware/gpuparsers.h"
#include "hardware/parsers.h"
#include "support/testcase.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Hardware;

namespace {
QByteArray recording(const char *name)
{
    return readFile(Testing::sourceFile(u"tests/data/hardware/"_s + QString::fromLatin1(name))).value();
}
} // namespace

class ParsersTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void cpuModel_isFoundOnEachKindOfMachine_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("model");
        QTest::newRow("x86") << recording("cpuinfo-x86.txt") << u"Intel(R) Xeon(R) Processor"_s;
        QTest::newRow("an Arm board names itself")
            << recording("cpuinfo-raspberry.txt") << u"Raspberry Pi 4 Model B Rev 1.2"_s;
        QTest::newRow("an Arm server says nothing") << QByteArray("processor\t: 0\nCPU part\t: 0xd0c\n") << QString();
        QTest::newRow("no file") << QByteArray() << QString();
    }
    void cpuModel_isFoundOnEachKindOfMachine()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, model);
        QCOMPARE(cpuModel(text), model);
    }

    void instructionSets_haveTheNamesPeopleUse_data()
    {
        QTest::addColumn<QByteArray>("cpuinfo");
        QTest::addColumn<QStringList>("names");
        QTest::newRow("an old one") << QByteArray("flags\t\t: fpu sse sse2 ssse3\n") << QStringList();
        QTest::newRow("a part of a name is not the name") << QByteArray("flags\t\t: avx512fp avx2x\n") << QStringList();
        QTest::newRow("a server") << QByteArray("flags\t\t: avx512f amx_tile avx sse4_2 avx2 fma amx_bf16\n")
                                  << QStringList{u"SSE4.2"_s,  u"AVX"_s, u"FMA"_s,     u"AVX2"_s,
                                                 u"AVX-512"_s, u"AMX"_s, u"AMX-BF16"_s};
        QTest::newRow("Arm") << QByteArray("Features\t: fp asimd asimddp sve i8mm\n")
                             << QStringList{u"NEON"_s, u"DotProd"_s, u"I8MM"_s, u"SVE"_s};
        QTest::newRow("32-bit Arm") << QByteArray("Features\t: half neon vfpv4\n") << QStringList(u"NEON"_s);
    }
    void instructionSets_haveTheNamesPeopleUse()
    {
        QFETCH(QByteArray, cpuinfo);
        QFETCH(QStringList, names);
        QCOMPARE(instructionSets(cpuinfo), names);
    }

    void processorLists_areCounted_data()
    {
        QTest::addColumn<QByteArray>("list");
        QTest::addColumn<std::optional<int>>("count");
        QTest::newRow("one") << QByteArray("7\n") << std::optional(1);
        QTest::newRow("ranges") << QByteArray("0-3,8,10-11\n") << std::optional(7);
        QTest::newRow("nothing") << QByteArray("\n") << std::optional<int>();
        QTest::newRow("backwards") << QByteArray("3-1") << std::optional<int>();
        QTest::newRow("no end") << QByteArray("0-") << std::optional<int>();
        QTest::newRow("far too many") << QByteArray("0-2000000000") << std::optional<int>();
    }
    void processorLists_areCounted()
    {
        QFETCH(QByteArray, list);
        QFETCH(std::optional<int>, count);
        QCOMPARE(processorCount(list), count);
    }

    void memory_countsWhatIsAvailable()
    {
        const Memory read = memory(recording("meminfo.txt"));
        QCOMPARE(read.totalBytes, qint64(24684084) * 1024);
        QCOMPARE(read.availableBytes, qint64(22014712) * 1024);
        // Kernels before 3.14.
        QCOMPARE(memory("MemTotal: 100 kB\nMemFree: 10 kB\nCached: 5 kB\n").availableBytes, 15 * 1024);
        QCOMPARE(memory({}), Memory{});
    }

    void cpuLimits_areCores_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<std::optional<double>>("cores");
        QTest::newRow("two cores") << QByteArray("200000 100000\n") << std::optional(2.0);
        QTest::newRow("half a core") << QByteArray("50000 100000\n") << std::optional(0.5);
        QTest::newRow("no limit") << QByteArray("max 100000\n") << std::optional<double>();
        QTest::newRow("cgroup 1, no limit") << QByteArray("-1 100000") << std::optional<double>();
        QTest::newRow("no file") << QByteArray() << std::optional<double>();
        QTest::newRow("a period of nothing") << QByteArray("1000 0") << std::optional<double>();
    }
    void cpuLimits_areCores()
    {
        QFETCH(QByteArray, text);
        QFETCH(std::optional<double>, cores);
        QCOMPARE(cpuMax(text), cores);
    }

    void memoryLimits_knowWhatMeansNone()
    {
        QCOMPARE(memoryLimit("17179869184\n"), std::optional(qint64(17179869184)));
        QCOMPARE(memoryLimit("max\n"), std::nullopt);
        QCOMPARE(memoryLimit("9223372036854771712\n"), std::nullopt); // cgroup 1 without a limit
        QCOMPARE(memoryLimit({}), std::nullopt);
    }

    void cgroupPaths_areFoundInBothVersions()
    {
        QCOMPARE(cgroupPath(recording("cgroup1.txt")),
                 (CgroupPath{u"/"_s, u"/docker/677187ed"_s, u"/docker/677187ed"_s, u"/"_s}));
        const CgroupPath second = cgroupPath(recording("cgroup2.txt"));
        QVERIFY(second.unified.endsWith(u"app-org.kde.konsole-1f:2.scope"_s));
        QVERIFY(second.memory.isEmpty());
        QCOMPARE(cgroupPath("garbage\n"), CgroupPath{});
    }

    void nvidiaCards_haveTheirName()
    {
        QCOMPARE(nvidiaInformation(recording("nvidia-rtx3090.txt"))->name, u"NVIDIA GeForce RTX 3090"_s);
        QCOMPARE(nvidiaInformation(recording("nvidia-k80.txt"))->name, u"NVIDIA Tesla K80"_s);
        QCOMPARE(nvidiaInformation(recording("nvidia-k80.txt"))->memoryBytes, -1);
        QVERIFY(!nvidiaInformation("IRQ: 3\n"));
        QCOMPARE(nvidiaDriverVersion(recording("nvidia-version.txt")), u"550.135"_s);
        QCOMPARE(nvidiaDriverVersion(recording("nvidia-version-open.txt")), u"580.95.05"_s);
        QCOMPARE(nvidiaDriverVersion({}), QString());
        QCOMPARE(cudaVersion(12080), u"12.8"_s);
        QCOMPARE(cudaVersion(13000), u"13.0"_s);
        QCOMPARE(cudaVersion(0), QString());
    }

    void otherCards_areNamedByVendorAndId()
    {
        const auto amd = drmDevice(recording("uevent-amd.txt"), "25753026560\n");
        QCOMPARE(amd->name, u"AMD GPU [1002:744c]"_s);
        QCOMPARE(amd->memoryBytes, qint64(25753026560));
        QCOMPARE(amd->driver, u"amdgpu"_s);
        const auto intel = drmDevice(recording("uevent-intel.txt"), {});
        QCOMPARE(intel->vendor, u"intel"_s);
        QCOMPARE(intel->memoryBytes, -1);
        QVERIFY(!drmDevice("MODALIAS=platform:simple-framebuffer\n", {}));
    }

    void addressesOnTheBus_areThoseOfTheKernel()
    {
        QCOMPARE(shortPciAddress(u"00000000:17:00.0"_s), u"0000:17:00.0"_s);
        QCOMPARE(shortPciAddress(u"0000:B1:00.0"_s), u"0000:b1:00.0"_s);
        QCOMPARE(shortPciAddress(u"00010000:17:00.0"_s), u"00010000:17:00.0"_s); // a domain with five digits
        QCOMPARE(nvidiaInformation(recording("nvidia-rtx3090.txt"))->pciAddress, u"0000:01:00.0"_s);
        QCOMPARE(drmDevice(recording("uevent-amd.txt"), {})->pciAddress, u"0000:03:00.0"_s);
    }

    void rocmNodes_haveTheirTarget()
    {
        QCOMPARE(kfdNode(recording("kfd-amd.txt")), std::optional(KfdNode{u"0000:03:00.0"_s, u"gfx1100"_s, false}));
        QCOMPARE(kfdNode(recording("kfd-cpu.txt")), std::nullopt);
        const auto apu = kfdNode("cpu_cores_count 8\nsimd_count 4\ngfx_target_version 90012\nlocation_id 1024\n");
        QCOMPARE(apu, std::optional(KfdNode{u"0000:04:00.0"_s, u"gfx90c"_s, true}));
    }

    void modelNames_comeFromTheListOfPciIds()
    {
        const QByteArray ids = recording("pci-ids.txt");
        QCOMPARE(pciName(ids, u"1002:744C"_s), u"Navi 31 [Radeon RX 7900 XT/7900 XTX/7900 GRE/7900M]"_s);
        QCOMPARE(pciName(ids, u"8086:a7a0"_s), u"Raptor Lake-P [Iris Xe Graphics]"_s);
        QCOMPARE(pciName(ids, u"1002:a7a0"_s), QString()); // another vendor's
        QCOMPARE(pciName(ids, u"1eae:7901"_s), QString()); // stands below a card
        QCOMPARE(pciName({}, u"1002:744c"_s), QString());
        QCOMPARE(pciName(ids, u"nonsense"_s), QString());
    }

    void osName_losesItsQuotes()
    {
        QCOMPARE(osName(recording("os-release.txt")), u"Debian GNU/Linux 13 (trixie)"_s);
        QCOMPARE(osName("PRETTY_NAME=Arch\n"), u"Arch"_s);
    }
};

QTEST_GUILESS_MAIN(ParsersTest)
#include "tst_parsers.moc"
