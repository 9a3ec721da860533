// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/interrupt.h"

#include <QSocketNotifier>

#include <array>
#include <csignal>
#include <sys/eventfd.h>
#include <tuple>
#include <unistd.h>

namespace Spacewright {

namespace {

constexpr std::array Signals{SIGINT, SIGTERM, SIGHUP};
int s_event = -1; // the only thing that a signal handler may touch

extern "C" void onSignal(int)
{
    const eventfd_t one = 1;
    std::ignore = write(s_event, &one, sizeof one); // async-signal-safe. Source: signal-safety(7)
}

} // namespace

Interrupt::Interrupt(QObject *parent)
    : QObject(parent)
{
    Q_ASSERT(s_event == -1);
    s_event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    m_notifier = new QSocketNotifier(s_event, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        eventfd_t count = 0;
        if (eventfd_read(s_event, &count) != 0)
            return;
        for (eventfd_t i = 0; i < count; ++i)
            Q_EMIT requested();
    });
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    for (const int signal : Signals)
        sigaction(signal, &action, nullptr);
}

Interrupt::~Interrupt()
{
    for (const int signal : Signals)
        std::signal(signal, SIG_DFL);
    delete m_notifier;
    close(std::exchange(s_event, -1));
}

} // namespace Spacewright
