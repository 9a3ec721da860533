// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QStringList>

namespace Spacewright::Environment {

/// What folders cost on the disk. Environments share files with each other and with uv's cache by
/// hard links, so what one seems to hold is not what removing it gives back.
struct DiskUse {
    qint64 bytes = 0; ///< blocks of all files, each file once
    qint64 freedBytes = 0; ///< of these, files with no link from elsewhere: what removing gives back
    qint64 files = 0;

    [[nodiscard]] qint64 sharedBytes() const { return bytes - freedBytes; }
    friend bool operator==(const DiskUse &, const DiskUse &) = default;
};

/// Walks `folders` together; does not follow links. Takes a while: call it off the GUI thread.
[[nodiscard]] DiskUse diskUse(const QStringList &folders);
[[nodiscard]] QJsonObject toJson(const DiskUse &use);

} // namespace Spacewright::Environment
