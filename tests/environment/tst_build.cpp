// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomicfile.h"
#include "base/process.h"
#include "environment/buildroom.h"
#include "environment/lease.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSemaphore>
#include <QSignalSpy>
#include <QThreadPool>

#include <csignal>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Environment;

/// Real builds with the real uv, from a local package index: nothing but uv itself needs the network.
class BuildTest final : public QObject {
    Q_OBJECT

    QString m_noUv;
    QString m_path;
    std::unique_ptr<BuildRoom> m_room;

    [[nodiscard]] static Request gradio(const QString &requirements = u"heavy\n"_s)
    {
        return {.sdk = Sdk::Gradio,
                .sdkVersion = u"6.0.0"_s,
                .python = {},
                .requirements = requirements,
                .preRequirements = {},
                .accelerator = {}};
    }
    void letSlowEnd() const { QVERIFY(writeFile(m_room->path(u"slow-may-end"_s), "now")); }
    [[nodiscard]] pid_t slowProcess() const
    {
        const auto text = readFile(m_room->path(u"slow-begun"_s));
        return text ? text->toInt() : 0;
    }
    [[nodiscard]] static bool isAlive(pid_t pid) { return pid > 0 && ::kill(pid, 0) == 0; }

    [[nodiscard]] std::unique_ptr<Process> startBuilder(const QString &requirements, QByteArray &output) const
    {
        auto process = std::make_unique<Process>();
        connect(process.get(), &Process::output, process.get(),
                [&output](OutputStream stream, const QByteArray &bytes) {
                    if (stream == OutputStream::Standard)
                        output += bytes;
                });
        process->start({.program = qEnvironmentVariable("ENVIRONMENT_BUILDER"),
                        .arguments = {m_room->path({}), requirements},
                        .workingDirectory = {},
                        .environment = m_room->environment,
                        .input = {}});
        return process;
    }

private Q_SLOTS:
    void initTestCase()
    {
        BuildRoom room;
        m_noUv = room.provideUv();
        m_path = room.environment.value(u"PATH"_s);
    }

    void init()
    {
        Testing::cleanRoom();
        if (!m_noUv.isEmpty())
            return Testing::skipOffline(m_noUv);
        m_room = std::make_unique<BuildRoom>();
        m_room->environment.insert(u"PATH"_s, m_path);
        QVERIFY(m_room->useLocalIndex());
    }

    void cleanup() { m_room.reset(); }

    void torchIndexThatFails_leavesTheOrdinaryOne_data()
    {
        QTest::addColumn<QByteArray>("words");
        QTest::addColumn<QString>("index");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("refused") << QByteArray("error: HTTP status client error (403 Forbidden)") << u"refused"_s
                                 << u"refuses its build for cpu"_s;
        QTest::newRow("does not answer") << QByteArray("error: dns error") << u"unknown"_s << u"does not answer"_s;
    }
    void torchIndexThatFails_leavesTheOrdinaryOne()
    {
        QFETCH(QByteArray, words);
        QFETCH(QString, index);
        QFETCH(QString, sentence);
        // The real uv, but for what it would ask PyTorch's index, which is not there in a test.
        const QByteArray uv = findProgram(u"uv"_s, m_room->environment).toLocal8Bit();
        const QString standIn = m_room->path(u"bin/uv"_s);
        QVERIFY_RESULT(writeFile(standIn,
                                 "#!/bin/sh\ncase \"$*\" in *--torch-backend*) echo '" + words
                                     + "' >&2; exit 2;; esac\nexec '" + uv + "' \"$@\"\n"));
        QVERIFY(QFile::setPermissions(standIn, QFile::ReadOwner | QFile::ExeOwner));
        m_room->environment.insert(u"PATH"_s, QFileInfo(standIn).path() + u':' + m_path);
        m_room->store = m_room->newStore();
        Request request = gradio(u"torch\n"_s);
        request.accelerator = u"cpu"_s;
        const auto plan = m_room->plan(request);
        QVERIFY_RESULT(plan);
        QVERIFY_RESULT(m_room->build(*plan));
        QVERIFY2(m_room->output.contains(sentence.toUtf8()), m_room->output.constData());
        const auto text = readFile(m_room->store->find(plan->hash)->planFile());
        const QJsonObject torch = QJsonDocument::fromJson(text.value()).object()["torch"_L1].toObject();
        QCOMPARE(torch["index"_L1].toString(), index);
        QCOMPARE(torch["asked"_L1].toString(), u"cpu"_s);
        QCOMPARE(torch["backend"_L1].toString(), u"cu128"_s);
    }

    void torchOfAnotherBuild_isToldAfterTheInstall()
    {
        Request request = gradio(u"torch\n"_s);
        request.accelerator = u"cpu"_s; // packages come from one folder here, which has the build for CUDA alone
        const auto plan = m_room->plan(request);
        QVERIFY_RESULT(plan);
        QVERIFY_RESULT(m_room->build(*plan));
        QVERIFY2(m_room->output.contains("PyTorch 2.8.0+cu128 is built for cu128, not for cpu"),
                 m_room->output.constData());
    }

    void build_leavesAWorkingEnvironment()
    {
        const auto plan = m_room->plan(gradio());
        QVERIFY_RESULT(plan);
        QVERIFY(!m_room->store->find(plan->hash));

        std::vector<std::pair<QString, StepState>> seen;
        QString detail;
        const auto pipeline = m_room->store->build(
            *plan, {.output = [this](const QByteArray &bytes) { m_room->output += bytes; }, .problems = {}});
        connect(pipeline.get(), &Pipeline::stepChanged, pipeline.get(), [&](int, const Pipeline::StepReport &report) {
            if (seen.empty() || seen.back() != std::pair(report.id, report.state))
                seen.emplace_back(report.id, report.state);
            if (report.id == "install"_L1)
                detail = report.detail;
        });
        QSignalSpy finished(pipeline.get(), &Pipeline::finished);
        pipeline->start();
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 60'000);
        QVERIFY_RESULT(finished.first().first().value<Result<>>());
        QCOMPARE(seen.size(), 12U); // each of six steps: running, done
        QVERIFY2(detail.contains(u"7 package"_s), qPrintable(detail)); // the lock's six, and pip

        const auto made = m_room->store->find(plan->hash);
        QVERIFY(made);
        const QString lock = QString::fromUtf8(readFile(made->lockFile()).value());
        QVERIFY2(lock.contains(u"gradio==6.0.0"_s) && lock.contains(u"pydantic==2.12.0"_s)
                     && lock.contains(u"heavy==1.0"_s),
                 qPrintable(lock));
        QVERIFY(!lock.contains(u"pip=="_s));
        const QJsonObject json = QJsonDocument::fromJson(readFile(made->planFile()).value()).object();
        QCOMPARE(json[u"packages"_s].toInt(), 6);
        QVERIFY(readFile(made->logFile()).value().contains("===== Build Queued at "));
        QCOMPARE(readFile(made->logFile()).value(), m_room->output);
        QVERIFY(m_room->leftovers().isEmpty());
        QVERIFY(!QFileInfo::exists(made->folder + u"/input"_s));

        // In its final place: scripts and modules work.
        const auto script =
            Process::run({.program = made->bin() + u"/gradio"_s, .arguments = {}, .workingDirectory = {}, .input = {}});
        QVERIFY(Testing::settles(script));
        QVERIFY2(script.result()->exit.isSuccess(), script.result()->standardError.constData());
        const auto module = Process::run({.program = made->python(),
                                          .arguments = {u"-c"_s, u"import gradio, heavy; print(gradio.__file__)"_s},
                                          .workingDirectory = {},
                                          .input = {}});
        QVERIFY(Testing::settles(module));
        QVERIFY(module.result()->standardOutput.startsWith(made->venv().toUtf8()));
        for (const QFileInfo &each : QDir(made->bin()).entryInfoList(QDir::Files | QDir::NoSymLinks))
            QVERIFY2(!readFile(each.filePath()).value().contains("/.building/"), qPrintable(each.filePath()));
    }

    void build_ofWhatIsThereDoesNothing()
    {
        const auto plan = m_room->plan(gradio(u"\n"_s));
        QVERIFY_RESULT(plan);
        QVERIFY_RESULT(m_room->build(*plan));
        const FileStamp before = FileStamp::of(m_room->store->find(plan->hash)->planFile());
        QElapsedTimer clock;
        clock.start();
        QVERIFY_RESULT(m_room->build(*plan));
        QVERIFY(clock.elapsed() < 1000);
        QVERIFY(m_room->output.isEmpty());
        QCOMPARE(FileStamp::of(m_room->store->find(plan->hash)->planFile()), before);
    }

    void build_worksForStreamlitAndWithPreRequirements()
    {
        const auto plan = m_room->plan({.sdk = Sdk::Streamlit,
                                        .sdkVersion = u"1.39.0"_s,
                                        .python = {},
                                        .requirements = {},
                                        .preRequirements = u"pydantic==2.13.0\n"_s,
                                        .accelerator = {}});
        QVERIFY_RESULT(plan);
        QVERIFY_RESULT(m_room->build(*plan));
        const QByteArray lock = readFile(m_room->store->find(plan->hash)->lockFile()).value();
        QVERIFY(lock.contains("streamlit==1.39.0") && lock.contains("pydantic==2.13.0"));
    }

    void conflict_isExplainedBeforeAnythingIsInstalled()
    {
        const auto plan = m_room->plan(gradio(u"# ours\npydantic==2.13.0\n"_s));
        QVERIFY_RESULT(plan);
        const Result<> result = m_room->build(*plan);
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Conflict);
        QVERIFY2(result.error().message.startsWith(u"pydantic 2.13.0 and Gradio 6.0.0 cannot be installed together."_s),
                 qPrintable(result.error().message));
        QCOMPARE(m_room->problems.size(), 1);
        QCOMPARE(m_room->problems.first().range.line, 1);
        QVERIFY(!m_room->output.contains("Installed"));
        QVERIFY(!m_room->store->find(plan->hash));
        // A failed one keeps its log.
        QVERIFY(readFile(m_room->store->logFile(plan->hash)).value().contains("pydantic==2.13.0"));
        QTRY_VERIFY(m_room->leftovers().isEmpty());
    }

    void missingRequirement_isNamed()
    {
        const auto plan = m_room->plan(gradio(u"no-such-package-xyzzy\n"_s));
        QVERIFY_RESULT(plan);
        const Result<> result = m_room->build(*plan);
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::NotFound);
        QVERIFY2(result.error().message.contains(u"no-such-package-xyzzy is not on the package index"_s),
                 qPrintable(result.error().message + result.error().detail));
    }

    void brokenSdk_isNotPutIntoTheStore()
    {
        Request request = gradio(u"\n"_s);
        request.sdkVersion = u"0.9.0"_s; // a release without its module
        const auto plan = m_room->plan(request);
        QVERIFY_RESULT(plan);
        const Result<> result = m_room->build(*plan);
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Space);
        QVERIFY2(result.error().message.contains(u"Gradio was installed, and is not there"_s),
                 qPrintable(result.error().message));
        QVERIFY(!m_room->store->find(plan->hash));
    }

    void noNetwork_isSaid()
    {
        m_room->unplugNetwork();
        const auto plan = m_room->plan(gradio());
        QVERIFY_RESULT(plan);
        const Result<> result = m_room->build(*plan);
        QVERIFY(!result);
        QVERIFY2(result.error().code == ErrorCode::Offline, qPrintable(result.error().detail));
        // Neither address nor password of the index is anywhere.
        for (const QByteArray &text :
             {m_room->output, result.error().detail.toUtf8(), readFile(m_room->store->logFile(plan->hash)).value()}) {
            QVERIFY2(!text.contains("secret42"), text.constData());
            QVERIFY2(!text.contains("127.0.0.1"), text.constData());
        }
    }

    void noPython_isSaid()
    {
        m_room->hidePython();
        const auto plan = m_room->plan(gradio());
        QVERIFY(!plan);
        QCOMPARE(plan.error().code, ErrorCode::NotFound);
        QVERIFY(plan.error().message.contains(u"Install Python"_s));
    }

    void interpreterThatWentAway_isSaid()
    {
        auto plan = m_room->plan(gradio());
        QVERIFY_RESULT(plan);
        plan->interpreter.path = m_room->path(u"removed/python3"_s);
        const Result<> result = m_room->build(*plan);
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::NotFound);
    }

    void fullDisk_isSaid()
    {
        if (!m_room->useSmallDisk())
            return Testing::againInNamespace("fullDisk_isSaid");
        const auto plan = m_room->plan(gradio());
        QVERIFY_RESULT(plan);
        const Result<> result = m_room->build(*plan);
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Io);
        QVERIFY2(result.error().message.startsWith(u"The disk is full: "_s),
                 qPrintable(result.error().message + result.error().detail));
        QVERIFY(!m_room->store->find(plan->hash));
    }

    void cancel_endsTheToolAndLeavesNothing()
    {
        const auto plan = m_room->plan(gradio(u"slow\n"_s));
        QVERIFY_RESULT(plan);
        const auto pipeline = m_room->store->build(*plan);
        QSignalSpy finished(pipeline.get(), &Pipeline::finished);
        pipeline->start();
        QTRY_VERIFY_WITH_TIMEOUT(slowProcess() > 0, 30'000);
        const pid_t slow = slowProcess();
        pipeline->cancel();
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 15'000);
        QCOMPARE(finished.first().first().value<Result<>>().error().code, ErrorCode::Cancelled);
        QTRY_VERIFY(!isAlive(slow));
        QTRY_VERIFY(m_room->leftovers().isEmpty());
        QVERIFY(!m_room->store->find(plan->hash));
        // The lock is free again.
        letSlowEnd();
        QVERIFY_RESULT(m_room->build(*plan));
    }

    void destroyingThePipeline_endsTheTool()
    {
        const auto plan = m_room->plan(gradio(u"slow\n"_s));
        QVERIFY_RESULT(plan);
        auto pipeline = m_room->store->build(*plan);
        pipeline->start();
        QTRY_VERIFY_WITH_TIMEOUT(slowProcess() > 0, 30'000);
        const pid_t slow = slowProcess();
        pipeline.reset();
        QTRY_VERIFY(!isAlive(slow));
        QTRY_VERIFY(m_room->leftovers().isEmpty());
    }

    /// Keeps every worker thread busy until `mayGoOn` is released.
    static void occupyWorkers(QSemaphore &mayGoOn)
    {
        for (int i = 0; i < QThreadPool::globalInstance()->maxThreadCount(); ++i)
            QThreadPool::globalInstance()->start([&mayGoOn] { mayGoOn.acquire(); });
    }
    static void freeWorkers(QSemaphore &mayGoOn)
    {
        mayGoOn.release(QThreadPool::globalInstance()->maxThreadCount());
        QThreadPool::globalInstance()->waitForDone();
    }

    void sealing_isDoneByAWorker()
    {
        const auto plan = m_room->plan(gradio(u"\n"_s));
        QVERIFY_RESULT(plan);
        const auto pipeline = m_room->store->build(*plan);
        QSignalSpy finished(pipeline.get(), &Pipeline::finished);
        QSemaphore mayGoOn;
        connect(pipeline.get(), &Pipeline::stepChanged, pipeline.get(), [&](int, const Pipeline::StepReport &report) {
            if (report.id == "seal"_L1 && report.state == StepState::Running && report.detail.isEmpty())
                occupyWorkers(mayGoOn);
        });
        const auto free = qScopeGuard([&] { freeWorkers(mayGoOn); });
        pipeline->start();
        QTRY_COMPARE_WITH_TIMEOUT(pipeline->steps().back().detail, u"5 packages"_s, 60'000);
        // Nothing is left but the disk's work, and no worker has time for it.
        QCOMPARE(finished.count(), 0);
        QVERIFY(!m_room->store->find(plan->hash));
        mayGoOn.release(QThreadPool::globalInstance()->maxThreadCount());
        QTRY_COMPARE(finished.count(), 1);
        QVERIFY_RESULT(finished.first().first().value<Result<>>());
        QVERIFY(m_room->store->find(plan->hash));
    }

    void destroyingThePipelineWhileItSeals_leavesAllOrNothing()
    {
        const auto plan = m_room->plan(gradio(u"\n"_s));
        QVERIFY_RESULT(plan);
        auto pipeline = m_room->store->build(*plan);
        QSemaphore mayGoOn;
        connect(pipeline.get(), &Pipeline::stepChanged, pipeline.get(), [&](int, const Pipeline::StepReport &report) {
            if (report.id == "seal"_L1 && report.state == StepState::Running && report.detail.isEmpty())
                occupyWorkers(mayGoOn);
        });
        const auto free = qScopeGuard([&] { freeWorkers(mayGoOn); });
        pipeline->start();
        QTRY_COMPARE_WITH_TIMEOUT(pipeline->steps().back().detail, u"5 packages"_s, 60'000);
        QCOMPARE(m_room->leftovers().size(), 1);
        const QString partial = m_room->paths().environments() + u"/.building/"_s + m_room->leftovers().first();
        QVERIFY(QDir().mkpath(partial + u"/plan.json"_s)); // in the way, so that it cannot be sealed
        pipeline.reset();
        QCOMPARE(m_room->leftovers().size(), 1); // the worker's, and it is told
        freeWorkers(mayGoOn);
        QVERIFY(m_room->leftovers().isEmpty());
        QVERIFY(!m_room->store->find(plan->hash));

        QVERIFY_RESULT(m_room->build(*plan)); // the lock is free
    }

    void twoBuildersAtOnce_buildOnce()
    {
        const auto plan = m_room->plan(gradio(u"slow\n"_s));
        QVERIFY_RESULT(plan);
        QByteArray first;
        const auto other = startBuilder(u"slow\n"_s, first);
        QSignalSpy otherEnded(other.get(), &Process::finished);
        QTRY_VERIFY_WITH_TIMEOUT(slowProcess() > 0, 60'000);

        const auto pipeline = m_room->store->build(
            *plan, {.output = [this](const QByteArray &bytes) { m_room->output += bytes; }, .problems = {}});
        QSignalSpy finished(pipeline.get(), &Pipeline::finished);
        pipeline->start();
        QTRY_VERIFY(pipeline->steps().front().detail.startsWith(u"waiting"_s));
        letSlowEnd();
        QTRY_COMPARE_WITH_TIMEOUT(otherEnded.count(), 1, 60'000);
        QCOMPARE(first.trimmed(), plan->hash.toLatin1());
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 30'000);
        QVERIFY_RESULT(finished.first().first().value<Result<>>());
        QCOMPARE(pipeline->steps().front().detail, u"cached"_s);
        QVERIFY(m_room->output.isEmpty());
        QVERIFY(m_room->store->find(plan->hash));
    }

    void waiting_canBeCancelled()
    {
        const auto plan = m_room->plan(gradio());
        QVERIFY_RESULT(plan);
        const auto lock =
            FileLock::tryAcquire(m_room->paths().environments() + u"/.locks/"_s + plan->hash + u".build"_s);
        QVERIFY_RESULT(lock);
        const auto pipeline = m_room->store->build(*plan);
        QSignalSpy finished(pipeline.get(), &Pipeline::finished);
        pipeline->start();
        pipeline->cancel();
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(finished.first().first().value<Result<>>().error().code, ErrorCode::Cancelled);
    }

    void killedBuilder_leavesNothingInUse()
    {
        const auto plan = m_room->plan(gradio(u"slow\n"_s));
        QVERIFY_RESULT(plan);
        QByteArray words;
        const auto builder = startBuilder(u"slow\n"_s, words);
        QSignalSpy ended(builder.get(), &Process::finished);
        QTRY_VERIFY_WITH_TIMEOUT(slowProcess() > 0, 60'000);
        const pid_t slow = slowProcess();
        QCOMPARE(::kill(pid_t(builder->processId()), SIGKILL), 0);
        QTRY_COMPARE(ended.count(), 1);
        QTRY_VERIFY(!isAlive(slow)); // nothing is left running
        QVERIFY(!m_room->store->find(plan->hash));
        QCOMPARE(m_room->leftovers().size(), 1); // its half-built folder, under no name that anybody uses

        letSlowEnd();
        QVERIFY_RESULT(m_room->build(*plan));
        QVERIFY(m_room->store->find(plan->hash));
        QVERIFY(m_room->leftovers().isEmpty());
    }

    void storeDeletedWhileInUse_isNoticedAndBuiltAnew()
    {
        const auto plan = m_room->plan(gradio(u"\n"_s));
        QVERIFY_RESULT(plan);
        QVERIFY_RESULT(m_room->build(*plan));
        auto asked = m_room->store->lease(*m_room->store->find(plan->hash));
        QVERIFY(Testing::settles(asked));
        auto lease = asked.takeResult();
        QVERIFY_RESULT(lease);
        QSignalSpy gone(lease->get(), &Lease::gone);
        QVERIFY(QDir(m_room->paths().environments()).removeRecursively());
        QTRY_COMPARE(gone.count(), 1);
        QVERIFY_RESULT(m_room->build(*plan));
        QVERIFY(m_room->store->find(plan->hash));
    }

    void damagedEnvironment_isReplaced()
    {
        const auto plan = m_room->plan(gradio(u"\n"_s));
        QVERIFY_RESULT(plan);
        QVERIFY_RESULT(m_room->build(*plan));
        QVERIFY(QFile::remove(m_room->store->find(plan->hash)->python()));
        QVERIFY(!m_room->store->find(plan->hash));
        QVERIFY_RESULT(m_room->build(*plan));
        QVERIFY(m_room->store->find(plan->hash));
    }

    void withoutUv_pipDoesIt()
    {
        // No uv in PATH, and none on this index: the fallback is what is left.
        QStringList folders = m_path.split(u':');
        folders.removeIf([](const QString &folder) { return QFileInfo::exists(folder + u"/uv"_s); });
        m_room->environment.insert(u"PATH"_s, folders.join(u':'));
        m_room->store = m_room->newStore();
        const auto plan = m_room->plan(gradio());
        QVERIFY_RESULT(plan);
        const Result<> result = m_room->build(*plan);
        QVERIFY2(result.has_value(), m_room->output.constData());
        const auto made = m_room->store->find(plan->hash);
        QVERIFY(made);
        QVERIFY(m_room->output.contains("pip is used instead"));
        const auto script =
            Process::run({.program = made->bin() + u"/gradio"_s, .arguments = {}, .workingDirectory = {}, .input = {}});
        QVERIFY(Testing::settles(script));
        QVERIFY2(script.result()->exit.isSuccess(), script.result()->standardError.constData());

        const auto conflicting = m_room->plan(gradio(u"pydantic==2.13.0\n"_s));
        const Result<> conflict = m_room->build(*conflicting);
        QVERIFY(!conflict);
        QCOMPARE(conflict.error().code, ErrorCode::Conflict);
        QVERIFY2(conflict.error().message.contains(u"pydantic"_s), qPrintable(conflict.error().message));
    }
};

QTEST_GUILESS_MAIN(BuildTest)
#include "tst_build.moc"
