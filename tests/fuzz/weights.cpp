// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/targets.h"
#include "hardware/weightheader.h"

#include <numeric>

using namespace Spacewright::Hardware;

namespace Spacewright::Fuzz {

namespace {
void checkHeader(const WeightHeader &header, qint64 fileBytes)
{
    const QList<qint64> sizes = header.bytesByType.values();
    check(header.dataBytes >= 0 && header.dataBytes <= fileBytes, "no more data than the file has");
    check(std::accumulate(sizes.cbegin(), sizes.cend(), qint64(0)) == header.dataBytes, "the types add up");
    check(header.tensors >= 0 && header.parameters >= 0, "counts do not overflow");
}
} // namespace

void weights(const QByteArray &bytes)
{
    // The header is what was given; the file may be as long as these bytes, or go on behind them.
    for (const qint64 fileBytes : {qint64(bytes.size()), qint64(bytes.size()) + (qint64(1) << 40)}) {
        if (const auto header = readSafetensors(bytes, fileBytes))
            checkHeader(*header, fileBytes);
        const auto header = readGguf(bytes, fileBytes);
        if (header && *header)
            checkHeader(**header, fileBytes);
        if (fileBytes == bytes.size() && header)
            check(header->has_value(), "behind the end of the file nothing goes on");
    }
}

} // namespace Spacewright::Fuzz
