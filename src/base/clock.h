// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

#include <chrono>

namespace Spacewright {

/// The time, passed in wherever a test wants to decide it.
class Clock {
public:
    virtual ~Clock() = default;
    /// Wall time, UTC.
    [[nodiscard]] virtual QDateTime now() const = 0;
    /// For durations: never jumps.
    [[nodiscard]] virtual std::chrono::steady_clock::time_point steady() const = 0;

    /// The machine's clock; lives as long as the program.
    [[nodiscard]] static const Clock &system();
};

/// "0.4 s", "12 s", "1:10", "1:02:05": how a duration is written everywhere. Not translated.
[[nodiscard]] QString durationText(std::chrono::milliseconds duration);
/// "512 B", "4.9 MB", "1.2 GB": decimal units, one digit below 100. Not translated.
[[nodiscard]] QString bytesText(qint64 bytes);

} // namespace Spacewright
