// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <unistd.h>

// processhelper BEHAVIOUR [ARGUMENT]
int main(int argc, char *argv[])
{
    const std::string behaviour = argc > 1 ? argv[1] : "";
    const std::string argument = argc > 2 ? argv[2] : "";
    if (behaviour == "exit")
        return std::atoi(argument.c_str());
    if (behaviour == "echo") { // each argument on its own line, then standard input
        for (int i = 2; i < argc; ++i)
            std::printf("[%s]\n", argv[i]);
        for (int c = 0; (c = std::getchar()) != EOF;)
            std::putchar(c);
        std::fprintf(stderr, "to standard error\n");
        return 0;
    }
    if (behaviour == "crash") {
        std::signal(SIGSEGV, SIG_DFL); // a sanitizer has its own handler
        std::raise(SIGSEGV);
    }
    if (behaviour == "ignore-terminate") {
        std::signal(SIGTERM, SIG_IGN);
        std::puts("ready");
        std::fflush(stdout);
        for (;;)
            ::pause();
    }
    if (behaviour == "spam") { // so many bytes, without a line break
        const std::string block(65536, 'x');
        for (long left = std::atol(argument.c_str()); left > 0; left -= long(block.size())) {
            if (::write(STDOUT_FILENO, block.data(), block.size()) < 0)
                return 1;
        }
        return 0;
    }
    if (behaviour == "daemonise" || behaviour == "family") {
        // A grandchild in a session of its own, with its streams closed: what a daemon does.
        if (::fork() == 0) {
            ::setsid();
            if (::fork() == 0) {
                std::signal(SIGTERM, SIG_IGN);
                std::signal(SIGHUP, SIG_IGN);
                std::printf("%d\n", ::getpid());
                std::fflush(stdout);
                std::freopen("/dev/null", "w", stdout);
                std::freopen("/dev/null", "w", stderr);
                for (;;)
                    ::pause();
            }
            std::_Exit(0);
        }
        if (behaviour == "daemonise") {
            ::sleep(1); // long enough for the grandchild to tell its number
            return 0;
        }
        for (;;)
            ::pause();
    }
    std::fprintf(stderr, "no such behaviour\n");
    return 64;
}
