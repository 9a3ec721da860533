// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/logstore.h"

#include "base/atomicfile.h"

#include <QDateTime>
#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Logs {

namespace {

/// One frame of a 60 Hz screen.
constexpr std::chrono::milliseconds SignalInterval{16};
/// Lines before and after the first error in which a known one is looked for.
constexpr qint64 ContextBefore = 12;
constexpr qint64 ContextAfter = 3;

QByteArray timePrefix(qint64 timeMs)
{
    return QDateTime::fromMSecsSinceEpoch(timeMs).toString(u"HH:mm:ss.zzz  "_s).toLatin1();
}

QByteArray textOf(const LineStorage &lines, qint64 from, qint64 end, bool withTimes)
{
    QByteArray text;
    for (qint64 number = from; number < end; ++number) {
        const StoredLine line = lines.line(number);
        if (withTimes)
            text += timePrefix(line.timeMs);
        text += line.text;
        if (line.repeats > 1)
            text += "  \u00d7 " + QByteArray::number(line.repeats);
        text += '\n';
    }
    return text;
}

/// Byte positions to UTF-16 positions, walking on from the last one asked.
class Utf16Position {
public:
    explicit Utf16Position(QByteArrayView text)
        : m_text(text)
    {
    }
    int of(int byte)
    {
        for (; m_byte < byte; ++m_byte) {
            const auto c = uchar(m_text[m_byte]);
            m_utf16 += c < 0x80 || (c >= 0xc0 && c < 0xf0) ? 1 : (c >= 0xf0 ? 2 : 0);
        }
        return m_utf16;
    }

private:
    QByteArrayView m_text;
    int m_byte = 0;
    int m_utf16 = 0;
};

} // namespace

/// One of the program's two streams: they interleave only at line ends.
class LogStore::Stream final : public AnsiParser::Sink {
public:
    explicit Stream(LogStore &store)
        : m_store(store)
    {
    }
    bool append(const Row &row) override
    {
        const Row clean = m_store.redacted(row);
        const Meaning meaning = recogniser.read(clean.text);
        m_store.m_streams[m_store.m_streams[0].get() == this ? 1 : 0]->parser.pinRows();
        return m_store.commit(clean, meaning.level, &meaning);
    }
    void replace(int back, const Row &row) override { m_store.replace(back, row); }

    AnsiParser parser;
    Recogniser recogniser;

private:
    LogStore &m_store;
};

LogStore::LogStore(Phase phase, const Redactor *redactor, LogLimits limits, QObject *parent)
    : QObject(parent)
    , m_phase(phase)
    , m_redactor(redactor)
    , m_limits(limits)
    , m_streams{std::make_unique<Stream>(*this), std::make_unique<Stream>(*this)}
{
    m_signal.setSingleShot(true);
    m_signal.setInterval(SignalInterval);
    connect(&m_signal, &QTimer::timeout, this, &LogStore::flush);
}

LogStore::~LogStore() = default;

void LogStore::setSpaceFolder(const QString &folder)
{
    for (const auto &stream : m_streams)
        stream->recogniser.setSpaceFolder(folder);
}

// ── writing ──────────────────────────────────────────────────────────────────────────────────────

void LogStore::append(const QByteArray &bytes, OutputStream stream)
{
    append(bytes, stream, QDateTime::currentMSecsSinceEpoch());
}

void LogStore::append(const QByteArray &bytes, OutputStream which, qint64 timeMs)
{
    m_timeMs = timeMs;
    takePartials();
    Stream &target = stream(which);
    target.parser.feed(bytes, target);
    putPartials();
}

void LogStore::appendOwn(const QString &text, Level level)
{
    appendOwn(text, level, QDateTime::currentMSecsSinceEpoch());
}

void LogStore::appendOwn(const QString &text, Level level, qint64 timeMs)
{
    appendLines(text, level, timeMs, level == Level::Error ? std::optional(ErrorStrength::Summary) : std::nullopt);
}

void LogStore::appendPage(const QString &text, Level level)
{
    appendLines(text, level, QDateTime::currentMSecsSinceEpoch(), {});
}

void LogStore::appendLines(const QString &text, Level level, qint64 timeMs, std::optional<ErrorStrength> error)
{
    m_timeMs = timeMs;
    takePartials();
    for (const QStringView part : QStringView(text).split(u'\n')) {
        const QByteArray utf8 = part.toUtf8();
        const Meaning meaning{.level = level, .error = error};
        commit(redacted({utf8, {}}), level, &meaning);
    }
    for (const auto &stream : m_streams)
        stream->parser.pinRows();
    putPartials();
}

void LogStore::finish()
{
    takePartials();
    for (const auto &stream : m_streams)
        stream->parser.finish(*stream);
    flush();
}

void LogStore::clear()
{
    while (!m_lines.isEmpty())
        m_lines.dropFirst();
    for (const auto &stream : m_streams)
        stream->parser.pinRows();
    m_partials = 0;
    m_dropped = 0;
    m_errors = 0;
    m_warnings = 0;
    m_firstErrorIsNew = m_firstErrorIsNew || m_firstError.has_value();
    m_firstError.reset();
    m_touchedFrom = std::max(m_touchedFrom, m_lines.first());
    m_signal.start();
    flush();
}

/// Adds a complete line, or counts it where the program only repeats itself.
bool LogStore::commit(const Row &row, Level level, const Meaning *meaning)
{
    if (level != Level::Own && !row.text.trimmed().isEmpty() && !m_lines.isEmpty()) {
        const qint64 last = m_lines.end() - 1;
        if (m_lines.text(last) == row.text && m_lines.level(last) == level) {
            m_lines.repeatLast();
            touch(last);
            return false;
        }
    }
    const qint64 number = m_lines.end();
    push(row, m_timeMs, level);
    if (meaning->error)
        consider(*meaning, number);
    keepLimits();
    return true;
}

void LogStore::push(const Row &row, qint64 timeMs, Level level)
{
    touch(m_lines.end());
    m_lines.push(row, timeMs, level);
    m_errors += level == Level::Error;
    m_warnings += level == Level::Warning;
}

void LogStore::popLast()
{
    const qint64 last = m_lines.end() - 1;
    touch(last);
    const Level level = m_lines.level(last);
    m_errors -= level == Level::Error;
    m_warnings -= level == Level::Warning;
    m_lines.popLast();
}

/// Writes over one of the last lines: nested progress bars.
void LogStore::replace(int back, const Row &row)
{
    if (back > size())
        return;
    struct Kept {
        QByteArray text;
        std::vector<Span> spans;
        qint64 timeMs;
        Level level;
    };
    std::vector<Kept> below;
    for (int i = 1; i < back; ++i) {
        const StoredLine line = m_lines.line(m_lines.end() - 1);
        below.push_back({line.text.toByteArray(), {line.spans.begin(), line.spans.end()}, line.timeMs, line.level});
        popLast();
    }
    popLast();
    const Row clean = redacted(row);
    push(clean, m_timeMs, Recogniser().read(clean.text).level);
    for (auto line = below.rbegin(); line != below.rend(); ++line)
        push({line->text, line->spans}, line->timeMs, line->level);
}

void LogStore::takePartials()
{
    for (; m_partials > 0 && !m_lines.isEmpty(); --m_partials)
        popLast();
    m_partials = 0;
}

void LogStore::putPartials()
{
    for (const auto &stream : m_streams) {
        const std::optional<Row> row = stream->parser.partial();
        if (!row)
            continue;
        const Row clean = redacted(*row);
        Recogniser preview = stream->recogniser;
        push(clean, m_timeMs, preview.read(clean.text).level);
        ++m_partials;
    }
}

void LogStore::keepLimits()
{
    while (m_lines.end() - m_lines.first() > m_limits.lines || m_lines.textBytes() > m_limits.textBytes) {
        if (m_lines.end() - m_lines.first() <= 1)
            return;
        m_lines.dropFirst();
        ++m_dropped;
    }
}

Row LogStore::redacted(const Row &row)
{
    if (!m_redactor)
        return row;
    const QByteArray before = row.text.toByteArray();
    m_redactedText = m_redactor->redact(before);
    if (m_redactedText == before)
        return row;
    // Styles are kept up to the secret; after it positions no longer mean the same.
    const auto [same, other] = std::ranges::mismatch(before, m_redactedText);
    const int common = int(same - before.begin());
    m_redactedSpans.clear();
    for (const Span &span : row.spans) {
        if (span.start < common)
            m_redactedSpans.push_back({span.start, std::min(span.length, common - span.start), span.style});
    }
    return {m_redactedText, m_redactedSpans};
}

/// Decides whether line `number` is what went wrong first. Source: reference/errors.md 3.3 to 3.10.
void LogStore::consider(const Meaning &meaning, qint64 number)
{
    const bool better = !m_firstError || *meaning.error > m_firstError->strength
        || (meaning.isCauseOfLast && m_firstError->strength == ErrorStrength::Cause);
    if (!better)
        return;
    FirstError error;
    error.number = number;
    error.strength = *meaning.error;
    error.text = QString::fromUtf8(m_lines.text(number)).trimmed();
    error.file = meaning.file;
    error.line = meaning.line;
    if (meaning.isCauseOfLast && error.file.isEmpty() && m_firstError) {
        error.file = m_firstError->file;
        error.line = m_firstError->line;
    }
    m_firstError = error;
    m_firstErrorIsNew = true;
}

// ── telling ──────────────────────────────────────────────────────────────────────────────────────

void LogStore::touch(qint64 number)
{
    m_touchedFrom = std::min(m_touchedFrom, number);
    if (!m_signal.isActive())
        m_signal.start();
}

void LogStore::flush()
{
    if (!m_signal.isActive() && m_lines.end() == m_signalledEnd && m_lines.first() == m_signalledFirst)
        return;
    m_signal.stop();
    const qint64 first = m_lines.first();
    const qint64 from = std::clamp(m_touchedFrom, first, std::max(first, m_signalledEnd));
    Change change;
    change.dropped = int(std::min(first, m_signalledEnd) - m_signalledFirst);
    change.first = int(from - first);
    change.removed = int(std::max<qint64>(m_signalledEnd - from, 0));
    change.appended = int(m_lines.end() - from);
    m_signalledFirst = first;
    m_signalledEnd = m_lines.end();
    m_touchedFrom = m_lines.end();
    if (m_firstErrorIsNew && m_firstError) {
        m_firstError->lines.clear();
        const qint64 start = std::max(first, m_firstError->number - ContextBefore);
        for (qint64 n = start; n < std::min(m_lines.end(), m_firstError->number + ContextAfter + 1); ++n)
            m_firstError->lines.append(QString::fromUtf8(m_lines.text(n)));
    }
    Q_EMIT changed(change);
    if (std::exchange(m_firstErrorIsNew, false))
        Q_EMIT firstErrorChanged();
}

// ── reading ──────────────────────────────────────────────────────────────────────────────────────

LogLine LogStore::line(int index) const
{
    const StoredLine stored = m_lines.line(m_lines.first() + index);
    LogLine line;
    line.timeMs = stored.timeMs;
    line.phase = m_phase;
    line.level = stored.level;
    line.text = QString::fromUtf8(stored.text);
    line.repeats = stored.repeats;
    Utf16Position position(stored.text);
    for (const Span &span : stored.spans) {
        const int start = position.of(span.start);
        line.spans.append({start, position.of(span.start + span.length) - start, span.style});
    }
    line.links = findLinks(line.text);
    return line;
}

QString LogStore::text(int index) const
{
    return QString::fromUtf8(m_lines.text(m_lines.first() + index));
}

Level LogStore::level(int index) const
{
    return m_lines.level(m_lines.first() + index);
}

QList<int> LogStore::linesAtLeast(Level least, int from) const
{
    QList<int> indices;
    for (int i = std::max(from, 0); i < size(); ++i) {
        if (level(i) >= least)
            indices.append(i);
    }
    return indices;
}

QString LogStore::toText(int first, int count, bool withTimes) const
{
    const qint64 from = m_lines.first() + std::clamp(first, 0, size());
    const qint64 end = std::min(m_lines.end(), from + std::max(count, 0));
    return QString::fromUtf8(textOf(m_lines, from, end, withTimes));
}

QFuture<Result<void>> LogStore::save(const QString &path, bool withTimes) const
{
    return QtConcurrent::run([lines = LineStorage(m_lines), path, withTimes]() -> Result<void> {
        return writeFile(path, textOf(lines, lines.first(), lines.end(), withTimes));
    });
}

} // namespace Spacewright::Logs
