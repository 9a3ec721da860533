// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What reading and checking a Space of 50,000 files costs, and a keystroke in a header of 1,000 lines. The walk is laid
// beside `git ls-files` on the same folder, which also lists it and leaves out what is ignored.
#include "base/process.h"
#include "check/check.h"
#include "report.h"
#include "support/spacefolder.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcessEnvironment>

#include <cstdio>
#include <functional>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Manifest;
using Testing::SpaceFolder;

namespace {
constexpr int RoundCount = 9;
constexpr int Files = 50'000;

bool fill(const SpaceFolder &folder)
{
    QString header = u"---\ntitle: x\nsdk: gradio\nsdk_version: \"6.25.0\"\npython_version: \"3.12\"\ntags:\n"_s;
    for (int i = 0; i < 1000; ++i)
        header += u"  - tag-%1\n"_s.arg(i);
    QString requirements;
    for (int i = 0; i < 200; ++i)
        requirements += u"package-%1>=1.0,<2 ; python_version >= '3.10'\n"_s.arg(i);
    bool isWritten = folder.write(u"README.md"_s, (header + u"---\n# x\n"_s).toUtf8())
        && folder.write(u"requirements.txt"_s, requirements.toUtf8())
        && folder.write(u"app.py"_s, QByteArray("import gradio as gr\n").repeated(500));
    for (int i = 0; i < Files && isWritten; ++i)
        isWritten = folder.write(u"data/%1/%2.txt"_s.arg(i / 500).arg(i), "x");
    return isWritten;
}

double milliseconds(const std::function<void()> &work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return double(timer.nsecsElapsed()) / 1e6;
}

void runGit(const QString &folder, const QStringList &arguments)
{
    QEventLoop loop;
    Process process;
    QObject::connect(&process, &Process::finished, &loop, &QEventLoop::quit);
    process.start({.program = u"git"_s,
                   .arguments = QStringList{u"-C"_s, folder} + arguments,
                   .workingDirectory = {},
                   .environment = QProcessEnvironment::systemEnvironment(),
                   .input = {}});
    loop.exec();
}
} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    const SpaceFolder folder;
    if (!fill(folder))
        return std::puts("The folder could not be filled."), 1;
    runGit(folder.path(), {u"init"_s, u"--quiet"_s});

    Benchmark::Rounds walk;
    Benchmark::Rounds git;
    Benchmark::Rounds whole;
    Benchmark::Rounds keystroke;
    qsizetype problems = 0;
    for (int round = 0; round < RoundCount; ++round) {
        Result<Snapshot> snapshot;
        walk.push_back(milliseconds([&] { snapshot = readSnapshot(folder.path()); }));
        if (!snapshot)
            return std::puts(qPrintable(snapshot.error().message)), 1;
        git.push_back(milliseconds(
            [&] { runGit(folder.path(), {u"ls-files"_s, u"--others"_s, u"--cached"_s, u"--exclude-standard"_s}); }));
        whole.push_back(milliseconds([&] { problems += Check::run(*snapshot, readManifest(*snapshot)).size(); }));
        const Overlay overlay{{u"README.md"_s, snapshot->text(u"README.md"_s).text}};
        keystroke.push_back(milliseconds([&] {
            const Snapshot again = withTextsReadAgain(*snapshot, overlay);
            problems += Check::run(again, readManifest(again)).size();
        }));
    }
    if (problems > 0)
        return std::puts("The Space was meant to be without problems."), 1;
    return Benchmark::report(
        {{.what = u"list of 50,000 files"_s,
          .unit = u"ms"_s,
          .ours = walk,
          .against = u"git ls-files"_s,
          .theirs = git,
          .barOurs = 1000},
         {.what = u"all rules over the whole Space"_s, .unit = u"ms"_s, .ours = whole, .barOurs = 20},
         {.what = u"a keystroke at 1,000 header lines"_s, .unit = u"ms"_s, .ours = keystroke, .barOurs = 5}});
}
