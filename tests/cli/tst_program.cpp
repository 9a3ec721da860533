// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomicfile.h"
#include "spwprocess.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QTcpSocket>
#include <QTemporaryDir>

using namespace Spacewright;
using namespace Spacewright::Testing;

/// The program as it is installed: exit codes, streams, signals.
class ProgramTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        cleanRoom();
        m_home = std::make_unique<QTemporaryDir>();
    }

    void exitCodes_reachTheShell_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        const QString templates = sourceFile(u"resources/templates"_s);
        QTest::newRow("fine") << QStringList{u"check"_s, templates + "/gradio-hello"_L1} << 0;
        QTest::newRow("failed") << QStringList{u"check"_s, u"/nowhere"_s} << 1;
        QTest::newRow("wrong usage") << QStringList{u"fly"_s} << 2;
        QTest::newRow("no Space at all") << QStringList{u"run"_s, sourceFile(u"resources/templates"_s)} << 4;
    }
    void exitCodes_reachTheShell()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        SpwProcess spw(m_home->path(), arguments);
        QCOMPARE(spw.wait(), code);
        QVERIFY2(!spw.err.contains('\x1b') && !spw.out.contains('\x1b'), "colour belongs on a terminal");
    }

    void templates_areFoundByTheProgram()
    {
        SpwProcess spw(m_home->path(), {u"new"_s, u"static-page"_s, m_home->path() + "/mine"_L1});
        QCOMPARE(spw.wait(), 0);
        QVERIFY(QFile::exists(m_home->path() + "/mine/index.html"_L1));
    }

    void runningSpace_answersUntilControlCAndLeavesNothing()
    {
        const QString folder = m_home->path() + "/page"_L1;
        QVERIFY_RESULT(writeFile(folder + "/README.md"_L1, "---\ntitle: Page\nsdk: static\n---\n"));
        QVERIFY_RESULT(writeFile(folder + "/index.html"_L1, "<html><head></head><body>Hello there</body></html>"));
        SpwProcess spw(m_home->path(), {u"run"_s, folder, u"--env"_s, u"COLOUR=mauve"_s});
        QTRY_VERIFY_WITH_TIMEOUT(spw.out.endsWith('\n'), 60'000);
        QUrl url(QString::fromUtf8(spw.out.trimmed()));
        const int port = url.port();
        QVERIFY2(port > 0, spw.out.constData());

        QNetworkAccessManager network;
        network.setProxy(QNetworkProxy::NoProxy);
        url.setHost(u"127.0.0.1"_s);
        const std::unique_ptr<QNetworkReply> reply(network.get(QNetworkRequest(url)));
        QTRY_VERIFY(reply->isFinished());
        const QByteArray page = reply->readAll();
        QVERIFY2(page.contains("Hello there"), page.constData());
        QVERIFY2(page.contains("mauve"), page.constData()); // window.huggingface.variables

        spw.interrupt();
        QCOMPARE(spw.wait(), 130);
        QTcpSocket socket;
        socket.setProxy(QNetworkProxy::NoProxy);
        socket.connectToHost(u"127.0.0.1"_s, quint16(port));
        QTRY_COMPARE(socket.error(), QAbstractSocket::ConnectionRefusedError);
        QCOMPARE(processesThatMention(m_home->path()), QStringList());
    }

private:
    std::unique_ptr<QTemporaryDir> m_home;
};

QTEST_GUILESS_MAIN(ProgramTest)
#include "tst_program.moc"
