// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// spacewright-guard [--inner] CONTROL COUNT [WORD...] PROGRAM [ARGUMENT...]
//
// Runs PROGRAM and ends its whole tree, daemonised grandchildren included, as soon as PROGRAM ends,
// the other end of the descriptor CONTROL asks for it, or that other end is closed because its owner
// died. Exits as PROGRAM did. Where the tree had to be killed, the command of COUNT words is run afterwards.
//
// On CONTROL, from us: "P<pid>\n" once started, "E<errno>\n" when it could not be.
// To us: 'T' terminate (SIGTERM to PROGRAM's process group), 'K' or end of file: kill the tree.
// With --inner, PROGRAM is a sandbox that dies of SIGTERM and takes along what runs in it: then SIGTERM goes to
// everything below it instead. The first process of a namespace ignores it. Source: pid_namespaces(7).
//
// A separate program without Qt, because it has to survive the death of the one that started it.

#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <string>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>
#include <unordered_map>
#include <vector>

namespace {

// Field 4 of /proc/<pid>/stat; the name in field 2 may hold spaces and brackets. Source: proc(5).
pid_t parentOf(pid_t pid)
{
    char buffer[512];
    char path[64];
    std::snprintf(path, sizeof path, "/proc/%d/stat", pid);
    const int file = ::open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return 0;
    const ssize_t length = ::read(file, buffer, sizeof buffer - 1);
    ::close(file);
    if (length <= 0)
        return 0;
    buffer[length] = '\0';
    const char *afterName = std::strrchr(buffer, ')');
    int parent = 0;
    if (!afterName || std::sscanf(afterName + 1, " %*c %d", &parent) != 1)
        return 0;
    return parent;
}

std::vector<pid_t> descendants(pid_t ancestor)
{
    std::unordered_multimap<pid_t, pid_t> children;
    if (DIR *proc = ::opendir("/proc")) {
        while (const dirent *entry = ::readdir(proc)) {
            pid_t pid = 0;
            const char *end = entry->d_name + std::strlen(entry->d_name);
            if (std::from_chars(entry->d_name, end, pid).ptr == end && pid > 0)
                children.emplace(parentOf(pid), pid);
        }
        ::closedir(proc);
    }
    std::vector<pid_t> found;
    std::vector<pid_t> open{ancestor};
    while (!open.empty()) {
        const auto [first, last] = children.equal_range(open.back());
        open.pop_back();
        for (auto it = first; it != last; ++it) {
            found.push_back(it->second);
            open.push_back(it->second);
        }
    }
    return found;
}

// As subreaper we inherit every orphan below us, so the tree is gone when no child is left to wait for.
void killTree()
{
    for (int round = 0; round < 2000; ++round) {
        for (const pid_t pid : descendants(::getpid()))
            ::kill(pid, SIGKILL);
        pid_t reaped = 0;
        do {
            reaped = ::waitpid(-1, nullptr, WNOHANG);
        } while (reaped > 0);
        if (reaped < 0 && errno == ECHILD)
            return;
        ::usleep(5'000);
    }
}

// Runs what clears up behind the tree, silently and for 20 seconds at most.
void runAfterwards(char *const *words, const sigset_t &mask)
{
    if (!*words)
        return;
    const pid_t child = ::fork();
    if (child == 0) {
        const int nothing = ::open("/dev/null", O_RDWR);
        for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
            ::dup2(nothing, stream);
        ::sigprocmask(SIG_SETMASK, &mask, nullptr);
        ::execv(words[0], words);
        std::_Exit(127);
    }
    for (int round = 0; child > 0 && round < 4000 && ::waitpid(child, nullptr, WNOHANG) == 0; ++round)
        ::usleep(5'000);
}

void askToEnd(pid_t child, bool inner)
{
    if (!inner) {
        ::kill(-child, SIGTERM);
        return;
    }
    for (const pid_t pid : descendants(child))
        ::kill(pid, SIGTERM);
}

[[noreturn]] void endAs(int status)
{
    if (WIFSIGNALED(status)) {
        const rlimit none{0, 0};
        ::setrlimit(RLIMIT_CORE, &none);
        sigset_t all;
        sigemptyset(&all);
        ::signal(WTERMSIG(status), SIG_DFL);
        ::sigprocmask(SIG_SETMASK, &all, nullptr);
        ::raise(WTERMSIG(status));
    }
    std::_Exit(WEXITSTATUS(status));
}

void tell(int control, char kind, int number)
{
    char line[32];
    const int length = std::snprintf(line, sizeof line, "%c%d\n", kind, number);
    if (::write(control, line, static_cast<size_t>(length)) < 0)
        return; // the reader is gone; poll() will say so
}

} // namespace

int main(int argc, char *argv[])
{
    const bool inner = argc > 1 && std::strcmp(argv[1], "--inner") == 0;
    if (inner) {
        --argc;
        ++argv;
    }
    const int count = argc > 2 ? std::atoi(argv[2]) : -1;
    if (count < 0 || argc < count + 4)
        return 2;
    const int control = std::atoi(argv[1]);
    std::vector<char *> afterwards(argv + 3, argv + 3 + count);
    afterwards.push_back(nullptr);
    char **program = argv + 3 + count;
    ::fcntl(control, F_SETFD, FD_CLOEXEC);
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
    ::signal(SIGINT, SIG_IGN); // Ctrl+C in a terminal reaches our owner too, who decides
    ::signal(SIGQUIT, SIG_IGN);
    ::signal(SIGHUP, SIG_IGN);
    ::signal(SIGPIPE, SIG_IGN);

    sigset_t watched;
    sigset_t before;
    sigemptyset(&watched);
    sigaddset(&watched, SIGCHLD);
    sigaddset(&watched, SIGTERM);
    ::sigprocmask(SIG_BLOCK, &watched, &before);
    const int signals = ::signalfd(-1, &watched, SFD_CLOEXEC);

    int execError[2];
    if (signals < 0 || ::pipe2(execError, O_CLOEXEC) != 0) {
        tell(control, 'E', errno);
        return 127;
    }
    const pid_t self = ::getpid();
    const pid_t child = ::fork();
    if (child == 0) {
        ::setpgid(0, 0);
        ::prctl(PR_SET_PDEATHSIG, SIGKILL); // should the guard itself be killed
        if (::getppid() != self)
            std::_Exit(127);
        for (const int number : {SIGINT, SIGQUIT, SIGHUP, SIGPIPE})
            ::signal(number, SIG_DFL);
        ::sigprocmask(SIG_SETMASK, &before, nullptr);
        ::execv(program[0], program); // an absolute path; execvp() would hand an unknown format to a shell
        const int reason = errno;
        if (::write(execError[1], &reason, sizeof reason) < 0)
            std::_Exit(126);
        std::_Exit(127);
    }
    ::close(execError[1]);
    int reason = child < 0 ? errno : 0;
    if (reason != 0 || ::read(execError[0], &reason, sizeof reason) > 0) {
        tell(control, 'E', reason);
        return 127;
    }
    ::setpgid(child, child);
    tell(control, 'P', child);
    // Only the tree may hold the streams, or its reader would wait for us.
    ::close(STDIN_FILENO);

    for (;;) {
        pollfd waits[2] = {{control, POLLIN, 0}, {signals, POLLIN, 0}};
        if (::poll(waits, 2, -1) < 0 && errno != EINTR)
            break;
        if (waits[0].revents) {
            char request = 0;
            const ssize_t got = ::read(control, &request, 1);
            if (got > 0 && request == 'T') {
                askToEnd(child, inner);
            } else if (got <= 0 || request == 'K') {
                killTree();
                runAfterwards(afterwards.data(), before);
                std::_Exit(137);
            }
        }
        if (waits[1].revents) {
            signalfd_siginfo info{};
            if (::read(signals, &info, sizeof info) != sizeof info)
                continue;
            if (info.ssi_signo == SIGTERM) {
                askToEnd(child, inner);
                continue;
            }
            int status = 0;
            for (pid_t pid = 0; (pid = ::waitpid(-1, &status, WNOHANG)) > 0;) {
                if (pid == child) {
                    killTree();
                    endAs(status);
                }
            }
        }
    }
    killTree();
    runAfterwards(afterwards.data(), before);
    return 127;
}
