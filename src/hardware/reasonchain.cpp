// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/reasonchain.h"

#include "hardware/gpuchoice.h"
#include "hardware/wheelfit.h"

#include <QCoreApplication>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Hardware {

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(ReasonChain)
};

Link ok(LinkKind kind, const QString &sentence)
{
    return {kind, LinkState::Ok, sentence};
}

Link broken(LinkKind kind, const QString &sentence, const QString &next)
{
    return {kind, LinkState::Broken, sentence, next};
}

QString newDriver()
{
    return Words::tr("Install a newer driver from your distribution, and restart the machine.");
}

// ── card ─────────────────────────────────────────────────────────────────────────────────────────

Link cardLink(const Machine &machine, const Gpu *gpu)
{
    constexpr auto kind = LinkKind::Card;
    if (!gpu)
        return broken(kind, Words::tr("The kernel shows no graphics card of NVIDIA, AMD or Intel."),
                      Words::tr("Run on the processor, or choose GPU hardware on the Hub. In a virtual machine or a "
                                "container, pass the card through to it."));
    if (gpu->fault == GpuFault::Lost)
        return broken(kind, Words::tr("%1 no longer answers (\"%2\").").arg(gpu->name, gpu->faultWords),
                      Words::tr("Restart the machine. When it happens again, look at the card's power and cooling."));
    if (machine.gpuSoftware.nvml == NvmlState::NoDevices && gpu->vendor == "nvidia"_L1)
        return broken(kind, Words::tr("The driver works and has taken no card, not even %1.").arg(gpu->name),
                      Words::tr("Look into \"sudo dmesg\" for NVRM: it says why the driver refused the card."));
    if (gpu->memoryErrors > 0)
        return broken(kind,
                      Words::tr("The memory of %1 has %2 errors that could not be corrected.")
                          .arg(gpu->name)
                          .arg(gpu->memoryErrors),
                      Words::tr("Restart the machine. When they come back, the card is to be replaced."));
    return ok(kind, gpu->name);
}

// ── driver ───────────────────────────────────────────────────────────────────────────────────────

Link nvidiaDriverLink(const Machine &machine, const Gpu &gpu)
{
    constexpr auto kind = LinkKind::Driver;
    const GpuSoftware &software = machine.gpuSoftware;
    if (gpu.driver == "nouveau"_L1)
        return broken(kind, Words::tr("The card runs with nouveau, which draws and does not compute."),
                      Words::tr("Install NVIDIA's driver from your distribution, and restart the machine."));
    switch (software.nvml) {
    case NvmlState::Mismatch:
        return broken(kind,
                      Words::tr("The driver was updated, and the kernel still has the old one loaded (%1).")
                          .arg(software.nvidiaModule.isEmpty() ? software.nvmlWords : software.nvidiaModule),
                      Words::tr("Restart the machine."));
    case NvmlState::NoDriver:
        return broken(kind, Words::tr("The driver is installed, and its kernel module is not loaded."),
                      Words::tr("Run \"sudo modprobe nvidia\". When that fails, install the driver anew, so that it is "
                                "built for the kernel %1.")
                          .arg(machine.kernel));
    case NvmlState::NoPermission:
        return broken(kind, Words::tr("The driver refuses to answer this user."),
                      Words::tr("Run \"sudo usermod -aG video,render $USER\", and sign in again."));
    case NvmlState::TooOld:
        return broken(kind, Words::tr("The driver is too old to be asked."), newDriver());
    case NvmlState::Failed:
        return broken(kind, Words::tr("The driver does not start: \"%1\".").arg(software.nvmlWords), newDriver());
    case NvmlState::NoLibrary:
        if (software.nvidiaModule.isEmpty())
            return broken(kind, Words::tr("NVIDIA's driver is not installed."),
                          Words::tr("Install it from your distribution, and restart the machine."));
        break; // the runtime lacks it
    case NvmlState::NoDevices:
    case NvmlState::Works:
        break;
    }
    if (gpu.fault == GpuFault::NoPermission)
        return broken(kind, Words::tr("This user may not use %1.").arg(gpu.name),
                      Words::tr("Run \"sudo usermod -aG video,render $USER\", and sign in again."));
    if (gpu.fault == GpuFault::Unreadable)
        return broken(kind, Words::tr("The driver cannot read %1: \"%2\".").arg(gpu.name, gpu.faultWords),
                      Words::tr("Restart the machine."));
    const QString version = gpu.driver.isEmpty() ? software.nvidiaModule : gpu.driver;
    return ok(kind,
              software.cudaVersion.isEmpty()
                  ? Words::tr("NVIDIA %1").arg(version)
                  : Words::tr("NVIDIA %1, for CUDA up to %2").arg(version, software.cudaVersion));
}

Link driverLink(const Machine &machine, const Gpu &gpu)
{
    constexpr auto kind = LinkKind::Driver;
    if (gpu.vendor == "nvidia"_L1)
        return nvidiaDriverLink(machine, gpu);
    if (gpu.driver.isEmpty())
        return broken(kind, Words::tr("No driver of the kernel has taken %1.").arg(gpu.name),
                      Words::tr("Install the firmware package of your distribution and a newer kernel, and restart the "
                                "machine."));
    const bool computes =
        gpu.vendor == "amd"_L1 ? gpu.driver == "amdgpu"_L1 : gpu.driver == "i915"_L1 || gpu.driver == "xe"_L1;
    return computes
        ? ok(kind, gpu.driver)
        : broken(kind, Words::tr("The card runs with %1, which draws and does not compute.").arg(gpu.driver),
                 Words::tr("The card is too old to compute with. Run on the processor."));
}

// ── runtime ──────────────────────────────────────────────────────────────────────────────────────

Link nvidiaRuntimeLink(const GpuSoftware &software)
{
    constexpr auto kind = LinkKind::Runtime;
    if (software.cudaLibrary.isEmpty())
        return broken(kind, Words::tr("libcuda.so.1, the driver's part inside programs, is not found."),
                      Words::tr("Install the driver's CUDA library (Debian: libcuda1). In a container, start it with "
                                "\"--gpus all\" and NVIDIA_DRIVER_CAPABILITIES=compute,utility."));
    if (software.nvidiaNodes == NodeAccess::Missing)
        return broken(kind, Words::tr("/dev/nvidiactl or /dev/nvidia-uvm is not there."),
                      Words::tr("Run \"sudo nvidia-modprobe -u -c 0\". In a container, start it with \"--gpus all\"."));
    if (software.nvidiaNodes == NodeAccess::Denied)
        return broken(kind, Words::tr("This user may not open /dev/nvidiactl or /dev/nvidia-uvm."),
                      Words::tr("Run \"sudo usermod -aG video,render $USER\", and sign in again."));
    return ok(kind, software.cudaLibrary);
}

Link runtimeLink(const GpuSoftware &software, const Gpu &gpu)
{
    constexpr auto kind = LinkKind::Runtime;
    if (gpu.vendor == "nvidia"_L1)
        return nvidiaRuntimeLink(software);
    const bool isAmd = gpu.vendor == "amd"_L1;
    const QString node = isAmd ? u"/dev/kfd"_s : u"/dev/dri/renderD*"_s;
    switch (isAmd ? software.kfd : software.renderNodes) {
    case NodeAccess::Missing:
        return broken(kind, Words::tr("%1 is not there, so no program can compute on the card.").arg(node),
                      isAmd
                          ? Words::tr("Install a newer kernel with amdgpu. In a container, start it with "
                                      "\"--device /dev/kfd --device /dev/dri\".")
                          : Words::tr("Install a newer kernel. In a container, start it with \"--device /dev/dri\"."));
    case NodeAccess::Denied:
        return broken(kind, Words::tr("This user may not open %1.").arg(node),
                      Words::tr("Run \"sudo usermod -aG video,render $USER\", and sign in again."));
    case NodeAccess::Allowed:
        break;
    }
    if (isAmd)
        return ok(kind,
                  software.rocmVersion.isEmpty() ? Words::tr("/dev/kfd; PyTorch brings ROCm along")
                                                 : Words::tr("ROCm %1").arg(software.rocmVersion));
    return software.levelZero.isEmpty()
        ? broken(kind, Words::tr("libze_loader.so.1 (Level Zero) is not found."),
                 Words::tr("Install Level Zero and the compute runtime (Debian: libze1, intel-opencl-icd)."))
        : ok(kind, software.levelZero);
}

// ── container toolkit ────────────────────────────────────────────────────────────────────────────

Link toolkitLink(const ChainFacts &facts, const Gpu &gpu)
{
    constexpr auto kind = LinkKind::ContainerToolkit;
    if (!facts.usesContainer)
        return {kind, LinkState::NotNeeded, Words::tr("A Quick run has no container.")};
    if (gpu.vendor != "nvidia"_L1)
        return {kind, LinkState::NotNeeded, Words::tr("The card's device nodes are handed to the container.")};
    return facts.machine.gpuSoftware.containerToolkit.isEmpty()
        ? broken(kind, Words::tr("NVIDIA's container toolkit is not installed, so no container gets the card."),
                 Words::tr("Install nvidia-container-toolkit, run \"sudo nvidia-ctk runtime configure "
                           "--runtime=docker\", and restart Docker."))
        : ok(kind, facts.machine.gpuSoftware.containerToolkit);
}

// ── wheel ────────────────────────────────────────────────────────────────────────────────────────

Link cudaWheelLink(const TorchFacts &torch, const Machine &machine, const Gpu &gpu)
{
    constexpr auto kind = LinkKind::Wheel;
    const QString name = u"torch "_s + torch.version;
    switch (wheelFit(torch.cuda, machine.gpuSoftware.cudaVersion, gpu.capability)) {
    case WheelFit::DriverTooOld:
        return broken(kind,
                      Words::tr("%1 was built for CUDA %2, and the driver knows CUDA up to %3.")
                          .arg(name, torch.cuda, machine.gpuSoftware.cudaVersion),
                      Words::tr("Install a newer driver, or a build of PyTorch for CUDA %1.")
                          .arg(machine.gpuSoftware.cudaVersion));
    case WheelFit::CardTooNew:
        return broken(kind,
                      Words::tr("%1 has no code for %2 (capability %3): \"no kernel image is available\".")
                          .arg(name, gpu.name, gpu.capability),
                      Words::tr("Install PyTorch 2.7 or newer, built for CUDA 12.8 or newer."));
    case WheelFit::CardTooOld:
        return broken(kind,
                      Words::tr("%1 no longer has code for %2 (capability %3): \"no kernel image is available\".")
                          .arg(name, gpu.name, gpu.capability),
                      Words::tr("Install a build of PyTorch for CUDA 12.6 or older."));
    case WheelFit::Fits:
        break;
    }
    return ok(kind, Words::tr("%1, built for CUDA %2").arg(name, torch.cuda));
}

Link wheelLink(const ChainFacts &facts, const Gpu &gpu)
{
    constexpr auto kind = LinkKind::Wheel;
    if (!facts.hasSpace)
        return {kind, LinkState::NotLooked, Words::tr("No Space was named."),
                Words::tr("Run \"spw hardware --explain FOLDER\".")};
    if (!facts.hasEnvironment)
        return {kind, LinkState::NotLooked, Words::tr("The environment of the Space is not built yet."),
                Words::tr("Run \"spw build\" in its folder.")};
    if (!facts.torch)
        return {kind, LinkState::NotNeeded, Words::tr("PyTorch is not in the environment.")};
    const TorchFacts &torch = *facts.torch;
    const bool isForCard = gpu.vendor == "nvidia"_L1 ? !torch.cuda.isEmpty()
        : gpu.vendor == "amd"_L1                     ? !torch.hip.isEmpty()
                                                     : !torch.xpu.isEmpty();
    if (!isForCard) {
        const QString other = !torch.cuda.isEmpty() ? u"CUDA "_s + torch.cuda
            : !torch.hip.isEmpty()                  ? u"ROCm "_s + torch.hip
            : !torch.xpu.isEmpty()                  ? u"XPU"_s
                                                    : Words::tr("the processor");
        return broken(kind, Words::tr("torch %1 was built for %2, not for this card.").arg(torch.version, other),
                      Words::tr("Build again: without UV_TORCH_BACKEND, the build for the card is "
                                "chosen. A torch with + in requirements.txt names another."));
    }
    if (gpu.vendor == "nvidia"_L1)
        return cudaWheelLink(torch, facts.machine, gpu);
    return ok(kind,
              torch.hip.isEmpty() ? Words::tr("torch %1, built for Intel's cards").arg(torch.version)
                                  : Words::tr("torch %1, built for ROCm %2").arg(torch.version, torch.hip));
}

// ── visible device ───────────────────────────────────────────────────────────────────────────────

Link visibleLink(const ChainFacts &facts, const Gpu &gpu)
{
    constexpr auto kind = LinkKind::Visible;
    if (gpu.isSliced && gpu.slices.isEmpty())
        return broken(kind, Words::tr("MIG is on, and the card has no slices, so programs see nothing."),
                      Words::tr("Make slices with \"sudo nvidia-smi mig -cgi 0 -C\", or switch MIG off with \"sudo "
                                "nvidia-smi -mig 0\"."));
    if (!facts.cudaVisibleDevices)
        return ok(kind, Words::tr("CUDA_VISIBLE_DEVICES is not set, so programs see every card."));
    const QString value = *facts.cudaVisibleDevices;
    if (gpu.vendor != "nvidia"_L1) {
        return value.trimmed().isEmpty() || value.startsWith("-1"_L1)
            ? broken(kind, Words::tr("CUDA_VISIBLE_DEVICES=%1 hides every card.").arg(value),
                     Words::tr("Take the variable away, or name the card in it."))
            : ok(kind, Words::tr("CUDA_VISIBLE_DEVICES=%1").arg(value));
    }
    const VisibleGpus visible = visibleGpus(value, facts.machine.gpus);
    if (visible.isHidden)
        return broken(kind, Words::tr("CUDA_VISIBLE_DEVICES=%1 hides every card.").arg(value),
                      Words::tr("Take the variable away, or name the card in it: 0, or its UUID %1.").arg(gpu.uuid));
    QStringList names;
    for (const qsizetype index : visible.cards)
        names += facts.machine.gpus.at(index).name;
    const QString shown = names.join(u", "_s);
    return ok(
        kind,
        visible.refused.isEmpty() || visible.refused == "-1"_L1
            ? Words::tr("CUDA_VISIBLE_DEVICES shows %1.").arg(shown)
            : Words::tr("CUDA_VISIBLE_DEVICES shows %1; \"%2\" in it names no card.").arg(shown, visible.refused));
}

// ── code ─────────────────────────────────────────────────────────────────────────────────────────

Link codeLink(const ChainFacts &facts)
{
    constexpr auto kind = LinkKind::Code;
    if (!facts.code)
        return {kind, LinkState::NotLooked,
                facts.hasSpace ? Words::tr("The Space has no Python file that could be read.")
                               : Words::tr("No Space was named.")};
    if (facts.code->asksForGpu)
        return ok(kind, Words::tr("%1 asks for the GPU.").arg(facts.code->place));
    if (facts.hasEnvironment && !facts.torch)
        return {kind, LinkState::NotNeeded, Words::tr("%1 does not ask for a GPU.").arg(facts.code->place)};
    return broken(kind,
                  Words::tr("Nothing in %1 asks for the GPU, and PyTorch stays on the processor until it is told.")
                      .arg(facts.code->place),
                  Words::tr("Write device_map=\"auto\" where the model is loaded, or model.to(\"cuda\")."));
}

Link notLooked(LinkKind kind, LinkKind because)
{
    return {kind, LinkState::NotLooked, Words::tr("Rests on \"%1\" above.").arg(linkTitle(because))};
}
} // namespace

const Gpu *chainCard(const QList<Gpu> &gpus)
{
    const auto rank = [](const Gpu &gpu) {
        const int vendor = gpu.vendor == "nvidia"_L1 ? 0
            : gpu.vendor == "amd"_L1                 ? 2
            : gpu.vendor == "intel"_L1               ? 4
                                                     : 99;
        return vendor + (gpu.fault != GpuFault::None || (gpu.isUnified && vendor > 0) ? 1 : 0);
    };
    const auto best = std::ranges::min_element(gpus, {}, rank);
    return best == gpus.cend() || rank(*best) >= 99 ? nullptr : &*best;
}

QList<Link> reasonChain(const ChainFacts &facts)
{
    const Gpu *card = chainCard(facts.machine.gpus);
    QList<Link> chain{cardLink(facts.machine, card)};
    const Gpu gpu = card ? *card : Gpu();
    const auto next = [&](LinkKind kind) {
        switch (kind) {
        case LinkKind::Card:
            break;
        case LinkKind::Driver:
            return driverLink(facts.machine, gpu);
        case LinkKind::Runtime:
            return runtimeLink(facts.machine.gpuSoftware, gpu);
        case LinkKind::ContainerToolkit:
            return toolkitLink(facts, gpu);
        case LinkKind::Wheel:
            return wheelLink(facts, gpu);
        case LinkKind::Visible:
            return visibleLink(facts, gpu);
        case LinkKind::Code:
            return codeLink(facts);
        }
        Q_UNREACHABLE_RETURN(Link());
    };
    for (const LinkKind kind : {LinkKind::Driver, LinkKind::Runtime, LinkKind::ContainerToolkit, LinkKind::Wheel,
                                LinkKind::Visible, LinkKind::Code}) {
        const auto first = std::ranges::find(std::as_const(chain), LinkState::Broken, &Link::state);
        chain.append(first == chain.cend() ? next(kind) : notLooked(kind, first->kind));
    }
    return chain;
}

QString linkTitle(LinkKind kind)
{
    switch (kind) {
    case LinkKind::Card:
        return Words::tr("Card");
    case LinkKind::Driver:
        return Words::tr("Driver");
    case LinkKind::Runtime:
        return Words::tr("Runtime");
    case LinkKind::ContainerToolkit:
        return Words::tr("Container toolkit");
    case LinkKind::Wheel:
        return Words::tr("PyTorch build");
    case LinkKind::Visible:
        return Words::tr("Visible device");
    case LinkKind::Code:
        return Words::tr("Code");
    }
    Q_UNREACHABLE_RETURN(QString());
}

QString linkName(LinkKind kind)
{
    switch (kind) {
    case LinkKind::Card:
        return u"card"_s;
    case LinkKind::Driver:
        return u"driver"_s;
    case LinkKind::Runtime:
        return u"runtime"_s;
    case LinkKind::ContainerToolkit:
        return u"container-toolkit"_s;
    case LinkKind::Wheel:
        return u"wheel"_s;
    case LinkKind::Visible:
        return u"visible-device"_s;
    case LinkKind::Code:
        return u"code"_s;
    }
    Q_UNREACHABLE_RETURN(QString());
}

QString linkStateName(LinkState state)
{
    switch (state) {
    case LinkState::Ok:
        return u"ok"_s;
    case LinkState::Broken:
        return u"broken"_s;
    case LinkState::NotLooked:
        return u"not-looked"_s;
    case LinkState::NotNeeded:
        return u"not-needed"_s;
    }
    Q_UNREACHABLE_RETURN(QString());
}

QJsonArray toJson(const QList<Link> &chain)
{
    QJsonArray array;
    for (const Link &link : chain)
        array.append(QJsonObject{{u"link"_s, linkName(link.kind)},
                                 {u"state"_s, linkStateName(link.state)},
                                 {u"sentence"_s, link.sentence},
                                 {u"next"_s, link.next.isEmpty() ? QJsonValue() : QJsonValue(link.next)}});
    return array;
}

} // namespace Spacewright::Hardware
