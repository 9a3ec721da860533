// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/logrows.h"

#include <algorithm>

namespace Spacewright::Ui {

void LogRows::setStore(Logs::LogStore *store)
{
    m_store = store;
    setLeastLevel(m_least);
}

void LogRows::setLeastLevel(Logs::Level level)
{
    m_least = level;
    m_numbers.clear();
    m_count = m_store ? m_store->size() : 0;
    if (isFiltered())
        take(0);
}

void LogRows::take(int from)
{
    if (!m_store)
        return;
    for (const int index : m_store->linesAtLeast(m_least, from))
        m_numbers.push_back(m_store->firstNumber() + index);
}

LogRows::Shift LogRows::apply(const Logs::LogStore::Change &change)
{
    Shift shift;
    if (!isFiltered()) {
        m_count = m_store->size();
        shift.gone = change.dropped;
        shift.added = std::max(change.appended - change.removed, 0);
        return shift;
    }
    const qint64 first = m_store->firstNumber();
    while (!m_numbers.empty() && m_numbers.front() < first) {
        m_numbers.pop_front();
        ++shift.gone;
    }
    const auto before = int(m_numbers.size());
    while (!m_numbers.empty() && m_numbers.back() >= first + change.first)
        m_numbers.pop_back();
    take(change.first);
    shift.added = std::max(int(m_numbers.size()) - before, 0);
    return shift;
}

int LogRows::count() const
{
    return isFiltered() ? int(m_numbers.size()) : m_count;
}

qint64 LogRows::numberAt(int row) const
{
    return isFiltered() ? m_numbers[size_t(row)] : m_store->firstNumber() + row;
}

int LogRows::rowOf(qint64 number) const
{
    if (!m_store)
        return 0;
    if (!isFiltered())
        return int(std::clamp<qint64>(number - m_store->firstNumber(), 0, m_count));
    return int(std::ranges::lower_bound(m_numbers, number) - m_numbers.begin());
}

} // namespace Spacewright::Ui
