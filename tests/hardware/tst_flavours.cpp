// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/flavourfit.h"
#include "support/testcase.h"

#include <QJsonDocument>
#include <QSet>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Hardware;

namespace {
constexpr qint64 GB = 1'000'000'000;
}

class FlavoursTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void list_isThatOfTheHub()
    {
        QCOMPARE(flavours().size(), 17);
        QCOMPARE(*flavour(u"l4x4"_s), (Flavour{u"l4x4"_s, 48, 186, 4, u"L4"_s, 96, 3200, 380}));
        QCOMPARE(*flavour(u"cpu-upgrade"_s), (Flavour{u"cpu-upgrade"_s, 8, 32, 0, {}, 0, 50, 3}));
        QCOMPARE(flavour(u"zerogpu"_s)->name, u"zero-a10g"_s);
        QCOMPARE(flavour(u"zerogpu"_s)->vcpu, 0);
        QVERIFY(!flavour(u"h200"_s));
        QCOMPARE(centsPerMonth(*flavour(u"t4-small"_s)), 29200);
        QSet<QString> names;
        for (const Flavour &each : flavours())
            names.insert(each.name);
        QCOMPARE(names.size(), flavours().size());
    }

    void answersOfTheHub_areReadHoweverOdd()
    {
        const auto read = [](const QByteArray &json) { return readFlavours(QJsonDocument::fromJson(json).array()); };
        QCOMPARE(
            read(R"([{"name": "a", "cpu": "2 vCPU", "ram": "16 GB", "accelerator": null, "unitCostUSD": 0.0005}])"),
            (QList<Flavour>{{u"a"_s, 2, 16, 0, {}, 0, 0, 3}}));
        QCOMPARE(read(R"([{"name": "b", "ephemeralStorage": "1.5 TB", "accelerator": {"type": "gpu", "model": "X"}}])"),
                 (QList<Flavour>{{u"b"_s, 0, 0, 1, u"X"_s, 0, 1500, 0}}));
        QCOMPARE(read(R"([{"name": "c", "cpu": "many", "ram": "-3 GB", "unitCostUSD": 1e99}])"),
                 (QList<Flavour>{{u"c"_s, 0, 0, 0, {}, 0, 0, 0}}));
        QVERIFY(read(R"([{"prettyName": "d"}, 7, null])").isEmpty());
    }

    void space_fitsByMemoryCardAndDisk_data()
    {
        QTest::addColumn<Needs>("needs");
        QTest::addColumn<QString>("flavour");
        QTest::addColumn<Fit>("fit");
        QTest::newRow("nothing known") << Needs{} << u"cpu-basic"_s << Fit::Fits;
        QTest::newRow("measured") << Needs{.peakMemoryBytes = 2 * GB} << u"cpu-basic"_s << Fit::Fits;
        QTest::newRow("measured, tight") << Needs{.peakMemoryBytes = 14 * GB} << u"cpu-basic"_s << Fit::Tight;
        QTest::newRow("measured, too much") << Needs{.peakMemoryBytes = 17 * GB} << u"cpu-basic"_s << Fit::TooSmall;
        QTest::newRow("weights in memory") << Needs{.weightBytes = 14 * GB} << u"cpu-basic"_s << Fit::TooSmall;
        QTest::newRow("needs a card") << Needs{.asksForGpu = true} << u"cpu-upgrade"_s << Fit::NoGpu;
        QTest::newRow("on the card") << Needs{.weightBytes = 8 * GB, .asksForGpu = true} << u"t4-small"_s << Fit::Fits;
        QTest::newRow("tight on the card")
            << Needs{.weightBytes = 11 * GB, .asksForGpu = true} << u"t4-small"_s << Fit::Tight;
        QTest::newRow("too much for the card")
            << Needs{.weightBytes = 14 * GB, .asksForGpu = true} << u"t4-small"_s << Fit::TooSmall;
        QTest::newRow("too much for the memory beside the card")
            << Needs{.peakMemoryBytes = 16 * GB, .weightBytes = 1 * GB, .asksForGpu = true} << u"t4-small"_s
            << Fit::TooSmall;
        QTest::newRow("disk") << Needs{.fileBytes = 60 * GB} << u"cpu-basic"_s << Fit::TooSmall;
        QTest::newRow("ZeroGPU") << Needs{.weightBytes = 30 * GB, .asksForGpu = true, .isGradio = true}
                                 << u"zero-a10g"_s << Fit::Fits;
        QTest::newRow("half a card") << Needs{.weightBytes = 45 * GB, .asksForGpu = true, .isGradio = true}
                                     << u"zero-a10g"_s << Fit::TooSmall;
        QTest::newRow("ZeroGPU for others") << Needs{.asksForGpu = true} << u"zero-a10g"_s << Fit::NotOffered;
    }
    void space_fitsByMemoryCardAndDisk()
    {
        QFETCH(Needs, needs);
        QFETCH(QString, flavour);
        QFETCH(Fit, fit);
        const auto result = fits(needs, {*Hardware::flavour(flavour)});
        QCOMPARE(result.first().fit, fit);
        QVERIFY(fit == Fit::Fits || !result.first().reason.isEmpty());
    }

    void cheapest_isTheFirstThatFits()
    {
        const auto best = [](const Needs &needs) {
            const QList<FlavourFit> all = fits(needs, flavours());
            const FlavourFit *found = cheapest(all);
            return found ? found->flavour.name : QString();
        };
        QCOMPARE(best({}), u"cpu-basic"_s);
        QCOMPARE(best({.peakMemoryBytes = 20 * GB}), u"cpu-upgrade"_s);
        QCOMPARE(best({.weightBytes = 14 * GB, .asksForGpu = true}), u"l4x1"_s);
        QCOMPARE(best({.weightBytes = 14 * GB, .asksForGpu = true, .isGradio = true}), u"zero-a10g"_s);
        QCOMPARE(best({.weightBytes = 5000 * GB, .asksForGpu = true}), QString());
        QCOMPARE(cheapest({}), nullptr);
    }

    void json_hasPriceAndFit()
    {
        const QJsonObject json = toJson(fits({.peakMemoryBytes = 17 * GB}, flavours()).first());
        QCOMPARE(json["fit"_L1].toString(), u"too-small"_s);
        QCOMPARE(json["centsPerMonth"_L1].toInt(), 0);
        QVERIFY(json["reason"_L1].toString().contains("17"_L1));
    }
};

QTEST_GUILESS_MAIN(FlavoursTest)
#include "tst_flavours.moc"
