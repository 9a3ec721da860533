// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logs/logstore.h"

#include <QObject>
#include <QTimer>

namespace Spacewright::Cli {

/// Hands out each line of a log once, in order. The last line waits a moment, since a program may
/// still be writing it; what a progress bar rewrites comes as it stood then.
class LogTail final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogTail)
public:
    explicit LogTail(Logs::LogStore &log, QObject *parent = nullptr);

    /// Hands out what is left; the program has ended.
    void finish();

Q_SIGNALS:
    void line(const Spacewright::Logs::LogLine &line);

private:
    void take(qint64 until);
    [[nodiscard]] qint64 end() const { return m_log.firstNumber() + m_log.size(); }

    Logs::LogStore &m_log;
    qint64 m_next = 0; ///< number of the first line that was not handed out
    QTimer m_rest;
};

} // namespace Spacewright::Cli
