// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logs/ansiparser.h"

#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace Spacewright::Logs {

/// A line as it is kept. Views are valid until the storage changes.
struct StoredLine {
    QByteArrayView text; ///< UTF-8
    qint64 timeMs = 0;
    Level level = Level::Info;
    int repeats = 1;
    std::span<const Span> spans; ///< in bytes
};

/// Up to a few thousand lines in one piece of memory: 8 bytes a line beside its text.
class LineBlock {
public:
    LineBlock(qint64 firstNumber, qint64 baseTimeMs);

    [[nodiscard]] bool accepts(qsizetype bytes, qint64 timeMs) const;
    void push(const Row &row, qint64 timeMs, Level level);
    void pop();
    void repeatLast();
    /// No line will come: gives back what was reserved.
    void seal();

    [[nodiscard]] qint64 firstNumber() const { return m_firstNumber; }
    [[nodiscard]] int size() const { return int(m_records.size()); }
    [[nodiscard]] StoredLine line(int index) const;
    [[nodiscard]] QByteArrayView text(int index) const;
    [[nodiscard]] Level level(int index) const { return Level(m_records[size_t(index)].level); }
    [[nodiscard]] qsizetype memory() const;

private:
    struct Record {
        quint32 end : 27; ///< of the text, in bytes
        quint32 level : 3;
        quint32 styled : 1;
        quint32 repeated : 1;
        qint32 timeMs; ///< since m_baseTimeMs
    };
    struct Repeat {
        int line;
        int count;
    };
    struct StyledLine {
        int line;
        int firstSpan;
    };

    [[nodiscard]] std::span<const Span> spans(int index) const;

    qint64 m_firstNumber;
    qint64 m_baseTimeMs;
    std::string m_text;
    std::vector<Record> m_records;
    std::vector<Repeat> m_repeats; // by line
    std::vector<StyledLine> m_styled; // by line
    std::vector<Span> m_spans;
};

/// Many lines, the oldest of which can be dropped. Lines are numbered from the first that ever
/// came, so numbers stay true when lines are dropped. Copies share their full blocks, and are cheap.
class LineStorage {
public:
    LineStorage() = default;
    LineStorage(const LineStorage &other);
    LineStorage(LineStorage &&) = default;
    LineStorage &operator=(LineStorage other) noexcept;
    ~LineStorage() = default;

    void push(const Row &row, qint64 timeMs, Level level);
    void popLast();
    void dropFirst();
    void repeatLast();

    [[nodiscard]] bool isEmpty() const { return m_first == m_end; }
    [[nodiscard]] qint64 first() const { return m_first; } ///< number of the oldest line kept
    [[nodiscard]] qint64 end() const { return m_end; } ///< number the next line will get
    [[nodiscard]] StoredLine line(qint64 number) const;
    [[nodiscard]] QByteArrayView text(qint64 number) const;
    [[nodiscard]] Level level(qint64 number) const;
    /// Of the lines kept, without line feeds.
    [[nodiscard]] qint64 textBytes() const { return m_textBytes; }
    /// What it all takes, overhead included.
    [[nodiscard]] qint64 memory() const;

private:
    [[nodiscard]] const LineBlock &blockOf(qint64 number) const;
    LineBlock &lastBlock();

    std::deque<std::shared_ptr<LineBlock>> m_blocks;
    qint64 m_first = 0;
    qint64 m_end = 0;
    qint64 m_textBytes = 0;
};

} // namespace Spacewright::Logs
