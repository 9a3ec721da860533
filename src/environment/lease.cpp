// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/lease.h"

#include <QFile>
#include <QFileInfo>
#include <QFileSystemWatcher>

using namespace Qt::StringLiterals;

namespace Spacewright::Environment {

Lease::Lease(FileLock lock, QString lockFile, const QString &folder, QObject *parent)
    : QObject(parent)
    , m_lock(std::move(lock))
    , m_lockFile(std::move(lockFile))
    , m_folder(folder)
    , m_watcher(std::make_unique<QFileSystemWatcher>())
{
    // Whichever end of the tree somebody begins to delete at, one of these changes.
    const QString bin = folder + "/venv/bin"_L1;
    m_watcher->addPaths({QFileInfo(folder).path(), folder, folder + "/venv"_L1, bin});
    connect(m_watcher.get(), &QFileSystemWatcher::directoryChanged, this, &Lease::look);
}

Lease::~Lease()
{
    QFile::remove(m_lockFile);
}

void Lease::look()
{
    if (m_gone
        || (QFileInfo(m_folder + "/venv/bin/python"_L1).isExecutable()
            && QFileInfo(m_folder + "/plan.json"_L1).isFile()))
        return;
    m_gone = true;
    Q_EMIT gone();
}

} // namespace Spacewright::Environment
