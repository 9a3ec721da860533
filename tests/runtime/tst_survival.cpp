// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runningspace.h"

#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Testing;

class SurvivalTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { cleanRoom(); }

    void killedProgram_leavesNothingRunning()
    {
        RunningSpace space(u"forks.py"_s);
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        // Not by Process: its own guard would end what we want to see ended without it.
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
        posix_spawn_file_actions_addclose(&actions, ends[0]);
        QByteArray program = qgetenv("SESSION_HOLDER");
        QByteArray folder = space.folder.toUtf8();
        QByteArray store = space.storeFolder().toUtf8();
        char *arguments[] = {program.data(), folder.data(), store.data(), nullptr};
        pid_t holder = 0;
        QCOMPARE(::posix_spawn(&holder, program.constData(), &actions, nullptr, arguments, environ), 0);
        posix_spawn_file_actions_destroy(&actions);
        ::close(ends[1]);

        QByteArray line;
        pollfd wait{ends[0], POLLIN, 0};
        while (!line.endsWith('\n') && ::poll(&wait, 1, 60'000) > 0) {
            char byte = 0;
            if (::read(ends[0], &byte, 1) != 1)
                break;
            line += byte;
        }
        ::close(ends[0]);
        const qint64 app = line.trimmed().toLongLong();
        QVERIFY2(isAlive(app), line.constData());
        QVERIFY(isAlive(space.childPid()));

        QCOMPARE(::kill(holder, SIGKILL), 0);
        QCOMPARE(::waitpid(holder, nullptr, 0), holder);
        QTRY_VERIFY_WITH_TIMEOUT(!isAlive(app), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(!isAlive(space.childPid()), 30'000);
    }
};

QTEST_GUILESS_MAIN(SurvivalTest)
#include "tst_survival.moc"
