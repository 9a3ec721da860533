// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/gpuchoice.h"
#include "hardware/machine.h"
#include "hardware/nvml.h"
#include "support/testcase.h"

#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Hardware;

/// A library in the place of NVIDIA's, found and called as the real one is: LD_LIBRARY_PATH has its folder.
class NvmlTest final : public QObject {
    Q_OBJECT

    static void play(const QString &recording)
    {
        qputenv("STANDIN_NVML",
                Testing::sourceFile(u"tests/data/hardware/nvml/"_s + recording + ".txt"_L1).toLocal8Bit());
    }

private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void oneCard_isReadWhole()
    {
        play(u"one"_s);
        const NvmlAnswer answer = askNvml();
        QCOMPARE(answer.state, NvmlState::Works);
        QCOMPARE(answer.driver, u"570.124.06"_s);
        QCOMPARE(answer.version, u"12.570.124.06"_s);
        QCOMPARE(answer.cudaVersion, u"12.8"_s);
        QCOMPARE(answer.gpus.size(), 1);
        const Gpu &gpu = answer.gpus.first();
        QCOMPARE(gpu.name, u"NVIDIA GeForce RTX 4090"_s);
        QCOMPARE(gpu.uuid, u"GPU-00000001-0000-4000-8000-000000000000"_s);
        QCOMPARE(gpu.pciAddress, u"0000:01:00.0"_s);
        QCOMPARE(gpu.capability, u"8.9"_s);
        QCOMPARE(gpu.driver, answer.driver);
        QCOMPARE(gpu.memoryBytes, qint64(25757220864));
        QCOMPARE(gpu.memoryBytes - gpu.memoryFreeBytes, qint64(3) << 30);
        QCOMPARE(gpu.memoryErrors, -1); // no ECC on this one
        QVERIFY(!gpu.isUnified && !gpu.isSliced);
        QCOMPARE(gpu.processes, (QList<GpuProcess>{{4211, qint64(2) << 30}, {4300, -1}}));
        QCOMPARE(gpu.fault, GpuFault::None);
    }

    /// What nvmlrecord wrote on a machine with that card.
    void h100_isReadAsItAnswered()
    {
        play(u"h100"_s);
        const NvmlAnswer answer = askNvml();
        QCOMPARE(answer.gpus.size(), 1);
        const Gpu &gpu = answer.gpus.first();
        QCOMPARE(gpu.name, u"NVIDIA H100 80GB HBM3"_s);
        QCOMPARE(gpu.memoryBytes, qint64(85520809984));
        QCOMPARE(gpu.driver, u"580.159.04"_s);
        QCOMPARE(gpu.capability, u"9.0"_s);
        QCOMPARE(gpu.memoryErrors, 0);
        QVERIFY(gpu.processes.isEmpty());
    }

    void fourCards_areFour()
    {
        play(u"four"_s);
        const NvmlAnswer answer = askNvml();
        QCOMPARE(answer.gpus.size(), 4);
        QCOMPARE(answer.gpus.at(3).uuid, u"GPU-00000004-0000-4000-8000-000000000000"_s);
        QCOMPARE(answer.gpus.at(3).memoryErrors, 0);
        QVERIFY(answer.gpus.at(3).processes.isEmpty());
    }

    void slices_areThoseOfTheCard()
    {
        play(u"mig"_s);
        const Gpu gpu = askNvml().gpus.value(0);
        QVERIFY(gpu.isSliced);
        QCOMPARE(gpu.slices.size(), 2);
        QCOMPARE(gpu.slices.at(0).name, u"NVIDIA A100-SXM4-80GB MIG 3g.40gb"_s);
        QCOMPARE(gpu.slices.at(1).uuid, u"MIG-00000001-0000-5000-8000-000000000000"_s);
        QCOMPARE(gpu.slices.at(1).memoryBytes, qint64(21'000'000'000));
    }

    void unifiedMemory_isNoFault()
    {
        play(u"unified"_s);
        const Gpu gpu = askNvml().gpus.value(0);
        QVERIFY(gpu.isUnified);
        QCOMPARE(gpu.memoryBytes, -1);
        QCOMPARE(gpu.capability, u"12.1"_s);
        QCOMPARE(gpu.fault, GpuFault::None);
    }

    void brokenDrivers_sayWhy_data()
    {
        QTest::addColumn<QString>("recording");
        QTest::addColumn<NvmlState>("state");
        QTest::addColumn<QString>("words");
        QTest::newRow("updated without a restart")
            << u"mismatch"_s << NvmlState::Mismatch << u"Driver/library version mismatch"_s;
        QTest::newRow("module not loaded") << u"no-driver"_s << NvmlState::NoDriver << u"Driver Not Loaded"_s;
        QTest::newRow("not allowed") << u"no-permission"_s << NvmlState::NoPermission << u"Insufficient Permissions"_s;
        QTest::newRow("no card") << u"no-devices"_s << NvmlState::NoDevices << QString();
        QTest::newRow("says nothing") << u"not-there"_s << NvmlState::Failed << u"Unknown Error"_s;
    }
    void brokenDrivers_sayWhy()
    {
        QFETCH(QString, recording);
        QFETCH(QString, words);
        play(recording);
        const NvmlAnswer answer = askNvml();
        QTEST(answer.state, "state");
        QCOMPARE(answer.words, words);
        QVERIFY(answer.gpus.isEmpty());
    }

    void faultyCards_areNamedWithTheirFault()
    {
        play(u"lost"_s);
        const QList<Gpu> lost = askNvml().gpus;
        QCOMPARE(lost.size(), 2);
        QCOMPARE(lost.at(0).name, u"NVIDIA L4"_s); // is remembered, the memory is not
        QCOMPARE(lost.at(0).fault, GpuFault::Lost);
        QCOMPARE(lost.at(0).faultWords, u"GPU is lost"_s);
        QCOMPARE(lost.at(1).name, u"NVIDIA GPU 1"_s);
        QCOMPARE(lost.at(1).fault, GpuFault::Lost);

        play(u"card-denied"_s);
        const QList<Gpu> denied = askNvml().gpus;
        QCOMPARE(denied.size(), 2);
        QCOMPARE(denied.at(0).fault, GpuFault::None);
        QCOMPARE(denied.at(1).fault, GpuFault::NoPermission);

        play(u"memory-errors"_s);
        QCOMPARE(askNvml().gpus.value(0).memoryErrors, 3);
    }

    void oldDrivers_leaveUnknownWhatTheyLack()
    {
        play(u"old"_s);
        const NvmlAnswer answer = askNvml({qEnvironmentVariable("STANDIN_OLD_DRIVER")});
        QCOMPARE(answer.state, NvmlState::Works);
        QCOMPARE(answer.driver, u"390.157"_s);
        QCOMPARE(answer.cudaVersion, QString());
        const Gpu gpu = answer.gpus.value(0);
        QCOMPARE(gpu.name, u"GeForce GTX 580"_s);
        QCOMPARE(gpu.memoryFreeBytes, qint64(1510612736));
        QCOMPARE(gpu.uuid, QString());
        QCOMPARE(gpu.capability, QString());
        QCOMPARE(gpu.processes, (QList<GpuProcess>{{77, 1000000}}));
    }

    void librariesThatAreNone_areNotAsked()
    {
        QCOMPARE(askNvml({u"/nowhere/libnvidia-ml.so.1"_s}).state, NvmlState::NoLibrary);
        QCOMPARE(askNvml({u"/nowhere/libnvidia-ml.so.1"_s, u"libz.so.1"_s}).state, NvmlState::TooOld);
    }

    void machine_sharesItsMemoryWithAUnifiedCard()
    {
        play(u"unified"_s);
        const QTemporaryDir folder;
        const auto future = probe(folder.path());
        QVERIFY(Testing::settles(future));
        const Machine machine = future.result();
        QVERIFY(!machine.gpus.isEmpty());
        QCOMPARE(machine.gpus.first().name, u"NVIDIA GB10"_s);
        QCOMPARE(machine.gpus.first().memoryBytes, machine.memoryBytes);
        QCOMPARE(machine.gpuSoftware.nvml, NvmlState::Works);
        QCOMPARE(machine.gpuSoftware.cudaVersion, u"13.0"_s);
    }

    void visibleDevices_areReadAsCudaDoes_data()
    {
        QTest::addColumn<QString>("recording");
        QTest::addColumn<std::optional<QString>>("value");
        QTest::addColumn<QList<qsizetype>>("cards");
        QTest::addColumn<QString>("refused");
        using Value = std::optional<QString>;
        using Cards = QList<qsizetype>;
        QTest::newRow("not set") << u"four"_s << Value() << Cards{0, 1, 2, 3} << QString();
        QTest::newRow("empty hides all") << u"four"_s << Value(QString()) << Cards{} << QString();
        QTest::newRow("in another order") << u"four"_s << Value(u"2, 0"_s) << Cards{2, 0} << QString();
        QTest::newRow("what follows -1 is hidden") << u"four"_s << Value(u"1,-1,2"_s) << Cards{1} << u"-1"_s;
        QTest::newRow("a card too many") << u"four"_s << Value(u"0,4"_s) << Cards{0} << u"4"_s;
        QTest::newRow("beginning of a UUID") << u"four"_s << Value(u"GPU-00000003"_s) << Cards{2} << QString();
        QTest::newRow("of several") << u"four"_s << Value(u"GPU-0000000"_s) << Cards{} << u"GPU-0000000"_s;
        QTest::newRow("a word") << u"four"_s << Value(u"all"_s) << Cards{} << u"all"_s;
        QTest::newRow("a slice") << u"mig"_s << Value(u"MIG-00000001-0000-5000-8000-000000000000"_s) << Cards{0}
                                 << QString();
    }
    void visibleDevices_areReadAsCudaDoes()
    {
        QFETCH(QString, recording);
        QFETCH(std::optional<QString>, value);
        play(recording);
        const VisibleGpus visible = visibleGpus(value, askNvml().gpus);
        QTEST(visible.cards, "cards");
        QTEST(visible.refused, "refused");
        QCOMPARE(visible.isHidden, value.has_value() && visible.cards.isEmpty());
    }

    void chosenCards_becomeUuids()
    {
        play(u"four"_s);
        const QList<Gpu> gpus = QList<Gpu>{{.name = u"Intel"_s, .vendor = u"intel"_s, .driver = {}}} + askNvml().gpus;
        QCOMPARE(visibleDevices({u"1"_s, u"GPU-00000001"_s}, gpus),
                 std::optional(u"GPU-00000002-0000-4000-8000-000000000000,GPU-00000001-0000-4000-8000-000000000000"_s));
        QCOMPARE(visibleDevices({u"none"_s}, gpus), std::optional(QString()));
        QCOMPARE(visibleDevices({u"4"_s}, gpus), std::nullopt);
        QCOMPARE(visibleDevices({u"0"_s, u"GPU-00000001"_s}, gpus), std::nullopt); // twice
        QCOMPARE(visibleDevices({}, gpus), std::nullopt);
        play(u"old"_s);
        const QList<Gpu> old = askNvml({qEnvironmentVariable("STANDIN_OLD_DRIVER")}).gpus;
        QCOMPARE(visibleDevices({u"0"_s}, old), std::optional(u"0"_s)); // has no UUID
    }
};

QTEST_GUILESS_MAIN(NvmlTest)
#include "tst_nvml.moc"
