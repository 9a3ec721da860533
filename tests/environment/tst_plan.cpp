// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/plan.h"
#include "support/testcase.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Environment;

namespace {
Interpreter python(const char *version)
{
    return {u"/usr/bin/python3"_s, QVersionNumber::fromString(QString::fromLatin1(version)),
            u"cpython-313-x86_64-linux-gnu"_s, InterpreterSource::System};
}

Request gradio()
{
    return {.sdk = Sdk::Gradio,
            .sdkVersion = u"6.25.0"_s,
            .python = u"3.13"_s,
            .requirements = u"numpy\n"_s,
            .preRequirements = {},
            .accelerator = {}};
}

QString hashOf(const Request &request, const Interpreter &interpreter = python("3.13.5"), const QString &indexes = {},
               const QString &platform = u"linux-x86_64-glibc"_s)
{
    const auto planned = plan(request, {interpreter}, indexes, platform);
    return planned ? planned->hash : planned.error().message;
}
} // namespace

class PlanTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void platformRequirements_areTheHubs_data()
    {
        QTest::addColumn<int>("sdk");
        QTest::addColumn<QString>("version");
        QTest::addColumn<QString>("requirements");
        QTest::newRow("Gradio 6") << int(Sdk::Gradio) << u"6.25.0"_s
                                  << u"gradio[oauth,mcp]==6.25.0 uvicorn>=0.14.0 websockets>=10.4 spaces"_s;
        QTest::newRow("Gradio 5") << int(Sdk::Gradio) << u"5.10"_s
                                  << u"gradio[oauth,mcp]==5.10 uvicorn>=0.14.0 websockets>=10.4 spaces"_s;
        QTest::newRow("Gradio 4 holds FastAPI back")
            << int(Sdk::Gradio) << u"4.44.1"_s
            << u"gradio[oauth]==4.44.1 uvicorn>=0.14.0 websockets>=10.4 spaces fastapi<0.113.0"_s;
        QTest::newRow("Gradio 3") << int(Sdk::Gradio) << u"3.50.2"_s
                                  << u"gradio[oauth]==3.50.2 uvicorn>=0.14.0 websockets>=10.4 spaces"_s;
        QTest::newRow("no version is the newest")
            << int(Sdk::Gradio) << QString() << u"gradio[oauth,mcp] uvicorn>=0.14.0 websockets>=10.4 spaces"_s;
        QTest::newRow("Streamlit") << int(Sdk::Streamlit) << u"1.39.0"_s
                                   << u"streamlit==1.39.0 uvicorn>=0.14.0 websockets>=10.4 spaces"_s;
    }
    void platformRequirements_areTheHubs()
    {
        QFETCH(int, sdk);
        QFETCH(QString, version);
        QFETCH(QString, requirements);
        QCOMPARE(platformRequirements(Sdk(sdk), version).join(u' '), requirements);
    }

    void hash_changesWithEachThingThatDecides()
    {
        const QString base = hashOf(gradio());
        QCOMPARE(base.size(), 32);
        QCOMPARE(hashOf(gradio()), base);

        QStringList hashes{base};
        Request request = gradio();
        request.sdkVersion = u"6.24.0"_s;
        hashes += hashOf(request);
        request = gradio();
        request.sdk = Sdk::Streamlit;
        hashes += hashOf(request);
        request = gradio();
        request.requirements = u"numpy\npandas\n"_s;
        hashes += hashOf(request);
        request.requirements.reset();
        hashes += hashOf(request);
        request.requirements = QString();
        hashes += hashOf(request);
        request = gradio();
        request.preRequirements = u"numpy\n"_s;
        hashes += hashOf(request);
        request = gradio();
        request.accelerator = u"cpu"_s;
        hashes += hashOf(request);
        hashes += hashOf(gradio(), python("3.13.4"));
        Interpreter freeThreaded = python("3.13.5");
        freeThreaded.abi = u"cpython-313t-x86_64-linux-gnu"_s;
        hashes += hashOf(gradio(), freeThreaded);
        hashes += hashOf(gradio(), python("3.13.5"), u"abcdef"_s);
        hashes += hashOf(gradio(), python("3.13.5"), {}, u"linux-arm64-glibc"_s);
        QCOMPARE(QSet<QString>(hashes.begin(), hashes.end()).size(), hashes.size());
    }

    void hash_doesNotChangeWithAnythingElse()
    {
        const QString base = hashOf(gradio());
        Request request = gradio();
        request.requirements = u"numpy  \r\n"_s; // as Windows saves it
        QCOMPARE(hashOf(request), base);
        request = gradio();
        request.python = u"3.13.5"_s; // asked for in another way, the same interpreter
        QCOMPARE(hashOf(request), base);
        Interpreter elsewhere = python("3.13.5");
        elsewhere.path = u"/opt/python"_s;
        elsewhere.source = InterpreterSource::Uv;
        QCOMPARE(hashOf(gradio(), elsewhere), base);
    }

    void plan_saysWhyForEachStep()
    {
        const auto planned = plan(gradio(), {python("3.11.2")}, {});
        QVERIFY_RESULT(planned);
        QStringList ids;
        for (const PlanStep &step : planned->steps) {
            ids += step.id;
            QVERIFY(!step.title.isEmpty());
            QVERIFY(!step.reason.isEmpty());
            QVERIFY(!step.source.isEmpty());
        }
        QCOMPARE(ids, (QStringList{u"interpreter"_s, u"uv"_s, u"resolve"_s, u"install"_s, u"verify"_s, u"seal"_s}));
        QCOMPARE(planned->differences.first().onHub, u"3.13"_s);
        QCOMPARE(planned->differences.first().here, u"3.11.2"_s);
        const QJsonObject json = toJson(*planned);
        QCOMPARE(json[u"steps"_s].toArray().size(), 6);
        QCOMPARE(json[u"preRequirements"_s], QJsonValue());
        QCOMPARE(json[u"requirements"_s].toString(), u"numpy\n"_s);
    }

    void plan_withoutAVersionNamesTheDifference()
    {
        Request request = gradio();
        request.sdkVersion.clear();
        const auto planned = plan(request, {python("3.13.5")}, {});
        QVERIFY_RESULT(planned);
        QCOMPARE(planned->differences.first().what, u"Gradio version"_s);
    }

    void plan_refusesAVersionThatIsNone_data()
    {
        QTest::addColumn<QString>("version");
        QTest::newRow("an option") << u"6.0 --index-url http://evil"_s;
        QTest::newRow("a range") << u">=6"_s;
        QTest::newRow("a word") << u"latest"_s;
        QTest::newRow("a line break") << u"6.0\nevil"_s;
    }
    void plan_refusesAVersionThatIsNone()
    {
        QFETCH(QString, version);
        Request request = gradio();
        request.sdkVersion = version;
        const auto planned = plan(request, {python("3.13.5")}, {});
        QVERIFY(!planned);
        QCOMPARE(planned.error().code, ErrorCode::Invalid);
    }
};

QTEST_GUILESS_MAIN(PlanTest)
#include "tst_plan.moc"
