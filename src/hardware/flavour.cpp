// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/flavour.h"

#include <QFile>
#include <QJsonDocument>

#include <cmath>

using namespace Qt::StringLiterals;

// Initialises the resource of a static library; must stand outside of a namespace.
static void loadResource()
{
    Q_INIT_RESOURCE(flavours);
}

namespace Spacewright::Hardware {

namespace {
constexpr int HoursPerMonth = 730;

/// "16 GB" → 16, "1.5 TB" → 1500; 0 for anything else.
int amount(const QJsonValue &value)
{
    const QStringList words = value.toString().simplified().split(u' ');
    const double number = words.first().toDouble();
    const double factor = words.value(1).compare("TB"_L1, Qt::CaseInsensitive) == 0 ? 1000 : 1;
    constexpr double most = 1e6; // no flavour is near it
    return number > 0 && number * factor < most ? int(std::lround(number * factor)) : 0;
}

Flavour readFlavour(const QJsonObject &object)
{
    const QJsonObject accelerator = object["accelerator"_L1].toObject();
    const double minute = object["unitCostUSD"_L1].toDouble();
    constexpr double dearest = 1000; // dollars a minute
    return {.name = object["name"_L1].toString(),
            .vcpu = amount(object["cpu"_L1]),
            .memoryGb = amount(object["ram"_L1]),
            .gpuCount = accelerator["type"_L1] == "gpu"_L1 ? qMax(1, amount(accelerator["quantity"_L1])) : 0,
            .gpu = accelerator["model"_L1].toString(),
            .gpuMemoryGb = amount(accelerator["vram"_L1]),
            .diskGb = amount(object["ephemeralStorage"_L1]),
            .centsPerHour = minute > 0 && minute < dearest ? int(std::lround(minute * 60 * 100)) : 0};
}
} // namespace

QList<Flavour> readFlavours(const QJsonArray &answer)
{
    QList<Flavour> flavours;
    for (const QJsonValue &value : answer) {
        if (const Flavour flavour = readFlavour(value.toObject()); !flavour.name.isEmpty())
            flavours.append(flavour);
    }
    return flavours;
}

const QList<Flavour> &flavours()
{
    static const QList<Flavour> list = [] {
        loadResource();
        QFile file(u":/hardware/flavours.json"_s);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("The list of flavours is not in the program.");
        return readFlavours(QJsonDocument::fromJson(file.readAll()).array());
    }();
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

int centsPerMonth(const Flavour &flavour)
{
    return flavour.centsPerHour * HoursPerMonth;
}

QJsonObject toJson(const Flavour &flavour)
{
    return {{u"name"_s, flavour.name},
            {u"vcpu"_s, flavour.vcpu},
            {u"memoryGb"_s, flavour.memoryGb},
            {u"gpuCount"_s, flavour.gpuCount},
            {u"gpu"_s, flavour.gpu},
            {u"gpuMemoryGb"_s, flavour.gpuMemoryGb},
            {u"diskGb"_s, flavour.diskGb},
            {u"centsPerHour"_s, flavour.centsPerHour},
            {u"centsPerMonth"_s, centsPerMonth(flavour)}};
}

} // namespace Spacewright::Hardware
