// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/ansiparser.h"

#include <QList>
#include <QUtf8StringView>

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>

namespace Spacewright::Logs {

namespace {

constexpr uchar Bell = 0x07;
constexpr uchar Backspace = 0x08;
constexpr uchar Cancel = 0x18;
constexpr uchar Substitute = 0x1a;
constexpr uchar Escape = 0x1b;
constexpr uchar Delete = 0x7f;
/// More parameters than this mean nothing to anybody.
constexpr size_t MaxParameterBytes = 128;
/// A title or hyperlink that does not end by then is not one; what follows is text again.
constexpr qsizetype MaxStringBytes = 16 * 1024;
/// How far back a cut looks for a space, so that words (and secrets among them) stay whole.
constexpr qsizetype CutLookBack = 2048;

bool isControl(uchar byte)
{
    return (byte < 0x20 && byte != '\t') || byte == Delete;
}
bool isContinuation(uchar byte)
{
    return (byte & 0xc0) == 0x80;
}

/// Whether `text` can be stored as it is, apart from encoding.
bool hasControls(QByteArrayView text)
{
    unsigned found = 0; // no early exit: the loop is vectorised
    for (const char character : text) {
        const auto byte = uchar(character);
        found |= unsigned(byte < 0x20) & unsigned(byte != '\t');
        found |= unsigned(byte == Delete);
    }
    return found != 0;
}

/// U+0080 to U+009F: the 8-bit forms of escape sequences.
bool hasC1Controls(QByteArrayView text)
{
    for (qsizetype i = text.indexOf('\xc2'); i >= 0 && i + 1 < text.size(); i = text.indexOf('\xc2', i + 1)) {
        if (uchar(text[i + 1]) < 0xa0)
            return true;
    }
    return false;
}

bool isClean(QByteArrayView text)
{
    return QUtf8StringView(text).isValidUtf8() && !hasC1Controls(text);
}

QByteArray repairedText(QByteArrayView text)
{
    QString decoded = QString::fromUtf8(text);
    decoded.removeIf([](QChar c) { return c.unicode() >= 0x80 && c.unicode() < 0xa0; });
    return decoded.toUtf8();
}

std::vector<int> numbers(std::string_view parameters)
{
    std::vector<int> values(1, 0);
    for (const char c : parameters) {
        if (c == ';' || c == ':')
            values.push_back(0);
        else if (c >= '0' && c <= '9' && values.back() < 100'000)
            values.back() = values.back() * 10 + (c - '0');
    }
    return values;
}

qint8 paletteIndexOf256(int index)
{
    if (index < 0 || index > 255)
        return Style::NoColour;
    if (index < 16)
        return qint8(index);
    if (index >= 232) {
        const int grey = 8 + (index - 232) * 10; // Source: xterm's 24 greys
        return paletteIndex(grey, grey, grey);
    }
    const auto level = [](int step) { return step == 0 ? 0 : 55 + step * 40; }; // Source: xterm's 6×6×6 cube
    const int cube = index - 16;
    return paletteIndex(level(cube / 36), level(cube / 6 % 6), level(cube % 6));
}

} // namespace

qint8 paletteIndex(int red, int green, int blue)
{
    // Source: xterm's default colours.
    static constexpr std::array<std::array<int, 3>, 16> palette{{{0, 0, 0},
                                                                 {205, 0, 0},
                                                                 {0, 205, 0},
                                                                 {205, 205, 0},
                                                                 {0, 0, 238},
                                                                 {205, 0, 205},
                                                                 {0, 205, 205},
                                                                 {229, 229, 229},
                                                                 {127, 127, 127},
                                                                 {255, 0, 0},
                                                                 {0, 255, 0},
                                                                 {255, 255, 0},
                                                                 {92, 92, 255},
                                                                 {255, 0, 255},
                                                                 {0, 255, 255},
                                                                 {255, 255, 255}}};
    qint8 best = 0;
    int bestDistance = std::numeric_limits<int>::max();
    for (size_t i = 0; i < palette.size(); ++i) {
        const auto square = [](int value) { return value * value; };
        const int distance = square(red - palette[i][0]) + square(green - palette[i][1]) + square(blue - palette[i][2]);
        if (distance < bestDistance) {
            bestDistance = distance;
            best = qint8(i);
        }
    }
    return best;
}

// ── the row being written ────────────────────────────────────────────────────────────────────────

void AnsiParser::RowBuffer::clear()
{
    text.clear();
    spans.clear();
    returned = false;
    touched = false;
}

void AnsiParser::RowBuffer::write(QByteArrayView run, Style style)
{
    if (returned) {
        text.clear();
        spans.clear();
        returned = false;
    }
    touched = true;
    const int start = int(text.size());
    text.append(run.data(), size_t(run.size()));
    if (style.isPlain())
        return;
    if (!spans.empty() && spans.back().style == style && spans.back().start + spans.back().length == start)
        spans.back().length += int(run.size());
    else
        spans.push_back({start, int(run.size()), style});
}

void AnsiParser::RowBuffer::backspace()
{
    if (returned || text.empty())
        return;
    while (text.size() > 1 && isContinuation(uchar(text.back())))
        text.pop_back();
    text.pop_back();
    touched = true;
    const int end = int(text.size());
    while (!spans.empty() && spans.back().start >= end)
        spans.pop_back();
    if (!spans.empty())
        spans.back().length = std::min(spans.back().length, end - spans.back().start);
}

// ── bytes ────────────────────────────────────────────────────────────────────────────────────────

void AnsiParser::feed(QByteArrayView bytes, Sink &sink)
{
    while (!bytes.isEmpty()) {
        if (m_state == State::Ground) {
            bytes = bytes.sliced(feedWholeLines(bytes, sink));
            qsizetype end = 0;
            while (end < bytes.size() && !isControl(uchar(bytes[end])))
                ++end;
            if (end > 0)
                text(bytes.first(end), sink);
            if (end < bytes.size())
                control(uchar(bytes[end++]), sink);
            bytes = bytes.sliced(end);
            continue;
        }
        const auto byte = uchar(bytes.front());
        bytes = bytes.sliced(1);
        switch (m_state) {
        case State::Escape:
        case State::EscapeIntermediate:
            if (isControl(byte) && byte != Escape) {
                m_state = State::Ground;
                control(byte, sink);
            } else {
                escape(byte);
            }
            break;
        case State::Csi:
            controlSequence(byte, sink);
            break;
        case State::String:
            if (byte == Escape) {
                m_state = State::StringEscape;
            } else if (byte == '\n') { // never ended: a log has lines
                m_state = State::Ground;
                lineFeed(sink);
            } else if (byte == Bell || byte == Cancel || byte == Substitute || ++m_stringBytes > MaxStringBytes) {
                m_state = State::Ground;
            }
            break;
        case State::StringEscape:
            m_state = State::Ground;
            if (byte != '\\') { // not the end of the string: a sequence of its own
                m_state = State::Escape;
                if (isControl(byte) && byte != Escape) {
                    m_state = State::Ground;
                    control(byte, sink);
                } else {
                    escape(byte);
                }
            }
            break;
        case State::Ground:
            Q_UNREACHABLE();
        }
    }
    if (m_up > 0 && m_upper.touched) {
        sink.replace(m_up, repaired(m_upper.text, m_upper.spans));
        m_upper.touched = false;
    }
}

/// The quick way for ordinary output: rows without any control go to the sink without a copy.
/// Returns how many bytes it took.
qsizetype AnsiParser::feedWholeLines(QByteArrayView bytes, Sink &sink)
{
    if (m_up > 0 || !m_style.isPlain() || !m_bottom.text.empty())
        return 0;
    qsizetype from = 0;
    while (from < bytes.size()) {
        const void *found = std::memchr(bytes.data() + from, '\n', size_t(bytes.size() - from));
        if (!found)
            break;
        const qsizetype end = static_cast<const char *>(found) - bytes.data();
        QByteArrayView line = bytes.sliced(from, end - from);
        if (line.endsWith('\r'))
            line.chop(1);
        if (line.size() > MaxRowBytes || hasControls(line))
            break;
        m_bottom.clear();
        append(repaired(line, {}), sink);
        from = end + 1;
    }
    return from;
}

void AnsiParser::text(QByteArrayView run, Sink &sink)
{
    while (!run.isEmpty()) {
        RowBuffer &target = row();
        const qsizetype used = target.returned ? 0 : qsizetype(target.text.size());
        const qsizetype room = MaxRowBytes - used;
        if (room > 0) {
            const qsizetype length = std::min(room, run.size());
            target.write(run.first(length), m_style);
            run = run.sliced(length);
        } else if (m_up > 0) {
            return; // a row above cannot become two
        } else {
            cut(uchar(run.front()), sink);
        }
    }
}

/// The bottom row is full and `next` is to come: completes a piece of it.
void AnsiParser::cut(uchar next, Sink &sink)
{
    std::string &whole = m_bottom.text;
    qsizetype at = qsizetype(whole.size());
    const auto space = whole.find_last_of(' ');
    if (space != std::string::npos && at - qsizetype(space) <= CutLookBack) {
        at = qsizetype(space) + 1;
    } else if (isContinuation(next)) {
        for (int back = 1; back <= 3; ++back) {
            if (!isContinuation(uchar(whole[size_t(at - back)]))) {
                at -= back;
                break;
            }
        }
    }
    std::vector<Span> head;
    std::vector<Span> tail;
    for (const Span &span : m_bottom.spans) {
        const int end = span.start + span.length;
        if (span.start < at)
            head.push_back({span.start, std::min(end, int(at)) - span.start, span.style});
        if (end > at) {
            const int start = std::max(span.start, int(at));
            tail.push_back({start - int(at), end - start, span.style});
        }
    }
    append(repaired(QByteArrayView(whole.data(), at), head), sink);
    whole.erase(0, size_t(at));
    m_bottom.spans = std::move(tail);
}

void AnsiParser::control(uchar byte, Sink &sink)
{
    switch (byte) {
    case '\n':
        lineFeed(sink);
        break;
    case '\r':
        row().returned = true;
        break;
    case Backspace:
        row().backspace();
        break;
    case Escape:
        m_state = State::Escape;
        break;
    default:
        break;
    }
}

// ── sequences ────────────────────────────────────────────────────────────────────────────────────

void AnsiParser::escape(uchar byte)
{
    if (byte == Escape) {
        m_state = State::Escape;
    } else if (m_state == State::EscapeIntermediate) {
        m_state = byte >= 0x20 && byte <= 0x2f ? State::EscapeIntermediate : State::Ground;
    } else if (byte == '[') {
        m_state = State::Csi;
        m_parameters.clear();
    } else if (byte == ']' || byte == 'P' || byte == 'X' || byte == '^' || byte == '_') {
        m_state = State::String; // title, hyperlink, device string
        m_stringBytes = 0;
    } else {
        m_state = byte >= 0x20 && byte <= 0x2f ? State::EscapeIntermediate : State::Ground;
        if (byte == 'c')
            m_style = {};
    }
}

void AnsiParser::controlSequence(uchar byte, Sink &sink)
{
    if (byte == Escape) {
        m_state = State::Escape;
    } else if (byte == Cancel || byte == Substitute) {
        m_state = State::Ground;
    } else if (byte == '\n') { // broken off: the line feed is worth more than the sequence
        m_state = State::Ground;
        lineFeed(sink);
    } else if (byte >= 0x40 && byte <= 0x7e) {
        m_state = State::Ground;
        runControlSequence(byte, sink);
    } else if (byte >= 0x20 && byte < 0x40) {
        if (m_parameters.size() < MaxParameterBytes)
            m_parameters.push_back(char(byte));
    } else if (byte >= 0x80) { // no sequence has such a byte: text again
        m_state = State::Ground;
        const char character = char(byte);
        text(QByteArrayView(&character, 1), sink);
    }
}

void AnsiParser::runControlSequence(uchar final, Sink &sink)
{
    if (!m_parameters.empty() && m_parameters.find_first_not_of("0123456789;:") != std::string::npos)
        return; // private: cursor visibility, alternate screen …
    const int first = numbers(m_parameters).front();
    switch (final) {
    case 'm':
        selectGraphics();
        break;
    case 'K':
        eraseInLine(first);
        break;
    case 'A':
    case 'F':
        moveUp(std::max(first, 1), sink);
        if (final == 'F')
            row().returned = true;
        break;
    case 'B':
    case 'E':
        moveDown(std::max(first, 1), sink);
        if (final == 'E')
            row().returned = true;
        break;
    case 'G':
        if (first <= 1)
            row().returned = true;
        break;
    default:
        break;
    }
}

void AnsiParser::selectGraphics()
{
    const std::vector<int> values = numbers(m_parameters);
    const auto set = [this](Style::Flag flag) { m_style.flags = quint8(m_style.flags | flag); };
    const auto unset = [this](int flags) { m_style.flags = quint8(m_style.flags & ~flags); };
    for (size_t i = 0; i < values.size(); ++i) {
        const int value = values[i];
        if (value == 0)
            m_style = {};
        else if (value == 1)
            set(Style::Bold);
        else if (value == 2)
            set(Style::Dim);
        else if (value == 3)
            set(Style::Italic);
        else if (value == 4)
            set(Style::Underline);
        else if (value == 22)
            unset(Style::Bold | Style::Dim);
        else if (value == 23)
            unset(Style::Italic);
        else if (value == 24)
            unset(Style::Underline);
        else if (value >= 30 && value <= 37)
            m_style.colour = qint8(value - 30);
        else if (value == 39)
            m_style.colour = Style::NoColour;
        else if (value >= 90 && value <= 97)
            m_style.colour = qint8(value - 90 + 8);
        else if (value == 38 || value == 48) {
            qint8 colour = Style::NoColour;
            if (i + 2 < values.size() && values[i + 1] == 5) {
                colour = paletteIndexOf256(values[i + 2]);
                i += 2;
            } else if (i + 4 < values.size() && values[i + 1] == 2) {
                const auto channel = [&](size_t at) { return std::clamp(values[at], 0, 255); };
                colour = paletteIndex(channel(i + 2), channel(i + 3), channel(i + 4));
                i += 4;
            } else {
                return;
            }
            if (value == 38)
                m_style.colour = colour;
        }
    }
}

void AnsiParser::eraseInLine(int mode)
{
    RowBuffer &target = row();
    if (mode == 2 || target.returned) {
        const bool returned = target.returned;
        target.clear();
        target.returned = returned;
        target.touched = true;
    }
}

// ── rows ─────────────────────────────────────────────────────────────────────────────────────────

void AnsiParser::lineFeed(Sink &sink)
{
    if (m_up > 0) {
        moveDown(1, sink);
        row().returned = true;
        return;
    }
    append(repaired(m_bottom.text, m_bottom.spans), sink);
    m_bottom.clear();
}

void AnsiParser::append(const Row &row, Sink &sink)
{
    m_rowsAbove = sink.append(row) ? std::min(m_rowsAbove + 1, MaxRowsAbove) : 0;
}

void AnsiParser::moveUp(int rows, Sink &sink)
{
    const int up = std::min(m_up + rows, m_rowsAbove);
    if (up == m_up)
        return;
    leaveUpperRow(sink);
    m_up = up;
}

void AnsiParser::moveDown(int rows, Sink &sink)
{
    if (m_up == 0)
        return;
    leaveUpperRow(sink);
    m_up = std::max(m_up - rows, 0);
    row().returned = true;
}

void AnsiParser::leaveUpperRow(Sink &sink)
{
    if (m_up > 0 && m_upper.touched)
        sink.replace(m_up, repaired(m_upper.text, m_upper.spans));
    m_upper.clear();
}

void AnsiParser::pinRows()
{
    if (m_up > 0)
        m_bottom.returned = true;
    m_up = 0;
    m_rowsAbove = 0;
    m_upper.clear();
}

std::optional<Row> AnsiParser::partial()
{
    if (m_bottom.text.empty())
        return {};
    return repaired(m_bottom.text, m_bottom.spans);
}

void AnsiParser::finish(Sink &sink)
{
    leaveUpperRow(sink);
    m_up = 0;
    if (!m_bottom.text.empty())
        append(repaired(m_bottom.text, m_bottom.spans), sink);
    *this = AnsiParser();
}

/// `text` with everything that is no UTF-8 replaced. Works piece by piece, so that spans stay true.
Row AnsiParser::repaired(QByteArrayView text, std::span<const Span> spans)
{
    const auto divides = [&text](qsizetype at) { return at < text.size() && isContinuation(uchar(text.at(at))); };
    const bool areWhole = std::ranges::none_of(
        spans, [&](const Span &span) { return divides(span.start) || divides(span.start + span.length); });
    if (areWhole && isClean(text)) // an escape sequence may have come between the bytes of a character
        return {text, spans};
    m_repairedText.clear();
    m_repairedSpans.clear();
    qsizetype done = 0;
    for (const Span &span : spans) {
        m_repairedText += repairedText(text.sliced(done, span.start - done));
        const int start = int(m_repairedText.size());
        m_repairedText += repairedText(text.sliced(span.start, span.length));
        if (const int length = int(m_repairedText.size()) - start; length > 0)
            m_repairedSpans.push_back({start, length, span.style});
        done = span.start + span.length;
    }
    m_repairedText += repairedText(text.sliced(done));
    return {m_repairedText, m_repairedSpans};
}

} // namespace Spacewright::Logs
