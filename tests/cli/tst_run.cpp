// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline.h"
#include "settings/keys.h"
#include "settings/store.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QTcpServer>

using namespace Spacewright;
using namespace Spacewright::Testing;

class RunTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        cleanRoom();
        m_line = std::make_unique<CommandLine>();
        m_page = m_line->makeSpace(u"page"_s, {{u"README.md"_s, StaticReadme}, {u"index.html"_s, "<h1>Hello</h1>"}});
    }

    void untilReady_isOneObjectAndExitCode0()
    {
        QCOMPARE(m_line->run({u"run"_s, m_page, u"--until"_s, u"ready"_s, u"--format"_s, u"json"_s}), 0);
        QVERIFY2(m_line->json().isObject(), qPrintable(m_line->out()));
        const QJsonObject json = m_line->json().object();
        QCOMPARE(json["stage"_L1].toString(), u"RUNNING"_s);
        QCOMPARE(json["status"_L1].toInt(), 200);
        QVERIFY(QUrl(json["url"_L1].toString()).isValid());
        QVERIFY(json["seconds"_L1]["total"_L1].isDouble());
        QVERIFY(!json.contains("cause"_L1));
        QVERIFY2(m_line->err().contains("RUNNING"_L1) && m_line->err().contains("STOPPED"_L1),
                 qPrintable(m_line->err()));
    }

    void untilReady_asTextIsTheAddressAlone()
    {
        QCOMPARE(m_line->run({u"run"_s, m_page, u"--until"_s, u"ready"_s, u"--quiet"_s, u"--trust"_s}), 0);
        QVERIFY2(m_line->out().startsWith("http://"_L1), qPrintable(m_line->out()));
        QCOMPARE(m_line->out().count(u'\n'), 1);
        QCOMPARE(m_line->err(), QString());
    }

    void jsonEvents_areOneObjectALine()
    {
        QCOMPARE(m_line->run({u"run"_s, m_page, u"--until"_s, u"ready"_s, u"--json-events"_s}), 0);
        QStringList events;
        QStringList stages;
        for (const QString &line : m_line->out().split(u'\n', Qt::SkipEmptyParts)) {
            const QJsonObject event = QJsonDocument::fromJson(line.toUtf8()).object();
            QVERIFY2(event.contains("event"_L1), qPrintable(line));
            QVERIFY2(QDateTime::fromString(event["time"_L1].toString(), Qt::ISODateWithMs).isValid(), qPrintable(line));
            events += event["event"_L1].toString();
            if (events.last() == "stage"_L1)
                stages += event["stage"_L1].toString();
            if (events.last() == "end"_L1) {
                QCOMPARE(event["exitCode"_L1].toInt(-1), 0);
                QCOMPARE(event["status"_L1].toInt(), 200);
                QVERIFY(event["peakMemoryBytes"_L1].isNull()); // no program runs
            }
        }
        stages.removeDuplicates();
        QCOMPARE(stages, (QStringList{u"BUILDING"_s, u"APP_STARTING"_s, u"RUNNING"_s, u"STOPPED"_s}));
        QCOMPARE(events.last(), u"end"_s);
        for (const auto name : {"step", "url", "ready", "page", "log"})
            QVERIFY2(events.contains(QLatin1StringView(name)), name);
    }

    void controlC_stopsCleanlyWithExitCode130()
    {
        m_line->start({u"run"_s, m_page});
        QTRY_VERIFY(m_line->out().startsWith("http://"_L1));
        m_line->interrupt();
        QCOMPARE(m_line->wait(), 130);
        QVERIFY2(m_line->err().contains("STOPPED"_L1), qPrintable(m_line->err()));
    }

    void controlC_beforeAnythingRuns()
    {
        m_line->start({u"run"_s, m_page});
        m_line->interrupt();
        QCOMPARE(m_line->wait(), 130);
    }

    void controlCTwice_endsAtOnce()
    {
        m_line->start({u"run"_s, m_page});
        QTRY_VERIFY(m_line->out().startsWith("http://"_L1));
        m_line->interrupt();
        m_line->interrupt();
        QCOMPARE(m_line->wait(), 130);
    }

    void failure_isExitCode4WithItsCauseAndVerdict_data()
    {
        QTest::addColumn<QByteArray>("readme");
        QTest::addColumn<QString>("stage");
        QTest::newRow("no header") << QByteArray("# Just text\n") << u"CONFIG_ERROR"_s;
        QTest::newRow("no app file") << QByteArray("---\nsdk: gradio\nsdk_version: \"6.31.0\"\n---\n")
                                     << u"NO_APP_FILE"_s;
        QTest::newRow("app file outside")
            << QByteArray("---\nsdk: static\napp_file: ../../etc/passwd\n---\n") << u"NO_APP_FILE"_s;
        QTest::newRow("no index.html") << QByteArray("---\nsdk: static\napp_file: start.html\n---\n")
                                       << u"NO_APP_FILE"_s;
    }
    void failure_isExitCode4WithItsCauseAndVerdict()
    {
        QFETCH(QByteArray, readme);
        QFETCH(QString, stage);
        const QString folder = m_line->makeSpace(u"broken"_s, {{u"README.md"_s, readme}});
        QCOMPARE(m_line->run({u"run"_s, folder, u"--until"_s, u"ready"_s, u"--format"_s, u"json"_s}), 4);
        const QJsonObject json = m_line->json().object();
        QCOMPARE(json["stage"_L1].toString(), stage);
        QCOMPARE(json["verdict"_L1].toString(), u"repository"_s);
        QVERIFY(!json["cause"_L1].toString().isEmpty());
        QVERIFY(json["url"_L1].isNull());
        QVERIFY(json["status"_L1].isNull());
    }

    void port_isTheOneAskedFor()
    {
        QTcpServer probe;
        QVERIFY(probe.listen(QHostAddress::LocalHost));
        const QString port = QString::number(probe.serverPort());
        const QStringList arguments{u"run"_s,      m_page,    u"--until"_s, u"ready"_s,
                                    u"--format"_s, u"json"_s, u"--port"_s,  port};
        QCOMPARE(m_line->run(arguments), 1); // taken: this machine's trouble, not the Space's
        QCOMPARE(m_line->json().object()["verdict"_L1].toString(), u"machine"_s);
        probe.close();
        QCOMPARE(m_line->run(arguments), 0);
        QCOMPARE(QUrl(m_line->json().object()["url"_L1].toString()).port(), port.toInt());
    }

    void portAndVariables_comeFromTheSettingsOfTheSpace()
    {
        QTcpServer probe;
        QVERIFY(probe.listen(QHostAddress::LocalHost));
        const int port = probe.serverPort();
        probe.close();
        {
            Settings::Store settings(m_line->services().paths);
            QVERIFY_RESULT(settings.set(Settings::Keys::RunPort, port, m_page));
            QVERIFY_RESULT(settings.set(Settings::Keys::RunVariables,
                                        {u"GREETING=hello"_s, u"PLACE=here"_s, u"broken"_s}, m_page));
        }
        m_line->start({u"run"_s, m_page, u"--env"_s, u"PLACE=there"_s});
        QTRY_VERIFY(m_line->out().startsWith("http://"_L1));
        QCOMPARE(QUrl(m_line->out().trimmed()).port(), port);
        QVERIFY2(m_line->err().contains("\"broken\" in the settings of this Space"_L1), qPrintable(m_line->err()));

        QNetworkAccessManager network;
        network.setProxy(QNetworkProxy::NoProxy);
        const std::unique_ptr<QNetworkReply> page(
            network.get(QNetworkRequest(QUrl(u"http://127.0.0.1:%1/"_s.arg(port)))));
        QTRY_VERIFY(page->isFinished());
        const QByteArray html = page->readAll();
        QVERIFY2(html.contains(R"("GREETING":"hello")") && html.contains(R"("PLACE":"there")"), html.constData());
        m_line->interrupt();
        QCOMPARE(m_line->wait(), 130);
    }

    void everyRun_isInTheHistory()
    {
        QCOMPARE(m_line->run({u"run"_s, m_page, u"--until"_s, u"ready"_s}), 0);
        const QString broken = m_line->makeSpace(u"broken"_s, {{u"README.md"_s, "# Just text\n"}});
        QCOMPARE(m_line->run({u"run"_s, broken}), 4);
        QCOMPARE(m_line->run({u"history"_s, u"--format"_s, u"json"_s}), 0);
        const QJsonArray runs = m_line->json().array();
        QCOMPARE(runs.size(), 2);
        QCOMPARE(runs.at(0)["folder"_L1].toString(), QFileInfo(broken).canonicalFilePath());
        QCOMPARE(runs.at(0)["state"_L1].toString(), u"finished"_s);
        QCOMPARE(runs.at(0)["stages"_L1].toArray().last()["stage"_L1].toString(), u"CONFIG_ERROR"_s);
        QCOMPARE(runs.at(1)["engine"_L1].toString(), u"static"_s);
        QCOMPARE(runs.at(1)["stages"_L1].toArray().last()["stage"_L1].toString(), u"STOPPED"_s);
        QVERIFY(!runs.at(1)["plan"_L1].toString().isEmpty());
        QCOMPARE(m_line->run({u"history"_s, u"search"_s, u"serving"_s, u"--format"_s, u"json"_s}), 0);
        QVERIFY2(m_line->json().array().size() == 1, m_line->json().toJson());
    }

private:
    std::unique_ptr<CommandLine> m_line;
    QString m_page;
};

QTEST_GUILESS_MAIN(RunTest)
#include "tst_run.moc"
