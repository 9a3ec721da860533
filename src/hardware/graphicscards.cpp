// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/graphicscards.h"

#include "base/systemfile.h"
#include "hardware/gpuparsers.h"

#include <QDir>
#include <QRegularExpression>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace Spacewright::Hardware {

namespace {
QStringList foldersIn(const QString &path)
{
    return QDir(path).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
}

QList<Gpu> ofNvidia(const QString &root)
{
    QList<Gpu> gpus;
    const QString driver = nvidiaDriverVersion(systemFile(root + "/proc/driver/nvidia/version"_L1));
    const QString folder = root + "/proc/driver/nvidia/gpus/"_L1;
    for (const QString &name : foldersIn(folder)) {
        if (auto gpu = nvidiaInformation(systemFile(folder + name + "/information"_L1))) {
            gpu->driver = driver;
            gpus.append(*gpu);
        }
    }
    return gpus;
}

QList<KfdNode> kfdNodes(const QString &root)
{
    QList<KfdNode> nodes;
    const QString folder = root + "/sys/class/kfd/kfd/topology/nodes/"_L1;
    for (const QString &name : foldersIn(folder)) {
        if (const auto node = kfdNode(systemFile(folder + name + "/properties"_L1)))
            nodes.append(*node);
    }
    return nodes;
}

/// The name of the model where the kernel or the machine's list of PCI ids has it.
QString nameOf(const Gpu &gpu, const QString &device, const QByteArray &pciIds)
{
    const QString product = QString::fromUtf8(systemFile(device + "/product_name"_L1)).trimmed();
    if (!product.isEmpty())
        return product;
    const qsizetype bracket = gpu.name.indexOf(u'[');
    const QString vendor = gpu.name.section(u' ', 0, 0);
    const QString model = bracket < 0 ? QString() : pciName(pciIds, gpu.name.sliced(bracket + 1).chopped(1));
    return model.isEmpty() ? gpu.name : vendor + u' ' + model;
}

std::optional<Gpu> drmCard(const QString &device, const QByteArray &pciIds, const QList<KfdNode> &nodes)
{
    auto gpu = drmDevice(systemFile(device + "/uevent"_L1), systemFile(device + "/mem_info_vram_total"_L1));
    if (!gpu)
        return gpu;
    gpu->name = nameOf(*gpu, device, pciIds);
    bool isNumber = false;
    const qint64 used = systemFile(device + "/mem_info_vram_used"_L1).trimmed().toLongLong(&isNumber);
    if (isNumber && gpu->memoryBytes >= used)
        gpu->memoryFreeBytes = gpu->memoryBytes - used;
    if (const auto node = std::ranges::find(nodes, gpu->pciAddress, &KfdNode::pciAddress); node != nodes.cend()) {
        gpu->capability = node->target;
        gpu->isUnified = node->hasProcessor;
    }
    // Intel puts its processor graphics at this address, and cards elsewhere.
    if (gpu->vendor == "intel"_L1 && gpu->pciAddress == "0000:00:02.0"_L1)
        gpu->isUnified = true;
    return gpu;
}
} // namespace

QList<Gpu> graphicsCards(const QString &root, const QList<Gpu> &known)
{
    QList<Gpu> found;
    const auto isNew = [&](const Gpu &gpu) {
        // A library that says no addresses has named all cards of its vendor.
        return std::ranges::none_of(known + found, [&](const Gpu &other) {
            return other.vendor == gpu.vendor && (other.pciAddress.isEmpty() || other.pciAddress == gpu.pciAddress);
        });
    };
    for (const Gpu &gpu : ofNvidia(root)) {
        if (isNew(gpu))
            found.append(gpu);
    }
    static const QRegularExpression card(u"^card[0-9]+$"_s);
    const QString drm = root + "/sys/class/drm/"_L1;
    std::optional<QByteArray> ids; // 1.5 MB, read for the first card
    const auto pciIds = [&] {
        if (!ids)
            ids = systemFile(root + "/usr/share/misc/pci.ids"_L1) + '\n';
        return *ids;
    };
    const QList<KfdNode> nodes = kfdNodes(root);
    for (const QString &name : foldersIn(drm)) {
        if (!card.match(name).hasMatch())
            continue;
        const auto gpu = drmCard(drm + name + "/device"_L1, pciIds(), nodes);
        if (gpu && isNew(*gpu))
            found.append(*gpu);
    }
    const QString bus = root + "/sys/bus/pci/devices/"_L1; // those without a driver are not in drm
    for (const QString &name : foldersIn(bus)) {
        auto gpu = pciCard(systemFile(bus + name + "/uevent"_L1));
        if (!gpu || !isNew(*gpu))
            continue;
        gpu->name = nameOf(*gpu, bus + name, pciIds());
        found.append(*gpu);
    }
    return found;
}

} // namespace Spacewright::Hardware
