// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How long a Gradio environment takes to build, beside raw `uv pip install` of the same requirements
// into an empty environment, alternating in one run from a warm cache without the network, which would be
// most of the spread, and what each step of ours costs. Needs the network to warm the cache.
#include "base/atomicfile.h"
#include "base/process.h"
#include "environment/buildroom.h"
#include "environment/uv.h"
#include "report.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>

#include <cstdio>
#include <functional>
#include <map>
#include <ranges>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Environment;

namespace {
constexpr int RoundCount = 11;
constexpr int OnlineRounds = 7;

bool runs(const BuildRoom &room, const QString &program, const QStringList &arguments)
{
    QEventLoop loop;
    bool worked = false;
    Process process;
    QObject::connect(&process, &Process::finished, &loop, [&](const ProcessExit &exit) {
        worked = exit.isSuccess();
        loop.quit();
    });
    process.start({.program = program,
                   .arguments = arguments,
                   .workingDirectory = {},
                   .environment = room.environment,
                   .input = {}});
    loop.exec();
    return worked;
}

/// A place where nothing is. Nothing is deleted before the end: ext4 is slow to make what has just been deleted
/// (recently_deleted() in fs/ext4/ialloc.c), and whoever comes next would pay.
QString unused(const BuildRoom &room, const QString &name)
{
    static int number = 0;
    return room.path(name + QString::number(++number));
}

/// Milliseconds of `uv pip install`, the environment being there already; negative when it failed.
double raw(const BuildRoom &room, const QString &uv, const EnvironmentPlan &plan)
{
    const QString venv = unused(room, u"raw"_s);
    if (!runs(room, uv, {u"venv"_s, u"--python"_s, plan.interpreter.path, venv}))
        return -1;
    const QString set = room.path(u"set.txt"_s);
    if (!writeFile(
            set,
            (plan.platformRequirements.join(u'\n') + u'\n' + plan.request.requirements.value_or(QString())).toUtf8()))
        return -1;
    ::sync(); // nobody pays for what the other one wrote
    QElapsedTimer clock;
    clock.start();
    return runs(room, uv, {u"pip"_s, u"install"_s, u"--python"_s, venv + u"/bin/python"_s, u"-r"_s, set})
        ? double(clock.nsecsElapsed()) / 1e6
        : -1;
}

/// Of all steps, in milliseconds.
double sum(const Pipeline &pipeline)
{
    const auto durations = pipeline.steps() | std::views::transform(&Pipeline::StepReport::duration);
    return double(std::ranges::fold_left(durations, std::chrono::milliseconds(), std::plus()).count());
}
} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    BuildRoom room;
    if (const QString missing = room.provideUv(); !missing.isEmpty())
        return std::puts(qPrintable(missing)), 1;
    const auto plan = room.plan({.sdk = Sdk::Gradio,
                                 .sdkVersion = u"6.25.0"_s,
                                 .python = {},
                                 .requirements = u"numpy\n"_s,
                                 .preRequirements = {},
                                 .accelerator = {}});
    const QString uv = findUv(room.paths(), room.environment);
    if (!plan || uv.isEmpty() || raw(room, uv, *plan) < 0)
        return std::puts("The set could not be installed at all."), 1;

    const auto build = [&]() -> std::unique_ptr<Pipeline> {
        QDir().rename(room.paths().environments(), unused(room, u"kept"_s));
        ::sync();
        auto pipeline = room.store->build(*plan);
        QEventLoop loop; // waits for the event itself; qWaitFor() would look only every 10 ms
        QObject::connect(pipeline.get(), &Pipeline::finished, &loop, &QEventLoop::quit);
        pipeline->start();
        loop.exec();
        if (!room.store->find(plan->hash))
            pipeline.reset();
        return pipeline;
    };
    if (!build())
        return std::puts("Our build failed."), 1;
    // With the index asked, as a person's build does it.
    Benchmark::Rounds theirs;
    Benchmark::Rounds ours;
    for (int round = 0; round < OnlineRounds; ++round) {
        theirs.push_back(raw(room, uv, *plan));
        const std::unique_ptr<Pipeline> pipeline = build();
        if (!pipeline)
            return std::puts("Our build failed."), 1;
        ours.push_back(sum(*pipeline));
    }
    // And without the network's whims: what it costs beyond uv's own work.
    room.environment.insert(u"UV_OFFLINE"_s, u"1"_s);
    room.store = room.newStore();
    Benchmark::Rounds more;
    std::map<QString, Benchmark::Rounds> steps;
    for (int round = 0; round < RoundCount; ++round) {
        const double byHand = raw(room, uv, *plan);
        const std::unique_ptr<Pipeline> pipeline = build();
        if (!pipeline)
            return std::puts("Our build failed."), 1;
        more.push_back(sum(*pipeline) - byHand);
        for (const Pipeline::StepReport &step : pipeline->steps())
            steps[step.id].push_back(double(step.duration.count()));
    }
    QList<Benchmark::Figure> figures{{.what = u"build of a Gradio environment"_s,
                                      .unit = u"ms"_s,
                                      .ours = ours,
                                      .against = u"uv pip install"_s,
                                      .theirs = theirs,
                                      .barRatio = 1.1},
                                     {.what = u"  more than by hand, offline"_s, .unit = u"ms"_s, .ours = more}};
    for (const auto &[id, durations] : steps)
        figures.append({.what = u"  of it, "_s + id, .unit = u"ms"_s, .ours = durations});
    return Benchmark::report(figures);
}
