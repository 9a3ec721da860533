// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/fileoperations.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QtConcurrentRun>

#include <filesystem>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr int LongestName = 255; // bytes; NAME_MAX of every Linux file system in use

struct Words {
    Q_DECLARE_TR_FUNCTIONS(FileOperations)
};

/// The path of `name` in `folder`, when it may be made there.
Result<QString> freePath(const QString &folder, const QString &name)
{
    if (name.isEmpty() || name == "."_L1 || name == ".."_L1 || name.contains(u'/') || name.contains(QChar::Null))
        return failure(ErrorCode::Invalid, Words::tr("%1 cannot be a name. Choose one without a slash.").arg(name));
    if (name.toUtf8().size() > LongestName)
        return failure(ErrorCode::Invalid, Words::tr("The name is too long. Use at most 255 bytes."));
    const QString path = folder + u'/' + name;
    const QFileInfo info(path);
    if (info.exists() || info.isSymLink())
        return failure(ErrorCode::Conflict, Words::tr("%1 is there already. Choose another name.").arg(name));
    return path;
}

std::filesystem::path native(const QString &path)
{
    return path.toStdU16String();
}

QString copyName(const QString &path)
{
    const QFileInfo info(path);
    // A leading dot is part of the name: ".env" has no suffix.
    const QString name = info.fileName();
    const qsizetype dot = info.isDir() ? -1 : name.indexOf(u'.', 1);
    const QString base = dot < 0 ? name : name.first(dot);
    const QString suffix = dot < 0 ? QString() : name.sliced(dot);
    for (int number = 1;; ++number) {
        const QString tail = number == 1 ? QString() : u' ' + QString::number(number);
        const QString candidate = info.path() + u'/' + base + u" copy"_s + tail + suffix;
        if (const QFileInfo other(candidate); !other.exists() && !other.isSymLink())
            return candidate;
    }
}

Result<QString> duplicate(const QString &path)
{
    const QString target = copyName(path);
    std::error_code error;
    using Options = std::filesystem::copy_options;
    std::filesystem::copy(native(path), native(target), Options::recursive | Options::copy_symlinks, error);
    if (error)
        return failure(ErrorCode::Io,
                       Words::tr("%1 could not be duplicated. Check the free space and its permissions.").arg(path),
                       QString::fromStdString(error.message()));
    return target;
}

Result<QString> trash(const QString &path)
{
    // Qt makes the trash, but not the folder it stands in, which a new account may lack.
    QDir().mkpath(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation));
    QFile file(path);
    if (!file.moveToTrash())
        return failure(ErrorCode::Io, Words::tr("%1 could not be moved to the trash. It is still there.").arg(path),
                       file.errorString());
    return path;
}
} // namespace

Result<QString> makeFile(const QString &folder, const QString &name)
{
    const auto path = freePath(folder, name);
    if (!path)
        return path;
    QFile file(*path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return failure(ErrorCode::Io, Words::tr("%1 could not be made. Check the folder's permissions.").arg(name),
                       file.errorString());
    return path;
}

Result<QString> makeFolder(const QString &folder, const QString &name)
{
    const auto path = freePath(folder, name);
    if (path && !QDir().mkdir(*path))
        return failure(ErrorCode::Io, Words::tr("%1 could not be made. Check the folder's permissions.").arg(name));
    return path;
}

Result<QString> renameEntry(const QString &path, const QString &newName)
{
    const auto target = freePath(QFileInfo(path).path(), newName);
    if (!target)
        return target;
    std::error_code error;
    std::filesystem::rename(native(path), native(*target), error);
    if (error)
        return failure(
            ErrorCode::Io,
            Words::tr("%1 could not be renamed. Check the folder's permissions.").arg(QFileInfo(path).fileName()),
            QString::fromStdString(error.message()));
    return target;
}

QFuture<Result<QString>> duplicateEntry(const QString &path)
{
    return QtConcurrent::run(duplicate, path);
}

QFuture<Result<QString>> trashEntry(const QString &path)
{
    return QtConcurrent::run(trash, path);
}

} // namespace Spacewright::Ui
