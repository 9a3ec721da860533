// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/seriesexport.h"

#include <QJsonDocument>
#include <QLocale>
#include <QMap>

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

using namespace Qt::StringLiterals;

namespace Spacewright::Metrics {

namespace {
/// One figure of a sample; nullopt where the sample has none.
using Figure = std::function<std::optional<double>(const Sample &)>;

struct Column {
    QByteArray csv;
    QByteArray family; ///< of OpenMetrics, with its unit at the end
    QByteArray unit; ///< empty for a plain number
    QByteArray help;
    QByteArray labels; ///< of its own, as they are written
    Figure figure;
};

/// `\\`, `\"` and a line end stand for what they would end.
QByteArray escaped(const QString &label)
{
    QByteArray text = label.toUtf8();
    return text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
}

void addGpus(QList<Column> &columns, const Series &series)
{
    QMap<int, QString> gpus;
    for (const Sample &sample : series.samples()) {
        for (const GpuUse &gpu : sample.gpus)
            gpus.insert(gpu.index, gpu.name);
    }
    const auto add = [&](QByteArrayView csv, QByteArrayView family, QByteArrayView unit, QByteArrayView help,
                         double (*value)(const GpuUse &)) {
        // Family by family: the samples of one have to stand together.
        for (const auto &[index, name] : gpus.asKeyValueRange()) {
            columns.append({"gpu" + QByteArray::number(index) + csv, family.toByteArray(), unit.toByteArray(),
                            help.toByteArray(),
                            "gpu=\"" + QByteArray::number(index) + "\",name=\"" + escaped(name) + '"',
                            [index, value](const Sample &sample) -> std::optional<double> {
                                for (const GpuUse &gpu : sample.gpus) {
                                    if (gpu.index == index)
                                        return value(gpu);
                                }
                                return std::nullopt;
                            }});
        }
    };
    add("_load_percent", "spacewright_gpu_load_percent", "percent", "Share of time in which the GPU worked.",
        [](const GpuUse &gpu) { return gpu.loadPercent; });
    add("_memory_bytes", "spacewright_gpu_memory_bytes", "bytes", "Memory of the GPU in use.",
        [](const GpuUse &gpu) { return double(gpu.memoryBytes); });
    add("_memory_total_bytes", "spacewright_gpu_memory_total_bytes", "bytes", "Memory of the GPU.",
        [](const GpuUse &gpu) { return double(gpu.memoryTotalBytes); });
}

void addRequests(QList<Column> &columns)
{
    const auto add = [&](const QByteArray &csv, const QByteArray &unit, const QByteArray &help,
                         double (*value)(const RequestUse &)) {
        columns.append({csv, "spacewright_" + csv, unit, help, {}, [value](const Sample &sample) {
                            return sample.requests ? std::optional(value(*sample.requests)) : std::nullopt;
                        }});
    };
    add("requests", {}, "Requests answered since the sample before.",
        [](const RequestUse &use) { return double(use.count); });
    add("requests_open", {}, "Requests on their way.", [](const RequestUse &use) { return double(use.concurrency); });
    add("request_errors", {}, "Requests answered with an error since the sample before.",
        [](const RequestUse &use) { return double(use.errors); });
    add("request_p50_seconds", "seconds", "Half of the requests took at most this.",
        [](const RequestUse &use) { return double(use.p50.count()) / 1e6; });
    add("request_p95_seconds", "seconds", "19 of 20 requests took at most this.",
        [](const RequestUse &use) { return double(use.p95.count()) / 1e6; });
    add("request_in_bytes", "bytes", "Bytes from visitors since the sample before.",
        [](const RequestUse &use) { return double(use.bytesIn); });
    add("request_out_bytes", "bytes", "Bytes to visitors since the sample before.",
        [](const RequestUse &use) { return double(use.bytesOut); });
}

QList<Column> columnsOf(const Series &series)
{
    QList<Column> columns;
    const auto add = [&](const QByteArray &csv, const QByteArray &unit, const QByteArray &help,
                         double (*value)(const Sample &)) {
        columns.append({csv, "spacewright_" + csv, unit, help, {}, value});
    };
    add("cpu_cores", "cores", "Processor cores in use.", [](const Sample &sample) { return sample.cpuCores; });
    add("memory_bytes", "bytes", "Proportional set size of all processes.",
        [](const Sample &sample) { return double(sample.memoryBytes); });
    add("processes", {}, "Processes of the app.", [](const Sample &sample) { return double(sample.processes); });
    add("threads", {}, "Threads of the app.", [](const Sample &sample) { return double(sample.threads); });
    add("open_files", {}, "Open file descriptors.", [](const Sample &sample) { return double(sample.files); });
    add("disk_read_bytes_per_second", "bytes_per_second", "Fetched from disk.",
        [](const Sample &sample) { return sample.readBytesPerSecond; });
    add("disk_written_bytes_per_second", "bytes_per_second", "Sent to disk.",
        [](const Sample &sample) { return sample.writtenBytesPerSecond; });
    addGpus(columns, series);
    if (std::ranges::any_of(series.samples(), [](const Sample &sample) { return sample.requests.has_value(); }))
        addRequests(columns);
    return columns;
}

/// The shortest text that reads back as the same number, without an exponent for a whole one.
QByteArray numberText(double number)
{
    constexpr double WholeUpTo = 1e15;
    if (number == std::floor(number) && std::abs(number) < WholeUpTo)
        return QByteArray::number(qint64(number));
    return QByteArray::number(number, 'g', QLocale::FloatingPointShortest);
}

QByteArray markerText(const Marker &marker)
{
    switch (marker.kind) {
    case MarkerKind::Stage:
        return marker.text.toUtf8();
    case MarkerKind::Save:
        return "saved " + marker.text.toUtf8();
    case MarkerKind::Restart:
        return "restarted";
    }
    Q_UNREACHABLE_RETURN({});
}

QByteArray quoted(QByteArray field)
{
    return '"' + field.replace('"', "\"\"") + '"';
}
} // namespace

QByteArray toCsv(const Series &series)
{
    const QList<Column> columns = columnsOf(series);
    QByteArray text = "time";
    for (const Column &column : columns)
        text += ',' + column.csv;
    text += ",markers\n";
    auto marker = series.markers().cbegin();
    for (const Sample &sample : series.samples()) {
        text += sample.time.toUTC().toString(Qt::ISODateWithMs).toLatin1();
        for (const Column &column : columns) {
            text += ',';
            if (const auto value = column.figure(sample))
                text += numberText(*value);
        }
        QByteArray words;
        const bool isLast = &sample == &series.samples().constLast();
        for (; marker != series.markers().cend() && (isLast || marker->time <= sample.time); ++marker)
            words += (words.isEmpty() ? "" : "; ") + markerText(*marker);
        text += ',' + (words.isEmpty() ? words : quoted(words)) + '\n';
    }
    return text;
}

QJsonObject toJson(const Series &series, const ExportSubject &subject)
{
    QJsonArray samples;
    for (const Sample &sample : series.samples())
        samples += toJson(sample);
    QJsonArray markers;
    for (const Marker &marker : series.markers())
        markers += toJson(marker);
    const Peaks &peaks = series.peaks();
    return {{u"space"_s, subject.space},
            {u"run"_s, subject.run > 0 ? QJsonValue(subject.run) : QJsonValue()},
            {u"peaks"_s,
             QJsonObject{{u"cpuCores"_s, peaks.cpuCores},
                         {u"memoryBytes"_s, peaks.memoryBytes},
                         {u"gpuMemoryBytes"_s, peaks.gpuMemoryBytes}}},
            {u"samples"_s, samples},
            {u"markers"_s, markers}};
}

QByteArray toOpenMetrics(const Series &series, const ExportSubject &subject)
{
    QByteArray common = "space=\"" + escaped(subject.space) + '"';
    if (subject.run > 0)
        common += ",run=\"" + QByteArray::number(subject.run) + '"';
    QByteArray text;
    QByteArray family;
    const QList<Column> columns = columnsOf(series);
    for (const Column &column : columns) {
        if (column.family != std::exchange(family, column.family)) {
            text += "# TYPE " + family + " gauge\n";
            if (!column.unit.isEmpty())
                text += "# UNIT " + family + ' ' + column.unit + '\n';
            text += "# HELP " + family + ' ' + column.help + '\n';
        }
        const QByteArray head =
            family + '{' + common + (column.labels.isEmpty() ? QByteArray() : ',' + column.labels) + "} ";
        for (const Sample &sample : series.samples()) {
            if (const auto value = column.figure(sample))
                text += head + numberText(*value) + ' '
                    + QByteArray::number(double(sample.time.toMSecsSinceEpoch()) / 1000, 'f', 3) + '\n';
        }
    }
    return text + "# EOF\n";
}

QByteArray exported(const Series &series, const ExportSubject &subject, ExportFormat format)
{
    switch (format) {
    case ExportFormat::Csv:
        return toCsv(series);
    case ExportFormat::Json:
        return QJsonDocument(toJson(series, subject)).toJson();
    case ExportFormat::OpenMetrics:
        return toOpenMetrics(series, subject);
    }
    Q_UNREACHABLE_RETURN({});
}

QString fileSuffix(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Csv:
        return u"csv"_s;
    case ExportFormat::Json:
        return u"json"_s;
    case ExportFormat::OpenMetrics:
        return u"prom"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace Spacewright::Metrics
