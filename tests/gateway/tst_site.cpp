// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/site.h"
#include "support/testcase.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Gateway;

class SiteTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        write(u"index.html"_s, "<!doctype html><html><head><script>go()</script></head></html>");
        write(u"app.js"_s, "0123456789");
        write(u"empty.css"_s, "");
        write(u"with space & ü.txt"_s, "words");
        write(u"dist/index.html"_s, "<p>built</p>");
        write(u"assets/a.svg"_s, "<svg/>");
        write(u".git/config"_s, "[core]");
        write(u".env"_s, "SECRET=1");
        write(u".env.local"_s, "SECRET=2");
        write(u"sub/.env"_s, "SECRET=3");
        QVERIFY(QFile::link(m_folder.filePath(u".git/config"_s), m_folder.filePath(u"page.txt"_s)));
        QVERIFY(QFile::link(u"/etc/passwd"_s, m_folder.filePath(u"outside.txt"_s)));
        QVERIFY(QFile::link(u"/etc"_s, m_folder.filePath(u"outside"_s)));
        QVERIFY(QFile::link(m_folder.filePath(u"app.js"_s), m_folder.filePath(u"inside.js"_s)));
    }

    void init()
    {
        Testing::cleanRoom();
        m_site = {.folder = m_folder.path(), .headers = {}, .variables = {}};
    }

    void path_isAnswered_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<int>("status");
        QTest::newRow("the root is the index file") << "/"_ba << 200;
        QTest::newRow("a file") << "/app.js"_ba << 200;
        QTest::newRow("a file with a query") << "/app.js?v=2"_ba << 200;
        QTest::newRow("an empty file") << "/empty.css"_ba << 200;
        QTest::newRow("a name with spaces, percent-encoded") << "/with%20space%20%26%20%C3%BC.txt"_ba << 200;
        QTest::newRow("a link that stays inside") << "/inside.js"_ba << 200;
        QTest::newRow("a folder without its slash leads to the one with it") << "/dist"_ba << 301;
        QTest::newRow("a folder with an index") << "/dist/"_ba << 200;
        QTest::newRow("a folder without an index is never listed") << "/assets/"_ba << 404;
        QTest::newRow("what is not there") << "/missing.html"_ba << 404;
        QTest::newRow("a file is not a folder") << "/app.js/"_ba << 404;
        QTest::newRow("two dots stay inside") << "/../../../../etc/passwd"_ba << 404;
        QTest::newRow("two dots, encoded") << "/%2e%2e/%2e%2e/%2e%2e/etc/passwd"_ba << 404;
        QTest::newRow("a link out of the folder") << "/outside.txt"_ba << 404;
        QTest::newRow("a linked folder outside") << "/outside/passwd"_ba << 404;
        QTest::newRow("git's files") << "/.git/config"_ba << 404;
        QTest::newRow("git's files under another name") << "/page.txt"_ba << 404;
        QTest::newRow("git's files by a detour") << "/assets/../.git/config"_ba << 404;
        QTest::newRow("secrets") << "/.env"_ba << 404;
        QTest::newRow("local secrets") << "/.env.local"_ba << 404;
        QTest::newRow("secrets further down") << "/sub/.env"_ba << 404;
        QTest::newRow("a NUL") << "/app.js%00.html"_ba << 400;
        QTest::newRow("a target that is no path") << "app.js"_ba << 400;
    }

    void path_isAnswered()
    {
        QFETCH(const QByteArray, target);
        QTEST(answer(m_site, get(target)).status, "status");
    }

    void appFile_isWhereTheRootLeads()
    {
        m_site.appFile = u"dist/index.html"_s;
        const Response response = answer(m_site, get("/?a=1"));
        QCOMPARE(response.status, 302);
        QVERIFY(response.headers.contains(std::pair("Location"_ba, "/dist/index.html?a=1"_ba)));
    }

    void range_isAnswered_data()
    {
        QTest::addColumn<QByteArray>("range");
        QTest::addColumn<int>("status");
        QTest::addColumn<qint64>("offset");
        QTest::addColumn<qint64>("length");
        QTest::newRow("first bytes") << "bytes=0-3"_ba << 206 << 0ll << 4ll;
        QTest::newRow("from a place to the end") << "bytes=4-"_ba << 206 << 4ll << 6ll;
        QTest::newRow("the last bytes") << "bytes=-3"_ba << 206 << 7ll << 3ll;
        QTest::newRow("more last bytes than there are") << "bytes=-30"_ba << 206 << 0ll << 10ll;
        QTest::newRow("an end beyond the file") << "bytes=8-99"_ba << 206 << 8ll << 2ll;
        QTest::newRow("a start beyond the file") << "bytes=10-"_ba << 416 << 0ll << -1ll;
        QTest::newRow("no last bytes at all") << "bytes=-0"_ba << 416 << 0ll << -1ll;
        QTest::newRow("backwards") << "bytes=5-2"_ba << 416 << 0ll << -1ll;
        QTest::newRow("several ranges get the whole") << "bytes=0-1,4-5"_ba << 200 << 0ll << 10ll;
        QTest::newRow("another unit gets the whole") << "lines=0-1"_ba << 200 << 0ll << 10ll;
        QTest::newRow("no numbers get the whole") << "bytes=a-b"_ba << 200 << 0ll << 10ll;
    }

    void range_isAnswered()
    {
        QFETCH(const QByteArray, range);
        QFETCH(const qint64, length);
        Request request = get("/app.js");
        request.headers = {{"range", range}};
        const Response response = answer(m_site, request);
        QTEST(response.status, "status");
        if (length >= 0) {
            QTEST(response.offset, "offset");
            QCOMPARE(response.length, length);
        }
    }

    void changedFile_isSentAgain_andAnUnchangedOneIsNot()
    {
        const Response first = answer(m_site, get("/app.js"));
        const auto tag = std::ranges::find(first.headers, "ETag"_ba, &std::pair<QByteArray, QByteArray>::first);
        QVERIFY(tag != first.headers.end());
        Request again = get("/app.js");
        again.headers = {{"If-None-Match", tag->second}};
        QCOMPARE(answer(m_site, again).status, 304);
        write(u"app.js"_s, "0123456789 and more");
        QCOMPARE(answer(m_site, again).status, 200);
        write(u"app.js"_s, "0123456789");
    }

    void onlyReading_isAllowed()
    {
        Request request = get("/app.js");
        request.method = "POST";
        QCOMPARE(answer(m_site, request).status, 405);
    }

    void customHeaders_comeWithEveryAnswer()
    {
        m_site.headers = {{"cross-origin-opener-policy", "same-origin"}};
        QVERIFY(answer(m_site, get("/app.js")).headers.contains(m_site.headers.first()));
        QVERIFY(answer(m_site, get("/missing")).headers.contains(m_site.headers.first()));
    }

    void contentType_isWhatBrowsersInsistOn_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("type");
        QTest::newRow("module") << u"a.mjs"_s << "text/javascript; charset=utf-8"_ba;
        QTest::newRow("script") << u"a.js"_s << "text/javascript; charset=utf-8"_ba;
        QTest::newRow("wasm") << u"a.wasm"_s << "application/wasm"_ba;
        QTest::newRow("svg, in capitals") << u"A.SVG"_s << "image/svg+xml"_ba;
        QTest::newRow("page") << u"a.html"_s << "text/html; charset=utf-8"_ba;
        QTest::newRow("unknown") << u"weights.unheardof"_s << "application/octet-stream"_ba;
        QTest::newRow("nothing after the dot") << u"LICENSE"_s << "application/octet-stream"_ba;
    }

    void contentType_isWhatBrowsersInsistOn()
    {
        QFETCH(const QString, name);
        QTEST(contentType(name), "type");
    }

    void variables_comeBeforeTheFirstScript_data()
    {
        QTest::addColumn<QByteArray>("html");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("after head") << "<!DOCTYPE html>\n<html lang=en><HEAD class=a><script></script>"_ba
                                    << "<!DOCTYPE html>\n<html lang=en><HEAD class=a>@<script></script>"_ba;
        QTest::newRow("without a head") << "<html><body>"_ba << "<html>@<body>"_ba;
        QTest::newRow("a header is not a head") << "<header></header>"_ba << "@<header></header>"_ba;
        QTest::newRow("only a doctype") << "<!doctype html><p>"_ba << "<!doctype html>@<p>"_ba;
        QTest::newRow("a head inside a comment") << "<!-- <head> --><html><head></head>"_ba
                                                 << "<!-- <head> --><html><head>@</head>"_ba;
        QTest::newRow("an unfinished comment") << "<!-- <head>"_ba << "@<!-- <head>"_ba;
        QTest::newRow("after a byte order mark") << "\xEF\xBB\xBF<p>"_ba << "\xEF\xBB\xBF@<p>"_ba;
        QTest::newRow("nothing") << ""_ba << "@"_ba;
        QTest::newRow("UTF-16 is left alone") << "\xFF\xFE<"_ba << "\xFF\xFE<"_ba;
    }

    void variables_comeBeforeTheFirstScript()
    {
        QFETCH(const QByteArray, html);
        QFETCH(QByteArray, expected);
        expected.replace('@', R"(<script>window.huggingface={"variables":{"A":"\u003c/script>"}};</script>)");
        QCOMPARE(withVariables(html, {{u"A"_s, u"</script>"_s}}), expected);
    }

    void host_mustBeThisMachine_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<bool>("own");
        QTest::newRow("address") << "127.0.0.1:7800"_ba << true;
        QTest::newRow("localhost") << "localhost:7800"_ba << true;
        QTest::newRow("a Space's name") << "Owner-Name.localhost:7800"_ba << true;
        QTest::newRow("another port") << "localhost:7801"_ba << false;
        QTest::newRow("no port") << "localhost"_ba << false;
        QTest::newRow("a stranger") << "evil.example:7800"_ba << false;
        QTest::newRow("a stranger that ends alike") << "notlocalhost:7800"_ba << false;
        QTest::newRow("a stranger that begins alike") << "localhost.evil.example:7800"_ba << false;
        QTest::newRow("an empty name") << ".localhost:7800"_ba << false;
        QTest::newRow("nothing") << ""_ba << false;
    }

    void host_mustBeThisMachine()
    {
        QFETCH(const QByteArray, host);
        QTEST(isOwnHost(host, 7800), "own");
    }

private:
    static Request get(const QByteArray &target) { return {.method = "GET", .target = target, .headers = {}}; }

    void write(const QString &name, const QByteArray &content)
    {
        const QString path = m_folder.filePath(name);
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }

    QTemporaryDir m_folder;
    Site m_site;
};

QTEST_GUILESS_MAIN(SiteTest)
#include "tst_site.moc"
