// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/uvoutput.h"
#include "support/testcase.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Environment;

class UvOutputTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void sizes_areRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("bytes");
        QTest::newRow("mebibytes") << QByteArray("29.3MiB") << qint64(30723277);
        QTest::newRow("kibibytes") << QByteArray("512.0KiB") << qint64(524288);
        QTest::newRow("gibibytes") << QByteArray("1.5GiB") << qint64(1610612736);
        QTest::newRow("bytes") << QByteArray("97B") << qint64(97);
        QTest::newRow("no size") << QByteArray("large") << qint64(0);
    }
    void sizes_areRead()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, bytes);
        QCOMPARE(sizeFromUv(text), bytes);
    }

    void progress_followsARealInstall()
    {
        InstallProgress progress;
        QVERIFY(!progress.feed("Using Python 3.13.5 environment at: v1"));
        QVERIFY(progress.feed("Resolved 72 packages in 251ms"));
        QCOMPARE(progress.packages(), 72);
        QCOMPARE(progress.progress().total, 72);
        QVERIFY(progress.feed("Downloading gradio (29.3MiB)"));
        QVERIFY(progress.feed("Downloading numpy (15.0MiB)"));
        QVERIFY(!progress.feed("Downloading numpy (15.0MiB)"));
        QCOMPARE(progress.progress().done, 0);
        QCOMPARE(progress.progress().total, sizeFromUv("29.3MiB") + sizeFromUv("15.0MiB"));
        QVERIFY(progress.feed(" Downloaded numpy"));
        QCOMPARE(progress.progress().done, sizeFromUv("15.0MiB"));
        QVERIFY(progress.progress().text.contains(u"15.7 MB of 46"_s));
        QVERIFY(progress.feed(" Downloaded gradio"));
        QVERIFY(progress.feed("Prepared 72 packages in 896ms"));
        QVERIFY(progress.feed("Installed 72 packages in 580ms"));
        QCOMPARE(progress.progress().done, 72);
        QCOMPARE(progress.progress().total, 72);
        QVERIFY(!progress.feed(" + annotated-doc==0.0.7"));
    }

    void progress_understandsPip()
    {
        InstallProgress progress;
        QVERIFY(progress.feed("Downloading gradio-6.25.0-py3-none-any.whl (29.3 MB)"));
        QVERIFY(progress.feed("Installing collected packages: pytz, numpy, gradio"));
        QCOMPARE(progress.packages(), 3);
    }

    void progress_survivesAnything()
    {
        InstallProgress progress;
        for (const char *line :
             {"", " ", "Downloading", "Downloading x (", "Resolved many packages", "Downloaded", "\xff\xfe"})
            progress.feed(line);
        QCOMPARE(progress.packages(), 0);
    }
};

QTEST_GUILESS_MAIN(UvOutputTest)
#include "tst_uvoutput.moc"
