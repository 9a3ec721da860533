// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How long a Gradio Space takes to answer: `python app.py` started by hand, our second run of it without
// and with the standby, and a save with the standby, alternating in one run. Prints medians with their
// spread, and the ratios to the start by hand. Needs the network once.
#include "environment/buildroom.h"
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

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <vector>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using Runtime::Session;

namespace {
constexpr int Rounds = 7;
/// The standby is ready when its processor time stands still.
constexpr std::chrono::milliseconds LookAgain{400};

struct Figure {
    const char *name;
    std::vector<double> ms = {};

    [[nodiscard]] double median() const
    {
        std::vector<double> sorted = ms;
        std::ranges::sort(sorted);
        return sorted.at(sorted.size() / 2);
    }
    void print(const Figure &reference) const
    {
        const auto [least, most] = std::ranges::minmax(ms);
        std::printf("  %-34s %6.0f ms (%.0f to %.0f), %+6.0f ms, %.2f of it\n", name, median(), least, most,
                    median() - reference.median(), median() / reference.median());
    }
};

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

    Figure hand{"python app.py by hand"};
    Figure second{"second run, cold"};
    Figure standby{"second run, with the standby"};
    Figure save{"save until the page answers"};
    for (int round = 0; round < Rounds; ++round) {
        hand.ms.push_back(byHand(python, folder, room.environment));
        second.ms.push_back(run(plain));
        stop(plain);
        if (round == 0) {
            run(warm);
            stop(warm);
        }
        if (!standbyIsReady(warm))
            return std::puts("There was no standby."), 1;
        standby.ms.push_back(run(warm));
        if (!standbyIsReady(warm))
            return std::puts("There was no standby."), 1;
        QFile file(folder + "/app.py"_L1);
        if (!file.open(QIODevice::Append))
            return std::puts("app.py cannot be written."), 1;
        file.write("# saved\n");
        file.close();
        save.ms.push_back(untilStage(warm, Stage::Running, [&] { warm.sourceChanged({u"app.py"_s}); }));
        stop(warm);
    }
    std::printf("Gradio Space until it answers, medians of %d rounds\n", Rounds);
    for (const Figure *figure : {&hand, &second, &standby, &save})
        figure->print(hand);
    return 0;
}
