// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/gpu.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Spacewright::Hardware {

namespace {
QJsonValue known(qint64 number)
{
    return number < 0 ? QJsonValue() : QJsonValue(number);
}

QJsonValue known(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QString faultName(GpuFault fault)
{
    switch (fault) {
    case GpuFault::None:
        return {};
    case GpuFault::Lost:
        return u"lost"_s;
    case GpuFault::NoPermission:
        return u"no-permission"_s;
    case GpuFault::Unreadable:
        break;
    }
    return u"unreadable"_s;
}
} // namespace

QJsonObject toJson(const Gpu &gpu)
{
    QJsonArray slices;
    for (const GpuSlice &slice : gpu.slices)
        slices.append(QJsonObject{
            {u"name"_s, slice.name}, {u"uuid"_s, known(slice.uuid)}, {u"memoryBytes"_s, known(slice.memoryBytes)}});
    QJsonArray processes;
    for (const GpuProcess &process : gpu.processes)
        processes.append(
            QJsonObject{{u"processId"_s, process.processId}, {u"memoryBytes"_s, known(process.memoryBytes)}});
    return {{u"name"_s, gpu.name},
            {u"vendor"_s, gpu.vendor},
            {u"driver"_s, gpu.driver},
            {u"memoryBytes"_s, known(gpu.memoryBytes)},
            {u"memoryFreeBytes"_s, known(gpu.memoryFreeBytes)},
            {u"uuid"_s, known(gpu.uuid)},
            {u"pciAddress"_s, known(gpu.pciAddress)},
            {u"capability"_s, known(gpu.capability)},
            {u"unified"_s, gpu.isUnified},
            {u"sliced"_s, gpu.isSliced},
            {u"slices"_s, slices},
            {u"memoryErrors"_s, known(gpu.memoryErrors)},
            {u"processes"_s, processes},
            {u"fault"_s, known(faultName(gpu.fault))},
            {u"faultWords"_s, known(gpu.faultWords)}};
}

} // namespace Spacewright::Hardware
