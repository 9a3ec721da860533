// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/logtail.h"

#include <algorithm>

namespace Spacewright::Cli {

using namespace std::chrono_literals;

LogTail::LogTail(Logs::LogStore &log, QObject *parent)
    : QObject(parent)
    , m_log(log)
    , m_next(log.firstNumber())
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(
        200ms); // longer than a program needs between the halves of a line, shorter than a person notices
    connect(&m_rest, &QTimer::timeout, this, [this] { take(end()); });
    connect(&log, &Logs::LogStore::changed, this, [this] {
        take(end() - 1);
        m_rest.start();
    });
}

void LogTail::finish()
{
    m_log.flush();
    m_rest.stop();
    take(end());
}

void LogTail::take(qint64 until)
{
    m_next = std::max(m_next, m_log.firstNumber());
    for (; m_next < until; ++m_next)
        Q_EMIT line(m_log.line(m_log.indexOf(m_next)));
}

} // namespace Spacewright::Cli
