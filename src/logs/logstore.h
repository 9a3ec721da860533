// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/process.h"
#include "base/redactor.h"
#include "base/result.h"
#include "logs/linestorage.h"
#include "logs/recogniser.h"

#include <QFuture>
#include <QObject>
#include <QTimer>

#include <array>
#include <optional>

namespace Spacewright::Logs {

/// Whichever is reached first; then the oldest lines go.
struct LogLimits {
    qint64 lines = 1'000'000;
    qint64 textBytes = 256 * 1024 * 1024;
};

/// What went wrong first, as far as the log tells.
struct FirstError {
    qint64 number = 0; ///< of its line, see LogStore::firstNumber(); it may have been dropped since
    ErrorStrength strength = ErrorStrength::Report;
    QString text;
    QString file; ///< of the innermost frame inside the Space; empty when there is none
    int line = 0; ///< in `file`, from 1
    QStringList lines; ///< it and up to a few lines around it, oldest first: where a known error is looked for

    friend bool operator==(const FirstError &, const FirstError &) = default;
};

/// What a program printed and what Spacewright says about it: parsed, redacted, classified, bounded.
///
/// Lines have an index from 0 (the oldest kept) and a number that never changes (from the first
/// that ever came). Lives on the thread that made it; append() takes about a microsecond a line.
class LogStore final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogStore)
public:
    /// A splice: `dropped` lines left the front; then, from index `first` on, `removed` lines gave
    /// way to `appended` ones. A rewritten progress bar is one removed and one appended.
    struct Change {
        int first = 0;
        int removed = 0;
        int appended = 0;
        int dropped = 0;
    };

    /// `redactor` must outlive the store; null only where nothing secret can come.
    explicit LogStore(Phase phase, const Redactor *redactor = nullptr, LogLimits limits = {},
                      QObject *parent = nullptr);
    ~LogStore() override;

    [[nodiscard]] Phase phase() const { return m_phase; }
    /// Frames below it are the person's own. Set it before lines come.
    void setSpaceFolder(const QString &folder);

    /// Takes what the program wrote, cut at any byte. `timeMs` since the epoch.
    void append(const QByteArray &bytes, OutputStream stream, qint64 timeMs);
    void append(const QByteArray &bytes, OutputStream stream = OutputStream::Standard);
    /// A sentence of Spacewright's own. Level::Own unless it is a warning or an error.
    void appendOwn(const QString &text, Level level = Level::Own);
    void appendOwn(const QString &text, Level level, qint64 timeMs);
    /// A sentence about what the page wrote on its console. The program has not failed by it, so it is never the
    /// first error.
    void appendPage(const QString &text, Level level);
    /// The program ended: completes lines without a line feed.
    void finish();
    /// Forgets all lines; numbers go on.
    void clear();

    [[nodiscard]] int size() const { return int(m_lines.end() - m_lines.first()); }
    [[nodiscard]] bool isEmpty() const { return m_lines.isEmpty(); }
    /// The number of the line at index 0: also how many were dropped or cleared.
    [[nodiscard]] qint64 firstNumber() const { return m_lines.first(); }
    [[nodiscard]] int indexOf(qint64 number) const { return int(number - m_lines.first()); }
    [[nodiscard]] LogLine line(int index) const;
    [[nodiscard]] QString text(int index) const;
    [[nodiscard]] Level level(int index) const;
    /// How many lines left at the front because of the limits.
    [[nodiscard]] qint64 droppedLines() const { return m_dropped; }
    [[nodiscard]] int errors() const { return m_errors; }
    [[nodiscard]] int warnings() const { return m_warnings; }
    [[nodiscard]] const std::optional<FirstError> &firstError() const { return m_firstError; }

    /// Indices of the lines of `least` or worse, from `from` on.
    [[nodiscard]] QList<int> linesAtLeast(Level least, int from = 0) const;
    /// The lines as text, one per row; `withTimes` puts the local time before each.
    [[nodiscard]] QString toText(int first, int count, bool withTimes = false) const;
    /// Writes all lines to `path`, off this thread; what comes meanwhile is not in it.
    [[nodiscard]] QFuture<Result<void>> save(const QString &path, bool withTimes = false) const;

    /// Bytes of text kept, and what keeping it takes.
    [[nodiscard]] qint64 textBytes() const { return m_lines.textBytes(); }
    [[nodiscard]] qint64 memory() const { return m_lines.memory(); }

Q_SIGNALS:
    /// Sums up what happened since the last one; at most every 16 ms, and at once with flush().
    void changed(const Spacewright::Logs::LogStore::Change &change);
    void firstErrorChanged();

public:
    /// Emits what changed() has gathered.
    void flush();

private:
    class Stream;
    struct RecentLine;

    void appendLines(const QString &text, Level level, qint64 timeMs, std::optional<ErrorStrength> error);
    bool commit(const Row &row, Level level, const Meaning *meaning);
    void replace(int back, const Row &row);
    void push(const Row &row, qint64 timeMs, Level level);
    void popLast();
    void takePartials();
    void putPartials();
    void keepLimits();
    void consider(const Meaning &meaning, qint64 number);
    void touch(qint64 number);
    [[nodiscard]] Row redacted(const Row &row);
    Stream &stream(OutputStream which) { return *m_streams[which == OutputStream::Error ? 1 : 0]; }

    Phase m_phase;
    const Redactor *m_redactor;
    LogLimits m_limits;
    LineStorage m_lines;
    std::array<std::unique_ptr<Stream>, 2> m_streams;
    qint64 m_timeMs = 0; ///< of the bytes being appended
    int m_partials = 0; ///< lines at the end that have no line feed yet
    qint64 m_dropped = 0;
    int m_errors = 0;
    int m_warnings = 0;
    std::optional<FirstError> m_firstError;
    bool m_firstErrorIsNew = false;
    QByteArray m_redactedText;
    std::vector<Span> m_redactedSpans;
    QTimer m_signal;
    qint64 m_signalledFirst = 0; ///< m_lines.first() and end() when changed() was last emitted
    qint64 m_signalledEnd = 0;
    qint64 m_touchedFrom = 0; ///< lowest number that is new or different since
};

} // namespace Spacewright::Logs
