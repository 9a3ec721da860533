// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/listeners.h"

#include "base/processtree.h"
#include "base/systemfile.h"

#include <QDir>
#include <QFile>
#include <QSet>

#include <bit>
#include <cerrno>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Spacewright::Runtime {

namespace {
constexpr QByteArrayView ListenState = "0A"; // TCP_LISTEN. Source: linux/include/net/tcp_states.h

constexpr qint64 LargestTable = 64 * 1024 * 1024; // 400,000 sockets

/// Words of 32 bits, each in the machine's own byte order.
QHostAddress addressOf(const QByteArray &hex)
{
    QByteArray bytes = QByteArray::fromHex(hex);
    if constexpr (std::endian::native == std::endian::little) {
        for (qsizetype word = 0; word + 4 <= bytes.size(); word += 4)
            std::reverse(bytes.begin() + word, bytes.begin() + word + 4);
    }
    if (bytes.size() == 4)
        return QHostAddress(quint32(uchar(bytes[0])) << 24 | quint32(uchar(bytes[1])) << 16
                            | quint32(uchar(bytes[2])) << 8 | quint32(uchar(bytes[3])));
    if (bytes.size() == 16)
        return QHostAddress(reinterpret_cast<const quint8 *>(bytes.constData()));
    return {};
}

QSet<quint64> socketsOf(qint64 processId)
{
    QSet<quint64> inodes;
    const QString folder = u"/proc/%1/fd/"_s.arg(processId);
    for (const QString &name : QDir(folder).entryList(QDir::Files | QDir::System | QDir::NoDotAndDotDot)) {
        char target[64];
        const ssize_t length = ::readlink(QFile::encodeName(QString(folder + name)).constData(), target, sizeof target);
        const QByteArrayView link(target, std::max<ssize_t>(0, length));
        if (link.startsWith("socket:[") && link.endsWith(']'))
            inodes.insert(link.sliced(8).chopped(1).toULongLong());
    }
    return inodes;
}
} // namespace

QList<Listener> parseListeners(const QByteArray &table)
{
    QList<Listener> listeners;
    const QList<QByteArray> lines = table.split('\n');
    for (const QByteArray &line : lines) {
        const QList<QByteArray> fields = line.simplified().split(' ');
        if (fields.size() < 10 || fields[3] != ListenState)
            continue;
        const qsizetype colon = fields[1].lastIndexOf(':');
        listeners.append({addressOf(fields[1].first(std::max<qsizetype>(0, colon))),
                          quint16(fields[1].sliced(colon + 1).toUInt(nullptr, 16)), fields[9].toULongLong()});
    }
    return listeners;
}

QList<Listener> listenersOf(qint64 processId)
{
    QSet<quint64> sockets;
    const QSet<qint64> tree = guardedProcesses(processId);
    for (const qint64 member : tree)
        sockets += socketsOf(member);
    // The tables of its own network namespace, should it have one.
    const QString net = u"/proc/%1/net/"_s.arg(processId);
    QList<Listener> listeners = parseListeners(systemFile(net + "tcp"_L1, LargestTable))
        + parseListeners(systemFile(net + "tcp6"_L1, LargestTable));
    listeners.removeIf([&sockets](const Listener &listener) { return !sockets.contains(listener.inode); });
    return listeners;
}

} // namespace Spacewright::Runtime
