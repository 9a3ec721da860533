// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/torchbackend.h"
#include "support/testcase.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Hardware;

namespace {
Machine nvidia(const QString &cuda, const QString &capability)
{
    Machine machine;
    machine.gpus = {{.name = u"NVIDIA"_s, .vendor = u"nvidia"_s, .driver = u"1"_s, .capability = capability}};
    machine.gpuSoftware.nvml = NvmlState::Works;
    machine.gpuSoftware.nvidiaNodes = NodeAccess::Allowed;
    machine.gpuSoftware.cudaLibrary = u"/usr/lib/libcuda.so.1"_s;
    machine.gpuSoftware.cudaVersion = cuda;
    return machine;
}

Machine amd(NodeAccess kfd)
{
    Machine machine;
    machine.gpus = {{.name = u"AMD"_s, .vendor = u"amd"_s, .driver = u"amdgpu"_s}};
    machine.gpuSoftware.kfd = kfd;
    return machine;
}

Machine intel(bool isUnified)
{
    Machine machine;
    machine.gpus = {{.name = u"Intel"_s, .vendor = u"intel"_s, .driver = u"xe"_s, .isUnified = isUnified}};
    machine.gpuSoftware.renderNodes = NodeAccess::Allowed;
    machine.gpuSoftware.levelZero = u"/usr/lib/libze_loader.so.1"_s;
    return machine;
}
} // namespace

class TorchBackendTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void build_isTheNewestThatCardDriverAndVersionTake_data()
    {
        QTest::addColumn<Machine>("machine");
        QTest::addColumn<QString>("torch");
        QTest::addColumn<QString>("backend");
        QTest::newRow("no card") << Machine{} << QString() << u"cpu"_s;
        QTest::newRow("newest of all") << nvidia(u"13.0"_s, u"9.0"_s) << QString() << u"cu130"_s;
        QTest::newRow("driver of CUDA 12") << nvidia(u"12.2"_s, u"9.0"_s) << QString() << u"cu128"_s;
        QTest::newRow("driver of CUDA 11") << nvidia(u"11.4"_s, u"8.0"_s) << QString() << u"cu118"_s;
        QTest::newRow("Blackwell") << nvidia(u"12.8"_s, u"12.0"_s) << QString() << u"cu128"_s;
        QTest::newRow("Blackwell with an old PyTorch") << nvidia(u"12.8"_s, u"12.0"_s) << u"2.6.0"_s << u"cpu"_s;
        QTest::newRow("Pascal") << nvidia(u"13.0"_s, u"6.1"_s) << QString() << u"cu126"_s;
        QTest::newRow("Volta") << nvidia(u"13.0"_s, u"7.0"_s) << QString() << u"cu128"_s;
        QTest::newRow("pinned") << nvidia(u"13.0"_s, u"8.9"_s) << u"2.8.0"_s << u"cu128"_s;
        QTest::newRow("pinned to an old one") << nvidia(u"13.0"_s, u"8.9"_s) << u"2.3.1"_s << u"cu121"_s;
        QTest::newRow("before all builds") << nvidia(u"13.0"_s, u"8.9"_s) << u"1.13.1"_s << u"cpu"_s;
        QTest::newRow("driver unknown") << nvidia({}, u"8.9"_s) << QString() << QString();
        Machine broken = nvidia(u"13.0"_s, u"9.0"_s);
        broken.gpuSoftware.nvml = NvmlState::Mismatch;
        QTest::newRow("broken driver") << broken << QString() << u"cpu"_s;
        QTest::newRow("AMD") << amd(NodeAccess::Allowed) << QString() << u"rocm6.4"_s;
        QTest::newRow("AMD, pinned") << amd(NodeAccess::Allowed) << u"2.6.0"_s << u"rocm6.2.4"_s;
        QTest::newRow("AMD, not allowed") << amd(NodeAccess::Denied) << QString() << u"cpu"_s;
        QTest::newRow("Intel's card") << intel(false) << QString() << u"xpu"_s;
        QTest::newRow("Intel's processor") << intel(true) << QString() << u"cpu"_s;
    }
    void build_isTheNewestThatCardDriverAndVersionTake()
    {
        QFETCH(Machine, machine);
        QFETCH(QString, torch);
        QTEST(torchBackend(machine, torch), "backend");
    }
};

QTEST_GUILESS_MAIN(TorchBackendTest)
#include "tst_torchbackend.moc"
