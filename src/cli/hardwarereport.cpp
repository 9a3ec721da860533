// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/hardwarereport.h"

#include "base/clock.h"
#include "cli/output.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Spacewright::Cli {

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(HardwareReport)
};

using namespace Hardware;

QString gpuText(const Gpu &gpu)
{
    QStringList parts{gpu.name};
    if (gpu.isUnified)
        parts += Words::tr("shares the memory");
    else if (gpu.memoryBytes >= 0 && gpu.memoryFreeBytes >= 0)
        parts += Words::tr("%1, %2 free").arg(bytesText(gpu.memoryBytes), bytesText(gpu.memoryFreeBytes));
    else if (gpu.memoryBytes >= 0)
        parts += bytesText(gpu.memoryBytes);
    if (!gpu.driver.isEmpty())
        parts += Words::tr("driver %1").arg(gpu.driver);
    if (!gpu.capability.isEmpty())
        parts += Words::tr("capability %1").arg(gpu.capability);
    if (gpu.fault != GpuFault::None)
        parts += Words::tr("does not answer: %1").arg(gpu.faultWords);
    return parts.join(u", "_s);
}

QString processText(const GpuProcess &process)
{
    const QString id = QString::number(process.processId);
    return process.memoryBytes < 0 ? Words::tr("process %1").arg(id)
                                   : Words::tr("process %1, %2").arg(id, bytesText(process.memoryBytes));
}

void addGpu(QList<QStringList> &rows, const Gpu &gpu)
{
    rows += {Words::tr("GPU"), gpuText(gpu)};
    for (const GpuSlice &slice : gpu.slices)
        rows += {QString(), slice.memoryBytes < 0 ? slice.name : slice.name + u", "_s + bytesText(slice.memoryBytes)};
    for (const GpuProcess &process : gpu.processes)
        rows += {QString(), processText(process)};
}

QString stateText(LinkState state, const Output &output)
{
    switch (state) {
    case LinkState::Ok:
        return output.toned(Tone::Good, Words::tr("fine"));
    case LinkState::Broken:
        return output.toned(Tone::Bad, Words::tr("broken"));
    case LinkState::NotLooked:
        return output.toned(Tone::Quiet, Words::tr("not looked at"));
    case LinkState::NotNeeded:
        return output.toned(Tone::Quiet, Words::tr("not needed"));
    }
    Q_UNREACHABLE_RETURN(QString());
}

QString fitText(Fit fit, const Output &output)
{
    switch (fit) {
    case Fit::Fits:
        return output.toned(Tone::Good, Words::tr("fits"));
    case Fit::Tight:
        return output.toned(Tone::Warning, Words::tr("tight"));
    case Fit::TooSmall:
        return output.toned(Tone::Bad, Words::tr("too small"));
    case Fit::NoGpu:
        return output.toned(Tone::Bad, Words::tr("no GPU"));
    case Fit::NotOffered:
        return output.toned(Tone::Bad, Words::tr("not offered"));
    }
    Q_UNREACHABLE_RETURN(QString());
}

QString amountText(int gigabytes)
{
    return gigabytes > 0 ? Words::tr("%1 GB").arg(gigabytes) : Words::tr("shared");
}

QString gpuText(const Flavour &flavour)
{
    if (flavour.gpuCount == 0)
        return u"–"_s;
    const QString count = flavour.gpuCount > 1 ? u"%1 × "_s.arg(flavour.gpuCount) : QString();
    const QString card =
        flavour.gpuMemoryGb > 0 ? Words::tr("%1, %2 GB").arg(flavour.gpu).arg(flavour.gpuMemoryGb) : flavour.gpu;
    return count + card;
}

QString priceText(int cents)
{
    return cents == 0 ? Words::tr("free") : u"$%1"_s.arg(cents / 100.0, 0, 'f', 2);
}
} // namespace

QStringList machineLines(const Machine &machine)
{
    QList<QStringList> rows{
        {Words::tr("System"), machine.os + u", Linux "_s + machine.kernel + u", "_s + machine.architecture},
        {Words::tr("Processor"),
         Words::tr("%1, %2 of %3 cores")
             .arg(machine.cpuModel, QString::number(machine.cpuCores), QString::number(machine.cpuCoresPresent))}};
    if (!machine.cpuInstructions.isEmpty())
        rows += {QString(), machine.cpuInstructions.join(u' ')};
    rows +=
        {Words::tr("Memory"),
         Words::tr("%1, %2 available").arg(bytesText(machine.memoryBytes), bytesText(machine.memoryAvailableBytes))};
    rows += {Words::tr("Disk"),
             Words::tr("%1, %2 free, at %3")
                 .arg(bytesText(machine.diskBytes), bytesText(machine.diskFreeBytes), machine.diskPath)};
    for (const Gpu &gpu : machine.gpus)
        addGpu(rows, gpu);
    if (machine.gpus.isEmpty())
        rows += {Words::tr("GPU"), Words::tr("none")};
    if (!machine.gpuSoftware.cudaVersion.isEmpty())
        rows += {u"CUDA"_s, machine.gpuSoftware.cudaVersion};
    if (!machine.gpuSoftware.rocmVersion.isEmpty())
        rows += {u"ROCm"_s, machine.gpuSoftware.rocmVersion};
    return table(rows);
}

QStringList chainLines(const QList<Link> &chain, const Output &output)
{
    QList<QStringList> rows;
    for (const Link &link : chain) {
        rows += {linkTitle(link.kind), stateText(link.state, output), link.sentence};
        if (!link.next.isEmpty())
            rows += {QString(), QString(), u"→ "_s + link.next};
    }
    return table(rows);
}

QStringList proofLines(const Proof &proof, const Output &output)
{
    QList<QStringList> rows;
    for (const DeviceProof &device : proof.devices) {
        const QString name = device.name.isEmpty() ? Words::tr("processor") : device.name;
        if (!device.worked()) {
            rows += {device.device, name, output.toned(Tone::Bad, Words::tr("did nothing")),
                     device.error.isEmpty() ? Words::tr("its result is wrong") : device.error.section(u'\n', 0, 0)};
            continue;
        }
        rows += {device.device, name, output.toned(Tone::Good, Words::tr("%1 GFLOP/s").arg(device.gflops, 0, 'f', 0)),
                 Words::tr("%1 ms").arg(device.seconds * 1000, 0, 'f', 1),
                 device.memoryBytes < 0 ? QString() : bytesText(device.memoryBytes)};
    }
    return table(rows);
}

QStringList flavourLines(const QList<FlavourFit> &fits, bool hasSpace, const Output &output)
{
    QList<QStringList> rows{{Words::tr("Name"), u"vCPU"_s, Words::tr("Memory"), Words::tr("GPU"), Words::tr("Disk"),
                             Words::tr("An hour"), Words::tr("A month")}};
    for (const FlavourFit &fit : fits) {
        const Flavour &flavour = fit.flavour;
        QStringList row{flavour.name,
                        flavour.vcpu > 0 ? QString::number(flavour.vcpu) : Words::tr("shared"),
                        amountText(flavour.memoryGb),
                        gpuText(flavour),
                        amountText(flavour.diskGb),
                        priceText(flavour.centsPerHour),
                        priceText(centsPerMonth(flavour))};
        if (hasSpace)
            row += {fitText(fit.fit, output), fit.reason};
        rows += row;
    }
    return table(rows);
}

QStringList needsLines(const Needs &needs, const SpaceWeights &weights)
{
    QList<QStringList> rows{
        {Words::tr("Memory"),
         needs.peakMemoryBytes > 0 ? Words::tr("%1 at most").arg(bytesText(needs.peakMemoryBytes))
                                   : Words::tr("not measured yet; \"spw run\" measures it")},
        {Words::tr("GPU"), needs.asksForGpu ? Words::tr("the code asks for one") : Words::tr("the code asks for none")},
        {Words::tr("Weights"),
         weights.files.isEmpty() ? Words::tr("none on this machine") : bytesText(needs.weightBytes)}};
    for (const WeightFile &file : weights.files)
        rows += {QString(), file.name + u", "_s + bytesText(file.bytes)};
    for (const QString &name : weights.unknown)
        rows += {QString(), Words::tr("%1: its size is not known here").arg(name)};
    return table(rows);
}

QJsonObject flavoursJson(const QList<FlavourFit> &fits, const FlavourFit *best, const Needs &needs,
                         const SpaceWeights &weights)
{
    QJsonArray flavours;
    for (const FlavourFit &fit : fits)
        flavours.append(toJson(fit));
    QJsonArray files;
    for (const WeightFile &file : weights.files)
        files.append(QJsonObject{{u"name"_s, file.name}, {u"bytes"_s, file.bytes}});
    return {{u"flavours"_s, flavours},
            {u"cheapest"_s, best ? QJsonValue(best->flavour.name) : QJsonValue()},
            {u"peakMemoryBytes"_s, needs.peakMemoryBytes > 0 ? QJsonValue(needs.peakMemoryBytes) : QJsonValue()},
            {u"weightBytes"_s, needs.weightBytes},
            {u"asksForGpu"_s, needs.asksForGpu},
            {u"weights"_s, files},
            {u"unknownWeights"_s, QJsonArray::fromStringList(weights.unknown)}};
}

} // namespace Spacewright::Cli
