// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QList>

namespace Spacewright::Runtime {

/// A TCP socket that waits for connections.
struct Listener {
    QHostAddress address;
    quint16 port = 0;
    quint64 inode = 0;

    friend bool operator==(const Listener &, const Listener &) = default;
};

/// The listening sockets in the text of /proc/net/tcp or tcp6. Source: proc_pid_net(5).
[[nodiscard]] QList<Listener> parseListeners(const QByteArray &table);

/// Those that belong to `processId` or to any process below or beside it under the same guard; what
/// it may not look into is left out. Reads all of /proc: call it off the GUI thread.
[[nodiscard]] QList<Listener> listenersOf(qint64 processId);

} // namespace Spacewright::Runtime
