// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "base/spaceid.h"
#include "base/stage.h"
#include "support/testcase.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace std::chrono_literals;

class ValuesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void spaceId_acceptsWhatTheHubAccepts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("accepted");
        QTest::newRow("ordinary") << u"mlindt/whisper-notes"_s << true;
        QTest::newRow("one letter each") << u"a/b"_s << true;
        QTest::newRow("dots and underscores") << u"A_1/Cool.Space_2"_s << true;
        QTest::newRow("no slash") << u"whisper"_s << false;
        QTest::newRow("two slashes") << u"a/b/c"_s << false;
        QTest::newRow("double dash") << u"a/b--c"_s << false;
        QTest::newRow("climbs out") << u"../b"_s << false;
        QTest::newRow("ends in .git") << u"a/b.git"_s << false;
        QTest::newRow("begins with a dash") << u"a/-b"_s << false;
        QTest::newRow("96 characters") << "a/"_L1 + QString(96, u'x') << true;
        QTest::newRow("97 characters") << "a/"_L1 + QString(97, u'x') << false;
        QTest::newRow("line feed at the end") << u"a/b\n"_s << false;
    }
    void spaceId_acceptsWhatTheHubAccepts()
    {
        QFETCH(QString, text);
        QFETCH(bool, accepted);
        QCOMPARE(SpaceId::parse(text).has_value(), accepted);
    }

    void subdomain_flattens() { QCOMPARE(SpaceId::parse(u"Alice/Cool.Space")->subdomain(), u"alice-cool-space"_s); }

    void stageNames_goThereAndBack()
    {
        for (int i = 0; i <= int(Stage::Deleting); ++i)
            QCOMPARE(stageFromName(stageName(Stage(i))), Stage(i));
        QVERIFY(!stageFromName(u"STARTING"));
    }

    void durations_areWrittenOneWay_data()
    {
        QTest::addColumn<std::chrono::milliseconds>("duration");
        QTest::addColumn<QString>("text");
        QTest::newRow("tenths") << 3240ms << u"3.2 s"_s;
        QTest::newRow("seconds") << 31'400ms << u"31 s"_s;
        QTest::newRow("minutes") << 70'000ms << u"1:10"_s;
        QTest::newRow("hours") << 3'725'000ms << u"1:02:05"_s;
    }
    void durations_areWrittenOneWay()
    {
        QFETCH(std::chrono::milliseconds, duration);
        QFETCH(QString, text);
        QCOMPARE(durationText(duration), text);
    }

    void bytes_areWrittenOneWay()
    {
        QCOMPARE(bytesText(0), u"0 B"_s);
        QCOMPARE(bytesText(999), u"999 B"_s);
        QCOMPARE(bytesText(4'900'000), u"4.9 MB"_s);
        QCOMPARE(bytesText(999'999), u"1.0 MB"_s);
        QCOMPARE(bytesText(212'000'000'000), u"212 GB"_s);
    }
};

QTEST_GUILESS_MAIN(ValuesTest)
#include "tst_values.moc"
