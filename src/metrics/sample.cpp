// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/sample.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Spacewright::Metrics {

namespace {
QJsonObject toJson(const GpuUse &gpu)
{
    return {{u"index"_s, gpu.index},
            {u"name"_s, gpu.name},
            {u"loadPercent"_s, gpu.loadPercent},
            {u"memoryBytes"_s, gpu.memoryBytes},
            {u"memoryTotalBytes"_s, gpu.memoryTotalBytes}};
}

GpuUse gpuFromJson(const QJsonObject &json)
{
    return {.index = json["index"_L1].toInt(),
            .name = json["name"_L1].toString(),
            .loadPercent = json["loadPercent"_L1].toDouble(),
            .memoryBytes = json["memoryBytes"_L1].toInteger(),
            .memoryTotalBytes = json["memoryTotalBytes"_L1].toInteger()};
}

double inMilliseconds(std::chrono::microseconds duration)
{
    return double(duration.count()) / 1000;
}

std::chrono::microseconds fromMilliseconds(const QJsonValue &value)
{
    return std::chrono::microseconds(qRound64(value.toDouble() * 1000));
}

QJsonObject toJson(const RequestUse &requests)
{
    return {{u"count"_s, requests.count},
            {u"concurrency"_s, requests.concurrency},
            {u"errors"_s, requests.errors},
            {u"p50Milliseconds"_s, inMilliseconds(requests.p50)},
            {u"p95Milliseconds"_s, inMilliseconds(requests.p95)},
            {u"bytesIn"_s, requests.bytesIn},
            {u"bytesOut"_s, requests.bytesOut}};
}

RequestUse requestsFromJson(const QJsonObject &json)
{
    return {.count = json["count"_L1].toInt(),
            .concurrency = json["concurrency"_L1].toInt(),
            .errors = json["errors"_L1].toInt(),
            .p50 = fromMilliseconds(json["p50Milliseconds"_L1]),
            .p95 = fromMilliseconds(json["p95Milliseconds"_L1]),
            .bytesIn = json["bytesIn"_L1].toInteger(),
            .bytesOut = json["bytesOut"_L1].toInteger()};
}
} // namespace

QJsonObject toJson(const Sample &sample)
{
    QJsonObject json{{u"time"_s, sample.time.toUTC().toString(Qt::ISODateWithMs)},
                     {u"cpuCores"_s, sample.cpuCores},
                     {u"memoryBytes"_s, sample.memoryBytes},
                     {u"processes"_s, sample.processes},
                     {u"threads"_s, sample.threads},
                     {u"files"_s, sample.files},
                     {u"readBytesPerSecond"_s, sample.readBytesPerSecond},
                     {u"writtenBytesPerSecond"_s, sample.writtenBytesPerSecond}};
    if (!sample.gpus.isEmpty()) {
        QJsonArray gpus;
        for (const GpuUse &gpu : sample.gpus)
            gpus += toJson(gpu);
        json[u"gpus"_s] = gpus;
    }
    if (sample.requests)
        json[u"requests"_s] = toJson(*sample.requests);
    return json;
}

std::optional<Sample> sampleFromJson(const QJsonObject &json)
{
    Sample sample{.time = QDateTime::fromString(json["time"_L1].toString(), Qt::ISODateWithMs),
                  .cpuCores = json["cpuCores"_L1].toDouble(),
                  .memoryBytes = json["memoryBytes"_L1].toInteger(),
                  .processes = json["processes"_L1].toInt(),
                  .threads = json["threads"_L1].toInt(),
                  .files = json["files"_L1].toInt(),
                  .readBytesPerSecond = json["readBytesPerSecond"_L1].toDouble(),
                  .writtenBytesPerSecond = json["writtenBytesPerSecond"_L1].toDouble()};
    if (!sample.time.isValid())
        return std::nullopt;
    const QJsonArray gpus = json["gpus"_L1].toArray();
    for (const QJsonValue &gpu : gpus)
        sample.gpus += gpuFromJson(gpu.toObject());
    if (const QJsonValue requests = json["requests"_L1]; requests.isObject())
        sample.requests = requestsFromJson(requests.toObject());
    return sample;
}

} // namespace Spacewright::Metrics
