// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/weightheader.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace Spacewright::Hardware {

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(WeightHeader)
};

constexpr qsizetype LengthBytes = 8;

std::unexpected<Error> broken(const QString &detail)
{
    return failure(ErrorCode::Invalid, Words::tr("The header of the weights is broken. Download the file again."),
                   detail);
}

/// -1 where a shape is none, or has more numbers than can be counted.
qint64 product(const QJsonArray &shape)
{
    qint64 result = 1;
    for (const QJsonValue &value : shape) {
        const qint64 size = value.toInteger(-1);
        if (size < 0 || qMulOverflow(result, size, &result))
            return -1;
    }
    return result;
}
} // namespace

Result<qint64> safetensorsHeaderBytes(const QByteArray &begin, qint64 fileBytes)
{
    if (begin.size() < LengthBytes)
        return broken(u"shorter than eight bytes"_s);
    const auto length = qFromLittleEndian<quint64>(begin.constData());
    if (length > quint64(LongestSafetensorsHeader) || fileBytes < LengthBytes
        || length > quint64(fileBytes - LengthBytes))
        return broken(u"a header of %1 bytes in a file of %2"_s.arg(length).arg(fileBytes));
    return LengthBytes + qint64(length);
}

Result<WeightHeader> readSafetensors(const QByteArray &header, qint64 fileBytes)
{
    const auto size = safetensorsHeaderBytes(header, fileBytes);
    if (!size)
        return std::unexpected(size.error());
    if (header.size() < *size)
        return broken(u"cut off"_s);
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(header.sliced(LengthBytes, qsizetype(*size) - LengthBytes), &error);
    if (!document.isObject())
        return broken(error.errorString());
    const QJsonObject tensors = document.object();
    const qint64 room = fileBytes - *size;
    WeightHeader result;
    for (auto it = tensors.begin(); it != tensors.end(); ++it) {
        if (it.key() == "__metadata__"_L1)
            continue;
        const QJsonObject tensor = it->toObject();
        const QJsonArray offsets = tensor["data_offsets"_L1].toArray();
        const qint64 from = offsets.at(0).toInteger(-1);
        const qint64 to = offsets.at(1).toInteger(-1);
        const qint64 numbers = tensor["shape"_L1].isArray() ? product(tensor["shape"_L1].toArray()) : -1;
        if (offsets.size() != 2 || from < 0 || to < from || to > room || numbers < 0)
            return broken(it.key().left(100));
        ++result.tensors;
        result.dataBytes += to - from; // each is at most the file, so this stays far from the end of the range
        result.bytesByType[tensor["dtype"_L1].toString().left(20)] += to - from;
        if (result.dataBytes > room || qAddOverflow(result.parameters, numbers, &result.parameters))
            return broken(it.key().left(100)); // tensors may not overlap
    }
    return result;
}

Result<WeightHeader> readWeightHeader(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return failure(ErrorCode::NotFound, Words::tr("%1 is not there. Check its name.").arg(path));
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::Io, Words::tr("%1 cannot be read. Check its permissions.").arg(path),
                       file.errorString());
    if (path.endsWith(".safetensors"_L1)) {
        const auto size = safetensorsHeaderBytes(file.peek(LengthBytes), file.size());
        return size ? readSafetensors(file.read(*size), file.size()) : std::unexpected(size.error());
    }
    if (!path.endsWith(".gguf"_L1))
        return failure(
            ErrorCode::Invalid,
            Words::tr("%1 holds no weights that can be read. Name a .safetensors or a .gguf file.").arg(path));
    constexpr qint64 firstBytes = qint64(1) * 1024 * 1024; // without a tokenizer the header is smaller
    for (qint64 length = firstBytes;; length = LongestGgufHeader) {
        file.seek(0);
        const auto header = readGguf(file.read(length), file.size());
        if (!header)
            return std::unexpected(header.error());
        if (*header)
            return **header;
        if (length >= LongestGgufHeader)
            return broken(u"longer than %1 bytes"_s.arg(LongestGgufHeader));
    }
}

} // namespace Spacewright::Hardware
