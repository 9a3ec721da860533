// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifest/lfspointer.h"

#include <QByteArrayView>
#include <QList>

#include <algorithm>

namespace Spacewright::Manifest {

namespace {

constexpr QByteArrayView Versions[] = {"https://git-lfs.github.com/spec/v1", "https://hawser.github.com/spec/v1",
                                       "http://git-media.io/v/2"};

bool isHexadecimal(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

} // namespace

std::optional<LfsPointer> readLfsPointer(QByteArrayView bytes)
{
    if (bytes.size() >= LargestPointer || !bytes.startsWith("version "))
        return {};
    LfsPointer pointer;
    bool hasSize = false;
    bool isFirst = true;
    const QList<QByteArray> lines = bytes.toByteArray().trimmed().split('\n');
    for (const QByteArray &line : lines) {
        const qsizetype space = line.indexOf(' ');
        if (space <= 0)
            return {};
        const QByteArrayView key = QByteArrayView(line).first(space);
        const QByteArrayView value = QByteArrayView(line).sliced(space + 1).trimmed();
        if (isFirst && (key != "version" || !std::ranges::contains(Versions, value)))
            return {};
        isFirst = false;
        if (key == "oid" && value.startsWith("sha256:"))
            pointer.oid = value.sliced(7).toByteArray();
        else if (key == "size")
            pointer.sizeBytes = value.toLongLong(&hasSize);
    }
    if (!hasSize || pointer.sizeBytes < 0 || pointer.oid.size() != 64
        || !std::ranges::all_of(pointer.oid, isHexadecimal))
        return {};
    return pointer;
}

} // namespace Spacewright::Manifest
