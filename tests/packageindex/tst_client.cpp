// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomicfile.h"
#include "packageindex/client.h"
#include "support/indexserver.h"
#include "support/testcase.h"

#include <QDirIterator>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QThreadPool>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::PackageIndex;

namespace {

class SetClock final : public Clock {
public:
    [[nodiscard]] QDateTime now() const override { return m_now; }
    [[nodiscard]] std::chrono::steady_clock::time_point steady() const override { return m_steady; }
    void pass(std::chrono::seconds time)
    {
        m_now = m_now.addDuration(time);
        m_steady += time;
    }

private:
    QDateTime m_now = QDateTime::fromString(u"2026-11-25T12:00:00Z"_s, Qt::ISODate);
    std::chrono::steady_clock::time_point m_steady = std::chrono::steady_clock::now();
};

QStringList texts(const PackageFacts &facts)
{
    QStringList result;
    for (const Release &release : facts.releases)
        result.append(release.text + (release.isYanked ? u"!"_s : QString()));
    return result;
}

} // namespace

class ClientTest final : public QObject {
    Q_OBJECT

    /// Environment, store and client, as a new start of the program has them.
    void begin(const QString &index, const QString &extra = {}, const Limits &limits = {})
    {
        QProcessEnvironment environment = m_server.environment(extra);
        environment.insert(u"PIP_INDEX_URL"_s, index);
        begin(environment, limits);
    }
    void begin(const QProcessEnvironment &environment, const Limits &limits = {})
    {
        m_client.reset();
        m_store = std::make_shared<Store>(Paths::under(m_home->path()), environment, m_clock);
        m_client = std::make_unique<Client>(m_store, limits);
    }
    [[nodiscard]] QString simple() const { return m_server.url(u"/simple"_s); }

    PackageFacts facts(const QString &name) { return m_store->known({name}).of(name); }
    /// Asks and waits until nothing is under way.
    bool ask(const QStringList &names)
    {
        QSignalSpy idle(m_client.get(), &Client::idle);
        m_client->ask(names);
        return idle.wait(std::chrono::seconds(60));
    }
    Testing::IndexServer m_server;
    SetClock m_clock;
    std::unique_ptr<QTemporaryDir> m_home;
    std::shared_ptr<Store> m_store;
    std::unique_ptr<Client> m_client;

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_server.start()); }
    void cleanupTestCase() { m_client.reset(); }
    void init()
    {
        Testing::cleanRoom();
        m_home = std::make_unique<QTemporaryDir>();
        begin(simple());
        m_server.requests();
    }

    void cleanup()
    {
        m_client.reset();
        QThreadPool::globalInstance()->waitForDone(); // before the folder goes
    }

    void jsonAnswer_isReadInOrder()
    {
        QVERIFY(ask({u"plain"_s}));
        const PackageFacts plain = facts(u"plain"_s);
        QCOMPARE(plain.state, PackageFacts::State::Known);
        QCOMPARE(texts(plain), (QStringList{u"2.0rc1"_s, u"1.10.0"_s, u"1.9!"_s, u"1.0"_s}));
        QCOMPARE(plain.newest()->text, u"1.10.0"_s);
        QCOMPARE(plain.releases.at(1).platforms, QStringList(u"manylinux_2_28_x86_64"_s));
        QCOMPARE(plain.releases.at(1).requiresPython, u">=3.10"_s);
        QCOMPARE(plain.releases.at(2).yankedWhy, u"it deletes things"_s);
        QCOMPARE(plain.releases.last().platforms, (QStringList{u"any"_s, u"sdist"_s}));
        QCOMPARE(plain.hosts, QStringList(u"127.0.0.1"_s));
        QVERIFY(plain.isRecent);
        const QJsonArray log = m_server.requests();
        QCOMPARE(log.size(), 1);
        QCOMPARE(log.first()["path"_L1].toString(), u"/simple/plain/"_s);
        QVERIFY(log.first()["accept"_L1].toString().startsWith("application/vnd.pypi.simple.v1+json"_L1));
    }

    void htmlAnswer_isReadToo()
    {
        QVERIFY(ask({u"a-page"_s}));
        const PackageFacts page = facts(u"a-page"_s);
        QCOMPARE(texts(page), (QStringList{u"1.1!"_s, u"1.0"_s, u"0.9!"_s}));
        QCOMPARE(page.releases.at(1).requiresPython, u">=3.9"_s);
        QCOMPARE(page.releases.at(2).yankedWhy, u"bad & old"_s);
    }

    void whatIsNowhere_isUnknown_andFoundOnAnExtraIndex()
    {
        QVERIFY(ask({u"nowhere"_s, u"elsewhere"_s}));
        QCOMPARE(facts(u"nowhere"_s).state, PackageFacts::State::Unknown);
        QCOMPARE(facts(u"elsewhere"_s).state, PackageFacts::State::Unknown);
        begin(simple(), m_server.url(u"/extra/"_s));
        QVERIFY(ask({u"nowhere"_s, u"elsewhere"_s})); // other indexes: nothing is remembered
        QCOMPARE(facts(u"nowhere"_s).state, PackageFacts::State::Unknown);
        QCOMPARE(texts(facts(u"elsewhere"_s)), QStringList(u"3.0"_s));
        QCOMPARE(m_store->known({}).obstacle, QString());
    }

    void badAnswers_areNoAnswers_data()
    {
        QTest::addColumn<QString>("name");
        for (const auto name : {"broken", "unreadable", "sign-in", "huge", "cut", "loop"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void badAnswers_areNoAnswers()
    {
        QFETCH(QString, name);
        Limits limits;
        limits.bodyBytes = 1'000'000;
        begin(simple(), {}, limits);
        QVERIFY(ask({name}));
        QCOMPARE(facts(name).state, PackageFacts::State::NotLooked);
        QVERIFY(!m_store->known({}).obstacle.isEmpty());
        QVERIFY(m_server.requests().size() >= 1);
        QVERIFY(ask({name})); // not at once again
        if (name != "cut"_L1) // there Qt itself may ask once more, when end and answer come together
            QCOMPARE(m_server.requests().size(), 0);
        m_clock.pass(std::chrono::minutes(6));
        QVERIFY(ask({name, u"plain"_s})); // and it stands in nobody's way
        QVERIFY(facts(u"plain"_s).isKnown());
    }

    void busyIndex_isLeftAloneForAsLongAsItAsks()
    {
        QVERIFY(ask({u"busy"_s}));
        QCOMPARE(m_server.requests().size(), 1);
        QCOMPARE(m_store->known({}).obstacle, u"the package index asks to wait"_s);
        m_clock.pass(std::chrono::seconds(119));
        QVERIFY(ask({u"plain"_s}));
        QCOMPARE(m_server.requests().size(), 0);
        m_clock.pass(std::chrono::seconds(2));
        QVERIFY(ask({u"plain"_s}));
        QVERIFY(facts(u"plain"_s).isKnown());
        QCOMPARE(m_store->known({}).obstacle, QString());
    }

    void noConnection_endsItForAWhile()
    {
        QTcpServer closed;
        QVERIFY(closed.listen(QHostAddress::LocalHost));
        const auto port = closed.serverPort();
        closed.close();
        begin(u"http://127.0.0.1:%1/simple"_s.arg(port));
        QStringList names;
        for (int i = 0; i < 50; ++i)
            names.append(u"name-%1"_s.arg(i));
        QVERIFY(ask(names));
        QCOMPARE(m_store->known({}).obstacle, u"the package index does not answer"_s);
        QCOMPARE(facts(u"name-0"_s).state, PackageFacts::State::NotLooked);
        // Somebody listens there now, and is not asked before the quiet is over.
        QTcpServer open;
        QVERIFY(open.listen(QHostAddress::LocalHost, port));
        QSignalSpy called(&open, &QTcpServer::newConnection);
        QVERIFY(ask({u"late"_s}));
        QCOMPARE(called.count(), 0);
    }

    void freshFacts_areNotAskedForAgain_andStaleOnesByTheirTag()
    {
        QVERIFY(ask({u"tagged"_s}));
        QVERIFY(ask({u"tagged"_s}));
        QCOMPARE(m_server.requests().size(), 1);
        begin(simple()); // the next start, from disk
        QCOMPARE(texts(facts(u"tagged"_s)), QStringList(u"1.0"_s));
        QVERIFY(ask({u"tagged"_s}));
        QCOMPARE(m_server.requests().size(), 0);
        m_clock.pass(std::chrono::hours(25));
        QVERIFY(facts(u"tagged"_s).isKnown());
        QVERIFY(!facts(u"tagged"_s).isRecent);
        QVERIFY(ask({u"tagged"_s}));
        const QJsonArray log = m_server.requests();
        QCOMPARE(log.size(), 1);
        QCOMPARE(log.first()["etag"_L1].toString(), u"\"one\""_s);
        QCOMPARE(texts(facts(u"tagged"_s)), QStringList(u"1.0"_s));
        QVERIFY(facts(u"tagged"_s).isRecent);
    }

    void brokenCache_isAsGoodAsNone_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("cut") << QByteArray("{\"name\": \"plain\", \"known\": tr");
        QTest::newRow("another's") << QByteArray(
            "{\"name\": \"evil\", \"known\": true, \"looked_up\": "
            "\"2026-11-25T12:00:00Z\", \"fresh_until\": \"2036-11-25T12:00:00Z\"}");
        QTest::newRow("no versions") << QByteArray(
            "{\"name\": \"plain\", \"known\": true, \"looked_up\": \"2026-11-25T12:00:00Z\", \"fresh_until\": "
            "\"2036-11-25T12:00:00Z\", \"releases\": [[\"x\"], 7]}");
    }
    void brokenCache_isAsGoodAsNone()
    {
        QFETCH(QByteArray, content);
        QVERIFY(ask({u"plain"_s}));
        QDirIterator it(m_home->path(), {u"plain.json"_s}, QDir::Files, QDirIterator::Subdirectories);
        QVERIFY_RESULT(writeFile(it.next(), content));
        begin(simple());
        QCOMPARE(facts(u"plain"_s).state, PackageFacts::State::NotLooked);
        QVERIFY(ask({u"plain"_s}));
        QCOMPARE(facts(u"plain"_s).releases.size(), 4);
    }

    void fullCache_losesItsOldest()
    {
        QVERIFY(ask({u"plain"_s}));
        QDirIterator it(m_home->path(), {u"plain.json"_s}, QDir::Files, QDirIterator::Subdirectories);
        const QString folder = QFileInfo(it.next()).path();
        for (int i = 0; i < 5; ++i) {
            QFile file(folder + u"/big-%1.json"_s.arg(i));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(15 * 1024 * 1024)); // holes, no real space
            QVERIFY(file.setFileTime(QDateTime::currentDateTime().addDays(-10 + i), QFileDevice::FileModificationTime));
        }
        begin(simple());
        QVERIFY(ask({u"tagged"_s}));
        QCOMPARE(QDir(folder).entryList(QDir::Files),
                 (QStringList{u"big-2.json"_s, u"big-3.json"_s, u"big-4.json"_s, u"plain.json"_s, u"tagged.json"_s}));
    }

    void atMostFour_areAskedAtOnce()
    {
        QStringList names;
        for (int i = 0; i < 8; ++i)
            names.append(u"slow-%1"_s.arg(i));
        QVERIFY(ask(names));
        for (const QString &name : std::as_const(names))
            QVERIFY2(facts(name).isKnown(), qPrintable(name));
        QCOMPARE(m_server.get(u"/peak"_s), QByteArray("4"));
    }

    void redirects_areFollowed_withoutTheCredentials()
    {
        begin(u"http://ada:secret42@127.0.0.1:%1/simple"_s.arg(m_server.port()));
        QVERIFY(ask({u"guarded"_s, u"moved"_s, u"abroad"_s}));
        for (const auto &name : {u"guarded"_s, u"moved"_s, u"abroad"_s})
            QVERIFY2(facts(name).isKnown(), qPrintable(name));
        for (const QJsonValue &request : m_server.requests()) {
            const bool isAbroad = request["path"_L1] == "/new/abroad/"_L1;
            QCOMPARE(request["authorisation"_L1].toString().isEmpty(), isAbroad);
        }
        QDirIterator it(m_home->path(), QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            const auto content = readFile(it.next());
            QVERIFY_RESULT(content);
            QVERIFY(!content->contains("secret42") && !it.filePath().contains("secret42"_L1));
        }
    }

    void withoutTheCredentials_nothingIsSaidOfThePackage()
    {
        QVERIFY(ask({u"guarded"_s}));
        QCOMPARE(facts(u"guarded"_s).state, PackageFacts::State::NotLooked);
        QCOMPARE(m_store->known({}).obstacle, u"the package index refuses the sign-in"_s);
    }

    void strangeNames_neverGetIntoAnAddress()
    {
        QVERIFY(
            ask({u"../secret"_s, u"a/b"_s, u"a?b"_s, QString(), u"Plain"_s, u"a--b"_s, u"ä"_s, QString(500, u'a')}));
        QCOMPARE(m_server.requests().size(), 0);
        QVERIFY(!m_store->find(u"../secret"_s));
    }

    void whoWantsNone_isNotAsked()
    {
        QProcessEnvironment environment = m_server.environment();
        QProcessEnvironment offline = environment;
        offline.insert(u"SPACEWRIGHT_OFFLINE"_s, u"1"_s);
        begin(offline);
        QVERIFY(ask({u"plain"_s}));
        QCOMPARE(m_store->known({}).obstacle, QString());
        environment.insert(u"PIP_NO_INDEX"_s, u"1"_s);
        begin(environment);
        QVERIFY(ask({u"plain"_s}));
        QCOMPARE(m_store->known({}).obstacle, u"pip is set up without a package index"_s);
        QCOMPARE(m_server.requests().size(), 0);
    }

    void endInTheMiddle_isClean()
    {
        m_client->ask({u"plain"_s, u"tagged"_s, u"moved"_s});
        m_client.reset();
        begin(simple());
        QSignalSpy learned(m_client.get(), &Client::learned);
        m_client->ask({u"plain"_s, u"tagged"_s, u"moved"_s});
        QVERIFY(learned.wait(std::chrono::seconds(60)));
        m_client.reset();
    }

    /// The one that this machine really uses.
    void machinesIndex_knowsGradio()
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove(u"SPACEWRIGHT_OFFLINE"_s);
        begin(environment);
        QTest::ignoreMessage(QtDebugMsg, QRegularExpression(u"starting .*"_s));
        QVERIFY(ask({u"gradio"_s}));
        const PackageFacts gradio = facts(u"gradio"_s);
        if (!gradio.isKnown())
            return Testing::skipOffline(m_store->known({}).obstacle);
        const auto old = gradio.find(*Version::parse(u"5.0.0"_s));
        QVERIFY(old && !old->isYanked);
        QVERIFY(gradio.newest() && gradio.newest()->version > old->version);
        QVERIFY(Specifier::parse(gradio.newest()->requiresPython)->contains(*Version::parse(u"3.13"_s)));
        QVERIFY(gradio.releases.size() > 300);
    }
};

QTEST_GUILESS_MAIN(ClientTest)
#include "tst_client.moc"
