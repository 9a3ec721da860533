// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/reasonchain.h"
#include "hardware/wheelfit.h"
#include "support/testcase.h"

#include <QJsonObject>

#include <functional>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Hardware;

namespace {
/// A machine and a Space where everything is as it should be.
ChainFacts working()
{
    ChainFacts facts;
    facts.machine.kernel = u"6.12.48"_s;
    facts.machine.gpus = {{.name = u"NVIDIA L4"_s,
                           .vendor = u"nvidia"_s,
                           .driver = u"570.124.06"_s,
                           .uuid = u"GPU-1"_s,
                           .capability = u"8.9"_s}};
    GpuSoftware &software = facts.machine.gpuSoftware;
    software.nvml = NvmlState::Works;
    software.nvidiaModule = u"570.124.06"_s;
    software.nvidiaNodes = NodeAccess::Allowed;
    software.cudaLibrary = u"/usr/lib/libcuda.so.1"_s;
    software.cudaVersion = u"12.8"_s;
    software.containerToolkit = u"/usr/bin/nvidia-ctk"_s;
    facts.hasSpace = true;
    facts.hasEnvironment = true;
    facts.torch = TorchFacts{.version = u"2.8.0+cu128"_s, .cuda = u"12.8"_s};
    facts.code = CodeFacts{.asksForGpu = true, .place = u"app.py:12"_s};
    return facts;
}

ChainFacts withAmd()
{
    ChainFacts facts = working();
    facts.machine.gpus = {{.name = u"AMD Navi 31"_s, .vendor = u"amd"_s, .driver = u"amdgpu"_s}};
    facts.machine.gpuSoftware = {};
    facts.machine.gpuSoftware.kfd = NodeAccess::Allowed;
    facts.torch = TorchFacts{.version = u"2.8.0+rocm6.4"_s, .hip = u"6.4.43482"_s};
    return facts;
}

ChainFacts withIntel()
{
    ChainFacts facts = working();
    facts.machine.gpus = {{.name = u"Intel Arc A770"_s, .vendor = u"intel"_s, .driver = u"xe"_s}};
    facts.machine.gpuSoftware = {};
    facts.machine.gpuSoftware.renderNodes = NodeAccess::Allowed;
    facts.machine.gpuSoftware.levelZero = u"/usr/lib/libze_loader.so.1"_s;
    facts.torch = TorchFacts{.version = u"2.8.0+xpu"_s, .xpu = u"20250101"_s};
    return facts;
}

using Change = std::function<void(ChainFacts &)>;
} // namespace

class ReasonChainTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void allIsWell_fromCardToCode()
    {
        for (const ChainFacts &facts : {working(), withAmd(), withIntel()}) {
            const QList<Link> chain = reasonChain(facts);
            QCOMPARE(chain.size(), 7);
            for (const Link &link : chain) {
                const bool isToolkit = link.kind == LinkKind::ContainerToolkit;
                QVERIFY2(link.state == (isToolkit ? LinkState::NotNeeded : LinkState::Ok), qPrintable(link.sentence));
                QVERIFY(!link.sentence.isEmpty());
                QVERIFY(link.next.isEmpty());
            }
        }
        ChainFacts contained = working();
        contained.usesContainer = true;
        QCOMPARE(reasonChain(contained).at(3).state, LinkState::Ok);
    }

    void brokenLink_isNamedWithItsNextStepAndEndsTheChain_data()
    {
        QTest::addColumn<ChainFacts>("facts");
        QTest::addColumn<LinkKind>("kind");
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QString>("next");
        const auto row = [](const char *name, LinkKind kind, const QString &sentence, const QString &next,
                            const Change &change, ChainFacts facts = working()) {
            change(facts);
            QTest::newRow(name) << facts << kind << sentence << next;
        };
        using Facts = ChainFacts;
        const auto gpu = [](Facts &facts) -> Gpu & { return facts.machine.gpus.first(); };
        const auto software = [](Facts &facts) -> GpuSoftware & { return facts.machine.gpuSoftware; };
        const auto group = u"usermod -aG video,render"_s;

        row("no card", LinkKind::Card, u"no graphics card"_s, u"GPU hardware on the Hub"_s,
            [](Facts &f) { f.machine = {}; });
        row("lost card", LinkKind::Card, u"no longer answers"_s, u"Restart"_s, [&](Facts &f) {
            gpu(f).fault = GpuFault::Lost;
            gpu(f).faultWords = u"GPU is lost"_s;
        });
        row("memory errors", LinkKind::Card, u"has 3 errors"_s, u"Restart"_s,
            [&](Facts &f) { gpu(f).memoryErrors = 3; });
        row("refused by the driver", LinkKind::Card, u"taken no card"_s, u"dmesg"_s,
            [&](Facts &f) { software(f).nvml = NvmlState::NoDevices; });
        row("nouveau", LinkKind::Driver, u"nouveau"_s, u"Install NVIDIA's driver"_s, [&](Facts &f) {
            gpu(f).driver = u"nouveau"_s;
            software(f) = {};
        });
        row("no driver", LinkKind::Driver, u"not installed"_s, u"Install it"_s, [&](Facts &f) {
            gpu(f).driver.clear();
            software(f) = {};
        });
        row("updated driver", LinkKind::Driver, u"was updated"_s, u"Restart the machine."_s,
            [&](Facts &f) { software(f).nvml = NvmlState::Mismatch; });
        row("module not loaded", LinkKind::Driver, u"not loaded"_s, u"modprobe nvidia"_s,
            [&](Facts &f) { software(f).nvml = NvmlState::NoDriver; });
        row("not allowed", LinkKind::Driver, u"refuses"_s, group,
            [&](Facts &f) { software(f).nvml = NvmlState::NoPermission; });
        row("not allowed to use the card", LinkKind::Driver, u"may not use NVIDIA L4"_s, group,
            [&](Facts &f) { gpu(f).fault = GpuFault::NoPermission; });
        row("old driver", LinkKind::Driver, u"too old"_s, u"newer driver"_s,
            [&](Facts &f) { software(f).nvml = NvmlState::TooOld; });
        row("driver that fails", LinkKind::Driver, u"Unknown Error"_s, u"newer driver"_s, [&](Facts &f) {
            software(f).nvml = NvmlState::Failed;
            software(f).nvmlWords = u"Unknown Error"_s;
        });
        row("no libcuda", LinkKind::Runtime, u"libcuda.so.1"_s, u"--gpus all"_s,
            [&](Facts &f) { software(f).cudaLibrary.clear(); });
        row("container without the driver's libraries", LinkKind::Runtime, u"libcuda.so.1"_s, u"--gpus all"_s,
            [&](Facts &f) {
                software(f).nvml = NvmlState::NoLibrary;
                software(f).cudaLibrary.clear();
            });
        row("no nvidia-uvm", LinkKind::Runtime, u"/dev/nvidia-uvm"_s, u"nvidia-modprobe -u"_s,
            [&](Facts &f) { software(f).nvidiaNodes = NodeAccess::Missing; });
        row("nodes of somebody else", LinkKind::Runtime, u"may not open"_s, group,
            [&](Facts &f) { software(f).nvidiaNodes = NodeAccess::Denied; });
        row("no toolkit", LinkKind::ContainerToolkit, u"not installed"_s, u"nvidia-ctk runtime configure"_s,
            [&](Facts &f) {
                f.usesContainer = true;
                software(f).containerToolkit.clear();
            });
        row("build for the processor", LinkKind::Wheel, u"built for the processor"_s, u"Build again"_s,
            [](Facts &f) { f.torch = TorchFacts{.version = u"2.8.0+cpu"_s}; });
        row("build for another vendor", LinkKind::Wheel, u"built for ROCm 6.4"_s, u"Build again"_s,
            [](Facts &f) { f.torch = TorchFacts{.version = u"2.8.0+rocm6.4"_s, .hip = u"6.4"_s}; });
        row("build too new for the driver", LinkKind::Wheel, u"the driver knows CUDA up to 12.8"_s, u"newer driver"_s,
            [](Facts &f) { f.torch = TorchFacts{.version = u"2.11.0+cu130"_s, .cuda = u"13.0"_s}; });
        row("build older than the card", LinkKind::Wheel, u"no kernel image"_s, u"CUDA 12.8"_s, [&](Facts &f) {
            f.torch = TorchFacts{.version = u"2.5.1+cu124"_s, .cuda = u"12.4"_s};
            gpu(f).capability = u"12.0"_s;
        });
        row("build newer than the card", LinkKind::Wheel, u"no longer has code"_s, u"CUDA 12.6"_s,
            [&](Facts &f) { gpu(f).capability = u"6.1"_s; });
        row("hidden", LinkKind::Visible, u"hides every card"_s, u"GPU-1"_s,
            [](Facts &f) { f.cudaVisibleDevices = QString(); });
        row("hidden by a number too high", LinkKind::Visible, u"CUDA_VISIBLE_DEVICES=3 hides"_s, u"GPU-1"_s,
            [](Facts &f) { f.cudaVisibleDevices = u"3"_s; });
        row("MIG without slices", LinkKind::Visible, u"MIG is on"_s, u"nvidia-smi mig"_s,
            [&](Facts &f) { gpu(f).isSliced = true; });
        row("code that does not ask", LinkKind::Code, u"Nothing in app.py asks"_s, u"device_map"_s,
            [](Facts &f) { f.code = CodeFacts{.asksForGpu = false, .place = u"app.py"_s}; });

        row(
            "AMD: old driver", LinkKind::Driver, u"radeon"_s, u"too old"_s,
            [&](Facts &f) { gpu(f).driver = u"radeon"_s; }, withAmd());
        row(
            "AMD: no driver", LinkKind::Driver, u"No driver of the kernel"_s, u"firmware"_s,
            [&](Facts &f) { gpu(f).driver.clear(); }, withAmd());
        row(
            "AMD: no /dev/kfd", LinkKind::Runtime, u"/dev/kfd is not there"_s, u"--device /dev/kfd"_s,
            [&](Facts &f) { software(f).kfd = NodeAccess::Missing; }, withAmd());
        row(
            "AMD: not allowed", LinkKind::Runtime, u"may not open /dev/kfd"_s, group,
            [&](Facts &f) { software(f).kfd = NodeAccess::Denied; }, withAmd());
        row(
            "AMD: build for CUDA", LinkKind::Wheel, u"built for CUDA 12.8"_s, u"Build again"_s,
            [](Facts &f) { f.torch = working().torch; }, withAmd());
        row(
            "AMD: hidden", LinkKind::Visible, u"hides every card"_s, u"Take the variable away"_s,
            [](Facts &f) { f.cudaVisibleDevices = u"-1"_s; }, withAmd());
        row(
            "Intel: no Level Zero", LinkKind::Runtime, u"Level Zero"_s, u"libze1"_s,
            [&](Facts &f) { software(f).levelZero.clear(); }, withIntel());
    }
    void brokenLink_isNamedWithItsNextStepAndEndsTheChain()
    {
        QFETCH(ChainFacts, facts);
        QFETCH(LinkKind, kind);
        QFETCH(QString, sentence);
        QFETCH(QString, next);
        const QList<Link> chain = reasonChain(facts);
        QCOMPARE(chain.size(), 7);
        bool isBehind = false;
        for (const Link &link : chain) {
            if (link.kind == kind) {
                QVERIFY2(link.state == LinkState::Broken, qPrintable(link.sentence));
                QVERIFY2(link.sentence.contains(sentence), qPrintable(link.sentence));
                QVERIFY2(link.next.contains(next), qPrintable(link.next));
                isBehind = true;
            } else if (isBehind) {
                QCOMPARE(link.state, LinkState::NotLooked);
            } else {
                QVERIFY2(link.state == LinkState::Ok || link.state == LinkState::NotNeeded, qPrintable(link.sentence));
            }
        }
        QVERIFY(isBehind);
    }

    void withoutASpace_wheelAndCodeAreNotLookedAt()
    {
        ChainFacts facts;
        facts.machine = working().machine;
        const QList<Link> chain = reasonChain(facts);
        QCOMPARE(chain.at(2).state, LinkState::Ok);
        QCOMPARE(chain.at(4).state, LinkState::NotLooked);
        QVERIFY(chain.at(4).next.contains("spw hardware --explain"_L1));
        QCOMPARE(chain.at(5).state, LinkState::Ok);
        QCOMPARE(chain.at(6).state, LinkState::NotLooked);
        facts.hasSpace = true;
        QVERIFY(reasonChain(facts).at(4).next.contains("spw build"_L1));
    }

    void visibleCards_areNamed()
    {
        ChainFacts facts = working();
        facts.machine.gpus.append(facts.machine.gpus.first());
        facts.machine.gpus[1].name = u"NVIDIA T4"_s;
        facts.cudaVisibleDevices = u"1,0,7"_s;
        const Link link = reasonChain(facts).at(5);
        QCOMPARE(link.state, LinkState::Ok);
        QCOMPARE(link.sentence, u"CUDA_VISIBLE_DEVICES shows NVIDIA T4, NVIDIA L4; \"7\" in it names no card."_s);
    }

    void withoutPyTorch_theGpuIsNotNeeded()
    {
        ChainFacts facts = working();
        facts.torch = {};
        facts.code->asksForGpu = false;
        const QList<Link> chain = reasonChain(facts);
        QCOMPARE(chain.at(4).state, LinkState::NotNeeded);
        QCOMPARE(chain.at(6).state, LinkState::NotNeeded);
    }

    void chainCard_isTheOneWorthExplaining()
    {
        const Gpu intel{.name = u"Intel"_s, .vendor = u"intel"_s, .driver = u"i915"_s, .isUnified = true};
        const Gpu amd{.name = u"AMD"_s, .vendor = u"amd"_s, .driver = u"amdgpu"_s};
        const Gpu lost{.name = u"lost"_s, .vendor = u"nvidia"_s, .driver = {}, .fault = GpuFault::Lost};
        const Gpu nvidia{.name = u"NVIDIA"_s, .vendor = u"nvidia"_s, .driver = {}};
        QCOMPARE(chainCard({intel, amd})->name, u"AMD"_s);
        QCOMPARE(chainCard({intel, amd, lost, nvidia})->name, u"NVIDIA"_s);
        QCOMPARE(chainCard({{.name = u"1234:1111"_s, .vendor = u"1234"_s, .driver = u"bochs"_s}}), nullptr);
        const QList<Gpu> none;
        QCOMPARE(chainCard(none), nullptr);
    }

    void builds_fitDriverAndCard_data()
    {
        QTest::addColumn<QString>("wheel");
        QTest::addColumn<QString>("driver");
        QTest::addColumn<QString>("card");
        QTest::addColumn<WheelFit>("fit");
        QTest::newRow("same") << u"12.8"_s << u"12.8"_s << u"8.9"_s << WheelFit::Fits;
        QTest::newRow("newer within the generation") << u"12.8"_s << u"12.2"_s << u"8.9"_s << WheelFit::Fits;
        QTest::newRow("older generation") << u"11.8"_s << u"13.0"_s << u"8.9"_s << WheelFit::Fits;
        QTest::newRow("newer generation") << u"13.0"_s << u"12.8"_s << u"8.9"_s << WheelFit::DriverTooOld;
        QTest::newRow("CUDA 10 needs its own") << u"10.2"_s << u"10.1"_s << QString() << WheelFit::DriverTooOld;
        QTest::newRow("Blackwell") << u"12.6"_s << u"12.8"_s << u"10.0"_s << WheelFit::CardTooNew;
        QTest::newRow("Blackwell fits") << u"12.8"_s << u"12.8"_s << u"12.0"_s << WheelFit::Fits;
        QTest::newRow("Hopper before 11.8") << u"11.7"_s << u"12.8"_s << u"9.0"_s << WheelFit::CardTooNew;
        QTest::newRow("Ada runs code for Ampere") << u"11.7"_s << u"12.8"_s << u"8.9"_s << WheelFit::Fits;
        QTest::newRow("Volta") << u"13.0"_s << u"13.0"_s << u"7.0"_s << WheelFit::CardTooOld;
        QTest::newRow("Kepler") << u"12.1"_s << u"12.1"_s << u"3.7"_s << WheelFit::CardTooOld;
        QTest::newRow("unknown") << u"12.8"_s << QString() << QString() << WheelFit::Fits;
        QTest::newRow("no CUDA") << QString() << u"12.8"_s << u"8.9"_s << WheelFit::Fits;
    }
    void builds_fitDriverAndCard()
    {
        QFETCH(QString, wheel);
        QFETCH(QString, driver);
        QFETCH(QString, card);
        QTEST(wheelFit(wheel, driver, card), "fit");
    }

    void wordsOfAFailure_pointAtALink_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<LinkKind>("kind");
        QTest::newRow("wheel")
            << u"RuntimeError: CUDA error: no kernel image is available for execution on the device"_s
            << LinkKind::Wheel;
        QTest::newRow("wheel without CUDA")
            << u"AssertionError: Torch not compiled with CUDA enabled"_s << LinkKind::Wheel;
        QTest::newRow("old driver")
            << u"RuntimeError: The NVIDIA driver on your system is too old (found version 11040)."_s << LinkKind::Wheel;
        QTest::newRow("no driver") << u"RuntimeError: Found no NVIDIA driver on your system."_s << LinkKind::Driver;
        QTest::newRow("803") << u"Error 803: system has unsupported display driver / cuda driver combination"_s
                             << LinkKind::Driver;
        QTest::newRow("999") << u"Unexpected error from cudaGetDeviceCount(). Error 999: CUDA unknown error - this may "
                                "be due to an incorrectly set up environment"_s
                             << LinkKind::Runtime;
        QTest::newRow("hidden") << u"RuntimeError: No CUDA GPUs are available"_s << LinkKind::Visible;
        QTest::newRow("ordinal") << u"CUDA error: invalid device ordinal"_s << LinkKind::Visible;
        QTest::newRow("full") << u"torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB."_s
                              << LinkKind::Card;
        QTest::newRow("ROCm") << u"HIP error: invalid device function"_s << LinkKind::Wheel;
        QTest::newRow("assert") << u"CUDA error: device-side assert triggered"_s << LinkKind::Code;
    }
    void wordsOfAFailure_pointAtALink()
    {
        QFETCH(QString, words);
        const auto link = linkOfFailure(words);
        QVERIFY(link);
        QTEST(link->kind, "kind");
        QCOMPARE(link->state, LinkState::Broken);
        QVERIFY(!link->sentence.isEmpty() && !link->next.isEmpty());
    }

    void unknownWords_pointNowhere() { QVERIFY(!linkOfFailure(u"KeyError: 'x'"_s)); }

    void json_hasNamesForMachines()
    {
        const QJsonArray json = toJson(reasonChain({}));
        QCOMPARE(json.size(), 7);
        QCOMPARE(json.at(0)["link"_L1].toString(), u"card"_s);
        QCOMPARE(json.at(0)["state"_L1].toString(), u"broken"_s);
        QVERIFY(!json.at(0)["next"_L1].toString().isEmpty());
        QCOMPARE(json.at(3)["link"_L1].toString(), u"container-toolkit"_s);
        QCOMPARE(json.at(3)["state"_L1].toString(), u"not-looked"_s);
        QVERIFY(json.at(3)["next"_L1].isNull());
    }
};

QTEST_GUILESS_MAIN(ReasonChainTest)
#include "tst_reasonchain.moc"
