// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/stallwatchdog.h"

#include <QLoggingCategory>
#include <QTimer>

#include <array>
#include <atomic>
#include <condition_variable>
#include <csignal>
#include <cstdlib>
#include <execinfo.h>
#include <mutex>
#include <pthread.h>
#include <thread>

using namespace std::chrono;

namespace Spacewright {

namespace {
Q_LOGGING_CATEGORY(log, "spacewright.base.stallwatchdog")

constexpr int MostFrames = 48;

// Written by the signal handler on the stalled thread, read by the watchdog once `taken` is set.
struct Stack {
    std::array<void *, MostFrames> frames{};
    std::atomic<int> count = 0;
    std::atomic<bool> taken = false;
};
Stack sharedStack;

void takeStack(int)
{
    // backtrace() was called once before, so that it loads nothing here. Source: backtrace(3).
    sharedStack.count = ::backtrace(sharedStack.frames.data(), MostFrames);
    sharedStack.taken = true;
}

int stackSignal()
{
    return SIGRTMIN + 7; // ours alone: the C library uses the first few, Qt and Chromium none
}

QString stackText()
{
    const std::unique_ptr<char *, decltype(&std::free)> symbols(
        ::backtrace_symbols(sharedStack.frames.data(), sharedStack.count), &std::free);
    QString text;
    for (int i = 2; symbols && i < sharedStack.count; ++i)
        text += QString::fromLocal8Bit(symbols.get()[i]) + u'\n';
    return text;
}
} // namespace

struct StallWatchdog::Private {
    milliseconds limit{};
    pthread_t watched{};
    QTimer heartbeat;
    std::atomic<steady_clock::rep> lastBeat = 0;
    std::mutex mutex;
    std::condition_variable ended;
    bool ending = false;
    std::thread thread;

    void beat() { lastBeat = steady_clock::now().time_since_epoch().count(); }
    [[nodiscard]] milliseconds sinceBeat() const
    {
        return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()
                                           - steady_clock::duration(lastBeat.load()));
    }
};

StallWatchdog::StallWatchdog(milliseconds limit, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    void *warmUp = nullptr;
    ::backtrace(&warmUp, 1);
    struct sigaction action = {};
    action.sa_handler = takeStack;
    action.sa_flags = SA_RESTART;
    ::sigaction(stackSignal(), &action, nullptr);

    d->limit = limit;
    d->watched = ::pthread_self();
    d->beat();
    connect(&d->heartbeat, &QTimer::timeout, this, [this] { d->beat(); });
    d->heartbeat.start(limit / 4);

    d->thread = std::thread([this] {
        std::unique_lock lock(d->mutex);
        bool inStall = false;
        milliseconds longest{};
        while (!d->ended.wait_for(lock, d->limit / 2, [this] { return d->ending; })) {
            const milliseconds waited = d->sinceBeat();
            if (waited > d->limit + d->limit / 4) {
                longest = std::max(longest, waited);
                if (!std::exchange(inStall, true)) {
                    sharedStack.taken = false;
                    ::pthread_kill(d->watched, stackSignal());
                }
            } else if (std::exchange(inStall, false)) {
                const QString stack = sharedStack.taken ? stackText() : QString();
                QMetaObject::invokeMethod(
                    this,
                    [this, longest, stack] {
                        qCWarning(log).noquote()
                            << "The event loop stood still for" << longest.count() << "ms in\n" + stack;
                        Q_EMIT stalled(longest, stack);
                    },
                    Qt::QueuedConnection);
                longest = {};
            }
        }
    });
}

StallWatchdog::~StallWatchdog()
{
    {
        const std::lock_guard lock(d->mutex);
        d->ending = true;
    }
    d->ended.notify_all();
    d->thread.join();
}

} // namespace Spacewright
