// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process.h"
#include "metrics/treereading.h"
#include "report.h"

#include <QCoreApplication>
#include <QEventLoop>

#include <ctime>

using namespace Qt::StringLiterals;
using namespace Spacewright;

namespace {
constexpr int Rounds = 15;

/// Milliseconds of processor time of this thread.
double threadTime()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}
} // namespace

/// What it costs to look once at an app of 100 Python processes, as the sampler does each second.
int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    Command command;
    command.program = u"python3"_s;
    command.arguments = {
        u"-c"_s,
        u"import asyncio, json, subprocess, sys, time\n"
        "children = [subprocess.Popen([sys.executable, '-c', "
        "'import asyncio, json, time; print(1, flush=True); time.sleep(600)'], stdout=subprocess.PIPE) "
        "for _ in range(99)]\n"
        "[child.stdout.readline() for child in children]\n"
        "print('ready', flush=True); time.sleep(600)"_s};
    Process process;
    QEventLoop loop;
    QObject::connect(&process, &Process::output, &loop, &QEventLoop::quit);
    QObject::connect(&process, &Process::finished, &loop, &QEventLoop::quit);
    process.start(command);
    loop.exec();
    Benchmark::Rounds costs;
    for (int round = 0; round < Rounds; ++round) {
        const double before = threadTime();
        const Metrics::TreeReading reading = Metrics::readTree(process.processId());
        costs.push_back(threadTime() - before);
        if (reading.processes.size() != 100)
            qFatal("%d processes instead of 100", int(reading.processes.size()));
    }
    return Benchmark::report({{.what = u"one look at 100 processes"_s, .unit = u"ms"_s, .ours = costs, .barOurs = 10}});
}
