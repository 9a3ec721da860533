// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/recents.h"

#include "base/atomicfile.h"
#include "base/filelock.h"
#include "workspace/later.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Workspace {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Recents)
};

constexpr qint64 FileLimit = 4 * 1024 * 1024;
// Our choice: the other program holds the lock for one small write.
constexpr std::chrono::seconds LockPatience{5};

QString fileOf(const Paths &paths)
{
    return paths.state + "/recents.json"_L1;
}

QByteArray written(const QList<RecentSpace> &list)
{
    QJsonArray spaces;
    for (const RecentSpace &recent : list)
        spaces.append(toJson(recent));
    return QJsonDocument(QJsonObject{{u"version"_s, 1}, {u"spaces"_s, spaces}}).toJson();
}

void removeFolder(QList<RecentSpace> &list, const QString &folder)
{
    list.removeIf([&folder](const RecentSpace &recent) { return recent.folder == folder; });
}

} // namespace

QJsonObject toJson(const RecentSpace &recent)
{
    return {{u"folder"_s, recent.folder},
            {u"title"_s, recent.title},
            {u"emoji"_s, recent.emoji},
            {u"colorFrom"_s, recent.colorFrom},
            {u"colorTo"_s, recent.colorTo},
            {u"sdk"_s, recent.sdk},
            {u"stage"_s, recent.lastStage ? stageName(*recent.lastStage) : QString()},
            {u"opened"_s, recent.opened.toUTC().toString(Qt::ISODateWithMs)},
            {u"thumbnail"_s, recent.thumbnail}};
}

std::optional<RecentSpace> recentFromJson(const QJsonObject &object)
{
    RecentSpace recent;
    recent.folder = object.value("folder"_L1).toString();
    if (!QDir::isAbsolutePath(recent.folder))
        return std::nullopt;
    recent.title = object.value("title"_L1).toString();
    recent.emoji = object.value("emoji"_L1).toString();
    recent.colorFrom = object.value("colorFrom"_L1).toString();
    recent.colorTo = object.value("colorTo"_L1).toString();
    recent.sdk = object.value("sdk"_L1).toString();
    recent.lastStage = stageFromName(object.value("stage"_L1).toString());
    recent.opened = QDateTime::fromString(object.value("opened"_L1).toString(), Qt::ISODateWithMs);
    recent.thumbnail = object.value("thumbnail"_L1).toString();
    return recent;
}

QList<RecentSpace> readRecents(const Paths &paths)
{
    const auto bytes = readFile(fileOf(paths), FileLimit);
    if (!bytes)
        return {};
    QList<RecentSpace> list;
    const QJsonArray spaces = QJsonDocument::fromJson(*bytes).object().value("spaces"_L1).toArray();
    for (const QJsonValue &value : spaces) {
        if (auto recent = recentFromJson(value.toObject()); recent && list.size() < Recents::Limit)
            list.append(*std::move(recent));
    }
    return list;
}

Result<QList<RecentSpace>> updateRecents(const Paths &paths, const std::function<void(QList<RecentSpace> &)> &change)
{
    if (!QDir().mkpath(paths.state))
        return failure(ErrorCode::Io,
                       Words::tr("%1 cannot be made, so the list of recent Spaces is not kept.").arg(paths.state));
    const auto lock = FileLock::acquire(fileOf(paths) + ".lock"_L1, LockPatience);
    if (!lock)
        return std::unexpected(lock.error());
    QList<RecentSpace> list = readRecents(paths);
    change(list);
    list.resize(std::min(list.size(), Recents::Limit));
    if (auto result = writeFile(fileOf(paths), written(list)); !result)
        return std::unexpected(result.error());
    return list;
}

Recents::Recents(Paths paths, QObject *parent)
    : QObject(parent)
    , m_paths(std::move(paths))
{
    m_writer.setMaxThreadCount(1);
}

Recents::~Recents()
{
    m_writer.waitForDone();
}

void Recents::load()
{
    const auto reading = QtConcurrent::run(&m_writer, [paths = m_paths] { return readRecents(paths); });
    later(reading, this, [this](const QList<RecentSpace> &list) {
        m_list = list;
        Q_EMIT changed();
    });
}

void Recents::change(std::function<void(QList<RecentSpace> &)> change)
{
    change(m_list);
    m_list.resize(std::min(m_list.size(), Limit));
    Q_EMIT changed();
    const auto writing = QtConcurrent::run(
        &m_writer, [paths = m_paths, change = std::move(change)] { return updateRecents(paths, change); });
    later(writing, this, [this](const Result<QList<RecentSpace>> &result) {
        if (!result)
            Q_EMIT failed(result.error());
    });
}

void Recents::add(const RecentSpace &recent)
{
    change([recent](QList<RecentSpace> &list) {
        RecentSpace newest = recent;
        for (const RecentSpace &older : std::as_const(list)) {
            if (older.folder != recent.folder)
                continue;
            if (newest.thumbnail.isEmpty())
                newest.thumbnail = older.thumbnail;
            if (!newest.lastStage)
                newest.lastStage = older.lastStage;
        }
        removeFolder(list, recent.folder);
        list.prepend(newest);
    });
}

void Recents::setStage(const QString &folder, Stage stage)
{
    change([folder, stage](QList<RecentSpace> &list) {
        for (RecentSpace &recent : list) {
            if (recent.folder == folder)
                recent.lastStage = stage;
        }
    });
}

void Recents::setThumbnail(const QString &folder, const QString &picture, std::function<bool()> write)
{
    const auto name = [folder, picture](QList<RecentSpace> &list) {
        for (RecentSpace &recent : list) {
            if (recent.folder == folder)
                recent.thumbnail = picture;
        }
    };
    // The list on the disk is changed there, too: at the end of the program nobody is left to come back to.
    const auto writing = QtConcurrent::run(
        &m_writer, [paths = m_paths, name, write = std::move(write)]() -> std::optional<Result<QList<RecentSpace>>> {
            return write() ? std::optional(updateRecents(paths, name)) : std::nullopt;
        });
    later(writing, this, [this, name](const std::optional<Result<QList<RecentSpace>>> &result) {
        if (!result)
            return;
        name(m_list);
        Q_EMIT changed();
        if (!*result)
            Q_EMIT failed(result->error());
    });
}

void Recents::remove(const QString &folder)
{
    change([folder](QList<RecentSpace> &list) { removeFolder(list, folder); });
}

} // namespace Spacewright::Workspace
