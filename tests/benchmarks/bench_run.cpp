// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How long a Gradio Space takes to answer: `python app.py` started by hand, our second run of it without
// and with the standby, and a save with the standby, alternating in one run. Needs the network once.
#include "environment/buildroom.h"
#include "report.h"
#include "runtime/environmentsource.h"
#include "runtime/session.h"
#include "support/testcase.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <cstdio>
#include <filesystem>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using Runtime::Session;

namespace {
constexpr int RoundCount = 7;
/// The standby is ready when its processor time stands still.
constexpr std::chrono::milliseconds LookAgain{400};

void pause(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

/// Ticks of user and system time; fields 14 and 15 of /proc/<pid>/stat. Source: proc_pid_stat(5).
qint64 processorTicks(qint64 processId)
{
    QFile stat(u"/proc/%1/stat"_s.arg(processId));
    if (processId <= 0 || !stat.open(QIODevice::ReadOnly))
        return -1;
    const QByteArray text = stat.readAll();
    const QList<QByteArray> fields = text.sliced(text.lastIndexOf(')') + 2).split(' ');
    return fields.value(11).toLongLong() + fields.value(12).toLongLong();
}

bool standbyIsReady(const Session &session)
{
    qint64 before = -1;
    for (int look = 0; look < 100; ++look) {
        pause(LookAgain);
        const qint64 now = processorTicks(session.standbyProcessId());
        if (now > 0 && now == before)
            return true;
        before = now;
    }
    return false;
}

double untilStage(Session &session, Stage wanted, const std::function<void()> &action)
{
    QEventLoop loop;
    bool ready = false;
    QObject::connect(&session, &Session::ready, &loop, [&] {
        ready = true;
        loop.quit();
    });
    QObject::connect(&session, &Session::stageChanged, &loop, [&](const Runtime::StageChange &change) {
        if (change.stage == wanted || !(isTransient(change.stage) || isServing(change.stage)))
            loop.quit();
    });
    QElapsedTimer clock;
    clock.start();
    action();
    while (session.stage().stage != wanted || (wanted == Stage::Running && !ready)) {
        loop.exec();
        if (wanted == Stage::Running && !isServing(session.stage().stage) && !isTransient(session.stage().stage))
            return -1;
    }
    return double(clock.nsecsElapsed()) / 1e6;
}

/// A person's own start, asked every few milliseconds until it answers.
double byHand(const QString &python, const QString &folder, QProcessEnvironment environment)
{
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    const quint16 port = probe.serverPort();
    probe.close();
    environment.insert(u"GRADIO_SERVER_PORT"_s, QString::number(port));
    environment.insert(u"GRADIO_ANALYTICS_ENABLED"_s, u"False"_s);
    Process process;
    QElapsedTimer clock;
    clock.start();
    process.start({.program = python,
                   .arguments = {u"app.py"_s},
                   .workingDirectory = folder,
                   .environment = environment,
                   .input = {}});
    for (int attempt = 0; attempt < 20'000; ++attempt) {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        if (socket.waitForConnected(1000)) {
            socket.write("GET /config HTTP/1.0\r\n\r\n");
            if (socket.waitForReadyRead(5000) && socket.readAll().contains(" 200 "))
                return double(clock.nsecsElapsed()) / 1e6;
        }
        pause(std::chrono::milliseconds(5));
    }
    return -1;
}
} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    Environment::BuildRoom room;
    if (const QString missing = room.provideUv(); !missing.isEmpty())
        return std::puts(qPrintable(missing)), 1;
    const QTemporaryDir root;
    const QString folder = root.filePath(u"space"_s);
    std::filesystem::copy(Testing::sourceFile(u"resources/templates/gradio-hello"_s).toStdString(),
                          folder.toStdString(), std::filesystem::copy_options::recursive);
    Runtime::StoreSource source(*room.store);
    Session plain({.environments = source, .redactor = room.redactor}, folder);
    Session warm(
        {.environments = source, .redactor = room.redactor, .standbyHook = Testing::sourceFile(u"resources/standby"_s)},
        folder);
    const auto run = [](Session &session) { return untilStage(session, Stage::Running, [&] { session.run(); }); };
    const auto stop = [](Session &session) { untilStage(session, Stage::Stopped, [&] { session.stop(); }); };
    if (run(plain) < 0)
        return std::puts(qPrintable(plain.stage().cause)), 1;
    stop(plain);
    const QString python = source.find(plain.plan().environment->hash)->python();

    Benchmark::Rounds hand;
    Benchmark::Rounds second;
    Benchmark::Rounds standby;
    Benchmark::Rounds save;
    for (int round = 0; round < RoundCount; ++round) {
        hand.push_back(byHand(python, folder, room.environment));
        second.push_back(run(plain));
        stop(plain);
        if (round == 0) {
            run(warm);
            stop(warm);
        }
        if (!standbyIsReady(warm))
            return std::puts("There was no standby."), 1;
        standby.push_back(run(warm));
        if (!standbyIsReady(warm))
            return std::puts("There was no standby."), 1;
        QFile file(folder + "/app.py"_L1);
        if (!file.open(QIODevice::Append))
            return std::puts("app.py cannot be written."), 1;
        file.write("# saved\n");
        file.close();
        save.push_back(untilStage(warm, Stage::Running, [&] { warm.sourceChanged({u"app.py"_s}); }));
        stop(warm);
    }
    Benchmark::Rounds added;
    for (int round = 0; round < RoundCount; ++round)
        added.push_back(second[size_t(round)] - hand[size_t(round)]);
    const QString byHandName = u"python app.py"_s;
    return Benchmark::report({{.what = u"second run, plain, until it answers"_s,
                               .unit = u"ms"_s,
                               .ours = second,
                               .against = byHandName,
                               .theirs = hand},
                              {.what = u"  more than by hand"_s, .unit = u"ms"_s, .ours = added, .barOurs = 300},
                              {.what = u"second run with the standby"_s,
                               .unit = u"ms"_s,
                               .ours = standby,
                               .against = byHandName,
                               .theirs = hand,
                               .barRatio = 0.2},
                              {.what = u"save until the page answers"_s,
                               .unit = u"ms"_s,
                               .ours = save,
                               .against = byHandName,
                               .theirs = hand,
                               .barOurs = 1000}});
}
