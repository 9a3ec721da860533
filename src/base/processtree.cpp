// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/processtree.h"

#include <QDir>
#include <QFile>
#include <QMultiHash>

using namespace Qt::StringLiterals;

namespace Spacewright {

namespace {
/// Field 4; the name in field 2 may hold anything.
qint64 parentOf(qint64 processId)
{
    QFile file(u"/proc/%1/stat"_s.arg(processId));
    const QByteArray stat = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    const QList<QByteArray> fields = stat.sliced(stat.lastIndexOf(')') + 1).simplified().split(' ');
    return fields.size() > 1 ? fields[1].toLongLong() : 0;
}
} // namespace

QSet<qint64> guardedProcesses(qint64 processId)
{
    const qint64 guard = parentOf(processId);
    if (guard <= 1)
        return {};
    QMultiHash<qint64, qint64> children;
    const QStringList names = QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : names) {
        bool isNumber = false;
        if (const qint64 each = name.toLongLong(&isNumber); isNumber)
            children.insert(parentOf(each), each);
    }
    QSet<qint64> tree;
    QList<qint64> open = children.values(guard);
    while (!open.isEmpty()) {
        const qint64 next = open.takeLast();
        if (!tree.contains(next)) {
            tree.insert(next);
            open += children.values(next);
        }
    }
    return tree;
}

} // namespace Spacewright
