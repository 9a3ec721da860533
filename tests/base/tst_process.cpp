// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process.h"
#include "support/testcase.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace std::chrono_literals;

namespace {
QString helper()
{
    return qEnvironmentVariable("PROCESS_HELPER");
}

Command command(const QStringList &arguments)
{
    return {.program = helper(), .arguments = arguments, .workingDirectory = {}, .input = {}};
}

bool isAlive(qint64 pid)
{
    return ::kill(pid_t(pid), 0) == 0;
}

/// Field 4 of /proc/PID/stat; no name of ours holds a bracket.
pid_t parentOf(qint64 pid)
{
    QFile stat(u"/proc/%1/stat"_s.arg(pid));
    if (!stat.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = stat.readAll();
    return text.sliced(text.lastIndexOf(')') + 2).split(' ').value(1).toInt();
}

/// Everything a process said and how it ended.
struct Recorder {
    explicit Recorder(Process &process)
        : finished(&process, &Process::finished)
    {
        QObject::connect(&process, &Process::output, &process, [this](OutputStream stream, const QByteArray &bytes) {
            (stream == OutputStream::Standard ? out : err) += bytes;
        });
    }
    [[nodiscard]] ProcessExit exit() const { return finished.value(0).value(0).value<ProcessExit>(); }

    QByteArray out;
    QByteArray err;
    QSignalSpy finished;
};
} // namespace

class ProcessTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void exitCode_arrives()
    {
        Process process;
        Recorder recorder(process);
        process.start(command({u"exit"_s, u"7"_s}));
        QTRY_COMPARE(recorder.finished.size(), 1);
        QCOMPARE(recorder.exit().reason, ProcessExit::Reason::Exited);
        QCOMPARE(recorder.exit().code, 7);
        QCOMPARE(process.state(), Process::State::NotRunning);
    }

    void arguments_reachTheProgramAsTheyAre()
    {
        Process process;
        Recorder recorder(process);
        Command echo = command({u"echo"_s, u"two words"_s, u"$HOME;`id`"_s, u""_s});
        echo.input = "typed";
        process.start(echo);
        QTRY_COMPARE(recorder.finished.size(), 1);
        QCOMPARE(recorder.out, "[two words]\n[$HOME;`id`]\n[]\ntyped"_ba);
        QCOMPARE(recorder.err, "to standard error\n"_ba);
    }

    void crash_isTold()
    {
        Process process;
        Recorder recorder(process);
        process.start(command({u"crash"_s}));
        QTRY_COMPARE(recorder.finished.size(), 1);
        QCOMPARE(recorder.exit().reason, ProcessExit::Reason::Signalled);
        QCOMPARE(recorder.exit().signal, SIGSEGV);
        QCOMPARE(recorder.exit().code, 128 + SIGSEGV);
    }

    void missingProgram_isTold_data()
    {
        QTest::addColumn<QString>("program");
        QTest::newRow("name") << u"no-such-program"_s;
        QTest::newRow("path") << u"/nowhere/program"_s;
        QTest::newRow("not a program") << u"/etc/hosts"_s;
    }
    void missingProgram_isTold()
    {
        QFETCH(QString, program);
        Process process;
        Recorder recorder(process);
        process.start({.program = program, .arguments = {}, .workingDirectory = {}, .input = {}});
        QCOMPARE(recorder.finished.size(), 0);
        QTRY_COMPARE(recorder.finished.size(), 1);
        QCOMPARE(recorder.exit().reason, ProcessExit::Reason::NotStarted);
        QVERIFY(recorder.exit().message.contains(program));
    }

    void brokenInterpreterLine_isNotStarted()
    {
        const QTemporaryDir folder;
        QFile script(folder.filePath(u"script"_s));
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("#!/nowhere/interpreter\n");
        script.close();
        script.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
        Process process;
        Recorder recorder(process);
        process.start({.program = script.fileName(), .arguments = {}, .workingDirectory = {}, .input = {}});
        QTRY_COMPARE(recorder.finished.size(), 1);
        QCOMPARE(recorder.exit().reason, ProcessExit::Reason::NotStarted);
        QVERIFY(recorder.exit().message.contains(u"cannot be started"_s));
    }

    void missingFolder_isTold()
    {
        Process process;
        Recorder recorder(process);
        Command start = command({u"exit"_s, u"0"_s});
        start.workingDirectory = u"/nowhere"_s;
        process.start(start);
        QTRY_COMPARE(recorder.finished.size(), 1);
        QCOMPARE(recorder.exit().reason, ProcessExit::Reason::NotStarted);
    }

    void terminate_endsWhatListens()
    {
        Process process;
        Recorder recorder(process);
        process.start(command({u"family"_s}));
        QTRY_VERIFY(recorder.out.contains('\n'));
        const qint64 grandchild = recorder.out.trimmed().toLongLong();
        QVERIFY(isAlive(grandchild));
        process.terminate();
        QTRY_COMPARE(recorder.finished.size(), 1);
        QCOMPARE(recorder.exit().reason, ProcessExit::Reason::Stopped);
        QTRY_VERIFY(!isAlive(grandchild));
    }

    void terminate_killsWhatDoesNotListenAfterTheGrace()
    {
        Process process;
        Recorder recorder(process);
        process.start(command({u"ignore-terminate"_s}), {.deadline = {}, .grace = 100ms});
        QTRY_VERIFY(recorder.out.contains("ready"));
        const qint64 pid = process.processId();
        process.terminate();
        QTRY_COMPARE(recorder.finished.size(), 1);
        QCOMPARE(recorder.exit().reason, ProcessExit::Reason::Stopped);
        QVERIFY(!isAlive(pid));
    }

    void heldInput_isOpenUntilItIsEnded()
    {
        Process process;
        Recorder recorder(process);
        Command cat{.program = u"cat"_s, .arguments = {}, .workingDirectory = {}, .input = "first, "_ba};
        cat.holdsInput = true;
        process.start(cat);
        QTRY_COMPARE(recorder.out, "first, "_ba);
        QCOMPARE(process.state(), Process::State::Running);
        process.endInput("last");
        QTRY_COMPARE(recorder.finished.size(), 1);
        QCOMPARE(recorder.out, "first, last"_ba);
        QVERIFY(recorder.exit().isSuccess());
        process.endInput("too late"); // harmless
    }

    void deadline_endsIt()
    {
        Process process;
        Recorder recorder(process);
        process.start(command({u"ignore-terminate"_s}), {.deadline = 50ms, .grace = 50ms});
        QTRY_COMPARE(recorder.finished.size(), 1);
        QCOMPARE(recorder.exit().reason, ProcessExit::Reason::DeadlinePassed);
    }

    void daemonisedGrandchild_endsWithItsProgram()
    {
        Process process;
        Recorder recorder(process);
        process.start(command({u"daemonise"_s}));
        QTRY_COMPARE(recorder.finished.size(), 1);
        QCOMPARE(recorder.exit().code, 0);
        const qint64 grandchild = recorder.out.trimmed().toLongLong();
        QVERIFY(grandchild > 0);
        QTRY_VERIFY(!isAlive(grandchild));
    }

    void destroying_leavesNothingRunning()
    {
        qint64 grandchild = 0;
        {
            Process process;
            Recorder recorder(process);
            process.start(command({u"family"_s}));
            QTRY_VERIFY(recorder.out.contains('\n'));
            grandchild = recorder.out.trimmed().toLongLong();
        }
        QTRY_VERIFY(!isAlive(grandchild));
    }

    void destroying_waitsForNothing()
    {
        qint64 pid = 0;
        pid_t guard = 0;
        {
            Process process;
            Recorder recorder(process);
            process.start(command({u"family"_s}));
            QTRY_VERIFY(recorder.out.contains('\n'));
            QTRY_VERIFY(process.processId() > 0);
            pid = process.processId();
            guard = parentOf(pid);
            QVERIFY(guard > 1);
            QCOMPARE(::kill(guard, SIGSTOP), 0); // so that it cannot end before it may
        }
        QVERIFY(isAlive(pid));
        QCOMPARE(::kill(guard, SIGCONT), 0);
        QTRY_VERIFY(!isAlive(pid));
        QTRY_VERIFY(!isAlive(guard)); // waited for, so no zombie either
    }

    void endedParent_leavesNothingRunning()
    {
        // Not by Process: its own guard would end what this one has to end.
        QProcess parent;
        parent.start(qEnvironmentVariable("ORPHAN_MAKER"), {u"--until-output"_s, helper(), u"family"_s});
        QVERIFY(parent.waitForFinished(30'000));
        QCOMPARE(parent.exitCode(), 0);
        const qint64 grandchild = parent.readAllStandardOutput().trimmed().toLongLong();
        QVERIFY(grandchild > 0);
        QVERIFY(!isAlive(grandchild));
        const QByteArray words = parent.readAllStandardError();
        QVERIFY2(!words.contains("still running"), words);
    }

    void killedParent_leavesNothingRunning()
    {
        Process parent;
        Recorder recorder(parent);
        parent.start({.program = qEnvironmentVariable("ORPHAN_MAKER"),
                      .arguments = {helper(), u"family"_s},
                      .workingDirectory = {},
                      .input = {}});
        QTRY_VERIFY(recorder.out.contains('\n'));
        const qint64 grandchild = recorder.out.trimmed().toLongLong();
        QVERIFY(isAlive(grandchild));
        ::kill(pid_t(parent.processId()), SIGKILL);
        QTRY_COMPARE(recorder.finished.size(), 1);
        QTRY_VERIFY(!isAlive(grandchild));
    }

    void run_keepsTheTailOfAFlood()
    {
        const auto future =
            Process::run(command({u"spam"_s, u"50000000"_s}), {.deadline = {}, .captureBytes = 1'000'000});
        QVERIFY(Testing::settles(future));
        QVERIFY_RESULT(future.result());
        QVERIFY(future.result()->exit.isSuccess());
        QVERIFY(future.result()->standardOutput.size() <= 2'000'000 + 65536);
    }

    void run_ofAMissingProgram_isNotFound()
    {
        const auto future =
            Process::run({.program = u"no-such-program"_s, .arguments = {}, .workingDirectory = {}, .input = {}});
        QVERIFY(Testing::settles(future));
        QCOMPARE(future.result().error().code, ErrorCode::NotFound);
    }

    void cancelledRun_endsTheProgram()
    {
        QTemporaryDir folder;
        auto future = Process::run(command({u"family"_s}));
        future.cancel();
        QVERIFY(Testing::settles(future));
        QVERIFY(future.isCanceled());
    }

    void findProgram_neverLooksInTheCurrentFolder()
    {
        QProcessEnvironment environment;
        environment.insert(u"PATH"_s, u".:relative:/usr/bin"_s);
        QCOMPARE(findProgram(u"env"_s, environment), u"/usr/bin/env"_s);
        environment.insert(u"PATH"_s, u"."_s);
        QVERIFY(findProgram(u"env"_s, environment).isEmpty());
    }

    void toString_quotesWhatAShellWouldNeedQuoted()
    {
        QCOMPARE((Command{.program = u"pip"_s,
                          .arguments = {u"install"_s, u"a b"_s, u"it's"_s},
                          .workingDirectory = {},
                          .input = {}}
                      .toString()),
                 u"pip install 'a b' 'it'\\''s'"_s);
    }

    void lines_areTheSameHoweverTheBytesAreCut_data()
    {
        QTest::addColumn<int>("chunk");
        for (const int chunk : {1, 2, 3, 7, 1000})
            QTest::addRow("%d bytes at a time", chunk) << chunk;
    }
    void lines_areTheSameHoweverTheBytesAreCut()
    {
        QFETCH(int, chunk);
        const QByteArray text = "one\n\ntwo\r\n0123456789abcdefghij\nlast";
        LineSplitter splitter(10);
        QByteArrayList lines;
        const auto sink = [&](QByteArrayView line) { lines += line.toByteArray(); };
        for (qsizetype from = 0; from < text.size(); from += chunk)
            splitter.feed(text.mid(from, chunk), sink);
        splitter.finish(sink);
        QCOMPARE(lines, (QByteArrayList{"one", "", "two\r", "0123456789", "abcdefghij", "last"}));
    }
};

QTEST_GUILESS_MAIN(ProcessTest)
#include "tst_process.moc"
