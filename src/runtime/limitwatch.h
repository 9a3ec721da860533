// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/verdict.h"
#include "sandbox/enclosure.h"

#include <QFutureWatcher>
#include <QObject>
#include <QTimer>

namespace Spacewright::Runtime {

/// Looks four times a second at all processes of one program and says once when they take more than they may. For
/// what no limit of the kernel's says honestly: an address space is far larger than the memory in use, and root's
/// processes are not counted. Lives on the thread that made it and reads on another one.
class LimitWatch final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LimitWatch)
public:
    explicit LimitWatch(const Sandbox::Limits &limits, QObject *parent = nullptr);
    ~LimitWatch() override;

    /// `processId` as Process knows it. Does nothing without a limit to watch.
    void start(qint64 processId);
    void stop();

Q_SIGNALS:
    void passed(const Spacewright::Runtime::LimitPassed &passed);

private:
    void look();

    Sandbox::Limits m_limits;
    qint64 m_processId = 0;
    QTimer m_timer;
    QFutureWatcher<std::optional<LimitPassed>> m_look;
};

/// One look at everything under the guard of `processId`. Memory is the proportional set size, which is read only
/// where the resident one, which counts shared pages again and again, is above the limit. Blocks.
[[nodiscard]] std::optional<LimitPassed> limitPassedBy(qint64 processId, const Sandbox::Limits &limits);

} // namespace Spacewright::Runtime
