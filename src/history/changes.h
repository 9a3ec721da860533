// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>

namespace Spacewright::History {

/// The text files of a Space at one moment, by relative path.
using Sources = QMap<QString, QString>;

/// How one file differs between two moments.
struct FileChange {
    QString path;
    int added = 0; ///< lines
    int removed = 0;
    QString line; ///< the one line that is new, or gone where none is; empty where more than one is
    QString diff; ///< as diff -u writes it

    friend bool operator==(const FileChange &, const FileChange &) = default;
};

/// What a Space's files were when its page last answered, against what they are.
struct ChangesSinceGood {
    qint64 run = 0; ///< the good one
    QDateTime started;
    QList<FileChange> changes; ///< the most telling first

    friend bool operator==(const ChangesSinceGood &, const ChangesSinceGood &) = default;
};

/// Files that decide how a Space is built come first, then small changes. Pure.
[[nodiscard]] QList<FileChange> changesBetween(const Sources &before, const Sources &after);

} // namespace Spacewright::History
