// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/weightheader.h"

#include <QCoreApplication>
#include <QtEndian>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Hardware {

namespace {
struct TensorType {
    quint32 number;
    QLatin1StringView name;
    int block; ///< numbers that are packed together
    int bytes; ///< of a block
};

/// Source: ggml.h and ggml-common.h.
constexpr TensorType Types[] = {
    {0, "F32"_L1, 1, 4},         {1, "F16"_L1, 1, 2},         {2, "Q4_0"_L1, 32, 18},      {3, "Q4_1"_L1, 32, 20},
    {6, "Q5_0"_L1, 32, 22},      {7, "Q5_1"_L1, 32, 24},      {8, "Q8_0"_L1, 32, 34},      {9, "Q8_1"_L1, 32, 36},
    {10, "Q2_K"_L1, 256, 84},    {11, "Q3_K"_L1, 256, 110},   {12, "Q4_K"_L1, 256, 144},   {13, "Q5_K"_L1, 256, 176},
    {14, "Q6_K"_L1, 256, 210},   {15, "Q8_K"_L1, 256, 292},   {16, "IQ2_XXS"_L1, 256, 66}, {17, "IQ2_XS"_L1, 256, 74},
    {18, "IQ3_XXS"_L1, 256, 98}, {19, "IQ1_S"_L1, 256, 50},   {20, "IQ4_NL"_L1, 32, 18},   {21, "IQ3_S"_L1, 256, 110},
    {22, "IQ2_S"_L1, 256, 82},   {23, "IQ4_XS"_L1, 256, 136}, {24, "I8"_L1, 1, 1},         {25, "I16"_L1, 1, 2},
    {26, "I32"_L1, 1, 4},        {27, "I64"_L1, 1, 8},        {28, "F64"_L1, 1, 8},        {29, "IQ1_M"_L1, 256, 56},
    {30, "BF16"_L1, 1, 2},       {34, "TQ1_0"_L1, 256, 54},   {35, "TQ2_0"_L1, 256, 66},   {39, "MXFP4"_L1, 32, 17},
};

enum ValueType : quint32 { String = 8, Array = 9 };
/// Bytes of each type of value that has a fixed size; 0 for the two above.
constexpr int ValueBytes[] = {1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};
constexpr int DeepestArray = 4;
constexpr quint32 MostDimensions = 8; // today's files have four at most

/// Reads forward through bytes that may end anywhere. Once something did not fit, all that follows is nothing.
class Cursor {
public:
    Cursor(const QByteArray &bytes, qint64 fileBytes)
        : m_bytes(bytes)
        , m_fileBytes(fileBytes)
    {
    }

    [[nodiscard]] bool isFine() const { return !m_isBroken && !m_isShort; }
    [[nodiscard]] bool isBroken() const { return m_isBroken; }
    [[nodiscard]] qint64 position() const { return m_at; }
    void refuse() { m_isBroken = true; }

    template<typename Number>
    Number number()
    {
        const qint64 from = m_at;
        skip(sizeof(Number));
        return isFine() ? qFromLittleEndian<Number>(m_bytes.constData() + from) : Number();
    }

    void skip(quint64 bytes)
    {
        if (!isFine())
            return;
        if (bytes > quint64(m_fileBytes - m_at))
            m_isBroken = true; // longer than the file
        else if (bytes > quint64(m_bytes.size() - m_at))
            m_isShort = true; // longer than what was read of it
        else
            m_at += qint64(bytes);
    }

    void skipString() { skip(number<quint64>()); }

    /// How many things of `least` bytes each there are to come; more than the file has room for is refused.
    quint64 count(quint64 least)
    {
        const auto many = number<quint64>();
        if (isFine() && many > quint64(m_fileBytes - m_at) / least)
            refuse();
        return isFine() ? many : 0;
    }

    void skipValue(quint32 type, int depth = 0)
    {
        if (type == String)
            return skipString();
        if (type != Array) {
            if (type >= std::size(ValueBytes))
                return refuse();
            return skip(quint64(ValueBytes[type]));
        }
        const auto items = number<quint32>();
        if (depth == DeepestArray || items >= std::size(ValueBytes))
            return refuse();
        if (const int bytes = ValueBytes[items]; bytes > 0)
            return skip(count(quint64(bytes)) * quint64(bytes));
        constexpr quint64 leastItem = 8; // the length of an empty string
        for (quint64 left = count(leastItem); left > 0 && isFine(); --left)
            skipValue(items, depth + 1);
    }

private:
    const QByteArray &m_bytes;
    qint64 m_fileBytes;
    qint64 m_at = 0;
    bool m_isBroken = false;
    bool m_isShort = false;
};

void readTensor(Cursor &cursor, WeightHeader &header, qint64 fileBytes)
{
    cursor.skipString();
    const auto dimensions = cursor.number<quint32>();
    if (dimensions > MostDimensions)
        return cursor.refuse();
    qint64 numbers = 1;
    for (quint32 i = 0; i < dimensions && cursor.isFine(); ++i) {
        const auto size = cursor.number<quint64>();
        if (size > quint64(std::numeric_limits<qint64>::max()) || qMulOverflow(numbers, qint64(size), &numbers))
            return cursor.refuse();
    }
    const auto number = cursor.number<quint32>();
    cursor.skip(sizeof(quint64)); // its place
    const auto type = std::ranges::find(Types, number, &TensorType::number);
    if (!cursor.isFine())
        return;
    if (type == std::end(Types))
        return cursor.refuse();
    qint64 bytes = 0;
    const qint64 blocks = numbers / type->block + (numbers % type->block == 0 ? 0 : 1);
    if (qMulOverflow(blocks, qint64(type->bytes), &bytes) || bytes > fileBytes - header.dataBytes)
        return cursor.refuse();
    ++header.tensors;
    header.parameters += numbers; // at most eight for each byte of the file
    header.dataBytes += bytes;
    header.bytesByType[type->name] += bytes;
}
} // namespace

Result<std::optional<WeightHeader>> readGguf(const QByteArray &begin, qint64 fileBytes)
{
    const auto broken = [](qint64 at) {
        return failure(ErrorCode::Invalid,
                       QCoreApplication::translate("WeightHeader",
                                                   "The header of the weights is broken. Download the file again."),
                       u"at byte %1"_s.arg(at));
    };
    fileBytes = qMax(fileBytes, qint64(begin.size()));
    Cursor cursor(begin, fileBytes);
    if (!QByteArrayView("GGUF").startsWith(QByteArrayView(begin).first(qMin<qsizetype>(4, begin.size()))))
        return broken(0);
    cursor.skip(4);
    const auto version = cursor.number<quint32>();
    if (cursor.isFine() && version != 2 && version != 3)
        return broken(4);
    constexpr quint64 leastTensor = 24; // name, dimensions, type and place
    constexpr quint64 leastPair = 13; // name, type and value
    const quint64 tensors = cursor.count(leastTensor);
    const quint64 pairs = cursor.count(leastPair);
    for (quint64 i = 0; i < pairs && cursor.isFine(); ++i) {
        cursor.skipString();
        cursor.skipValue(cursor.number<quint32>());
    }
    WeightHeader header;
    for (quint64 i = 0; i < tensors && cursor.isFine(); ++i)
        readTensor(cursor, header, fileBytes);
    if (cursor.isBroken())
        return broken(cursor.position());
    return cursor.isFine() ? std::optional(header) : std::nullopt;
}

} // namespace Spacewright::Hardware
