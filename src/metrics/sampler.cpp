// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/sampler.h"

#include <QtConcurrentRun>

#include <utility>

namespace Spacewright::Metrics {

Sampler::Sampler(std::function<qint64()> program, std::chrono::milliseconds interval, QObject *parent)
    : QObject(parent)
    , m_program(std::move(program))
{
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &Sampler::look);
    m_timer.start();
}

Sampler::~Sampler() = default;

void Sampler::look()
{
    if (const qint64 processId = m_program(); processId != m_processId) {
        m_processId = processId;
        ++m_generation;
        m_isReading = false;
        m_before = {};
        if (processId == 0)
            Q_EMIT ended();
    }
    if (m_processId == 0 || m_isReading)
        return;
    m_isReading = true;
    QtConcurrent::run([processId = m_processId] {
        return readTree(processId);
    }).then(this, [this, generation = m_generation](const TreeReading &reading) {
        if (generation == m_generation)
            take(reading);
    });
}

void Sampler::take(TreeReading reading)
{
    m_isReading = false;
    const TreeReading before = std::exchange(m_before, std::move(reading));
    if (!m_before.processes.isEmpty())
        Q_EMIT sampled(sampleBetween(before, m_before));
    else if (!before.processes.isEmpty())
        Q_EMIT ended();
}

} // namespace Spacewright::Metrics
