// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runningspace.h"

#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace Spacewright::Testing {

/// Another program that runs a Space. Not by Process: its own guard would end what is to be seen ending without it.
class SessionHolder {
public:
    /// Waits until the page answers; app() is 0 where it does not.
    explicit SessionHolder(RunningSpace &space)
    {
        int ends[2];
        if (::pipe(ends) != 0)
            return;
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
        posix_spawn_file_actions_addclose(&actions, ends[0]);
        QByteArray program = qgetenv("SESSION_HOLDER");
        QByteArray folder = space.folder.toUtf8();
        QByteArray store = space.storeFolder().toUtf8();
        char *arguments[] = {program.data(), folder.data(), store.data(), nullptr};
        if (::posix_spawn(&m_holder, program.constData(), &actions, nullptr, arguments, environ) != 0)
            m_holder = 0;
        posix_spawn_file_actions_destroy(&actions);
        ::close(ends[1]);

        QByteArray line;
        pollfd wait{ends[0], POLLIN, 0};
        while (!line.endsWith('\n') && ::poll(&wait, 1, 120'000) > 0) {
            char byte = 0;
            if (::read(ends[0], &byte, 1) != 1)
                break;
            line += byte;
        }
        ::close(ends[0]);
        m_app = line.trimmed().toLongLong();
    }
    ~SessionHolder() { kill(); }
    Q_DISABLE_COPY_MOVE(SessionHolder)

    /// The process of the app, or of docker's command line.
    [[nodiscard]] qint64 app() const { return m_app; }

    void kill()
    {
        if (m_holder <= 0)
            return;
        ::kill(m_holder, SIGKILL);
        ::waitpid(std::exchange(m_holder, 0), nullptr, 0);
    }

private:
    pid_t m_holder = 0;
    qint64 m_app = 0;
};

} // namespace Spacewright::Testing
