// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/runreport.h"

using namespace Qt::StringLiterals;

namespace Spacewright::Cli {

QJsonObject toJson(const RunReport &report)
{
    QJsonObject json = report.hasFailed ? Runtime::toJson(report.reached) : QJsonObject();
    json[u"folder"_s] = report.folder;
    json[u"stage"_s] = stageName(report.reached.stage);
    json[u"url"_s] = report.url.isEmpty() ? QJsonValue() : QJsonValue(report.url.toString());
    json[u"status"_s] = report.status ? QJsonValue(*report.status) : QJsonValue();
    json[u"seconds"_s] = report.seconds;
    json[u"peakMemoryBytes"_s] = report.peakMemoryBytes ? QJsonValue(report.peakMemoryBytes) : QJsonValue();
    return json;
}

} // namespace Spacewright::Cli
