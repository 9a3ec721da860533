// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process.h"
#include "metrics/sampler.h"
#include "support/testcase.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Metrics;
using namespace std::chrono_literals;

namespace {
Command command(const QString &program, const QStringList &arguments)
{
    Command command;
    command.program = program;
    command.arguments = arguments;
    return command;
}
} // namespace

class SamplerTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    /// A program with a child that works, 300 MB that it wrote to, and a grandchild that was left behind.
    void whatAProgramUses_isSeen()
    {
        const QString program = uR"(
import os, subprocess, sys, time
held = bytearray(os.urandom(1)) * (300 << 20)
opened = [open("/dev/null") for _ in range(40)]
subprocess.Popen([sys.executable, "-c", "while True: pass"])
if os.fork() == 0:
    if os.fork() == 0:
        os.setsid()
        time.sleep(600)
    os._exit(0)
print("ready", flush=True)
time.sleep(600)
)"_s;
        Process process;
        QSignalSpy output(&process, &Process::output);
        process.start(command(u"python3"_s, {u"-c"_s, program}));
        QTRY_VERIFY_WITH_TIMEOUT(!output.isEmpty(), 30'000);
        qint64 followed = process.processId();
        Sampler sampler([&followed] { return followed; }, 50ms);
        QSignalSpy sampled(&sampler, &Sampler::sampled);
        QSignalSpy ended(&sampler, &Sampler::ended);
        const auto last = [&] { return sampled.isEmpty() ? Sample{} : sampled.constLast().at(0).value<Sample>(); };
        QTRY_VERIFY_WITH_TIMEOUT(last().cpuCores > 0.2 && last().processes == 3, 30'000);
        QVERIFY2(last().memoryBytes > 300'000'000 && last().memoryBytes < 600'000'000,
                 qPrintable(QString::number(last().memoryBytes)));
        QVERIFY(last().files > 40);
        QVERIFY(last().threads >= 3);
        QVERIFY(last().cpuCores < 8);

        QSignalSpy finished(&process, &Process::finished);
        process.kill();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 30'000);
        followed = 0;
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 2, 30'000);
    }

    void samples_areOfTheNewProgram_onceItIsFollowed()
    {
        const Command sleeper = command(u"sleep"_s, {u"600"_s});
        Process first;
        Process second;
        QSignalSpy firstStarted(&first, &Process::started);
        first.start(sleeper);
        second.start(command(u"sh"_s, {u"-c"_s, u"sleep 600 & sleep 600 & echo ready; wait"_s}));
        QSignalSpy output(&second, &Process::output);
        QTRY_VERIFY_WITH_TIMEOUT(!output.isEmpty() && !firstStarted.isEmpty(), 30'000);
        qint64 followed = first.processId();
        Sampler sampler([&followed] { return followed; }, 10ms);
        QSignalSpy sampled(&sampler, &Sampler::sampled);
        QTRY_VERIFY_WITH_TIMEOUT(!sampled.isEmpty(), 30'000);
        QCOMPARE(sampled.constLast().at(0).value<Sample>().processes, 1);
        followed = second.processId();
        const auto last = [&] { return sampled.constLast().at(0).value<Sample>().processes; };
        QTRY_COMPARE_WITH_TIMEOUT(last(), 3, 30'000);
        for (const QList<QVariant> &sample : std::as_const(sampled)) // never a mixture of the two
            QVERIFY(sample.at(0).value<Sample>().processes != 2 && sample.at(0).value<Sample>().cpuCores < 1);
    }
};

QTEST_GUILESS_MAIN(SamplerTest)
#include "tst_sampler.moc"
