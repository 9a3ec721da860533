// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process.h"
#include "container/buildprogress.h"
#include "container/imagebuild.h"
#include "support/testcase.h"

#include <QFile>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Container;

namespace {
struct Heard {
    QByteArray log;
    QList<BuildStep> steps;
    QString error;
};

/// A build as buildx 0.13 told it, cut into lines as Process hands them out.
Heard hear(const QByteArray &bytes)
{
    Heard heard;
    BuildProgress progress({.output = [&](const QByteArray &out) { heard.log += out; }, .step = {}});
    LineSplitter lines;
    lines.feed(bytes, [&](QByteArrayView line) { progress.feed(line); });
    lines.finish([&](QByteArrayView line) { progress.feed(line); });
    heard.steps = progress.steps();
    heard.error = progress.error();
    return heard;
}

QByteArray recording(const QString &name)
{
    QFile file(Testing::sourceFile(u"tests/data/container/"_s + name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList titles(const QList<BuildStep> &steps)
{
    QStringList all;
    for (const BuildStep &step : steps)
        all += step.title;
    return all;
}
} // namespace

/// Real builds, told again.
class BuildProgressTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void build_isToldAsTheHubTellsIt()
    {
        const Heard heard = hear(recording(u"first-build.rawjson"_s));
        QVERIFY2(heard.log.contains("--> COPY app.py .\nCACHED\n"), heard.log); // by a build that failed behind it
        QVERIFY2(heard.log.contains("--> RUN echo $(( 1 + 1 ))\n2\nDONE 0."), heard.log);
        QVERIFY(!heard.log.contains("[internal]"));
        QVERIFY(!heard.log.contains("ERROR"));
        QVERIFY(titles(heard.steps).contains(u"Exporting image"_s));
        for (const BuildStep &step : heard.steps)
            QCOMPARE(step.state, StepState::Done);
        QVERIFY(heard.error.isEmpty());
    }

    void secondBuild_isCached()
    {
        const Heard heard = hear(recording(u"second-build.rawjson"_s));
        QVERIFY2(heard.log.contains("--> RUN echo $(( 1 + 1 ))\nCACHED\n"), heard.log);
        for (const BuildStep &step : heard.steps)
            QCOMPARE(step.isCached,
                     step.title.startsWith("RUN"_L1) || step.title.startsWith("COPY"_L1)
                         || step.title.startsWith("WORKDIR"_L1) || (step.title.startsWith("FROM"_L1) && step.isCached));
    }

    void failure_namesItsStep_andItsLine()
    {
        const Heard heard = hear(recording(u"failed-step.rawjson"_s));
        QVERIFY2(heard.log.contains("--> RUN echo $(( 1 + 1 )); false\n2\n"), heard.log);
        QVERIFY2(heard.log.contains("--> ERROR: "), heard.log);
        const auto failed = std::ranges::find(heard.steps, StepState::Failed, &BuildStep::state);
        QVERIFY(failed != heard.steps.end());
        QCOMPARE(failed->title, u"RUN echo $(( 1 + 1 )); false"_s);
        QCOMPARE(failed->stage, u"run 3/3"_s);
        QCOMPARE(explainFailure(heard.error, {}).code, ErrorCode::Space);
        QVERIFY(explainFailure(heard.error, {}).message.contains(u"echo $(( 1 + 1 )); false"_s));
        QCOMPARE(failedLine(u"FROM a\n# why\nRUN echo $(( 1 + 1 )); \\\n  false\n"_s, failed->title, {}), 2);
        QCOMPARE(failedLine(u"FROM a\nRUN b\n"_s, u"RUN c"_s, {}), -1);
        QCOMPARE(failedLine({}, {}, u"------\nDockerfile:9\n-----\n"_s), 8);
    }

    void oneLineObjects_areReadToo()
    {
        const Heard heard = hear(
            R"({"vertexes":[{"digest":"sha256:1","name":"[2/2] RUN make","started":"2026-11-26T16:12:35.000000000Z"}]}
{"logs":[{"vertex":"sha256:1","stream":1,"data":"aGFsZg==","timestamp":"2026-11-26T16:12:35.1Z"}]}
{"vertexes":[{"digest":"sha256:1","name":"[2/2] RUN make","started":"2026-11-26T16:12:35.000000000Z","completed":"2026-11-26T16:12:37.340000000Z"}]}
)");
        QCOMPARE(heard.log, "\n--> RUN make\nhalf\nDONE 2.3s\n"_ba);
        QCOMPARE(heard.steps.first().duration, std::chrono::milliseconds(2340));
    }

    void nonsense_isHandedOn()
    {
        const Heard heard = hear("{not json}\n{\n\"a\": [\n}\nplain\n");
        QVERIFY2(heard.log.contains("{not json}\n"), heard.log);
        QVERIFY2(heard.log.contains("plain\n"), heard.log);
        QVERIFY(heard.steps.isEmpty());
    }

    void ends_areExplained_data()
    {
        QTest::addColumn<QString>("error");
        QTest::addColumn<int>("code");
        const auto row = [](const char *name, const QString &error, ErrorCode code) {
            QTest::newRow(name) << error << int(code);
        };
        row("step, new words", u"process \"/bin/sh -c pip install nope\" did not complete successfully: exit code: 1"_s,
            ErrorCode::Space);
        row("memory", u"process \"/bin/sh -c python eat.py\" did not complete successfully: exit code: 137"_s,
            ErrorCode::Space);
        row("disk", u"failed to copy files: write /app/x: no space left on device"_s, ErrorCode::Io);
        row("unreached registry",
            u"failed to do request: Head \"https://registry-1.docker.io/v2/library/python/manifests/3.13\": dial tcp: lookup registry-1.docker.io: no such host"_s,
            ErrorCode::Offline);
        row("no such image", u"docker.io/library/pyhton:3.13: not found"_s, ErrorCode::NotFound);
        row("denied",
            u"pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed"_s,
            ErrorCode::NotFound);
        row("file not in the context",
            u"failed to compute cache key: failed to calculate checksum of ref x::y: \"/data.csv\": not found"_s,
            ErrorCode::Invalid);
        row("parse", u"dockerfile parse error line 2: unknown instruction: RNU"_s, ErrorCode::Invalid);
        row("required secret", u"secret TOKEN: not found"_s, ErrorCode::Invalid);
        row("engine gone", u"rpc error: code = Unavailable desc = error reading from server: EOF"_s,
            ErrorCode::Offline);
        row("nothing", {}, ErrorCode::Tool);
    }

    void ends_areExplained()
    {
        QFETCH(const QString, error);
        QFETCH(const int, code);
        const Error explained = explainFailure(error, {});
        QCOMPARE(int(explained.code), code);
        QVERIFY(!explained.message.isEmpty());
    }
};

QTEST_GUILESS_MAIN(BuildProgressTest)
#include "tst_buildprogress.moc"
