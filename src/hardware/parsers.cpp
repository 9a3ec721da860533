// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/parsers.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace Spacewright::Hardware {

namespace {
constexpr qint64 KiB = 1024;
/// cgroup 1 writes "no limit" as the largest page-aligned number.
constexpr qint64 NoLimit = qint64(1) << 60;

/// `key<separator>value` lines; the first of equal keys counts.
QHash<QByteArray, QByteArray> pairs(const QByteArray &text, char separator)
{
    QHash<QByteArray, QByteArray> result;
    for (const QByteArray &line : text.split('\n')) {
        const qsizetype at = line.indexOf(separator);
        if (at <= 0)
            continue;
        const QByteArray key = line.first(at).trimmed();
        if (!result.contains(key))
            result.insert(key, line.sliced(at + 1).trimmed());
    }
    return result;
}
} // namespace

QString cpuModel(const QByteArray &cpuinfo)
{
    const auto values = pairs(cpuinfo, ':');
    for (const char *key : {"model name", "Model", "Hardware", "cpu model", "uarch"}) {
        if (const QByteArray value = values.value(key); !value.isEmpty())
            return QString::fromUtf8(value).simplified();
    }
    return {};
}

Memory memory(const QByteArray &meminfo)
{
    const auto values = pairs(meminfo, ':');
    const auto bytes = [&](const char *key) { return values.value(key).split(' ').first().toLongLong() * KiB; };
    // Kernels before 3.14 have no MemAvailable.
    return {bytes("MemTotal"),
            values.contains("MemAvailable") ? bytes("MemAvailable") : bytes("MemFree") + bytes("Cached")};
}

std::optional<double> cpuMax(const QByteArray &text)
{
    const QList<QByteArray> words = text.simplified().split(' ');
    return words.size() == 2 ? cfsQuota(words.at(0), words.at(1)) : std::nullopt;
}

std::optional<double> cfsQuota(const QByteArray &quota, const QByteArray &period)
{
    bool isNumber = false;
    const qint64 microseconds = quota.trimmed().toLongLong(&isNumber);
    const qint64 every = period.trimmed().toLongLong();
    if (!isNumber || microseconds <= 0 || every <= 0)
        return std::nullopt;
    return double(microseconds) / double(every);
}

std::optional<qint64> memoryLimit(const QByteArray &text)
{
    bool isNumber = false;
    const qint64 bytes = text.trimmed().toLongLong(&isNumber);
    if (!isNumber || bytes <= 0 || bytes >= NoLimit)
        return std::nullopt;
    return bytes;
}

CgroupPath cgroupPath(const QByteArray &procSelfCgroup)
{
    CgroupPath result;
    for (const QByteArray &line : procSelfCgroup.split('\n')) {
        // hierarchy:controllers:path; the path may hold colons. Source: cgroups(7).
        const qsizetype first = line.indexOf(':');
        const qsizetype second = first < 0 ? -1 : line.indexOf(':', first + 1);
        if (second < 0)
            continue;
        const QString path = QString::fromUtf8(line.sliced(second + 1));
        const QList<QByteArray> controllers = line.sliced(first + 1, second - first - 1).split(',');
        if (line.startsWith("0::"))
            result.unified = path;
        if (controllers.contains("memory"))
            result.memory = path;
        if (controllers.contains("cpu"))
            result.cpu = path;
    }
    return result;
}

QString osName(const QByteArray &osRelease)
{
    QByteArray name = pairs(osRelease, '=').value("PRETTY_NAME");
    if (name.size() >= 2 && (name.front() == '"' || name.front() == '\'') && name.back() == name.front())
        name = name.sliced(1, name.size() - 2);
    return QString::fromUtf8(name);
}

std::optional<Gpu> nvidiaInformation(const QByteArray &text)
{
    const QByteArray model = pairs(text, ':').value("Model");
    if (model.isEmpty())
        return std::nullopt;
    QString name = QString::fromUtf8(model);
    if (!name.startsWith("NVIDIA"_L1))
        name.prepend("NVIDIA "_L1);
    return Gpu{.name = name, .vendor = u"nvidia"_s, .driver = {}};
}

QString nvidiaDriverVersion(const QByteArray &text)
{
    // "NVRM version: NVIDIA UNIX x86_64 Kernel Module  570.124.06  Wed …": the first word that is a version.
    const QByteArray line = pairs(text, ':').value("NVRM version");
    for (const QByteArray &word : line.simplified().split(' ')) {
        if (word.contains('.') && std::ranges::all_of(word, [](char c) { return c == '.' || (c >= '0' && c <= '9'); }))
            return QString::fromLatin1(word);
    }
    return {};
}

std::optional<Gpu> drmDevice(const QByteArray &uevent, const QByteArray &vramTotal)
{
    const auto values = pairs(uevent, '=');
    const QByteArray pciId = values.value("PCI_ID");
    const QByteArray driver = values.value("DRIVER");
    if (pciId.isEmpty() || driver.isEmpty())
        return std::nullopt;
    // Source: PCI id database; the three vendors of graphics cards that compute.
    static const QHash<QByteArray, std::pair<QString, QString>> vendors{
        {"1002", {u"amd"_s, u"AMD"_s}}, {"8086", {u"intel"_s, u"Intel"_s}}, {"10DE", {u"nvidia"_s, u"NVIDIA"_s}}};
    const QByteArray vendorId = pciId.split(':').first().toUpper();
    const auto vendor = vendors.constFind(vendorId);
    bool isNumber = false;
    const qint64 vram = vramTotal.trimmed().toLongLong(&isNumber);
    const QString id = QString::fromLatin1(pciId).toLower();
    return Gpu{.name = vendor == vendors.cend() ? id : vendor->second + " GPU ["_L1 + id + u']',
               .vendor = vendor == vendors.cend() ? QString::fromLatin1(vendorId).toLower() : vendor->first,
               .memoryBytes = isNumber ? vram : -1,
               .driver = QString::fromLatin1(driver)};
}

QString cudaVersion(int number)
{
    return number <= 0 ? QString() : QString::number(number / 1000) + u'.' + QString::number(number % 1000 / 10);
}

} // namespace Spacewright::Hardware
