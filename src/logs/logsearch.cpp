// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/logsearch.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Logs {

namespace {

constexpr qint64 SliceMs = 6;
/// The clock is asked once in so many lines.
constexpr int LinesPerLook = 64;
constexpr int MaxHitsPerLine = 1000;

} // namespace

LogSearch::LogSearch(QObject *parent)
    : QObject(parent)
{
    m_slice.setInterval(0);
    connect(&m_slice, &QTimer::timeout, this, &LogSearch::scan);
}

void LogSearch::setStore(LogStore *store)
{
    if (m_store)
        m_store->disconnect(this);
    m_store = store;
    if (m_store)
        connect(m_store, &LogStore::changed, this, &LogSearch::follow);
    restart(0);
}

void LogSearch::setPattern(const SearchPattern &pattern)
{
    if (pattern == m_pattern)
        return;
    m_pattern = pattern;
    m_regex = QRegularExpression(pattern.isRegex ? pattern.text : QRegularExpression::escape(pattern.text),
                                 pattern.matchCase ? QRegularExpression::NoPatternOption
                                                   : QRegularExpression::CaseInsensitiveOption);
    m_error = m_regex.isValid() ? QString() : m_regex.errorString();
    restart(0);
}

void LogSearch::restart(qint64 from)
{
    m_lines.erase(std::ranges::lower_bound(m_lines, from), m_lines.end());
    m_next = from;
    if (m_store && isActive() && m_error.isEmpty())
        m_slice.start();
    else
        m_slice.stop();
    Q_EMIT changed();
}

void LogSearch::follow(const LogStore::Change &change)
{
    if (!isActive())
        return;
    const qint64 first = m_store->firstNumber();
    m_lines.erase(m_lines.begin(), std::ranges::lower_bound(m_lines, first));
    restart(std::min(m_next, first + change.first));
}

void LogSearch::scan()
{
    if (!m_store) {
        m_slice.stop();
        return;
    }
    QElapsedTimer timer;
    timer.start();
    m_next = std::max(m_next, m_store->firstNumber());
    const qint64 end = m_store->firstNumber() + m_store->size();
    const size_t before = m_lines.size();
    const Qt::CaseSensitivity sensitivity = m_pattern.matchCase ? Qt::CaseSensitive : Qt::CaseInsensitive;
    while (m_next < end) {
        const QString text = m_store->text(m_store->indexOf(m_next));
        if (m_pattern.isRegex ? m_regex.matchView(text).hasMatch() : text.contains(m_pattern.text, sensitivity))
            m_lines.push_back(m_next);
        ++m_next;
        if (m_next % LinesPerLook == 0 && timer.elapsed() >= SliceMs)
            break;
    }
    if (m_next >= end)
        m_slice.stop();
    if (m_lines.size() != before || m_next >= end)
        Q_EMIT changed();
}

bool LogSearch::isComplete() const
{
    return !m_slice.isActive();
}

qint64 LogSearch::next(qint64 number) const
{
    if (m_lines.empty())
        return -1;
    const auto found = std::ranges::upper_bound(m_lines, number);
    return found == m_lines.end() ? m_lines.front() : *found;
}

qint64 LogSearch::previous(qint64 number) const
{
    if (m_lines.empty())
        return -1;
    const auto found = std::ranges::lower_bound(m_lines, number);
    return found == m_lines.begin() ? m_lines.back() : *std::prev(found);
}

QList<Hit> LogSearch::hitsIn(const QString &text) const
{
    QList<Hit> hits;
    if (!isActive() || !m_error.isEmpty())
        return hits;
    for (const auto &match : m_regex.globalMatch(text)) {
        if (match.capturedLength() > 0)
            hits.append({int(match.capturedStart()), int(match.capturedLength())});
        if (hits.size() >= MaxHitsPerLine)
            break;
    }
    return hits;
}

} // namespace Spacewright::Logs
