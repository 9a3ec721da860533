// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/limitwatch.h"

#include "base/processtree.h"
#include "base/systemfile.h"
#include "metrics/procfiles.h"

#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace Spacewright::Runtime {

namespace {
constexpr std::chrono::milliseconds Interval{250};

QByteArray content(qint64 processId, QLatin1StringView name)
{
    return systemFile(u"/proc/%1/"_s.arg(processId) + name);
}
} // namespace

std::optional<LimitPassed> limitPassedBy(qint64 processId, const Sandbox::Limits &limits)
{
    const QSet<qint64> tree = guardedProcesses(processId);
    if (limits.processes > 0 && tree.size() > limits.processes)
        return LimitPassed{LimitPassed::What::Processes, limits.processes, tree.size()};
    if (limits.memoryBytes <= 0)
        return std::nullopt;
    qint64 resident = 0;
    for (const qint64 each : tree)
        resident += Metrics::residentBytes(content(each, "statm"_L1));
    if (resident <= limits.memoryBytes)
        return std::nullopt;
    qint64 used = 0;
    for (const qint64 each : tree)
        used += Metrics::proportionalBytes(content(each, "smaps_rollup"_L1))
                    .value_or(Metrics::residentBytes(content(each, "statm"_L1)));
    if (used <= limits.memoryBytes)
        return std::nullopt;
    return LimitPassed{LimitPassed::What::Memory, limits.memoryBytes, used};
}

LimitWatch::LimitWatch(const Sandbox::Limits &limits, QObject *parent)
    : QObject(parent)
    , m_limits(limits)
{
    m_timer.setInterval(Interval);
    connect(&m_timer, &QTimer::timeout, this, &LimitWatch::look);
    connect(&m_look, &QFutureWatcherBase::finished, this, [this] {
        const std::optional<LimitPassed> found = m_look.result();
        if (!found || !m_timer.isActive())
            return;
        m_timer.stop();
        Q_EMIT passed(*found);
    });
}

LimitWatch::~LimitWatch() = default;

void LimitWatch::start(qint64 processId)
{
    m_processId = processId;
    if (m_limits.memoryBytes > 0 || m_limits.processes > 0)
        m_timer.start();
}

void LimitWatch::stop()
{
    m_timer.stop();
}

void LimitWatch::look()
{
    if (!m_look.isRunning())
        m_look.setFuture(QtConcurrent::run(&limitPassedBy, m_processId, m_limits));
}

} // namespace Spacewright::Runtime
