// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/series.h"

namespace Spacewright::Metrics {

enum class ExportFormat { Csv, Json, OpenMetrics };

/// What an export is of.
struct ExportSubject {
    QString space; ///< its name
    qint64 run = 0; ///< in the ledger; 0: not recorded
};

/// One line a sample under a line of names, and the markers since the sample before in the last column. RFC 4180,
/// with plain line ends; times are UTC, numbers have a point.
[[nodiscard]] QByteArray toCsv(const Series &series);
/// `space`, `run`, `peaks`, `samples` and `markers`.
[[nodiscard]] QJsonObject toJson(const Series &series, const ExportSubject &subject);
/// One gauge a figure, each sample with its time. Source: prometheus.io, OpenMetrics 1.0.
[[nodiscard]] QByteArray toOpenMetrics(const Series &series, const ExportSubject &subject);

[[nodiscard]] QByteArray exported(const Series &series, const ExportSubject &subject, ExportFormat format);
/// "csv", "json", "prom": how such a file's name ends.
[[nodiscard]] QString fileSuffix(ExportFormat format);

} // namespace Spacewright::Metrics
