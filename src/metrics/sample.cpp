// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/sample.h"

using namespace Qt::StringLiterals;

namespace Spacewright::Metrics {

QJsonObject toJson(const Sample &sample)
{
    return {{u"time"_s, sample.time.toString(Qt::ISODateWithMs)},
            {u"cpuCores"_s, sample.cpuCores},
            {u"memoryBytes"_s, sample.memoryBytes},
            {u"processes"_s, sample.processes},
            {u"threads"_s, sample.threads},
            {u"files"_s, sample.files},
            {u"readBytesPerSecond"_s, sample.readBytesPerSecond},
            {u"writtenBytesPerSecond"_s, sample.writtenBytesPerSecond}};
}

} // namespace Spacewright::Metrics
