// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QString>
#include <QTemporaryDir>

namespace Spacewright::Testing {

/// A Space's folder for one test, removed with the object.
class SpaceFolder {
public:
    [[nodiscard]] QString path() const { return m_folder.path(); }
    [[nodiscard]] QString path(const QString &file) const { return m_folder.filePath(file); }

    /// Makes missing folders; false when the file cannot be written.
    bool write(const QString &file, const QByteArray &content) const
    {
        QDir(path()).mkpath(QFileInfo(path(file)).path());
        QFile target(path(file));
        return target.open(QIODevice::WriteOnly) && target.write(content) == content.size();
    }
    bool link(const QString &name, const QString &target) const { return QFile::link(target, path(name)); }
    bool remove(const QString &file) const { return QFile::remove(path(file)); }

private:
    QTemporaryDir m_folder;
};

} // namespace Spacewright::Testing
