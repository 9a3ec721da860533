// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/trust.h"

#include "base/atomicfile.h"
#include "base/filelock.h"
#include "git/repository.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUuid>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace Spacewright::Workspace {

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(Trust)
};

constexpr qint64 FileLimit = 4 * 1024 * 1024;
constexpr std::chrono::seconds LockPatience{5};

QString fileOf(const Paths &paths)
{
    return paths.config + "/trust.json"_L1;
}

std::optional<Trust> trustFromJson(const QJsonObject &object)
{
    Trust trust;
    trust.folder = object.value("folder"_L1).toString();
    if (!QDir::isAbsolutePath(trust.folder))
        return std::nullopt;
    trust.origin = object.value("origin"_L1).toString();
    trust.kind = object.value("kind"_L1).toString() == "own"_L1 ? TrustKind::Own : TrustKind::Trusted;
    trust.granted = QDateTime::fromString(object.value("granted"_L1).toString(), Qt::ISODateWithMs);
    return trust;
}

Result<> change(const Paths &paths, const std::function<Result<>(QList<Trust> &)> &how)
{
    if (!QDir().mkpath(paths.config))
        return failure(ErrorCode::Io, Words::tr("%1 cannot be made, so nothing can be trusted.").arg(paths.config));
    const auto lock = FileLock::acquire(fileOf(paths) + ".lock"_L1, LockPatience);
    if (!lock)
        return std::unexpected(lock.error());
    auto list = readTrust(paths);
    if (!list)
        return std::unexpected(list.error());
    if (auto changed = how(*list); !changed)
        return changed;
    std::ranges::sort(*list, {}, &Trust::folder);
    QJsonArray folders;
    for (const Trust &each : std::as_const(*list))
        folders.append(toJson(each));
    return writeFile(fileOf(paths), QJsonDocument(QJsonObject{{u"version"_s, 1}, {u"folders"_s, folders}}).toJson());
}
} // namespace

QString trustName(TrustKind kind)
{
    return kind == TrustKind::Own ? u"own"_s : u"trusted"_s;
}

QJsonObject toJson(const Trust &trust)
{
    return {{u"folder"_s, trust.folder},
            {u"origin"_s, trust.origin},
            {u"kind"_s, trustName(trust.kind)},
            {u"granted"_s, trust.granted.toUTC().toString(Qt::ISODateWithMs)}};
}

QString originOf(const QString &folder)
{
    const auto repository = Git::Repository::open(folder);
    if (!repository && repository.error().code == ErrorCode::NotFound)
        return {};
    if (repository) {
        if (const auto origin = repository->originUrl())
            return *origin;
    }
    return "unreadable:"_L1 + QUuid::createUuid().toString(QUuid::WithoutBraces);
}

Result<QList<Trust>> readTrust(const Paths &paths)
{
    if (!QFileInfo::exists(fileOf(paths)))
        return QList<Trust>();
    const auto bytes = readFile(fileOf(paths), FileLimit);
    if (!bytes)
        return std::unexpected(bytes.error());
    const QJsonDocument document = QJsonDocument::fromJson(*bytes);
    if (!document.isObject())
        return failure(ErrorCode::Invalid,
                       Words::tr("%1 is damaged, so nothing is trusted. Remove it, and trust what you trust again.")
                           .arg(fileOf(paths)));
    QList<Trust> list;
    const QJsonArray folders = document.object().value("folders"_L1).toArray();
    for (const QJsonValue &value : folders) {
        if (auto trust = trustFromJson(value.toObject()))
            list.append(*std::move(trust));
    }
    return list;
}

std::optional<Trust> trustOf(const Paths &paths, const QString &folder)
{
    const QString place = resolvedPath(folder);
    const QString origin = originOf(place);
    if (isInside(place, resourcesFolder()))
        return Trust{place, origin, TrustKind::Own, {}};
    const auto list = readTrust(paths);
    if (!list)
        return std::nullopt;
    const auto found = std::ranges::find_if(
        *list, [&](const Trust &trust) { return trust.folder == place && trust.origin == origin; });
    return found == list->end() ? std::nullopt : std::optional(*found);
}

Result<Trust> grantTrust(const Paths &paths, const QString &folder, TrustKind kind, const QDateTime &now)
{
    const QString place = resolvedPath(folder);
    if (!QFileInfo(place).isDir())
        return failure(ErrorCode::NotFound, Words::tr("There is no folder %1. Check the path.").arg(place));
    const Trust trust{place, originOf(place), kind, now.toUTC()};
    const Result<> kept = change(paths, [&](QList<Trust> &list) -> Result<> {
        list.removeIf([&](const Trust &each) { return each.folder == place; });
        list.append(trust);
        return {};
    });
    if (!kept)
        return std::unexpected(kept.error());
    return trust;
}

Result<> revokeTrust(const Paths &paths, const QString &folder)
{
    const QString place = resolvedPath(folder);
    return change(paths, [&](QList<Trust> &list) -> Result<> {
        if (list.removeIf([&](const Trust &each) { return each.folder == place; }) == 0)
            return failure(ErrorCode::NotFound, Words::tr("%1 is not in the list of what you trust.").arg(place));
        return {};
    });
}

} // namespace Spacewright::Workspace
