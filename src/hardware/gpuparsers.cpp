// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/gpuparsers.h"

#include "hardware/parsers.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Hardware {

namespace {
/// By the values of its `uevent`.
Gpu pciDevice(const QHash<QByteArray, QByteArray> &values)
{
    // Source: PCI id database; the three vendors of graphics cards that compute.
    static const QHash<QByteArray, std::pair<QString, QString>> vendors{
        {"1002", {u"amd"_s, u"AMD"_s}}, {"8086", {u"intel"_s, u"Intel"_s}}, {"10DE", {u"nvidia"_s, u"NVIDIA"_s}}};
    const QByteArray pciId = values.value("PCI_ID");
    const QByteArray vendorId = pciId.split(':').first().toUpper();
    const auto vendor = vendors.constFind(vendorId);
    const QString id = QString::fromLatin1(pciId).toLower();
    return {.name = vendor == vendors.cend() ? id : vendor->second + " GPU ["_L1 + id + u']',
            .vendor = vendor == vendors.cend() ? QString::fromLatin1(vendorId).toLower() : vendor->first,
            .driver = QString::fromLatin1(values.value("DRIVER")),
            .pciAddress = shortPciAddress(QString::fromLatin1(values.value("PCI_SLOT_NAME")))};
}
} // namespace

std::optional<Gpu> nvidiaInformation(const QByteArray &text)
{
    const auto values = keyedLines(text, ':');
    const QByteArray model = values.value("Model");
    if (model.isEmpty())
        return std::nullopt;
    QString name = QString::fromUtf8(model);
    if (!name.startsWith("NVIDIA"_L1))
        name.prepend("NVIDIA "_L1);
    return Gpu{.name = name,
               .vendor = u"nvidia"_s,
               .driver = {},
               .uuid = QString::fromLatin1(values.value("GPU UUID")),
               .pciAddress = shortPciAddress(QString::fromLatin1(values.value("Bus Location")))};
}

QString nvidiaDriverVersion(const QByteArray &text)
{
    // "NVRM version: NVIDIA UNIX x86_64 Kernel Module  570.124.06  Wed …": the first word that is a version.
    const QByteArray line = keyedLines(text, ':').value("NVRM version");
    for (const QByteArray &word : line.simplified().split(' ')) {
        if (word.contains('.') && std::ranges::all_of(word, [](char c) { return c == '.' || (c >= '0' && c <= '9'); }))
            return QString::fromLatin1(word);
    }
    return {};
}

std::optional<Gpu> drmDevice(const QByteArray &uevent, const QByteArray &vramTotal)
{
    const auto values = keyedLines(uevent, '=');
    if (values.value("PCI_ID").isEmpty() || values.value("DRIVER").isEmpty())
        return std::nullopt;
    Gpu gpu = pciDevice(values);
    bool isNumber = false;
    const qint64 vram = vramTotal.trimmed().toLongLong(&isNumber);
    gpu.memoryBytes = isNumber ? vram : -1;
    return gpu;
}

std::optional<Gpu> pciCard(const QByteArray &uevent)
{
    const auto values = keyedLines(uevent, '=');
    bool isNumber = false;
    const uint category = values.value("PCI_CLASS").toUInt(&isNumber, 16) >> 16U;
    constexpr uint display = 0x03; // VGA (0300) and 3D (0302) controllers
    if (!isNumber || category != display || values.value("PCI_ID").isEmpty())
        return std::nullopt;
    const Gpu gpu = pciDevice(values);
    const bool isKnown = gpu.vendor == "nvidia"_L1 || gpu.vendor == "amd"_L1 || gpu.vendor == "intel"_L1;
    return isKnown ? std::optional(gpu) : std::nullopt;
}

QString loaderPath(const QByteArray &cache, const QString &name)
{
    const QByteArray end = '/' + name.toLocal8Bit() + '\0';
    const qsizetype at = cache.indexOf(end);
    if (at < 0)
        return {};
    const qsizetype start = cache.lastIndexOf('\0', at) + 1;
    const QByteArray path = cache.sliced(start, at + end.size() - 1 - start);
    return path.startsWith('/') ? QString::fromLocal8Bit(path) : QString();
}

QString shortPciAddress(const QString &address)
{
    const QString lower = address.toLower();
    const bool isLong = lower.indexOf(u':') == 8 && lower.startsWith("0000"_L1);
    return isLong ? lower.sliced(4) : lower;
}

QString cudaVersion(int number)
{
    return number <= 0 ? QString() : QString::number(number / 1000) + u'.' + QString::number(number % 1000 / 10);
}

std::optional<KfdNode> kfdNode(const QByteArray &properties)
{
    const auto values = keyedLines(properties, ' ');
    const auto number = [&](const char *key) { return values.value(key).toUInt(); };
    if (number("simd_count") == 0)
        return std::nullopt;
    KfdNode node;
    // 110001 → 11.0.1 → gfx1101; minor version and stepping are written in hexadecimal.
    const uint target = number("gfx_target_version");
    if (target > 0)
        node.target = u"gfx%1%2%3"_s.arg(target / 10000).arg(target / 100 % 100, 0, 16).arg(target % 100, 0, 16);
    const uint location = number("location_id"); // bus, device (5 bits), function (3 bits)
    node.pciAddress = u"%1:%2:%3.%4"_s.arg(number("domain"), 4, 16, QLatin1Char('0'))
                          .arg(location >> 8U & 0xffU, 2, 16, QLatin1Char('0'))
                          .arg(location >> 3U & 0x1fU, 2, 16, QLatin1Char('0'))
                          .arg(location & 7U);
    node.hasProcessor = number("cpu_cores_count") > 0;
    return node;
}

QString pciName(const QByteArray &pciIds, const QString &id)
{
    const QByteArrayList parts = id.toLower().toLatin1().split(':');
    if (parts.size() != 2 || parts.contains(QByteArray()))
        return {};
    const qsizetype vendor = pciIds.indexOf(QByteArray('\n' + parts.first() + "  "));
    if (vendor < 0)
        return {};
    // Devices stand below their vendor with one tab, subsystems below them with two.
    qsizetype line = pciIds.indexOf('\n', vendor + 1);
    while (line >= 0 && line + 1 < pciIds.size() && (pciIds.at(line + 1) == '\t' || pciIds.at(line + 1) == '#')) {
        const qsizetype end = pciIds.indexOf('\n', line + 1);
        const QByteArray text = pciIds.sliced(line + 1, (end < 0 ? pciIds.size() : end) - line - 1);
        if (text.startsWith(QByteArray('\t' + parts.last() + "  ")))
            return QString::fromUtf8(text.sliced(1 + parts.last().size())).trimmed();
        line = end;
    }
    return {};
}

} // namespace Spacewright::Hardware
