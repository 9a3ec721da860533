// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <chrono>
#include <memory>

namespace Spacewright {

/// Logs every time the event loop of the thread that made it does not turn for longer than `limit`,
/// with the stack it was in. For developer builds; costs one timer and one sleeping thread.
class StallWatchdog final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StallWatchdog)
public:
    explicit StallWatchdog(std::chrono::milliseconds limit = std::chrono::milliseconds(50), QObject *parent = nullptr);
    ~StallWatchdog() override;

Q_SIGNALS:
    /// After the stall has ended, on the watched thread.
    void stalled(std::chrono::milliseconds duration, const QString &stack);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace Spacewright
