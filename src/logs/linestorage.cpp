// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/linestorage.h"

#include <algorithm>
#include <limits>

namespace Spacewright::Logs {

namespace {

constexpr qsizetype BlockTextBytes = 256 * 1024;
constexpr int BlockLines = 4096;

template<typename List>
auto findLine(List &list, int line)
{
    return std::ranges::lower_bound(list, line, {}, [](const auto &entry) { return entry.line; });
}

template<typename List>
void giveBack(List &list)
{
    if (list.capacity() - list.size() > list.size() / 16)
        list.shrink_to_fit();
}

} // namespace

LineBlock::LineBlock(qint64 firstNumber, qint64 baseTimeMs)
    : m_firstNumber(firstNumber)
    , m_baseTimeMs(baseTimeMs)
{
}

bool LineBlock::accepts(qsizetype bytes, qint64 timeMs) const
{
    const qint64 delta = timeMs - m_baseTimeMs;
    return size() < BlockLines && (m_records.empty() || qsizetype(m_text.size()) + bytes <= BlockTextBytes)
        && delta >= std::numeric_limits<qint32>::min() && delta <= std::numeric_limits<qint32>::max();
}

void LineBlock::push(const Row &row, qint64 timeMs, Level level)
{
    const int line = size();
    m_text.append(row.text.data(), size_t(row.text.size()));
    Record record{};
    record.end = quint32(m_text.size()) & 0x7ffffff;
    record.level = unsigned(level) & 7;
    record.timeMs = qint32(timeMs - m_baseTimeMs);
    if (!row.spans.empty()) {
        record.styled = 1;
        m_styled.push_back({line, int(m_spans.size())});
        m_spans.insert(m_spans.end(), row.spans.begin(), row.spans.end());
    }
    m_records.push_back(record);
}

void LineBlock::pop()
{
    const int line = size() - 1;
    if (m_records.back().styled) {
        m_spans.resize(size_t(m_styled.back().firstSpan));
        m_styled.pop_back();
    }
    if (m_records.back().repeated)
        m_repeats.pop_back();
    m_text.resize(line > 0 ? m_records[size_t(line) - 1].end : 0);
    m_records.pop_back();
}

void LineBlock::repeatLast()
{
    Record &record = m_records.back();
    if (!record.repeated) {
        record.repeated = 1;
        m_repeats.push_back({size() - 1, 1});
    }
    if (m_repeats.back().count < std::numeric_limits<int>::max())
        ++m_repeats.back().count;
}

void LineBlock::seal()
{
    giveBack(m_text);
    giveBack(m_records);
    giveBack(m_repeats);
    giveBack(m_styled);
    giveBack(m_spans);
}

QByteArrayView LineBlock::text(int index) const
{
    const qsizetype start = index > 0 ? qsizetype(m_records[size_t(index) - 1].end) : 0;
    return QByteArrayView(m_text.data() + start, qsizetype(m_records[size_t(index)].end) - start);
}

std::span<const Span> LineBlock::spans(int index) const
{
    const auto styled = findLine(m_styled, index);
    const auto next = styled + 1;
    const size_t first = size_t(styled->firstSpan);
    const size_t end = next == m_styled.end() ? m_spans.size() : size_t(next->firstSpan);
    return std::span(m_spans).subspan(first, end - first);
}

StoredLine LineBlock::line(int index) const
{
    const Record &record = m_records[size_t(index)];
    StoredLine line;
    line.text = text(index);
    line.timeMs = m_baseTimeMs + record.timeMs;
    line.level = Level(record.level);
    if (record.repeated)
        line.repeats = findLine(m_repeats, index)->count;
    if (record.styled)
        line.spans = spans(index);
    return line;
}

qsizetype LineBlock::memory() const
{
    return qsizetype(sizeof(LineBlock) + m_text.capacity() + m_records.capacity() * sizeof(Record)
                     + m_repeats.capacity() * sizeof(Repeat) + m_styled.capacity() * sizeof(StyledLine)
                     + m_spans.capacity() * sizeof(Span));
}

// ── all blocks ───────────────────────────────────────────────────────────────────────────────────

LineStorage::LineStorage(const LineStorage &other)
    : m_blocks(other.m_blocks)
    , m_first(other.m_first)
    , m_end(other.m_end)
    , m_textBytes(other.m_textBytes)
{
    if (!m_blocks.empty()) // the last one goes on changing over there
        m_blocks.back() = std::make_shared<LineBlock>(*m_blocks.back());
}

LineStorage &LineStorage::operator=(LineStorage other) noexcept
{
    m_blocks.swap(other.m_blocks);
    m_first = other.m_first;
    m_end = other.m_end;
    m_textBytes = other.m_textBytes;
    return *this;
}

/// The block that changes; a copy of its own where somebody else still reads it.
LineBlock &LineStorage::lastBlock()
{
    std::shared_ptr<LineBlock> &last = m_blocks.back();
    if (last.use_count() > 1)
        last = std::make_shared<LineBlock>(*last);
    return *last;
}

void LineStorage::push(const Row &row, qint64 timeMs, Level level)
{
    if (m_blocks.empty() || !m_blocks.back()->accepts(row.text.size(), timeMs)) {
        if (!m_blocks.empty())
            lastBlock().seal();
        m_blocks.push_back(std::make_shared<LineBlock>(m_end, timeMs));
    }
    lastBlock().push(row, timeMs, level);
    ++m_end;
    m_textBytes += row.text.size();
}

void LineStorage::popLast()
{
    Q_ASSERT(!isEmpty());
    m_textBytes -= text(m_end - 1).size();
    LineBlock &block = lastBlock();
    block.pop();
    if (block.size() == 0)
        m_blocks.pop_back();
    --m_end;
    if (isEmpty())
        m_blocks.clear();
}

void LineStorage::dropFirst()
{
    Q_ASSERT(!isEmpty());
    m_textBytes -= text(m_first).size();
    ++m_first;
    const LineBlock &front = *m_blocks.front();
    if (m_first >= front.firstNumber() + front.size())
        m_blocks.pop_front();
}

void LineStorage::repeatLast()
{
    lastBlock().repeatLast();
}

const LineBlock &LineStorage::blockOf(qint64 number) const
{
    Q_ASSERT(number >= m_first && number < m_end);
    if (number >= m_blocks.back()->firstNumber())
        return *m_blocks.back();
    const auto after = std::ranges::upper_bound(m_blocks, number, {}, [](const auto &b) { return b->firstNumber(); });
    return **std::prev(after);
}

StoredLine LineStorage::line(qint64 number) const
{
    const LineBlock &block = blockOf(number);
    return block.line(int(number - block.firstNumber()));
}

QByteArrayView LineStorage::text(qint64 number) const
{
    const LineBlock &block = blockOf(number);
    return block.text(int(number - block.firstNumber()));
}

Level LineStorage::level(qint64 number) const
{
    const LineBlock &block = blockOf(number);
    return block.level(int(number - block.firstNumber()));
}

qint64 LineStorage::memory() const
{
    qint64 bytes = sizeof(LineStorage);
    for (const auto &block : m_blocks)
        bytes += block->memory() + qint64(sizeof(block));
    return bytes;
}

} // namespace Spacewright::Logs
