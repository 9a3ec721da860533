// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process.h"
#include "gateway/edge.h"
#include "support/testcase.h"

#include <QFile>
#include <QNetworkProxy>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>

#include <functional>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Gateway;

namespace {
/// An app that does what a test says with all it has received on a connection.
class App : public QTcpServer {
public:
    using Act = std::function<void(QTcpSocket *socket, const QByteArray &received)>;

    explicit App(Act act)
        : m_act(std::move(act))
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *const socket = nextPendingConnection();
            ++connections;
            connect(socket, &QTcpSocket::disconnected, this, [this] { ++left; });
            connect(socket, &QTcpSocket::readyRead, this, [this, socket, received = QByteArray()]() mutable {
                received += socket->readAll();
                m_act(socket, received);
            });
        });
    }

    Upstream upstream(const Headers &headers = {}) const { return {.port = serverPort(), .headers = headers}; }

    int connections = 0;
    int left = 0;

private:
    Act m_act;
};

/// Answers each whole head with `answer`, and closes.
App::Act answering(const QByteArray &answer)
{
    return [answer](QTcpSocket *socket, const QByteArray &received) {
        if (!received.contains("\r\n\r\n"))
            return;
        socket->write(answer);
        socket->disconnectFromHost();
    };
}
} // namespace

class EdgeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        Testing::cleanRoom();
        open({});
    }

    void cleanup() { m_edge.reset(); }

    void request_reachesTheAppOfItsName()
    {
        App one(answering("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none"));
        App two(answering("HTTP/1.0 200 OK\r\n\r\ntwo"));
        m_edge->setRoute(u"me-one"_s, one.upstream({{"cross-origin-opener-policy", "same-origin"}}));
        m_edge->setRoute(u"me-two"_s, two.upstream());
        QCOMPARE(m_edge->url(u"me-one"_s).toString(), u"http://me-one.localhost:%1/"_s.arg(m_edge->port()));
        const QByteArray first = ask("GET / HTTP/1.1\r\nHost: me-one.localhost:@\r\nConnection: close\r\n\r\n");
        QVERIFY2(first.startsWith("HTTP/1.1 200 OK\r\n") && first.endsWith("\r\n\r\none"), first);
        QVERIFY2(first.contains("cross-origin-opener-policy: same-origin\r\n"), first);
        const QByteArray second = ask("GET / HTTP/1.1\r\nHost: ME-two.localhost:@\r\nConnection: close\r\n\r\n");
        QVERIFY2(second.endsWith("\r\n\r\n3\r\ntwo\r\n0\r\n\r\n"), second);
    }

    void manyRequests_goOverOneConnection_inOrder()
    {
        App app([](QTcpSocket *socket, const QByteArray &received) {
            if (!received.contains("\r\n\r\n"))
                return;
            const QByteArray target = received.split(' ').at(1);
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(target.size()) + "\r\n\r\n"
                          + target);
            socket->disconnectFromHost();
        });
        m_edge->setRoute(u"me"_s, app.upstream());
        QByteArray requests;
        for (int i = 0; i < 50; ++i)
            requests += "GET /n" + QByteArray::number(i) + " HTTP/1.1\r\nHost: me.localhost:@\r\n\r\n";
        const QByteArray answers =
            ask(requests + "HEAD /last HTTP/1.1\r\nHost: me.localhost:@\r\nConnection: close\r\n\r\n");
        QCOMPARE(answers.count("HTTP/1.1 200 OK"), 51);
        for (int i = 0; i < 50; ++i)
            QVERIFY(answers.contains(QByteArray("\r\n\r\n/n" + QByteArray::number(i) + "HTTP/1.1 200")));
        QVERIFY2(answers.endsWith("Content-Length: 5\r\nConnection: close\r\n\r\n"), answers.right(200));
    }

    void foreignName_isMisdirected_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("status");
        QTest::newRow("foreign") << "GET / HTTP/1.1\r\nHost: evil.example:@\r\n"_ba << "421"_ba;
        QTest::newRow("none") << "GET / HTTP/1.1\r\n"_ba << "421"_ba;
        QTest::newRow("another port") << "GET / HTTP/1.1\r\nHost: me.localhost:1\r\n"_ba << "421"_ba;
        QTest::newRow("two") << "GET / HTTP/1.1\r\nHost: me.localhost:@\r\nHost: other.localhost:@\r\n"_ba << "400"_ba;
        QTest::newRow("two that differ") << "GET http://other.localhost:@/ HTTP/1.1\r\nHost: me.localhost:@\r\n"_ba
                                         << "400"_ba;
        QTest::newRow("the same twice") << "GET http://me.localhost:@ HTTP/1.1\r\nHost: me.localhost:@\r\n"_ba
                                        << "200"_ba;
        QTest::newRow("unknown") << "GET / HTTP/1.1\r\nHost: nobody.localhost:@\r\n"_ba << "404"_ba;
        QTest::newRow("bare") << "GET / HTTP/1.1\r\nHost: localhost:@\r\n"_ba << "404"_ba;
        QTest::newRow("a tunnel to anywhere")
            << "CONNECT me.localhost:@ HTTP/1.1\r\nHost: me.localhost:@\r\n"_ba << "405"_ba;
        QTest::newRow("no path") << "GET me HTTP/1.1\r\nHost: me.localhost:@\r\n"_ba << "400"_ba;
    }

    void foreignName_isMisdirected()
    {
        QFETCH(const QByteArray, request);
        QFETCH(const QByteArray, status);
        App app(answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        m_edge->setRoute(u"me"_s, app.upstream());
        const QByteArray answer = ask(request + "Connection: close\r\n\r\n");
        QVERIFY2(answer.startsWith(QByteArray("HTTP/1.1 " + status + ' ')), answer);
        QCOMPARE(app.connections, status == "200" ? 1 : 0);
    }

    void smuggledRequest_reachesNoApp()
    {
        App app(answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        m_edge->setRoute(u"me"_s, app.upstream());
        const QByteArray answer = ask("POST / HTTP/1.1\r\nHost: me.localhost:@\r\nContent-Length: 6\r\n"
                                      "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /secret HTTP/1.1\r\n"
                                      "Host: other.localhost:@\r\n\r\n");
        QCOMPARE(answer.count("HTTP/1.1 "), 1);
        QVERIFY2(answer.startsWith("HTTP/1.1 400 "), answer);
        QCOMPARE(app.connections, 0);
    }

    void held_waitForTheApp()
    {
        m_edge->setRoute(u"me"_s, Holding{});
        QTcpSocket first;
        QTcpSocket second;
        begin(first, "GET /1 HTTP/1.1\r\nHost: me.localhost:@\r\nConnection: close\r\n\r\n");
        begin(second, "POST /2 HTTP/1.1\r\nHost: me.localhost:@\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc");
        QVERIFY(roundTrip()); // whatever was sent before has been seen
        App app([](QTcpSocket *socket, const QByteArray &received) {
            if (!received.contains("\r\n\r\n") || (received.startsWith("POST") && !received.endsWith("abc")))
                return;
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n" + received.split(' ').at(1));
            socket->disconnectFromHost();
        });
        m_edge->setRoute(u"me"_s, app.upstream());
        QVERIFY(end(first).endsWith("/1"));
        QVERIFY(end(second).endsWith("/2"));
    }

    void held_areBounded()
    {
        open({.held = 1});
        m_edge->setRoute(u"me"_s, Holding{});
        QTcpSocket first;
        QTcpSocket second;
        const QByteArray request = "GET / HTTP/1.1\r\nHost: me.localhost:@\r\nConnection: close\r\n\r\n";
        begin(first, request);
        begin(second, request);
        QTRY_VERIFY(first.state() == QAbstractSocket::UnconnectedState
                    || second.state() == QAbstractSocket::UnconnectedState);
        QTcpSocket &refused = first.state() == QAbstractSocket::UnconnectedState ? first : second;
        QTcpSocket &kept = &refused == &first ? second : first;
        const QByteArray answer = refused.readAll();
        QVERIFY2(answer.startsWith("HTTP/1.1 503 ") && answer.contains("Retry-After: "), answer);
        m_edge->setRoute(u"me"_s, Gone{.sentence = u"It <stopped>."_s});
        const QByteArray gone = end(kept);
        QVERIFY2(gone.startsWith("HTTP/1.1 503 ") && gone.contains("It &lt;stopped&gt;."), gone);
    }

    void held_giveUpInTheEnd()
    {
        open({.holdTime = std::chrono::milliseconds(50)});
        m_edge->setRoute(u"me"_s, Holding{});
        QVERIFY(ask("GET / HTTP/1.1\r\nHost: me.localhost:@\r\nConnection: close\r\n\r\n").startsWith("HTTP/1.1 504 "));
    }

    void newRevision_takesOverWithoutALostRequest()
    {
        App old(answering("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nold"));
        App fresh(answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfresh"));
        const QByteArray request = "GET / HTTP/1.1\r\nHost: me.localhost:@\r\nConnection: close\r\n\r\n";
        m_edge->setRoute(u"me"_s, old.upstream());
        QVERIFY(ask(request).endsWith("old"));
        m_edge->setRoute(u"me"_s, fresh.upstream());
        QVERIFY(ask(request).endsWith("fresh"));
    }

    void events_arriveAsTheyAreSent()
    {
        QTcpSocket *stream = nullptr;
        App app([&stream](QTcpSocket *socket, const QByteArray &received) {
            if (!received.contains("\r\n\r\n"))
                return;
            stream = socket;
            socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
        });
        m_edge->setRoute(u"me"_s, app.upstream());
        QTcpSocket browser;
        begin(browser, "GET /events HTTP/1.1\r\nHost: me.localhost:@\r\n\r\n");
        QByteArray seen;
        connect(&browser, &QTcpSocket::readyRead, this, [&] { seen += browser.readAll(); });
        QTRY_VERIFY(seen.endsWith("\r\n\r\n"));
        for (int i = 0; i < 5; ++i) { // each is seen before the next is sent
            const QByteArray event = "data: " + QByteArray::number(i) + "\n\n";
            stream->write(QByteArray::number(event.size(), 16) + "\r\n" + event + "\r\n");
            QTRY_VERIFY(seen.contains(event));
        }
        browser.abort();
        QTRY_COMPARE(app.left, 1); // the app learns that nobody listens any more
    }

    void wordAhead_isPassedOn()
    {
        App app([](QTcpSocket *socket, const QByteArray &received) {
            if (received.endsWith("\r\n\r\n"))
                socket->write("HTTP/1.1 100 Continue\r\n\r\n");
            else if (received.endsWith("body"))
                socket->write("HTTP/1.1 201 Made\r\nContent-Length: 0\r\n\r\n");
        });
        m_edge->setRoute(u"me"_s, app.upstream());
        QTcpSocket browser;
        begin(browser,
              "POST / HTTP/1.1\r\nHost: me.localhost:@\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: "
              "4\r\n\r\n");
        QTRY_COMPARE(browser.peek(1000), "HTTP/1.1 100 Continue\r\n\r\n"_ba);
        browser.write("body");
        QVERIFY(end(browser).contains("HTTP/1.1 201 Made\r\n"));
    }

    void tunnel_carriesBothWays()
    {
        App app([upgraded = false](QTcpSocket *socket, const QByteArray &received) mutable {
            const qsizetype head = received.indexOf("\r\n\r\n");
            if (head < 0)
                return;
            if (!std::exchange(upgraded, true))
                socket->write("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n"
                              "Sec-WebSocket-Accept: x\r\n\r\nhello ");
            if (received.endsWith("bye")) {
                socket->write(received.sliced(head + 4));
                socket->disconnectFromHost();
            }
        });
        m_edge->setRoute(u"me"_s, app.upstream());
        QTcpSocket browser;
        begin(browser,
              "GET /ws HTTP/1.1\r\nHost: me.localhost:@\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
              "Sec-WebSocket-Key: k\r\n\r\nearly,");
        QTRY_VERIFY(browser.peek(4000).endsWith("\r\n\r\nhello "));
        browser.write("later,bye");
        const QByteArray all = end(browser);
        QVERIFY2(all.startsWith("HTTP/1.1 101 ") && all.contains("Sec-WebSocket-Accept: x"), all);
        QVERIFY2(all.endsWith("hello early,later,bye"), all);
    }

    void refusedUpgrade_leavesTheConnectionUsable()
    {
        App app(answering("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"));
        m_edge->setRoute(u"me"_s, app.upstream());
        const QByteArray answers =
            ask("GET /ws HTTP/1.1\r\nHost: me.localhost:@\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"
                "GET / HTTP/1.1\r\nHost: me.localhost:@\r\nConnection: close\r\n\r\n");
        QCOMPARE(answers.count("HTTP/1.1 403 Forbidden"), 2);
    }

    void deadApp_isSaid()
    {
        QSignalSpy served(m_edge.get(), &Edge::served);
        App silent([](QTcpSocket *socket, const QByteArray &) { socket->abort(); });
        App halfway(answering("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf"));
        App chunks(answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"));
        App noise(answering("SSH-2.0-noise\r\n\r\n"));
        quint16 nobody = 0;
        {
            QTcpServer closed;
            QVERIFY(closed.listen(QHostAddress::LocalHost));
            nobody = closed.serverPort();
        }
        const QByteArray request = "GET / HTTP/1.1\r\nHost: me.localhost:@\r\nConnection: close\r\n\r\n";
        for (const quint16 port : {silent.serverPort(), noise.serverPort(), nobody}) {
            m_edge->setRoute(u"me"_s, Upstream{.port = port});
            QVERIFY(ask(request).startsWith("HTTP/1.1 502 "));
        }
        m_edge->setRoute(u"me"_s, halfway.upstream());
        QVERIFY(ask(request).size() < 1000);
        m_edge->setRoute(u"me"_s, chunks.upstream());
        QVERIFY(!ask(request).contains("\r\n0\r\n\r\n"));
        QTRY_COMPARE(served.size(), 5);
        QVERIFY(!served.at(0).first().value<Served>().broken);
        QVERIFY(served.at(3).first().value<Served>().broken);
        QVERIFY(served.at(4).first().value<Served>().broken);
    }

    void slowSides_stopTheOtherOne()
    {
        // Neither reads: what the gateway takes has to end far below what is offered.
        constexpr qint64 Offered = 64 * 1024 * 1024;
        QTcpSocket *app = nullptr;
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        connect(&server, &QTcpServer::newConnection, this, [&] {
            app = server.nextPendingConnection();
            app->setReadBufferSize(1);
            app->write("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(Offered) + "\r\n\r\n");
            app->write(QByteArray(Offered, 'x'));
        });
        m_edge->setRoute(u"me"_s, Upstream{.port = server.serverPort()});
        QTcpSocket browser;
        browser.setReadBufferSize(1);
        begin(browser,
              "POST / HTTP/1.1\r\nHost: me.localhost:@\r\nConnection: close\r\nContent-Length: "
                  + QByteArray::number(Offered) + "\r\n\r\n");
        QTRY_VERIFY(app);
        browser.write(QByteArray(Offered, 'y'));
        qint64 before = -1;
        // Two looks without a byte that moved: everything is full.
        QTRY_VERIFY_WITH_TIMEOUT(std::exchange(before, app->bytesToWrite() + browser.bytesToWrite())
                                     == app->bytesToWrite() + browser.bytesToWrite(),
                                 30'000);
        QVERIFY2(app->bytesToWrite() > Offered / 2, QByteArray::number(app->bytesToWrite()));
        QVERIFY2(browser.bytesToWrite() > Offered / 2, QByteArray::number(browser.bytesToWrite()));
        // And goes on when the browser reads again.
        qint64 got = 0;
        browser.setReadBufferSize(0);
        connect(&browser, &QTcpSocket::readyRead, this, [&] { got += browser.readAll().size(); });
        got += browser.readAll().size();
        QTRY_VERIFY_WITH_TIMEOUT(got > Offered, 60'000);
    }

    void largeUpload_arrivesWhole()
    {
        qint64 got = 0;
        bool right = true;
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        connect(&server, &QTcpServer::newConnection, this, [&] {
            QTcpSocket *const socket = server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [&, socket, head = true]() mutable {
                QByteArray bytes = socket->readAll();
                if (head) {
                    bytes = bytes.sliced(bytes.indexOf("\r\n\r\n") + 4);
                    head = false;
                }
                right = right && bytes.count('z') == bytes.size();
                got += bytes.size();
                if (got == 50'000'000) {
                    socket->write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone");
                    socket->disconnectFromHost();
                }
            });
        });
        m_edge->setRoute(u"me"_s, Upstream{.port = server.serverPort()});
        const QByteArray answer =
            ask("POST / HTTP/1.1\r\nHost: me.localhost:@\r\nConnection: close\r\nContent-Length: 50000000\r\n\r\n"
                + QByteArray(50'000'000, 'z'));
        QVERIFY(answer.endsWith("done"));
        QVERIFY(right);
    }

    void folder_isServedAsOnTheHub()
    {
        QTemporaryDir folder;
        QFile page(folder.filePath(u"index.html"_s));
        QVERIFY(page.open(QIODevice::WriteOnly));
        page.write("<head></head>hello");
        page.close();
        m_edge->setRoute(u"me"_s,
                         Site{.folder = folder.path(),
                              .headers = {{"cross-origin-embedder-policy", "require-corp"}},
                              .variables = {{u"A"_s, u"b"_s}}});
        const QByteArray answers = ask("POST / HTTP/1.1\r\nHost: me.localhost:@\r\nContent-Length: 3\r\n\r\nabc"
                                       "GET / HTTP/1.1\r\nHost: me.localhost:@\r\nConnection: close\r\n\r\n");
        QVERIFY2(answers.startsWith("HTTP/1.1 405 "), answers);
        QVERIFY2(answers.endsWith(R"(<head><script>window.huggingface={"variables":{"A":"b"}};</script></head>hello)"),
                 answers);
        QCOMPARE(answers.count("cross-origin-embedder-policy: require-corp"), 2);
    }

    void takenPort_fallsBackToAnother()
    {
        Edge second;
        const auto port = second.listen(m_edge->port());
        QVERIFY_RESULT(port);
        QVERIFY(*port != 0 && *port != m_edge->port());
        const quint16 mine = m_edge->port();
        m_edge.reset();
        Edge again;
        QCOMPARE(again.listen(mine).value_or(0), mine); // the same one as before the restart
    }

    void pythonServer_isReachedAsItIs()
    {
        QTemporaryDir folder;
        QByteArray large;
        for (int i = 0; large.size() < 20'000'000; ++i)
            large += QByteArray::number(i) + '\n';
        QFile file(folder.filePath(u"model.bin"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(large), large.size());
        file.close();
        Process server;
        QByteArray out;
        connect(&server, &Process::output, this, [&](OutputStream, const QByteArray &bytes) { out += bytes; });
        server.start({.program = u"python3"_s,
                      .arguments = {u"-u"_s, u"-m"_s, u"http.server"_s, u"--bind"_s, u"127.0.0.1"_s, u"0"_s},
                      .workingDirectory = folder.path(),
                      .input = {}});
        static const QRegularExpression port(u"port (\\d+)"_s);
        QTRY_VERIFY_WITH_TIMEOUT(port.match(QString::fromUtf8(out)).hasMatch(), 30'000);
        m_edge->setRoute(u"me"_s, Upstream{.port = port.match(QString::fromUtf8(out)).captured(1).toUShort()});
        const QByteArray answer = ask("GET /model.bin HTTP/1.1\r\nHost: me.localhost:@\r\nConnection: close\r\n\r\n");
        QVERIFY(answer.startsWith("HTTP/1.1 200 OK\r\n"));
        QVERIFY(answer.endsWith(QByteArray("\r\n\r\n" + large)));
    }

private:
    void open(const GatewayLimits &limits)
    {
        m_edge = std::make_unique<Edge>(limits);
        QVERIFY_RESULT(m_edge->listen());
    }

    void begin(QTcpSocket &socket, QByteArray bytes)
    {
        socket.setProxy(QNetworkProxy::NoProxy);
        socket.connectToHost(QHostAddress::LocalHost, m_edge->port());
        // The mark of the port stands in the head only.
        const qsizetype head = bytes.lastIndexOf("\r\n\r\n");
        socket.write(bytes.first(head).replace('@', QByteArray::number(m_edge->port())) + bytes.sliced(head));
    }

    /// What comes until the other side closes.
    QByteArray end(QTcpSocket &socket)
    {
        [&] { QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QAbstractSocket::UnconnectedState, 60'000); }();
        return socket.readAll();
    }

    QByteArray ask(const QByteArray &bytes)
    {
        QTcpSocket socket;
        begin(socket, bytes);
        return end(socket);
    }

    bool roundTrip()
    {
        return ask("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").startsWith("HTTP/1.1 421 ");
    }

    std::unique_ptr<Edge> m_edge;
};

QTEST_GUILESS_MAIN(EdgeTest)
#include "tst_edge.moc"
