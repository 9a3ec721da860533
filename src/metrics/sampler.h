// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/treereading.h"

#include <QObject>
#include <QTimer>

namespace Spacewright::Metrics {

/// Looks at the processes of one app on a clock and says what they use. Lives on the thread that made it and reads on
/// another one; a reading that takes longer than the interval is waited for, so that there are never two.
class Sampler final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Sampler)
public:
    explicit Sampler(std::chrono::milliseconds interval = std::chrono::seconds(1), QObject *parent = nullptr);
    ~Sampler() override;

    /// A program that Process started. The same one again changes nothing; 0 ends it. The first sample comes after one
    /// interval.
    void follow(qint64 processId);
    [[nodiscard]] qint64 processId() const { return m_processId; }

Q_SIGNALS:
    void sampled(const Spacewright::Metrics::Sample &sample);

private:
    void look();
    void take(TreeReading reading);

    QTimer m_timer;
    qint64 m_processId = 0;
    quint64 m_generation = 0; ///< of what is followed; answers about another one are dropped
    bool m_isReading = false;
    TreeReading m_before;
};

} // namespace Spacewright::Metrics
