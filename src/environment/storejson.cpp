// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/store.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Spacewright::Environment {

namespace {
QJsonValue time(const QDateTime &when)
{
    return when.isValid() ? QJsonValue(when.toUTC().toString(Qt::ISODate)) : QJsonValue();
}

QJsonArray all(const QList<InstallationInfo> &infos)
{
    QJsonArray array;
    for (const InstallationInfo &info : infos)
        array.append(toJson(info));
    return array;
}
} // namespace

QJsonObject toJson(const InstallationInfo &info)
{
    return {{u"hash"_s, info.installation.hash},
            {u"folder"_s, info.installation.folder},
            {u"sdk"_s, info.sdk},
            {u"sdkVersion"_s, info.sdkVersion},
            {u"python"_s, info.python},
            {u"packages"_s, info.packages},
            {u"built"_s, time(info.built)},
            {u"used"_s, time(info.used)},
            {u"disk"_s, toJson(info.disk)},
            {u"inUse"_s, info.inUse},
            {u"usable"_s, info.usable}};
}

QJsonObject toJson(const InstallationDetails &details)
{
    QJsonObject object = toJson(details.info);
    object[u"plan"_s] = details.plan;
    object[u"lock"_s] = QJsonArray::fromStringList(details.lock.split(u'\n', Qt::SkipEmptyParts));
    return object;
}

QJsonObject toJson(const PruneReport &report)
{
    return {{u"removed"_s, all(report.removed)}, {u"kept"_s, all(report.kept)}, {u"freedBytes"_s, report.freedBytes}};
}

} // namespace Spacewright::Environment
