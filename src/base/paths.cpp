// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/paths.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace Spacewright {

namespace {
QString standard(QStandardPaths::StandardLocation location)
{
    return QStandardPaths::writableLocation(location) + "/spacewright"_L1;
}

/// Without a login, as in a container, Qt would make up a folder and warn about it on standard error.
QString ofThisLogin()
{
    const bool isKnown = !qEnvironmentVariableIsEmpty("XDG_RUNTIME_DIR");
    return standard(isKnown ? QStandardPaths::RuntimeLocation : QStandardPaths::GenericCacheLocation);
}
} // namespace

Paths Paths::under(const QString &folder)
{
    return {folder + "/data"_L1, folder + "/cache"_L1, folder + "/config"_L1, folder + "/state"_L1,
            folder + "/runtime"_L1};
}

Paths Paths::system()
{
    const QString home = qEnvironmentVariable("SPACEWRIGHT_HOME");
    if (!home.isEmpty())
        return under(QDir(home).absolutePath());
    return {standard(QStandardPaths::GenericDataLocation), standard(QStandardPaths::GenericCacheLocation),
            standard(QStandardPaths::GenericConfigLocation), standard(QStandardPaths::GenericStateLocation),
            ofThisLogin()};
}

QString resourcesFolder()
{
    const QString installed = QDir::cleanPath(QCoreApplication::applicationDirPath() + "/../share/spacewright"_L1);
    return QFileInfo(installed + "/templates"_L1).isDir() ? installed : QStringLiteral(SPACEWRIGHT_RESOURCES);
}

QString resolvedPath(const QString &path, const QString &base)
{
    const QString absolute =
        QDir::cleanPath(base.isEmpty() ? QDir::current().absoluteFilePath(path) : QDir(base).absoluteFilePath(path));
    // canonicalFilePath() is empty for what does not exist: resolve the deepest folder that does.
    QString existing = absolute;
    while (!QFileInfo::exists(existing) && existing != "/"_L1)
        existing = QFileInfo(existing).path();
    const QString canonical = QFileInfo(existing).canonicalFilePath();
    return QDir::cleanPath(canonical + absolute.sliced(existing == "/"_L1 ? 0 : existing.size()));
}

bool isInside(const QString &path, const QString &folder)
{
    const QString inner = resolvedPath(path, folder);
    const QString outer = resolvedPath(folder);
    return inner == outer || inner.startsWith(outer.endsWith(u'/') ? outer : outer + u'/');
}

} // namespace Spacewright
