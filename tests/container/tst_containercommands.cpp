// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/containercommands.h"
#include "container/docker.h"
#include "support/testcase.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Container;

class ContainerCommandsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void secretsAndVariables_areOnNoCommandLine()
    {
        const QString secret = u"hf_planted_value"_s;
        ImagePlan image;
        image.name = u"spacewright/x"_s;
        image.variables = {u"GREETING"_s};
        image.secrets = {u"TOKEN"_s};
        const Command build = buildCommand(u"/usr/bin/docker"_s, image, {u"/space"_s, u"/cache/Dockerfile"_s},
                                           {{u"GREETING"_s, u"hello there"_s}, {u"TOKEN"_s, secret}}, {});
        QVERIFY(!build.toString().contains(secret) && !build.toString().contains("hello"_L1));
        QVERIFY(build.arguments.contains(u"id=TOKEN,env=TOKEN"_s));
        QCOMPARE(build.environment.value(u"TOKEN"_s), secret);
        QCOMPARE(build.arguments.count(u"--build-arg"_s), 1);
        QCOMPARE(build.arguments.last(), u"/space"_s);

        ContainerRun run;
        run.name = u"one"_s;
        run.image = image.name;
        run.variables = {{u"TOKEN"_s, secret}};
        const Command start = runCommand(u"/usr/bin/docker"_s, run, {});
        QVERIFY(!start.toString().contains(secret));
        QCOMPARE(start.environment.value(u"TOKEN"_s), secret);
        QCOMPARE(start.afterKill.last(), u"one"_s);
    }

    void names_thatDockerItselfReads_doNotReachIt()
    {
        ContainerRun run;
        run.name = u"one"_s;
        run.image = u"x"_s;
        run.variables = {{u"DOCKER_HOST"_s, u"tcp://elsewhere"_s}, {u"PATH"_s, u"/odd"_s}};
        QProcessEnvironment environment;
        environment.insert(u"PATH"_s, u"/usr/bin"_s);
        const Command start = runCommand(u"/usr/bin/docker"_s, run, environment);
        QCOMPARE(start.environment.value(u"PATH"_s), u"/usr/bin"_s);
        QVERIFY(!start.environment.contains(u"DOCKER_HOST"_s));
        QVERIFY(start.arguments.contains(u"DOCKER_HOST=tcp://elsewhere"_s));
    }

    void run_isBounded_andOnLoopbackOnly()
    {
        const ContainerRun run{.name = u"one"_s,
                               .image = u"spacewright/x"_s,
                               .folder = u"/space"_s,
                               .port = 41000,
                               .appPort = 7860,
                               .variables = {},
                               .limits = {.cpus = 1.5, .memoryBytes = 512 << 20, .processes = 100},
                               .owner = ProcessIdentity::self()};
        const QString line = runCommand(u"/usr/bin/docker"_s, run, {}).toString();
        for (const QString &part :
             {u"--publish 127.0.0.1:41000:7860"_s, u"--user 1000"_s, u"--cpus 1.5"_s, u"--memory 536870912"_s,
              u"--memory-swap 536870912"_s, u"--pids-limit 100"_s, u"--platform=linux/amd64"_s, u"--pull=never"_s})
            QVERIFY2(line.contains(part), qPrintable(line));
        QVERIFY(!line.contains("--gpus"_L1));
        QVERIFY(line.endsWith("spacewright/x"_L1));
    }

    void owner_isAliveAsLongAsItsProcess()
    {
        const ProcessIdentity self = ProcessIdentity::self();
        QVERIFY(self.isRunning());
        QCOMPARE(ProcessIdentity::fromString(self.toString()), self);
        ProcessIdentity other = self;
        other.startTicks -= 1; // the same number, given to a later process
        QVERIFY(!other.isRunning());
        other = self;
        other.boot = u"elsewhere"_s;
        QVERIFY(!other.isOfThisBoot());
        QVERIFY(leftovers("theirs\t" + other.toString().toUtf8()).isEmpty());
        QVERIFY(!ProcessIdentity::fromString(u"nonsense"_s));
        QVERIFY(!ProcessIdentity::fromString(u"a/b/c"_s));
        ProcessIdentity gone = self;
        gone.processId = 0x7ffffff0;
        QCOMPARE(leftovers(("kept\t" + self.toString() + "\nlost\t" + gone.toString() + "\nodd\tx\n").toUtf8()),
                 QStringList{u"lost"_s});
    }

    void state_isRead()
    {
        const ContainerState state =
            readState(R"({"Status":"exited","Running":false,"OOMKilled":true,"ExitCode":137,"Error":""})");
        QVERIFY(state.exists && state.ranOutOfMemory && !state.isRunning);
        QCOMPARE(state.exitCode, 137);
        QVERIFY(!readState("").exists);
    }
};

QTEST_GUILESS_MAIN(ContainerCommandsTest)
#include "tst_containercommands.moc"
