// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/flavour.h"

using namespace Qt::StringLiterals;

namespace Spacewright::Hardware {

const QList<Flavour> &flavours()
{
    // name, vCPU, memory, GPUs, GPU, its memory, disk (GB), cents an hour
    static const QList<Flavour> list{
        {u"cpu-basic"_s, 2, 16, 0, {}, 0, 50, 0},
        {u"cpu-upgrade"_s, 8, 32, 0, {}, 0, 50, 3},
        {u"t4-small"_s, 4, 15, 1, u"T4"_s, 16, 50, 40},
        {u"t4-medium"_s, 8, 30, 1, u"T4"_s, 16, 100, 60},
        {u"l4x1"_s, 8, 30, 1, u"L4"_s, 24, 400, 80},
        {u"l4x4"_s, 48, 186, 4, u"L4"_s, 96, 3200, 380},
        {u"l40sx1"_s, 8, 62, 1, u"L40S"_s, 48, 380, 180},
        {u"l40sx4"_s, 48, 382, 4, u"L40S"_s, 192, 3200, 830},
        {u"l40sx8"_s, 192, 1534, 8, u"L40S"_s, 384, 6500, 2350},
        {u"a10g-small"_s, 4, 15, 1, u"A10G"_s, 24, 110, 100},
        {u"a10g-large"_s, 12, 46, 1, u"A10G"_s, 24, 200, 150},
        {u"a10g-largex2"_s, 24, 92, 2, u"A10G"_s, 48, 1000, 300},
        {u"a10g-largex4"_s, 48, 184, 4, u"A10G"_s, 96, 2000, 500},
        {u"a100-large"_s, 12, 142, 1, u"A100"_s, 80, 1000, 250},
        {u"a100x4"_s, 48, 568, 4, u"A100"_s, 320, 4000, 1000},
        {u"a100x8"_s, 96, 1136, 8, u"A100"_s, 640, 8000, 2000},
        {u"zero-a10g"_s, 0, 0, 1, u"ZeroGPU"_s, 0, 70, 0},
    };
    return list;
}

std::optional<Flavour> flavour(const QString &name)
{
    const QString wanted = name == "zerogpu"_L1 ? u"zero-a10g"_s : name; // the create API's alias
    for (const Flavour &each : flavours()) {
        if (each.name == wanted)
            return each;
    }
    return std::nullopt;
}

QJsonObject toJson(const Flavour &flavour)
{
    return {{u"name"_s, flavour.name},         {u"vcpu"_s, flavour.vcpu},
            {u"memoryGb"_s, flavour.memoryGb}, {u"gpuCount"_s, flavour.gpuCount},
            {u"gpu"_s, flavour.gpu},           {u"gpuMemoryGb"_s, flavour.gpuMemoryGb},
            {u"diskGb"_s, flavour.diskGb},     {u"centsPerHour"_s, flavour.centsPerHour}};
}

} // namespace Spacewright::Hardware
