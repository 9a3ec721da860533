// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/staticserver.h"
#include "support/testcase.h"

#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Gateway;

class StaticServerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        Testing::cleanRoom();
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        write(u"index.html"_s, "<head></head>hello");
        m_server = std::make_unique<StaticServer>();
        const auto port =
            m_server->listen({.folder = m_folder->path(), .headers = {}, .variables = {{u"A"_s, u"b"_s}}});
        QVERIFY_RESULT(port);
        m_port = *port;
    }

    void cleanup() { m_server.reset(); }

    void page_arrivesWithItsVariables()
    {
        QSignalSpy answered(m_server.get(), &StaticServer::answered);
        const auto reply = get(u"/"_s);
        QCOMPARE(reply->readAll(),
                 R"(<head><script>window.huggingface={"variables":{"A":"b"}};</script></head>hello)"_ba);
        QCOMPARE(reply->header(QNetworkRequest::ContentTypeHeader).toString(), u"text/html; charset=utf-8"_s);
        QTRY_COMPARE(answered.size(), 1);
        QCOMPARE(answered.first().at(2).toInt(), 200);
    }

    void largeFile_arrivesWhole_andInParts()
    {
        QByteArray large;
        for (int i = 0; large.size() < 8'000'000; ++i)
            large += QByteArray::number(i) + '\n';
        write(u"model.bin"_s, large);
        QVERIFY(get(u"/model.bin"_s)->readAll() == large);
        QNetworkRequest request(url(u"/model.bin"_s));
        request.setRawHeader("Range", "bytes=1000000-5999999");
        const auto part = finished(m_network.get(request));
        QCOMPARE(part->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 206);
        QVERIFY(part->readAll() == large.sliced(1'000'000, 5'000'000));
    }

    void head_saysTheLengthAndSendsNothing()
    {
        write(u"a.txt"_s, "12345");
        const QByteArray answer = raw("HEAD /a.txt HTTP/1.1\r\nHost: localhost:@\r\nConnection: close\r\n\r\n");
        QVERIFY(answer.startsWith("HTTP/1.1 200 OK\r\n"));
        QVERIFY(answer.contains("Content-Length: 5\r\n"));
        QVERIFY(answer.endsWith("\r\n\r\n"));
    }

    void foreignHost_isRefused()
    {
        QVERIFY(raw("GET / HTTP/1.1\r\nHost: evil.example:@\r\nConnection: close\r\n\r\n").startsWith("HTTP/1.1 403 "));
        QVERIFY(raw("GET / HTTP/1.1\r\nConnection: close\r\n\r\n").startsWith("HTTP/1.1 403 "));
        QVERIFY(raw("GET / HTTP/1.1\r\nHost: me-hello.localhost:@\r\nConnection: close\r\n\r\n")
                    .startsWith("HTTP/1.1 200 "));
    }

    void requestsSentAhead_areAnsweredInOrder()
    {
        write(u"a.txt"_s, "first");
        write(u"b.txt"_s, "second");
        const QByteArray answer = raw("GET /a.txt HTTP/1.1\r\nHost: localhost:@\r\n\r\n"
                                      "POST /a.txt HTTP/1.1\r\nHost: localhost:@\r\nContent-Length: 3\r\n\r\nabc"
                                      "GET /b.txt HTTP/1.1\r\nHost: localhost:@\r\nConnection: close\r\n\r\n");
        const qsizetype first = answer.indexOf("first");
        const qsizetype refused = answer.indexOf("405 Method Not Allowed");
        QVERIFY2(first > 0 && first < refused && refused < answer.indexOf("second"), answer);
    }

    void whatIsNotHttp_isRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("status");
        QTest::newRow("noise") << QByteArray(64, '\x16') << "400"_ba;
        QTest::newRow("endless headers") << "GET / HTTP/1.1\r\nHost: localhost:@\r\nX: "_ba + QByteArray(100'000, 'x')
                                         << "431"_ba;
        QTest::newRow("a large body") << "POST / HTTP/1.1\r\nHost: localhost:@\r\nContent-Length: 9000000\r\n\r\n"_ba
                + QByteArray(2'000'000, 'x')
                                      << "413"_ba;
    }

    void whatIsNotHttp_isRefused()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QByteArray, status);
        const QByteArray answer = raw(bytes);
        QVERIFY2(answer.startsWith(QByteArray("HTTP/1.1 " + status)), answer.left(80));
    }

    void headerThatIsNone_isNotSent_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("sent");
        QTest::newRow("a policy") << "cross-origin-opener-policy"_ba << "same-origin"_ba << true;
        QTest::newRow("a value of two lines") << "x-mine"_ba << "a\r\nset-cookie: b=c"_ba << false;
        QTest::newRow("a value with a line feed alone") << "x-mine"_ba << "a\nset-cookie: b=c"_ba << false;
        QTest::newRow("a value with a null") << "x-mine"_ba << QByteArray("a\0b", 3) << false;
        QTest::newRow("a name of two lines") << "x-mine: a\r\nset-cookie"_ba << "b=c"_ba << false;
        QTest::newRow("a name with a space") << "x mine"_ba << "a"_ba << false;
        QTest::newRow("no name") << ""_ba << "a"_ba << false;
        QTest::newRow("another length") << "Content-Length"_ba << "1"_ba << false;
        QTest::newRow("another framing") << "transfer-encoding"_ba << "chunked"_ba << false;
    }

    void headerThatIsNone_isNotSent()
    {
        QFETCH(const QByteArray, name);
        QFETCH(const QByteArray, value);
        m_server->setSite({.folder = m_folder->path(), .headers = {{name, value}}, .variables = {}});
        write(u"a.txt"_s, "12345");
        const QByteArray answer = raw("GET /a.txt HTTP/1.1\r\nHost: localhost:@\r\nConnection: close\r\n\r\n");
        QVERIFY2(answer.startsWith("HTTP/1.1 200 OK\r\n") && answer.endsWith("\r\n\r\n12345"), answer);
        QCOMPARE(answer.count("Content-Length"), 1);
        QVERIFY(!answer.toLower().contains("set-cookie"));
        const QByteArray line = "\r\n" + name + ": " + value + "\r\n";
        QTEST(answer.contains(line), "sent");
    }

    void takenPort_isAConflict()
    {
        StaticServer second;
        const auto port = second.listen({.folder = m_folder->path(), .headers = {}, .variables = {}}, m_port);
        QVERIFY(!port);
        QCOMPARE(port.error().code, ErrorCode::Conflict);
    }

    void changedSite_isServedFromThenOn()
    {
        QTemporaryDir other;
        QFile file(other.filePath(u"index.html"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("other");
        file.close();
        m_server->setSite({.folder = other.path(), .headers = {}, .variables = {}});
        QVERIFY(get(u"/"_s)->readAll().endsWith("other"));
    }

    void localhostUrl_namesTheSpace()
    {
        QCOMPARE(localhostUrl(u"me-hello"_s, 7800).toString(), u"http://me-hello.localhost:7800/"_s);
        QCOMPARE(localhostUrl({}, 7800).toString(), u"http://127.0.0.1:7800/"_s);
    }

private:
    using Reply = std::unique_ptr<QNetworkReply>;

    QUrl url(const QString &path) const { return QUrl("http://127.0.0.1:"_L1 + QString::number(m_port) + path); }

    Reply finished(QNetworkReply *reply)
    {
        [&] { QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), 30'000); }();
        return Reply(reply);
    }

    Reply get(const QString &path) { return finished(m_network.get(QNetworkRequest(url(path)))); }

    /// Sends `bytes`, with `@` as the port, and reads until the other side closes.
    QByteArray raw(QByteArray bytes)
    {
        QTcpSocket socket;
        socket.setProxy(QNetworkProxy::NoProxy);
        socket.connectToHost(u"127.0.0.1"_s, m_port);
        socket.write(bytes.replace('@', QByteArray::number(m_port)));
        [&] { QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QAbstractSocket::UnconnectedState, 30'000); }();
        return socket.readAll();
    }

    void write(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<StaticServer> m_server;
    QNetworkAccessManager m_network;
    quint16 m_port = 0;
};

QTEST_GUILESS_MAIN(StaticServerTest)
#include "tst_staticserver.moc"
