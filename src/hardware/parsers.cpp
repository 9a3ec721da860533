// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/parsers.h"

using namespace Qt::StringLiterals;

namespace Spacewright::Hardware {

namespace {
constexpr qint64 KiB = 1024;
/// cgroup 1 writes "no limit" as the largest page-aligned number.
constexpr qint64 NoLimit = qint64(1) << 60;

struct NamedFlag {
    const char *flag; ///< as the kernel writes it
    QLatin1StringView name;
};

/// Those that packages with compiled parts ask for. Source: arch/x86/include/asm/cpufeatures.h and
/// Documentation/arch/arm64/elf_hwcaps.rst of the kernel.
constexpr NamedFlag Flags[] = {
    {"sse4_2", "SSE4.2"_L1},
    {"avx", "AVX"_L1},
    {"f16c", "F16C"_L1},
    {"fma", "FMA"_L1},
    {"avx2", "AVX2"_L1},
    {"avx_vnni", "AVX-VNNI"_L1},
    {"avx512f", "AVX-512"_L1},
    {"avx512_vnni", "AVX-512 VNNI"_L1},
    {"avx512_bf16", "AVX-512 BF16"_L1},
    {"avx512_fp16", "AVX-512 FP16"_L1},
    {"amx_tile", "AMX"_L1},
    {"amx_bf16", "AMX-BF16"_L1},
    {"amx_int8", "AMX-INT8"_L1},
    {"asimd", "NEON"_L1},
    {"neon", "NEON"_L1},
    {"asimddp", "DotProd"_L1},
    {"i8mm", "I8MM"_L1},
    {"bf16", "BF16"_L1},
    {"sve", "SVE"_L1},
    {"sve2", "SVE2"_L1},
    {"sme", "SME"_L1},
};
} // namespace

QHash<QByteArray, QByteArray> keyedLines(const QByteArray &text, char separator)
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

QString cpuModel(const QByteArray &cpuinfo)
{
    const auto values = keyedLines(cpuinfo, ':');
    for (const char *key : {"model name", "Model", "Hardware", "cpu model", "uarch"}) {
        if (const QByteArray value = values.value(key); !value.isEmpty())
            return QString::fromUtf8(value).simplified();
    }
    return {};
}

QStringList instructionSets(const QByteArray &cpuinfo)
{
    const auto values = keyedLines(cpuinfo, ':');
    const QByteArrayList flags = values.value("flags").split(' ') + values.value("Features").split(' ');
    QStringList names;
    for (const auto &[flag, name] : Flags) {
        if (flags.contains(flag) && !names.contains(name))
            names += name;
    }
    return names;
}

Memory memory(const QByteArray &meminfo)
{
    const auto values = keyedLines(meminfo, ':');
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

std::optional<int> processorCount(const QByteArray &list)
{
    constexpr int mostProcessors = 1 << 16; // the kernel's own limit is 8192
    int count = 0;
    for (const QByteArray &part : list.trimmed().split(',')) {
        const qsizetype dash = part.indexOf('-');
        bool isFirst = false;
        bool isLast = false;
        const int first = (dash < 0 ? part : part.first(dash)).toInt(&isFirst);
        const int last = (dash < 0 ? part : part.sliced(dash + 1)).toInt(&isLast);
        if (!isFirst || !isLast || first < 0 || last < first || last >= mostProcessors)
            return std::nullopt;
        count += last - first + 1;
    }
    return count;
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
        if (controllers.contains("cpuset"))
            result.cpuset = path;
    }
    return result;
}

QString osName(const QByteArray &osRelease)
{
    QByteArray name = keyedLines(osRelease, '=').value("PRETTY_NAME");
    if (name.size() >= 2 && (name.front() == '"' || name.front() == '\'') && name.back() == name.front())
        name = name.sliced(1, name.size() - 2);
    return QString::fromUtf8(name);
}

} // namespace Spacewright::Hardware
