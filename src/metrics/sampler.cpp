// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/sampler.h"

#include <QtConcurrentRun>

#include <utility>

namespace Spacewright::Metrics {

Sampler::Sampler(std::chrono::milliseconds interval, QObject *parent)
    : QObject(parent)
{
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &Sampler::look);
}

Sampler::~Sampler() = default;

void Sampler::follow(qint64 processId)
{
    if (processId == m_processId)
        return;
    m_processId = processId;
    ++m_generation;
    m_isReading = false;
    m_before = {};
    if (processId == 0) {
        m_timer.stop();
        return;
    }
    m_timer.start();
    look();
}

void Sampler::look()
{
    if (m_isReading)
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
    if (!before.processes.isEmpty() && !m_before.processes.isEmpty())
        Q_EMIT sampled(sampleBetween(before, m_before));
}

} // namespace Spacewright::Metrics
