// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/proof.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Hardware {

namespace {
DeviceProof deviceOf(const QJsonObject &object)
{
    return {.device = object["device"_L1].toString(),
            .name = object["name"_L1].toString(),
            .seconds = object["seconds"_L1].toDouble(),
            .gflops = object["gflops"_L1].toDouble(),
            .memoryBytes = object["memoryBytes"_L1].toInteger(-1),
            .isRight = object["right"_L1].toBool(),
            .error = object["error"_L1].toString()};
}

QJsonValue known(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}
} // namespace

const DeviceProof *Proof::best() const
{
    const auto rank = [](const DeviceProof &device) {
        return std::pair(device.worked() ? (device.device == "cpu"_L1 ? 1 : 2) : 0, device.gflops);
    };
    const auto found = std::ranges::max_element(devices, {}, rank);
    return found == devices.cend() || !found->worked() ? nullptr : &*found;
}

std::optional<Proof> readProof(const QByteArray &output)
{
    const QByteArray text = output.trimmed();
    const QJsonObject object = QJsonDocument::fromJson(text.sliced(text.lastIndexOf('\n') + 1)).object();
    if (!object["devices"_L1].isArray() || !object["python"_L1].isString())
        return std::nullopt;
    Proof proof{.python = object["python"_L1].toString(),
                .framework = object["framework"_L1].toString(),
                .version = object["version"_L1].toString(),
                .devices = {},
                .error = object["error"_L1].toString()};
    for (const QJsonValue &device : object["devices"_L1].toArray())
        proof.devices.append(deviceOf(device.toObject()));
    return proof;
}

QJsonObject toJson(const Proof &proof)
{
    QJsonArray devices;
    for (const DeviceProof &device : proof.devices)
        devices.append(
            QJsonObject{{u"device"_s, device.device},
                        {u"name"_s, known(device.name)},
                        {u"worked"_s, device.worked()},
                        {u"seconds"_s, device.seconds},
                        {u"gflops"_s, device.gflops},
                        {u"memoryBytes"_s, device.memoryBytes < 0 ? QJsonValue() : QJsonValue(device.memoryBytes)},
                        {u"error"_s, known(device.error)}});
    const DeviceProof *best = proof.best();
    return {{u"python"_s, proof.python},
            {u"framework"_s, known(proof.framework)},
            {u"version"_s, known(proof.version)},
            {u"devices"_s, devices},
            {u"best"_s, best ? QJsonValue(best->device) : QJsonValue()},
            {u"error"_s, known(proof.error)}};
}

} // namespace Spacewright::Hardware
