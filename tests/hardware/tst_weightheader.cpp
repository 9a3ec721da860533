// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomicfile.h"
#include "hardware/weightheader.h"
#include "support/testcase.h"

#include <QTemporaryDir>
#include <QtEndian>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Hardware;

namespace {
template<typename Number>
QByteArray number(Number value)
{
    const Number little = qToLittleEndian(value);
    return QByteArray(reinterpret_cast<const char *>(&little), sizeof little);
}

QByteArray safetensors(const QByteArray &json)
{
    return number(quint64(json.size())) + json;
}

QByteArray text(const QByteArray &words)
{
    return number(quint64(words.size())) + words;
}

QByteArray tensor(const QByteArray &name, const QList<quint64> &shape, quint32 type)
{
    QByteArray bytes = text(name) + number(quint32(shape.size()));
    for (const quint64 size : shape)
        bytes += number(size);
    return bytes + number(type) + number(quint64(0));
}

QByteArray gguf(quint64 tensors, quint64 pairs, const QByteArray &rest, quint32 version = 3)
{
    return "GGUF" + number(version) + number(tensors) + number(pairs) + rest;
}

const QByteArray TwoTensors =
    R"({"__metadata__":{"format":"pt"},"a":{"dtype":"BF16","shape":[2,3],"data_offsets":[0,12]},)"
    R"("b":{"dtype":"F32","shape":[],"data_offsets":[12,16]}})";
} // namespace

class WeightHeaderTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void safetensors_areCounted()
    {
        const QByteArray header = safetensors(TwoTensors);
        const auto read = readSafetensors(header, header.size() + 16);
        QVERIFY_RESULT(read);
        QCOMPARE(*read, (WeightHeader{2, 7, 16, {{u"BF16"_s, 12}, {u"F32"_s, 4}}}));
        const QByteArray empty = safetensors("{}");
        QCOMPARE(readSafetensors(empty, empty.size()).value(), WeightHeader{});
    }

    void hostileSafetensors_areRefused_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<qint64>("fileBytes");
        const auto one = [](const QByteArray &tensor) { return safetensors("{\"a\":" + tensor + "}"); };
        QTest::newRow("nothing") << QByteArray() << qint64(0);
        QTest::newRow("no length") << QByteArray("\x02\0\0", 3) << qint64(3);
        QTest::newRow("longer than the file") << number(quint64(100)) + "{}" << qint64(10);
        QTest::newRow("longer than any") << number(quint64(200'000'000)) << (qint64(1) << 40);
        QTest::newRow("length of all ones") << QByteArray(8, '\xff') << std::numeric_limits<qint64>::max();
        QTest::newRow("cut off") << number(quint64(50)) + "{}" << qint64(100);
        QTest::newRow("no JSON") << safetensors("{\"a\"") << qint64(1000);
        QTest::newRow("a list") << safetensors("[]") << qint64(1000);
        QTest::newRow("behind the end") << one(R"({"dtype":"F32","shape":[1],"data_offsets":[0,4000]})")
                                        << qint64(1000);
        QTest::newRow("backwards") << one(R"({"dtype":"F32","shape":[1],"data_offsets":[8,4]})") << qint64(1000);
        QTest::newRow("negative") << one(R"({"dtype":"F32","shape":[1],"data_offsets":[-4,4]})") << qint64(1000);
        QTest::newRow("no offsets") << one(R"({"dtype":"F32","shape":[1]})") << qint64(1000);
        QTest::newRow("shape overflows") << one(
            R"({"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,4]})")
                                         << qint64(1000);
        QTest::newRow("negative shape") << one(R"({"dtype":"F32","shape":[-1],"data_offsets":[0,4]})") << qint64(1000);
        const QByteArray all = R"({"dtype":"F32","shape":[1],"data_offsets":[0,100]})";
        const QByteArray overlapping = safetensors("{\"a\":" + all + ",\"b\":" + all + "}");
        QTest::newRow("overlapping") << overlapping << qint64(overlapping.size() + 100);
    }
    void hostileSafetensors_areRefused()
    {
        QFETCH(QByteArray, header);
        QFETCH(qint64, fileBytes);
        const auto read = readSafetensors(header, fileBytes);
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::Invalid);
    }

    void gguf_isCounted()
    {
        const QByteArray pairs = text("general.architecture") + number(quint32(8)) + text("llama") + text("block_count")
            + number(quint32(4)) + number(quint32(32)) + text("tokens") + number(quint32(9)) + number(quint32(8))
            + number(quint64(2)) + text("a") + text("bc") + text("scores") + number(quint32(9)) + number(quint32(6))
            + number(quint64(3)) + QByteArray(12, '\0');
        const QByteArray file =
            gguf(2, 4, pairs + tensor("w", {256, 2}, 12) + tensor("n", {10}, 0)) + QByteArray(500, '\0');
        const auto read = readGguf(file, file.size());
        QVERIFY_RESULT(read);
        QVERIFY(read->has_value());
        QCOMPARE(**read, (WeightHeader{2, 522, 2 * 144 + 40, {{u"F32"_s, 40}, {u"Q4_K"_s, 288}}}));
    }

    void ggufThatGoesOn_asksForMore()
    {
        const QByteArray file = gguf(1, 0, tensor("weights", {256}, 8)) + QByteArray(1000, '\0');
        for (qsizetype length = 0; length < 24 + 8 + 7 + 4 + 8 + 4 + 8; ++length) {
            const auto read = readGguf(file.first(length), file.size());
            QVERIFY_RESULT(read);
            QVERIFY(!read->has_value());
        }
        QVERIFY(readGguf(file, file.size())->has_value());
    }

    void hostileGguf_isRefused_data()
    {
        QTest::addColumn<QByteArray>("file");
        const quint64 huge = ~quint64(0);
        QTest::newRow("another file") << QByteArray("PK\3\4 and more");
        QTest::newRow("version 1") << gguf(0, 0, {}, 1);
        QTest::newRow("other byte order") << gguf(0, 0, {}, 0x03000000);
        QTest::newRow("more tensors than bytes") << gguf(huge, 0, {});
        QTest::newRow("more pairs than bytes") << gguf(0, huge, {});
        QTest::newRow("endless name") << gguf(0, 1, number(huge) + QByteArray(30, 'a'));
        QTest::newRow("endless array") << gguf(0, 1,
                                               text("a") + number(quint32(9)) + number(quint32(10)) + number(huge));
        QTest::newRow("arrays in arrays") << gguf(
            0, 1, text("a") + number(quint32(9)) + QByteArray(number(quint32(9)) + number(quint64(1))).repeated(30));
        QTest::newRow("unknown value") << gguf(0, 1, text("a") + number(quint32(77)) + QByteArray(20, '\0'));
        QTest::newRow("unknown type") << gguf(1, 0, tensor("a", {1}, 4242));
        QTest::newRow("many dimensions") << gguf(1, 0, text("a") + number(quint32(4000)) + QByteArray(80, '\1'));
        QTest::newRow("shape overflows") << gguf(1, 0, tensor("a", {quint64(1) << 40, quint64(1) << 40}, 0));
        QTest::newRow("bigger than the file") << gguf(1, 0, tensor("a", {1 << 20}, 0));
    }
    void hostileGguf_isRefused()
    {
        QFETCH(QByteArray, file);
        const auto read = readGguf(file, file.size());
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::Invalid);
    }

    void files_areReadByTheirBeginning()
    {
        const QTemporaryDir folder;
        const QByteArray header = safetensors(TwoTensors);
        QVERIFY_RESULT(writeFile(folder.filePath(u"a.safetensors"_s), header + QByteArray(16, '\0')));
        QCOMPARE(readWeightHeader(folder.filePath(u"a.safetensors"_s))->parameters, 7);
        // A tokenizer longer than what is read first.
        const QByteArray file =
            gguf(1, 1, text("t") + number(quint32(8)) + text(QByteArray(2'000'000, 'x')) + tensor("w", {32}, 8))
            + QByteArray(64, '\0');
        QVERIFY_RESULT(writeFile(folder.filePath(u"b.gguf"_s), file));
        QCOMPARE(readWeightHeader(folder.filePath(u"b.gguf"_s))->dataBytes, 34);
        QVERIFY_RESULT(writeFile(folder.filePath(u"c.gguf"_s), file.first(1000)));
        QCOMPARE(readWeightHeader(folder.filePath(u"c.gguf"_s)).error().code, ErrorCode::Invalid);
        QVERIFY_RESULT(writeFile(folder.filePath(u"d.bin"_s), "x"));
        QCOMPARE(readWeightHeader(folder.filePath(u"d.bin"_s)).error().code, ErrorCode::Invalid);
        QCOMPARE(readWeightHeader(folder.filePath(u"e.gguf"_s)).error().code, ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(WeightHeaderTest)
#include "tst_weightheader.moc"
