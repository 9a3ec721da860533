// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/dockerfacts.h"
#include "support/testcase.h"

#include <QFile>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Container;

namespace {
QByteArray recording(const QString &name)
{
    QFile file(Testing::sourceFile(u"tests/data/container/"_s + name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}
} // namespace

/// What `docker info` printed on real machines.
class DockerFactsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void chain_breaksWhereItIsBroken_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("broken");
        QTest::addColumn<int>("code");
        const QString docker = u"/usr/bin/docker"_s;
        QTest::newRow("not installed") << QString() << QString() << QString() << u"program"_s
                                       << int(ErrorCode::NotFound);
        QTest::newRow("not running") << docker << u"not-running.json"_s << QString() << u"engine"_s
                                     << int(ErrorCode::Offline);
        QTest::newRow("not permitted") << docker << u"not-permitted.json"_s
                                       << u"permission denied while trying to connect to the Docker daemon socket"_s
                                       << u"permission"_s << int(ErrorCode::Unauthorised);
        QTest::newRow("no buildx") << docker << u"without-buildx.json"_s << QString() << u"buildx"_s
                                   << int(ErrorCode::Tool);
    }

    void chain_breaksWhereItIsBroken()
    {
        QFETCH(const QString, program);
        QFETCH(const QString, file);
        QFETCH(const QString, words);
        QFETCH(const QString, broken);
        QFETCH(const int, code);
        const DockerFacts facts = readFacts(program, file.isEmpty() ? QByteArray() : recording(file), words);
        bool isBehind = false;
        for (const DockerLink &link : explain(facts)) {
            QCOMPARE(link.state,
                     link.id == broken ? DockerLink::State::Broken
                         : isBehind    ? DockerLink::State::NotReached
                                       : DockerLink::State::Good);
            QCOMPARE(link.next.isEmpty(), link.id != broken);
            isBehind = isBehind || link.id == broken;
        }
        QVERIFY(isBehind);
        const Result<> result = usable(facts);
        QVERIFY(!result);
        QCOMPARE(int(result.error().code), code);
    }

    void running_isUsable_andSaysWhatItHas()
    {
        const DockerFacts facts =
            readFacts(u"/usr/bin/docker"_s, recording(u"running.json"_s), u"WARNING: something"_s);
        QVERIFY_RESULT(usable(facts));
        QVERIFY(!facts.serverVersion.isEmpty() && !facts.clientVersion.isEmpty() && !facts.buildxVersion.isEmpty());
        QCOMPARE(facts.context, u"default"_s);
        QCOMPARE(facts.architecture, u"x86_64"_s);
        QCOMPARE(facts.cpus, 2.0);
        QVERIFY(facts.memoryBytes > 1'000'000'000);
        QVERIFY(facts.runtimes.contains(u"runc"_s));
        QVERIFY(facts.serverError.isEmpty());
    }

    void nonsense_isAnEngineThatDoesNotAnswer()
    {
        const DockerFacts facts = readFacts(u"/usr/bin/docker"_s, "<html>", u"what it said\n"_s);
        QCOMPARE(usable(facts).error().code, ErrorCode::Offline);
        QCOMPARE(usable(facts).error().detail, u"what it said"_s);
    }
};

QTEST_GUILESS_MAIN(DockerFactsTest)
#include "tst_dockerfacts.moc"
