// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/filelock.h"

#include <QObject>

#include <memory>

class QFileSystemWatcher;

namespace Spacewright::Environment {

/// Held while something runs in an environment: prune leaves it alone, whichever process asks.
class Lease final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Lease)
public:
    /// Store::lease() makes these.
    Lease(FileLock lock, QString lockFile, const QString &folder, QObject *parent = nullptr);
    ~Lease() override;

Q_SIGNALS:
    /// Once, when the environment was deleted or damaged underneath: its Python is no longer there.
    void gone();

private:
    void look();

    FileLock m_lock;
    QString m_lockFile;
    QString m_folder;
    std::unique_ptr<QFileSystemWatcher> m_watcher;
    bool m_gone = false;
};

} // namespace Spacewright::Environment
