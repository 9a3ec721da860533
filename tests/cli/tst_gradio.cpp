// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomicfile.h"
#include "spwprocess.h"

#include <QJsonArray>
#include <QTemporaryDir>

using namespace Spacewright;
using namespace Spacewright::Testing;
using namespace std::chrono_literals;

/// The program's main job from the command line, with a real environment from the package index.
/// The functions build on each other: the first pays for the environment.
class GradioTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (!packageIndexAnswers())
            skipWithout("network", u"The package index does not answer."_s);
    }
    void init() { cleanRoom(); }

    void controlC_whileBuildingLeavesNothingHalfDone()
    {
        SpwProcess spw(m_home.path(), {u"build"_s, Hello});
        QTRY_VERIFY_WITH_TIMEOUT(spw.err.contains("uv") || spw.err.contains("✓") || !spw.isRunning(), 120'000);
        spw.interrupt();
        QCOMPARE(spw.wait(60s), 130);
        QCOMPARE(processesThatMention(m_home.path()), QStringList());
        SpwProcess list(m_home.path(), {u"env"_s, u"list"_s, u"--format"_s, u"json"_s});
        QCOMPARE(list.wait(), 0);
        QCOMPARE(QJsonDocument::fromJson(list.out).array().size(), 0);
    }

    void controlC_whileARunBuildsLeavesNothingHalfDone()
    {
        SpwProcess spw(m_home.path(), {u"run"_s, Hello, u"--json-events"_s});
        static const QRegularExpression underWay(uR"x("id":"(resolve|install)"[^\n]*"state":"running")x"_s);
        QTRY_VERIFY_WITH_TIMEOUT(QString::fromUtf8(spw.out).contains(underWay) || !spw.isRunning(), 120'000);
        QVERIFY2(spw.isRunning(), qPrintable(spw.words()));
        spw.interrupt();
        QCOMPARE(spw.wait(60s), 130);
        QVERIFY2(!spw.err.contains("Sanitizer"), spw.err.constData());
        QCOMPARE(processesThatMention(m_home.path()), QStringList());
    }

    void gradioHello_buildsRunsAnswersAndStops()
    {
        SpwProcess spw(m_home.path(), {u"run"_s, Hello, u"--until"_s, u"ready"_s, u"--format"_s, u"json"_s});
        QVERIFY2(spw.wait(800s) == 0, qPrintable(spw.words()));
        const QJsonObject json = spw.json();
        QCOMPARE(json["stage"_L1].toString(), u"RUNNING"_s);
        QCOMPARE(json["status"_L1].toInt(), 200);
        QVERIFY(json["url"_L1].toString().startsWith("http://"_L1));
        const QJsonObject seconds = json["seconds"_L1].toObject();
        QVERIFY2(seconds["total"_L1].toDouble() > 0 && seconds.contains("install"_L1) && seconds.contains("ready"_L1),
                 spw.out.constData());
        QVERIFY2(json["peakMemoryBytes"_L1].toDouble() > 30e6, spw.out.constData()); // Python with Gradio
        QCOMPARE(processesThatMention(m_home.path()), QStringList());
    }

    void secondRun_usesTheSameEnvironment()
    {
        SpwProcess spw(m_home.path(), {u"run"_s, Hello, u"--until"_s, u"ready"_s, u"--format"_s, u"json"_s});
        QVERIFY2(spw.wait(120s) == 0, qPrintable(spw.words()));
        QVERIFY(!spw.json()["seconds"_L1].toObject().contains("install"_L1));

        SpwProcess list(m_home.path(), {u"env"_s, u"list"_s, u"--format"_s, u"json"_s});
        QCOMPARE(list.wait(), 0);
        const QJsonArray environments = QJsonDocument::fromJson(list.out).array();
        QCOMPARE(environments.size(), 1);
        QCOMPARE(environments.first()["sdkVersion"_L1].toString(), u"6.31.0"_s);

        SpwProcess history(m_home.path(), {u"history"_s, u"--format"_s, u"json"_s});
        QCOMPARE(history.wait(), 0);
        const QJsonObject run = QJsonDocument::fromJson(history.out).array().first().toObject();
        QCOMPARE(run["environment"_L1].toString(), environments.first()["hash"_L1].toString());
        QVERIFY2(run["peakMemoryBytes"_L1].toDouble() > 30e6, history.out.constData());
        QVERIFY2(run["lock"_L1].toString().contains("gradio==6.31.0"_L1),
                 qPrintable(run["lock"_L1].toString().left(200)));
    }

    void appThatRaises_isExitCode4WithTheLine()
    {
        const QString folder = m_home.path() + "/raises"_L1;
        const auto readme = readFile(Hello + "/README.md"_L1);
        QVERIFY_RESULT(readme);
        QVERIFY_RESULT(writeFile(folder + "/README.md"_L1, *readme));
        QVERIFY_RESULT(writeFile(folder + "/requirements.txt"_L1,
                                 readFile(Hello + "/requirements.txt"_L1).value_or(QByteArray())));
        QVERIFY_RESULT(writeFile(folder + "/app.py"_L1, "print('so far')\nraise ValueError('no model here')\n"));
        SpwProcess spw(m_home.path(), {u"run"_s, folder, u"--until"_s, u"ready"_s, u"--format"_s, u"json"_s});
        QVERIFY2(spw.wait(300s) == 4, qPrintable(spw.words()));
        const QJsonObject json = spw.json();
        QCOMPARE(json["stage"_L1].toString(), u"RUNTIME_ERROR"_s);
        QCOMPARE(json["verdict"_L1].toString(), u"app"_s);
        QVERIFY2(spw.out.contains("ValueError"), spw.out.constData());
        QVERIFY2(spw.err.contains("so far"), spw.err.constData());
    }

    void controlC_whileRunningEndsTheApp()
    {
        SpwProcess spw(m_home.path(), {u"run"_s, Hello});
        QTRY_VERIFY_WITH_TIMEOUT(spw.out.contains("http://") || !spw.isRunning(), 120'000);
        QVERIFY2(spw.isRunning(), qPrintable(spw.words()));
        QVERIFY(!processesThatMention(m_home.path()).isEmpty());
        spw.interrupt();
        QCOMPARE(spw.wait(60s), 130);
        QCOMPARE(processesThatMention(m_home.path()), QStringList());
    }

    void prune_givesTheDiskBack()
    {
        SpwProcess prune(m_home.path(), {u"env"_s, u"prune"_s, u"--format"_s, u"json"_s});
        QCOMPARE(prune.wait(), 0);
        QCOMPARE(prune.json()["removed"_L1].toArray().size(), 1);
        QVERIFY(prune.json()["freedBytes"_L1].toDouble() > 0);
    }

private:
    const QString Hello = sourceFile(u"resources/templates/gradio-hello"_s);
    QTemporaryDir m_home;
};

QTEST_GUILESS_MAIN(GradioTest)
#include "tst_gradio.moc"
