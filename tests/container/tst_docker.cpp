// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process.h"
#include "container/docker.h"
#include "support/testcase.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QUuid>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Container;

/// A real engine. Every image is made from the one that installer/dev/docker-up provides.
class DockerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        Testing::cleanRoom();
        m_root = std::make_unique<QTemporaryDir>();
        m_folder = m_root->path() + "/space"_L1;
        QVERIFY(QDir().mkpath(m_folder));
        m_redactor.clear();
        m_docker = std::make_unique<Docker>(Paths::under(m_root->path() + "/home"_L1), m_redactor);
        const auto facts = m_docker->probe();
        QVERIFY(Testing::settles(facts));
        if (const Result<> ready = usable(facts.result()); !ready)
            Testing::skipWithout("docker", ready.error().message + u' ' + ready.error().detail);
    }

    void cleanup()
    {
        if (m_docker)
            QVERIFY(Testing::settles(m_docker->removeImages({"spacewright/"_L1 + spaceName(m_folder)})));
    }

    void build_hasWhatACommitHas_andNothingElse()
    {
        put(u"Dockerfile"_s, base() + "WORKDIR /app\nCOPY . .\nRUN find . -type f | sort\n");
        put(u".gitignore"_s, "*.log\nmodels/\n");
        put(u".dockerignore"_s, "notes.txt\n");
        for (const QString &path :
             {u"app.py"_s, u"run.log"_s, u"models/big.bin"_s, u"notes.txt"_s, u".git/config"_s, u"kept.log"_s})
            put(path, "x");
        QVERIFY_RESULT(build({u"kept.log"_s}));
        QVERIFY2(m_log.contains("--> RUN find . -type f | "
                                "sort\n./.dockerignore\n./.gitignore\n./Dockerfile\n./app.py\n./kept.log\nDONE "),
                 m_log);

        // Nothing has changed, so nothing is done.
        QVERIFY_RESULT(build({u"kept.log"_s}));
        QVERIFY2(m_log.contains("--> RUN find . -type f | sort\nCACHED\n"), m_log);
        QCOMPARE(m_detail, u"cached"_s);

        const auto images = m_docker->images();
        QVERIFY(Testing::settles(images));
        QVERIFY_RESULT(images.result());
        const QList<ImageUse> all = *images.result();
        const auto mine = std::ranges::find(all, spaceName(m_folder), &ImageUse::space);
        QVERIFY(mine != all.end());
        QCOMPARE(mine->folder, m_folder);
        QVERIFY(mine->bytes > 1'000'000);
    }

    void secrets_areThereForTheirStep_andInNoLayerAndNoLog()
    {
        const QByteArray secret = "planted-secret-7c1";
        put(u"Dockerfile"_s,
            base()
                + "ARG GREETING\nRUN --mount=type=secret,id=TOKEN,mode=0444,required=true wc -c < /run/secrets/TOKEN "
                  "&& cat /run/secrets/TOKEN && "
                  "echo && echo \"says $GREETING\"\nRUN ls /run/secrets 2>&1 || true\n");
        m_redactor.add(u"TOKEN"_s, QString::fromLatin1(secret));
        m_values = {{u"TOKEN"_s, QString::fromLatin1(secret)}, {u"GREETING"_s, u"hello there"_s}};
        m_request.variables = {u"GREETING"_s};
        m_request.secrets = {u"TOKEN"_s};
        QVERIFY_RESULT(build());
        QVERIFY2(m_log.contains("18\n"), m_log);
        QVERIFY2(m_log.contains("says hello there\n"), m_log);
        QVERIFY2(!m_log.contains(secret), m_log);
        const auto history = Process::run({.program = u"docker"_s,
                                           .arguments = {u"history"_s, u"--no-trunc"_s, m_name},
                                           .workingDirectory = {},
                                           .input = {}});
        QVERIFY(Testing::settles(history));
        QVERIFY(history.result()->standardOutput.contains("GREETING"));
        QVERIFY(!history.result()->standardOutput.contains(secret));
    }

    void failure_isAtItsLine()
    {
        put(u"Dockerfile"_s, base() + "\nRUN echo before && \\\n    exit 3\n");
        const Result<> result = build();
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Space);
        QVERIFY2(result.error().message.contains(u"exit code 3"_s), qPrintable(result.error().message));
        QCOMPARE(m_problems.size(), 1);
        QCOMPARE(m_problems.first().file, u"Dockerfile"_s);
        QCOMPARE(m_problems.first().range.line, 3);
    }

    void fileThatGitIgnores_isMissingInTheBuild()
    {
        put(u"Dockerfile"_s, base() + "COPY data.csv /data.csv\n");
        put(u".gitignore"_s, "data.csv\n");
        put(u"data.csv"_s, "1,2\n");
        const Result<> result = build();
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Invalid);
        QVERIFY2(result.error().message.contains("data.csv"_L1), qPrintable(result.error().message));
    }

    void imageThatIsNowhere_saysSo()
    {
        put(u"Dockerfile"_s, "FROM spacewright.invalid/nothing:1\n");
        const Result<> result = build();
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Offline);
    }

    void cancel_stopsTheEngineToo()
    {
        const QByteArray mark = QByteArray::number(QCoreApplication::applicationPid()) + ".25";
        put(u"Dockerfile"_s, base() + "RUN echo waiting && sleep 3" + mark + "\n");
        Pipeline *pipeline = start();
        QVERIFY(QTest::qWaitFor([&] { return m_log.contains("\nwaiting\n"); }, 60'000));
        QTRY_VERIFY(isRunning("3" + mark));
        pipeline->cancel();
        QVERIFY(QTest::qWaitFor([&] { return m_result.has_value(); }, 30'000));
        QCOMPARE(m_result->error().code, ErrorCode::Cancelled);
        QTRY_VERIFY_WITH_TIMEOUT(!isRunning("3" + mark), 15'000);
    }

    void leftovers_ofADeadProcess_areReaped()
    {
        const QString lost = u"spacewright-test-lost-%1"_s.arg(QCoreApplication::applicationPid());
        const QString kept = u"spacewright-test-kept-%1"_s.arg(QCoreApplication::applicationPid());
        ProcessIdentity gone = ProcessIdentity::self();
        gone.processId = 0x7ffffff0;
        for (const auto &[name, owner] : {std::pair(lost, gone), std::pair(kept, ProcessIdentity::self())}) {
            const auto created = Process::run({.program = u"docker"_s,
                                               .arguments = {u"create"_s, u"--name"_s, name, u"--label"_s,
                                                             OwnerLabel + u'=' + owner.toString(), u"python:3.13"_s},
                                               .workingDirectory = {},
                                               .input = {}});
            QVERIFY(Testing::settles(created));
            QVERIFY2(created.result()->exit.isSuccess(), created.result()->standardError);
        }
        QVERIFY(QDir().mkpath(m_root->path() + "/home/cache/images"_L1));
        const auto reaped = m_docker->reap();
        QVERIFY(Testing::settles(reaped));
        QVERIFY(reaped.result().contains(lost));
        QVERIFY(!reaped.result().contains(kept));
        const auto state = [this](const QString &name) {
            const auto answer = m_docker->state(name);
            return Testing::settles(answer) ? answer.result() : ContainerState();
        };
        QVERIFY(!state(lost).exists);
        QVERIFY(state(kept).exists);
        QVERIFY(Testing::settles(m_docker->remove({kept})));
        QVERIFY(!state(kept).exists);
    }

private:
    /// Of a build that no earlier one has cached.
    static QByteArray base()
    {
        return "FROM python:3.13\nRUN : " + QUuid::createUuid().toByteArray(QUuid::Id128) + '\n';
    }

    void put(const QString &path, const QByteArray &content) const
    {
        const QString full = m_folder + u'/' + path;
        QVERIFY(QDir().mkpath(QFileInfo(full).path()));
        QFile file(full);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

    Pipeline *start(const QSet<QString> &tracked = {})
    {
        QFile file(m_folder + "/Dockerfile"_L1);
        if (!file.open(QIODevice::ReadOnly))
            return nullptr;
        m_request.folder = m_folder;
        m_request.dockerfile = QString::fromUtf8(file.readAll());
        const auto image = plan(m_request);
        if (!image)
            return nullptr;
        m_name = image->name;
        m_log.clear();
        m_problems.clear();
        m_result.reset();
        ImageBuild::Input input;
        input.folder = m_folder;
        input.tracked = tracked;
        input.values = m_values;
        ImageBuild::Sink sink;
        sink.output = [this](const QByteArray &bytes) { m_log += bytes; };
        sink.problems = [this](const QList<Diagnostic> &problems) { m_problems = problems; };
        m_pipeline = std::make_unique<Pipeline>(m_docker->buildSteps(*image, input, sink));
        connect(m_pipeline.get(), &Pipeline::finished, this, [this](const Result<> &result) {
            m_detail = m_pipeline->steps().front().detail;
            m_result = result;
        });
        m_pipeline->start();
        return m_pipeline.get();
    }

    Result<> build(const QSet<QString> &tracked = {})
    {
        if (!start(tracked))
            return failure(ErrorCode::Invalid, u"no plan"_s);
        if (!QTest::qWaitFor([&] { return m_result.has_value(); }, 120'000))
            return failure(ErrorCode::Tool, u"not finished"_s);
        return *m_result;
    }

    /// Whether any process here has been started with `word`: an engine on this machine shares its process table.
    static bool isRunning(const QByteArray &word)
    {
        const QStringList processes = QDir(u"/proc"_s).entryList(QDir::Dirs);
        return std::ranges::any_of(processes, [&](const QString &process) {
            QFile file("/proc/"_L1 + process + "/cmdline"_L1);
            return file.open(QIODevice::ReadOnly) && file.readAll().split('\0').contains(word);
        });
    }

    std::unique_ptr<QTemporaryDir> m_root;
    QString m_folder;
    Redactor m_redactor;
    std::unique_ptr<Docker> m_docker;
    ImageRequest m_request;
    QMap<QString, QString> m_values;
    QString m_name;
    QByteArray m_log;
    QString m_detail;
    QList<Diagnostic> m_problems;
    std::optional<Result<>> m_result;
    std::unique_ptr<Pipeline> m_pipeline;
};

QTEST_GUILESS_MAIN(DockerTest)
#include "tst_docker.moc"
