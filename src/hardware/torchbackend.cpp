// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/torchbackend.h"

#include "hardware/reasonchain.h"
#include "hardware/wheelfit.h"

#include <QVersionNumber>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Hardware {

namespace {
struct Build {
    QLatin1StringView backend;
    QLatin1StringView cuda; ///< empty: of ROCm
    QVersionNumber first; ///< version of PyTorch
    QVersionNumber behind; ///< the first without it; empty: all newer ones have it
};

/// The newest first.
const Build CudaBuilds[] = {
    {"cu130"_L1, "13.0"_L1, {2, 9}, {}},     {"cu128"_L1, "12.8"_L1, {2, 7}, {}},
    {"cu126"_L1, "12.6"_L1, {2, 6}, {}},     {"cu124"_L1, "12.4"_L1, {2, 4}, {2, 7}},
    {"cu121"_L1, "12.1"_L1, {2, 1}, {2, 6}}, {"cu118"_L1, "11.8"_L1, {2, 0}, {2, 8}},
};
const Build RocmBuilds[] = {
    {"rocm6.4"_L1, {}, {2, 8}, {}},
    {"rocm6.3"_L1, {}, {2, 7}, {2, 10}},
    {"rocm6.2.4"_L1, {}, {2, 6}, {2, 8}},
    {"rocm6.2"_L1, {}, {2, 5}, {2, 6}},
};

bool has(const Build &build, const QVersionNumber &torch)
{
    return torch.isNull() || (torch >= build.first && (build.behind.isNull() || torch < build.behind));
}

/// Card, driver and runtime: what a wheel rests on.
bool canCompute(const Machine &machine)
{
    const QList<Link> chain = reasonChain({.machine = machine});
    return std::ranges::none_of(chain, [](const Link &link) {
        return link.state == LinkState::Broken
            && (link.kind == LinkKind::Card || link.kind == LinkKind::Driver || link.kind == LinkKind::Runtime);
    });
}
} // namespace

QString torchBackend(const Machine &machine, const QString &torchVersion)
{
    const QString processor = u"cpu"_s;
    const Gpu *gpu = chainCard(machine.gpus);
    if (!gpu || !canCompute(machine))
        return processor;
    const auto torch = QVersionNumber::fromString(torchVersion);
    if (gpu->vendor == "amd"_L1) {
        const auto build = std::ranges::find_if(RocmBuilds, [&](const Build &each) { return has(each, torch); });
        return build == std::end(RocmBuilds) ? processor : QString(build->backend);
    }
    if (gpu->vendor == "intel"_L1) // the graphics inside a processor are no faster than the processor
        return gpu->isUnified ? processor : u"xpu"_s;
    const QString driver = machine.gpuSoftware.cudaVersion;
    if (driver.isEmpty())
        return {};
    const auto build = std::ranges::find_if(CudaBuilds, [&](const Build &each) {
        return has(each, torch) && wheelFit(each.cuda, driver, gpu->capability) == WheelFit::Fits;
    });
    return build == std::end(CudaBuilds) ? processor : QString(build->backend);
}

} // namespace Spacewright::Hardware
