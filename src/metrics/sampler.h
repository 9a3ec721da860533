// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/treereading.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace Spacewright::Metrics {

/// Looks at the processes of one app on a clock and says what they use. Lives on the thread that made it and reads on
/// another one; a reading that takes longer than the interval is waited for, so that there are never two.
class Sampler final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Sampler)
public:
    /// `program` is asked at each look for the id of a program that Process started; 0: none runs.
    explicit Sampler(std::function<qint64()> program, std::chrono::milliseconds interval = std::chrono::seconds(1),
                     QObject *parent = nullptr);
    ~Sampler() override;

Q_SIGNALS:
    /// Rates are 0 at the first look at a program.
    void sampled(const Spacewright::Metrics::Sample &sample);
    /// No program runs any more.
    void ended();

private:
    void look();
    void take(TreeReading reading);

    std::function<qint64()> m_program;
    QTimer m_timer;
    qint64 m_processId = 0;
    quint64 m_generation = 0; ///< of the program; answers about another one are dropped
    bool m_isReading = false;
    TreeReading m_before;
};

} // namespace Spacewright::Metrics
