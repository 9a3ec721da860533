// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/names.h"
#include "support/testcase.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Check;

class NamesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void closest_isWhatSomebodyMeant_data()
    {
        QTest::addColumn<QString>("list");
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("meant");
        QTest::newRow("British grey") << u"colour"_s << u"grey"_s << u"gray"_s;
        QTest::newRow("case") << u"colour"_s << u"Blue"_s << u"blue"_s;
        QTest::newRow("orange is none") << u"colour"_s << u"orange"_s << QString();
        QTest::newRow("a colour in hex") << u"colour"_s << u"#ff0000"_s << QString();
        QTest::newRow("Apache's long name") << u"licence"_s << u"Apache 2.0"_s << u"apache-2.0"_s;
        QTest::newRow("MIT") << u"licence"_s << u"MIT"_s << u"mit"_s;
        QTest::newRow("missing letter") << u"key"_s << u"python_verson"_s << u"python_version"_s;
        QTest::newRow("dashes") << u"key"_s << u"sdk-version"_s << u"sdk_version"_s;
        QTest::newRow("swapped letters") << u"key"_s << u"tilte"_s << u"title"_s;
        QTest::newRow("camel case") << u"key"_s << u"appFile"_s << u"app_file"_s;
        QTest::newRow("another word") << u"key"_s << u"author"_s << QString();
        QTest::newRow("nothing") << u"key"_s << QString() << QString();
        QTest::newRow("very long") << u"key"_s << QString(100'000, u'x') << QString();
    }
    void closest_isWhatSomebodyMeant()
    {
        QFETCH(QString, list);
        QFETCH(QString, written);
        const auto names = list == u"colour" ? colours() : list == u"licence" ? licences() : headerKeys();
        QTEST(closest(names, written), "meant");
    }
};

QTEST_GUILESS_MAIN(NamesTest)
#include "tst_names.moc"
