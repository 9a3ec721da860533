// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomicfile.h"
#include "hardware/flavour.h"
#include "hardware/hosttools.h"
#include "hardware/machine.h"
#include "support/testcase.h"

#include <QDir>
#include <QJsonArray>
#include <QSet>
#include <QTemporaryDir>
#include <QThread>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Hardware;

class MachineTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void probe_findsThisMachine()
    {
        const QTemporaryDir folder;
        const auto future = probe(folder.path() + u"/not/made/yet"_s);
        QVERIFY(Testing::settles(future));
        const Machine machine = future.result();
        QVERIFY(!machine.os.isEmpty());
        QVERIFY(!machine.kernel.isEmpty());
        QVERIFY(!machine.cpuModel.isEmpty());
        QVERIFY(machine.cpuCores > 0);
        QVERIFY(machine.cpuCores <= machine.cpuCoresPresent);
        QVERIFY(machine.cpuCores <= QThread::idealThreadCount());
        QVERIFY(machine.memoryBytes > 64 * 1024 * 1024);
        QVERIFY(machine.memoryAvailableBytes > 0);
        QVERIFY(machine.memoryAvailableBytes <= machine.memoryBytes);
        QVERIFY(machine.diskFreeBytes > 0);
        QVERIFY(machine.diskFreeBytes <= machine.diskBytes);
    }

    void json_hasNothingForWhatIsUnknown()
    {
        Machine machine;
        machine.gpus = {{.name = u"NVIDIA Tesla K80"_s, .vendor = u"nvidia"_s, .driver = u"470.256"_s}};
        const QJsonObject gpu = toJson(machine)[u"gpus"_s][0].toObject();
        QCOMPARE(gpu[u"name"_s].toString(), u"NVIDIA Tesla K80"_s);
        QVERIFY(gpu[u"memoryBytes"_s].isNull());
    }

    void docker_runsWhileItsProcessLives()
    {
        const QTemporaryDir root;
        const QDir folder(root.path());
        QVERIFY(folder.mkpath(u"run"_s) && folder.mkpath(u"proc/41"_s));
        QVERIFY(!hostTools({}, root.path()).dockerRuns);
        QVERIFY_RESULT(writeFile(folder.filePath(u"run/docker.pid"_s), "41\n"));
        QVERIFY(hostTools({}, root.path()).dockerRuns);
        QVERIFY_RESULT(writeFile(folder.filePath(u"run/docker.pid"_s), "42\n")); // left behind
        QVERIFY(!hostTools({}, root.path()).dockerRuns);
    }

    void programs_areFoundInThePath()
    {
        const QTemporaryDir folder;
        const QString program = folder.filePath(u"bwrap"_s);
        QVERIFY_RESULT(writeFile(program, "#!/bin/sh\n"));
        QVERIFY(QFile::setPermissions(program, QFile::ReadOwner | QFile::ExeOwner));
        QProcessEnvironment environment;
        environment.insert(u"PATH"_s, folder.path());
        const HostTools tools = hostTools(environment, folder.path());
        QCOMPARE(tools.bubblewrap, program);
        QVERIFY(tools.docker.isEmpty());
    }

    void flavours_areKnownByName()
    {
        QCOMPARE(flavour(u"cpu-basic"_s)->memoryGb, 16);
        QCOMPARE(flavour(u"a100-large"_s)->centsPerHour, 250);
        QCOMPARE(flavour(u"zerogpu"_s)->name, u"zero-a10g"_s);
        QVERIFY(!flavour(u"h200"_s));
        QSet<QString> names;
        for (const Flavour &each : flavours())
            names.insert(each.name);
        QCOMPARE(names.size(), flavours().size());
    }
};

QTEST_GUILESS_MAIN(MachineTest)
#include "tst_machine.moc"
