// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/spaceweights.h"
#include "commandline.h"
#include "history/ledger.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QThreadPool>

using namespace Spacewright;
using namespace Spacewright::Testing;

/// `spw hardware` on a machine whose NVIDIA library is the stand-in of tests/hardware.
class HardwareTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<CommandLine> m_line;

    static void play(const QString &recording)
    {
        qputenv("STANDIN_NVML", sourceFile(u"tests/data/hardware/nvml/"_s + recording + ".txt"_L1).toLocal8Bit());
    }
    [[nodiscard]] QString space(const QByteArray &app)
    {
        return m_line->makeSpace(
            u"space"_s,
            {{u"README.md"_s, "---\ntitle: A\nsdk: gradio\nsdk_version: 6.25.0\napp_file: app.py\n---\n"},
             {u"app.py"_s, app}});
    }
    [[nodiscard]] QJsonObject link(const QString &name) const
    {
        for (const QJsonValue &value : m_line->json().array()) {
            if (value["link"_L1].toString() == name)
                return value.toObject();
        }
        return {};
    }

private Q_SLOTS:
    void init()
    {
        cleanRoom();
        m_line = std::make_unique<CommandLine>();
        play(u"four"_s);
    }

    void cleanup()
    {
        QThreadPool::globalInstance()->waitForDone(); // what is written in the background
        m_line.reset();
    }

    void cards_areListedWithWhatUsesThem()
    {
        play(u"one"_s);
        QCOMPARE(m_line->run({u"hardware"_s}), 0);
        const QString out = m_line->out();
        QVERIFY2(out.contains("NVIDIA GeForce RTX 4090"_L1) && out.contains("capability 8.9"_L1), qPrintable(out));
        QVERIFY2(out.contains("process 4211"_L1) && out.contains("12.8"_L1), qPrintable(out));
        QCOMPARE(m_line->run({u"hardware"_s, u"--format"_s, u"json"_s}), 0);
        const QJsonObject json = m_line->json().object();
        QCOMPARE(json["gpus"_L1][0]["uuid"_L1].toString(), u"GPU-00000001-0000-4000-8000-000000000000"_s);
        QCOMPARE(json["gpuSoftware"_L1]["nvml"_L1].toString(), u"works"_s);
    }

    void explain_namesTheBrokenDriver()
    {
        play(u"lost"_s);
        QCOMPARE(m_line->run({u"hardware"_s, u"--explain"_s, u"--format"_s, u"json"_s}), 0);
        QCOMPARE(m_line->json().array().size(), 7);
        QCOMPARE(link(u"card"_s)["state"_L1].toString(), u"broken"_s);
        QVERIFY(link(u"card"_s)["next"_L1].toString().contains("Restart"_L1));
        QCOMPARE(m_line->run({u"hardware"_s, u"--explain"_s}), 0);
        QVERIFY2(m_line->out().contains("NVIDIA L4 no longer answers"_L1), qPrintable(m_line->out()));
        QVERIFY(m_line->out().contains(u"→ Restart the machine."_s));
    }

    void explain_ofASpaceReadsItsCodeAndVariables()
    {
        const QString folder = space("import gradio\nmodel.to(\"cuda\")\n");
        QCOMPARE(m_line->run({u"hardware"_s, u"--explain"_s, folder, u"--format"_s, u"json"_s}), 0);
        QCOMPARE(link(u"card"_s)["state"_L1].toString(), u"ok"_s);
        QCOMPARE(link(u"driver"_s)["state"_L1].toString(), u"ok"_s);
        // The machine of the test has the stand-in, and none of the rest of a driver.
        QCOMPARE(link(u"runtime"_s)["state"_L1].toString(), u"broken"_s);
        QCOMPARE(link(u"code"_s)["state"_L1].toString(), u"not-looked"_s);
    }

    void explain_ofNoFolderIsAnError()
    {
        QCOMPARE(m_line->run({u"hardware"_s, u"--explain"_s, m_line->path(u"nothing"_s)}), 1);
        QVERIFY(!m_line->err().isEmpty());
    }

    void prove_needsAnEnvironment()
    {
        QCOMPARE(m_line->run({u"hardware"_s, u"--prove"_s, space("import gradio\n")}), 1);
        QVERIFY2(m_line->err().contains("spw build"_L1), qPrintable(m_line->err()));
    }

    void flavours_haveTheirPriceWithoutASpace()
    {
        QCOMPARE(m_line->run({u"hardware"_s, u"--flavours"_s}), 0);
        QVERIFY2(m_line->out().contains("a100-large"_L1) && m_line->out().contains("$2.50"_L1),
                 qPrintable(m_line->out()));
        QVERIFY(!m_line->out().contains("cheapest"_L1));
    }

    void flavours_ofASpaceComeFromItsCodeWeightsAndRuns()
    {
        const QString folder = space("import gradio\nmodel = M.from_pretrained(\"some/model\").to(\"cuda\")\n"
                                     "other = M.from_pretrained(\"some/other\")\n");
        // In the Space an LFS pointer of 3 GB, in the cache a model of 1 GB of which only the header is there.
        QVERIFY_RESULT(writeFile(folder + "/big.safetensors"_L1,
                                 "version https://git-lfs.github.com/spec/v1\noid sha256:" + QByteArray(64, 'a')
                                     + "\nsize 3000000000\n"));
        QFile model(m_line->path(u"hub/models--some--model/snapshots/1/model.safetensors"_s));
        QVERIFY(QDir().mkpath(QFileInfo(model.fileName()).path()) && model.open(QIODevice::WriteOnly));
        const QByteArray header = R"({"a":{"dtype":"F16","shape":[500000000],"data_offsets":[0,1000000000]}})";
        QVERIFY(model.write(QByteArray(1, char(header.size())) + QByteArray(7, '\0') + header) > 0);
        QVERIFY(model.resize(1'000'000'000 + 8 + header.size())); // takes no room on the disk
        model.close();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"HF_HUB_CACHE"_s, m_line->path(u"hub"_s));
        m_line->setEnvironment(environment);
        {
            History::Ledger ledger(m_line->services().paths.ledger(), m_line->redactor);
            const auto id = ledger.addRun({folder, {}, u"process"_s, {}, {}, {}, QDateTime::currentDateTimeUtc()});
            QVERIFY(settles(id));
            History::RunEnd end;
            end.stopped = QDateTime::currentDateTimeUtc();
            end.peakMemoryBytes = 2'000'000'000;
            QVERIFY(settles(ledger.finishRun(*id.result(), end)));
        }
        QCOMPARE(m_line->run({u"hardware"_s, u"--flavours"_s, folder, u"--format"_s, u"json"_s}), 0);
        const QJsonObject json = m_line->json().object();
        QCOMPARE(json["weightBytes"_L1].toInteger(), 4'000'000'000);
        QCOMPARE(json["peakMemoryBytes"_L1].toInteger(), 2'000'000'000);
        QVERIFY(json["asksForGpu"_L1].toBool());
        QCOMPARE(json["unknownWeights"_L1].toArray(), QJsonArray{u"some/other"_s});
        QCOMPARE(json["cheapest"_L1].toString(), u"zero-a10g"_s);
        QCOMPARE(json["flavours"_L1][0]["fit"_L1].toString(), u"no-gpu"_s);
        QCOMPARE(m_line->run({u"hardware"_s, u"--flavours"_s, folder}), 0);
        QVERIFY2(m_line->out().contains("The cheapest that fits: zero-a10g."_L1), qPrintable(m_line->out()));
        QVERIFY(m_line->out().contains("some/model: model.safetensors, 1.0 GB"_L1));
        QCOMPARE(m_line->run({u"hardware"_s, u"--flavours"_s, folder, u"--peak-memory"_s, u"much"_s}), 2);
    }

    void oneFormOfAModel_isLoaded_data()
    {
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<QList<qint64>>("sizes");
        QTest::addColumn<qint64>("bytes");
        QTest::newRow("parts") << QStringList{u"m-00001-of-00002.safetensors"_s, u"m-00002-of-00002.safetensors"_s}
                               << QList<qint64>{5, 3} << qint64(8);
        QTest::newRow("a variant beside it")
            << QStringList{u"m.safetensors"_s, u"m.fp16.safetensors"_s} << QList<qint64>{8, 4} << qint64(8);
        QTest::newRow("a variant alone") << QStringList{u"m.fp16.safetensors"_s} << QList<qint64>{4} << qint64(4);
        QTest::newRow("one of several GGUF")
            << QStringList{u"m-Q4.gguf"_s, u"m-Q8.gguf"_s} << QList<qint64>{4, 8} << qint64(8);
        QTest::newRow("GGUF in parts") << QStringList{u"a-00001-of-00002.gguf"_s, u"a-00002-of-00002.gguf"_s,
                                                      u"b.gguf"_s}
                                       << QList<qint64>{4, 5, 8} << qint64(9);
        QTest::newRow("nothing") << QStringList() << QList<qint64>() << qint64(0);
    }
    void oneFormOfAModel_isLoaded()
    {
        QFETCH(QStringList, names);
        QFETCH(QList<qint64>, sizes);
        QTEST(Cli::loadedBytes(names, sizes), "bytes");
    }

    void optionsThatExcludeEachOther_areWrongUsage()
    {
        QCOMPARE(m_line->run({u"hardware"_s, u"--prove"_s, u"--explain"_s}), 2);
    }
};

QTEST_GUILESS_MAIN(HardwareTest)
#include "tst_hardware.moc"
