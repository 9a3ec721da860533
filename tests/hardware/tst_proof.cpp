// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/proof.h"
#include "support/testcase.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Hardware;

namespace {
const QByteArray TwoDevices =
    R"({"framework": "torch", "version": "2.8.0+cu128", "python": "3.13.5", "error": null, "devices": [)"
    R"({"device": "cpu", "name": "", "seconds": 0.02, "gflops": 107.4, "memoryBytes": null, "right": true, "error": null},)"
    R"({"device": "cuda:0", "name": "NVIDIA L4", "seconds": 0.01, "gflops": 13743.9, "memoryBytes": 201326592,)"
    R"( "right": true, "error": null}]})";
} // namespace

class ProofTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void lastLine_isRead()
    {
        const auto proof = readProof("a package greets\n\n" + TwoDevices + "\n");
        QVERIFY(proof);
        QCOMPARE(proof->framework, u"torch"_s);
        QCOMPARE(proof->version, u"2.8.0+cu128"_s);
        QCOMPARE(proof->devices.size(), 2);
        QCOMPARE(proof->devices.at(0).memoryBytes, -1);
        QCOMPARE(proof->devices.at(1).name, u"NVIDIA L4"_s);
        QCOMPARE(proof->devices.at(1).memoryBytes, 201326592);
        QVERIFY(proof->error.isEmpty());
    }

    void best_isTheCardThatWorked()
    {
        auto proof = readProof(TwoDevices).value();
        QCOMPARE(proof.best()->device, u"cuda:0"_s);
        proof.devices[1].gflops = 1; // slower than the processor, and still the card
        QCOMPARE(proof.best()->device, u"cuda:0"_s);
        proof.devices[1].error = u"CUDA error"_s;
        QCOMPARE(proof.best()->device, u"cpu"_s);
        proof.devices[0].isRight = false;
        QCOMPARE(proof.best(), nullptr);
        proof.devices.clear();
        QCOMPARE(proof.best(), nullptr);
    }

    void otherOutput_isNoProof_data()
    {
        QTest::addColumn<QByteArray>("output");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a sentence") << QByteArray("Killed\n");
        QTest::newRow("another object") << QByteArray("{\"devices\": 3}");
        QTest::newRow("a list") << QByteArray("[1]");
        QTest::newRow("cut off") << TwoDevices.chopped(3);
    }
    void otherOutput_isNoProof()
    {
        QFETCH(QByteArray, output);
        QVERIFY(!readProof(output));
    }

    void json_saysWhichDeviceIsBest()
    {
        const QJsonObject json = toJson(*readProof(TwoDevices));
        QCOMPARE(json["best"_L1].toString(), u"cuda:0"_s);
        QVERIFY(json["devices"_L1][0]["memoryBytes"_L1].isNull());
        QVERIFY(json["devices"_L1][1]["worked"_L1].toBool());
        QVERIFY(json["error"_L1].isNull());
    }
};

QTEST_GUILESS_MAIN(ProofTest)
#include "tst_proof.moc"
