// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/forward.h"
#include "support/testcase.h"

#include <QBuffer>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Gateway;

class ForwardTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void headersOfOneConnection_stayBehind()
    {
        const Headers headers{
            {"Connection", "close, X-Mine"}, {"Keep-Alive", "5"}, {"X-Mine", "a"}, {"TE", "trailers"}, {"Cookie", "b"},
            {"Transfer-Encoding", "chunked"}};
        QCOMPARE(endToEnd(headers), (Headers{{"Cookie", "b"}}));
    }

    void connectionCannotTakeTheHostAway()
    {
        QCOMPARE(endToEnd({{"Connection", "host"}, {"Host", "a"}}), (Headers{{"Host", "a"}}));
    }

    void whoAsks_isWhatTheGatewayKnows()
    {
        Head request{.method = "GET", .target = "/x?y", .reason = {}, .headers = {}, .length = {}};
        request.headers = {{"Host", "me.localhost:7"}, {"X-Forwarded-For", "9.9.9.9"}, {"Forwarded", "for=9.9.9.9"}};
        QCOMPARE(requestForApp(request, "127.0.0.1"),
                 "GET /x?y HTTP/1.1\r\nHost: me.localhost:7\r\nX-Forwarded-For: 127.0.0.1\r\n"
                 "X-Forwarded-Host: me.localhost:7\r\nX-Forwarded-Proto: http\r\nConnection: close\r\n\r\n"_ba);
    }

    void tunnel_isForAnythingButHttp2()
    {
        Head request{.method = "GET", .target = "/", .reason = {}, .headers = {{"Upgrade", "websocket"}}, .length = {}};
        QVERIFY(!asksForTunnel(request));
        request.upgrade = true;
        QVERIFY(asksForTunnel(request));
        QVERIFY(requestForApp(request, "127.0.0.1").contains("Connection: Upgrade\r\nUpgrade: websocket\r\n"));
        request.headers = {{"Upgrade", "h2c"}};
        QVERIFY(!asksForTunnel(request));
    }

    void headerOfTheManifest_standsForTheOneOfTheApp()
    {
        const Head request{.method = "GET", .target = "/", .reason = {}, .headers = {}, .length = {}};
        const Head answer{.method = {},
                          .target = {},
                          .status = 200,
                          .reason = "Fine",
                          .headers = {{"cross-origin-opener-policy", "unsafe-none"}, {"Server", "a"}},
                          .length = 3};
        QCOMPARE(answerForBrowser(request, answer, {{"Cross-Origin-Opener-Policy", "same-origin"}}),
                 "HTTP/1.1 200 Fine\r\nServer: a\r\nCross-Origin-Opener-Policy: same-origin\r\n"
                 "Content-Length: 3\r\nConnection: keep-alive\r\n\r\n"_ba);
    }

    void answerWithoutLength_comesInChunksOrEndsTheConnection()
    {
        Head request{.method = "GET", .target = "/", .reason = {}, .headers = {}, .length = {}};
        const Head answer{.method = {}, .target = {}, .status = 200, .reason = {}, .headers = {}, .length = {}};
        QCOMPARE(answerFraming(request, answer), Framing::Chunks);
        request.minorVersion = 0;
        QCOMPARE(answerFraming(request, answer), Framing::UntilClose);
        QVERIFY(answerForBrowser(request, answer, {}).contains("Connection: close"));
        request.method = "HEAD";
        QCOMPARE(answerFraming(request, answer), Framing::None);
    }

    void subdomain_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<QByteArray>("subdomain");
        QTest::newRow("a Space") << "me-hello.localhost:7800"_ba << "me-hello"_ba;
        QTest::newRow("capitals") << "Me-Hello.LocalHost:7800"_ba << "me-hello"_ba;
        QTest::newRow("bare") << "localhost:7800"_ba << ""_ba;
        QTest::newRow("another port") << "me-hello.localhost:7801"_ba << "-"_ba;
        QTest::newRow("foreign") << "evil.example:7800"_ba << "-"_ba;
        QTest::newRow("ends like ours") << "evil-localhost:7800"_ba << "-"_ba;
        QTest::newRow("goes on behind it") << "me.localhost.evil.example:7800"_ba << "-"_ba;
        QTest::newRow("nothing") << ""_ba << "-"_ba;
    }

    void subdomain()
    {
        QFETCH(const QByteArray, host);
        QTEST(subdomainOf(host, 7800).value_or("-"), "subdomain");
    }

    void whatTwoReadersCouldUnderstandDifferently_isRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const QByteArray &headers, int status) {
            QTest::newRow(name) << QByteArray("POST / HTTP/1.1\r\nHost: a\r\n" + headers) << status;
        };
        row("length and chunks", "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400);
        row("chunks and length", "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", 400);
        row("two lengths", "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400);
        row("the same length twice", "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400);
        row("a list of lengths", "Content-Length: 3, 3\r\n\r\nabc", 400);
        row("a signed length", "Content-Length: +3\r\n\r\nabc", 400);
        row("an endless length", "Content-Length: 99999999999999999999\r\n\r\nabc", 400);
        row("another coding", "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501);
        row("an unknown coding", "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501);
        row("a coding that is not last", "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", 400);
        row("a chunk size that is none", "Transfer-Encoding: chunked\r\n\r\nxyz\r\n\r\n", 400);
        row("a signed chunk size", "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n", 400);
        row("an endless chunk size", "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n", 400);
        row("a chunk longer than its size", "Transfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n0\r\n\r\n", 400);
        row("a folded header", "X-Mine: a\r\n b\r\n\r\n", 400);
        row("a space before the colon", "Content-Length : 3\r\n\r\nabc", 400);
        row("a line feed alone", "X-Mine: a\nContent-Length: 3\r\n\r\nabc", 400);
        row("too much", "X-Mine: " + QByteArray(MessageReader::HeaderLimitBytes, 'x') + "\r\n\r\n", 431);
        QTest::newRow("noise") << QByteArray(64, '\x16') << 400;
        QTest::newRow("HTTP/2") << "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"_ba << 400;
    }

    void whatTwoReadersCouldUnderstandDifferently_isRefused()
    {
        QFETCH(QByteArray, bytes);
        for (const bool atOnce : {true, false}) {
            MessageReader reader(MessageReader::Kind::Request);
            for (qsizetype at = 0; at < bytes.size(); at += atOnce ? bytes.size() : 1) {
                QByteArray piece = atOnce ? bytes : bytes.sliced(at, 1);
                QBuffer device(&piece);
                device.open(QIODevice::ReadOnly);
                while (reader.advance(device)) { }
            }
            QTEST(reader.refusal(), "status");
        }
    }

    void messages_comeWholeInPiecesOfAnySize()
    {
        const QByteArray bytes = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n"
                                 "POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
                                 "POST /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                                 "2\r\nde\r\n1\r\nf\r\n0\r\nX-Trailer: t\r\n\r\n"
                                 "GET /d HTTP/1.1\r\nHost: x\r\n\r\n";
        for (qsizetype size = 1; size <= bytes.size(); ++size) {
            MessageReader reader(MessageReader::Kind::Request);
            QByteArrayList seen;
            QByteArray body;
            for (qsizetype at = 0; at < bytes.size(); at += size) {
                QByteArray piece = bytes.mid(at, size);
                QBuffer device(&piece);
                device.open(QIODevice::ReadOnly);
                for (;;) {
                    const bool moved = reader.advance(device);
                    if (const auto head = reader.takeHead())
                        seen.append(head->target);
                    body += reader.takeBody();
                    if (reader.atEnd())
                        reader.next();
                    else if (!moved)
                        break;
                }
            }
            QCOMPARE(seen, (QByteArrayList{"/a", "/b", "/c", "/d"}));
            QCOMPARE(body, "abcdef");
            QCOMPARE(reader.refusal(), 0);
            QVERIFY(reader.isIdle());
        }
    }
};

QTEST_GUILESS_MAIN(ForwardTest)
#include "tst_forward.moc"
