// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifest/yaml.h"

#include <QHash>
#include <QLocale>
#include <QRegularExpression>

#include <libfyaml.h>

#include <cmath>
#include <memory>
#include <vector>

using namespace Qt::StringLiterals;

namespace Spacewright::Manifest {

namespace {

constexpr int DepthLimit = 48; // below libfyaml's own 64, so that ours is the one that is reported
constexpr qint64 WeightLimit = 100'000;
constexpr qsizetype LengthLimit = 1024 * 1024;

/// UTF-8 for the parser, with the way back to UTF-16 offsets for each byte.
struct Utf8Text {
    QByteArray bytes;
    std::vector<qsizetype> offsets; // bytes.size() + 1 entries

    Utf8Text(QStringView text, qsizetype base)
    {
        bytes.reserve(text.size() + 16);
        offsets.reserve(size_t(text.size()) + 16);
        for (qsizetype i = 0; i < text.size();) {
            if (const char16_t c = text.at(i).unicode(); c < 0x80) {
                bytes += c == 0 ? ' ' : char(c); // at a NUL the library would stop without a word
                offsets.push_back(base + i++);
                continue;
            }
            const bool pair = text.at(i).isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
            const QByteArray encoded = text.sliced(i, pair ? 2 : 1).toUtf8();
            bytes += encoded;
            offsets.insert(offsets.end(), size_t(encoded.size()), base + i);
            i += pair ? 2 : 1;
        }
        offsets.push_back(base + text.size());
    }

    [[nodiscard]] qsizetype offset(size_t byte) const { return offsets[std::min(byte, offsets.size() - 1)]; }
};

struct ParserDeleter {
    void operator()(fy_parser *parser) const { fy_parser_destroy(parser); }
};
struct DiagDeleter {
    void operator()(fy_diag *diag) const { fy_diag_destroy(diag); }
};

void swallow(fy_diag *, void *, const char *, size_t) { }

/// Characters that js-yaml refuses in a scalar as it is written. Source: captureSegment() of js-yaml 4.
bool isRefused(QChar c, bool isQuoted)
{
    const char16_t code = c.unicode();
    if (code < 0x20)
        return code != u'\t' && code != u'\n' && code != u'\r';
    return !isQuoted
        && ((code >= 0x7f && code <= 0x84) || (code >= 0x86 && code <= 0x9f) || code == 0xfffe || code == 0xffff);
}

class Reader {
public:
    Reader(const TextIndex &index, qsizetype from, qsizetype to)
        : m_index(index)
        , m_text(QStringView(index.text()).sliced(from, to - from), from)
    {
        if (const qsizetype nul = index.text().indexOf(QChar::Null, from); nul >= 0 && nul < to)
            m_document.error = YamlError{u"null byte is not allowed in input"_s, index.range(nul, nul + 1)};
        fy_diag_cfg words;
        fy_diag_cfg_default(&words);
        words.fp = nullptr;
        words.output_fn = swallow;
        words.colorize = false;
        m_diag.reset(fy_diag_create(&words));
        fy_diag_set_collect_errors(m_diag.get(), true);
        fy_parse_cfg config{};
        config.flags = fy_parse_cfg_flags(FYPCF_QUIET | FYPCF_COLLECT_DIAG | FYPCF_DEFAULT_VERSION_1_2);
        config.diag = m_diag.get();
        m_parser.reset(fy_parser_create(&config));
    }

    /// True after read() where an error ended it before the text did.
    [[nodiscard]] bool hasStopped() const { return m_failed; }

    YamlDocument read()
    {
        if (!m_parser
            || fy_parser_set_string(m_parser.get(), m_text.bytes.constData(), size_t(m_text.bytes.size())) != 0) {
            m_failed = true;
        } else {
            while (!m_failed && !m_document.isTooBig && next()) {
                const fy_event_type type = m_event->type;
                if (type == FYET_DOCUMENT_START && m_documents++ > 0)
                    fail(u"expected a single document in the stream, but found more"_s, eventRange());
                else if (type != FYET_STREAM_START && type != FYET_STREAM_END && type != FYET_DOCUMENT_START
                         && type != FYET_DOCUMENT_END)
                    m_document.root = node(0);
            }
        }
        release();
        if (m_failed && !m_document.error)
            m_document.error = parserError();
        return std::move(m_document);
    }

private:
    /// False at the end and after an error.
    bool next()
    {
        release();
        m_event = fy_parser_parse(m_parser.get());
        if (!m_event && fy_diag_got_error(m_diag.get()))
            m_failed = true;
        return m_event != nullptr;
    }

    void release()
    {
        if (m_event)
            fy_parser_event_free(m_parser.get(), m_event);
        m_event = nullptr;
    }

    [[nodiscard]] TextRange eventRange() const
    {
        const fy_mark *start = fy_event_start_mark(m_event);
        const fy_mark *end = fy_event_end_mark(m_event);
        const size_t from = start ? start->input_pos : 0;
        const size_t to = end ? end->input_pos : from;
        return m_index.range(m_text.offset(from), m_text.offset(to));
    }

    void fail(const QString &words, const TextRange &range)
    {
        m_failed = true;
        if (!m_document.error)
            m_document.error = YamlError{words, range};
    }

    [[nodiscard]] YamlError parserError() const
    {
        void *position = nullptr;
        const fy_diag_error *error = fy_diag_errors_iterate(m_diag.get(), &position);
        if (!error)
            return {u"the parser stopped"_s, m_index.range(m_text.offset(0), m_text.offset(0))};
        const fy_mark *mark = error->fyt ? fy_token_start_mark(error->fyt) : nullptr;
        const fy_mark *endMark = error->fyt ? fy_token_end_mark(error->fyt) : nullptr;
        if (mark && endMark)
            return {QString::fromUtf8(error->msg).trimmed(),
                    m_index.range(m_text.offset(mark->input_pos), m_text.offset(endMark->input_pos))};
        // Without a token the library counts lines and columns from 1, within the block.
        const int first = m_index.range(m_text.offset(0), m_text.offset(0)).line;
        const int line = std::clamp(first + error->line - 1, 0, m_index.lineCount() - 1);
        const int column = std::clamp(error->column - 1, 0, int(m_index.line(line).size()));
        return {QString::fromUtf8(error->msg).trimmed(), {line, column, line, int(m_index.line(line).size())}};
    }

    /// The node that begins with the current event.
    YamlNode node(int depth)
    {
        YamlNode result;
        result.range = eventRange();
        switch (m_event->type) {
        case FYET_SCALAR:
            readScalar(result);
            return result;
        case FYET_ALIAS:
            return alias(result.range);
        case FYET_SEQUENCE_START:
        case FYET_MAPPING_START:
            break;
        default:
            return result;
        }
        const bool isMapping = m_event->type == FYET_MAPPING_START;
        const QString anchor = tokenText(isMapping ? m_event->mapping_start.anchor : m_event->sequence_start.anchor);
        result.kind = isMapping ? YamlNode::Kind::Mapping : YamlNode::Kind::Sequence;
        if (depth >= DepthLimit) {
            m_document.isTooBig = true;
            return result;
        }
        if (isMapping)
            readPairs(result, depth + 1);
        else
            readItems(result, depth + 1);
        if (m_event && !m_failed && !m_document.isTooBig) {
            const TextRange end = eventRange();
            // In broken flow text the library may end a list before its beginning.
            if (std::pair(end.endLine, end.endColumn) >= std::pair(result.range.endLine, result.range.endColumn)) {
                result.range.endLine = end.endLine;
                result.range.endColumn = end.endColumn;
            }
        }
        remember(anchor, result);
        return result;
    }

    void readScalar(YamlNode &result)
    {
        fy_token *token = m_event->scalar.value;
        const QString anchor = tokenText(m_event->scalar.anchor);
        const bool isTagged = m_event->scalar.tag != nullptr;
        result.text = tokenText(token);
        const fy_scalar_style style = token ? fy_scalar_token_get_style(token) : FYSS_PLAIN;
        result.isQuoted = style != FYSS_PLAIN;
        result.isBlock = result.isQuoted && style != FYSS_SINGLE_QUOTED && style != FYSS_DOUBLE_QUOTED;
        result.kind = result.isQuoted || isTagged ? YamlNode::Kind::String : plainKind(result.text);
        refuseControls(result);
        if (result.isQuoted && !result.isBlock)
            includeQuotes(result.range);
        remember(anchor, result);
        m_weight += 1;
        m_document.isTooBig = m_document.isTooBig || m_weight > WeightLimit;
    }

    /// What the library takes and the Hub does not; the reading goes on.
    void refuseControls(const YamlNode &scalar)
    {
        const bool isInQuotes = scalar.isQuoted && !scalar.isBlock;
        const qsizetype from = m_index.startOf(scalar.range.line) + scalar.range.column;
        const qsizetype to = m_index.startOf(scalar.range.endLine) + scalar.range.endColumn;
        const QStringView source = QStringView(m_index.text()).sliced(from, to - from);
        const auto bad = std::ranges::find_if(source, [&](QChar c) { return isRefused(c, isInQuotes); });
        if (bad == source.end() || m_document.error)
            return;
        const qsizetype at = from + (bad - source.begin());
        m_document.error = YamlError{isInQuotes ? u"expected valid JSON character"_s
                                                : u"the stream contains non-printable characters"_s,
                                     m_index.range(at, at + 1)};
    }

    /// The library's marks of a quoted scalar stand inside the quotes.
    void includeQuotes(TextRange &range) const
    {
        const auto isQuote = [](QChar c) { return c == u'"' || c == u'\''; };
        const QStringView line = m_index.line(range.line);
        const QStringView last = m_index.line(range.endLine);
        if (range.column > 0 && range.column <= line.size() && isQuote(line.at(range.column - 1))
            && range.endColumn < last.size() && last.at(range.endColumn) == line.at(range.column - 1)) {
            range.column -= 1;
            range.endColumn += 1;
        }
    }

    void readItems(YamlNode &list, int depth)
    {
        while (!m_failed && !m_document.isTooBig && next() && m_event->type != FYET_SEQUENCE_END) {
            list.items.append(node(depth));
            addWeight(list, list.items.constLast().weight);
        }
    }

    void readPairs(YamlNode &map, int depth)
    {
        while (!m_failed && !m_document.isTooBig && next() && m_event->type != FYET_MAPPING_END) {
            YamlNode key = node(depth);
            YamlPair pair{key.isScalar() ? key.text : u"[object Object]"_s, key.range, {}};
            pair.value.range = {key.range.endLine, key.range.endColumn, key.range.endLine, key.range.endColumn};
            if (!m_failed && !m_document.isTooBig && next())
                pair.value = node(depth);
            addWeight(map, key.weight + pair.value.weight);
            map.pairs.append(std::move(pair));
        }
    }

    void addWeight(YamlNode &parent, qint64 weight)
    {
        parent.weight = std::min(parent.weight + weight, WeightLimit + 1);
        m_document.isTooBig = m_document.isTooBig || parent.weight > WeightLimit;
    }

    YamlNode alias(const TextRange &range)
    {
        const QString name = tokenText(m_event->alias.anchor);
        const auto known = m_anchors.constFind(name);
        if (known == m_anchors.cend()) {
            fail(u"unidentified alias \"%1\""_s.arg(name), range);
            YamlNode nothing;
            nothing.range = range;
            return nothing;
        }
        YamlNode copy = *known;
        copy.range = range;
        return copy;
    }

    void remember(const QString &anchor, const YamlNode &value)
    {
        if (!anchor.isEmpty())
            m_anchors.insert(anchor, value);
    }

    static QString tokenText(fy_token *token)
    {
        size_t length = 0;
        const char *text = token ? fy_token_get_text(token, &length) : nullptr;
        return text ? QString::fromUtf8(text, qsizetype(length)) : QString();
    }

    const TextIndex &m_index;
    Utf8Text m_text;
    std::unique_ptr<fy_diag, DiagDeleter> m_diag;
    std::unique_ptr<fy_parser, ParserDeleter> m_parser;
    fy_event *m_event = nullptr;
    YamlDocument m_document;
    QHash<QString, YamlNode> m_anchors;
    qint64 m_weight = 0;
    int m_documents = 0;
    bool m_failed = false;
};

QString printedNumber(const QString &text)
{
    bool isWhole = false;
    const qlonglong whole = text.startsWith("0o"_L1) ? text.sliced(2).toLongLong(&isWhole, 8)
        : text.startsWith("0x"_L1)                   ? text.sliced(2).toLongLong(&isWhole, 16)
                                                     : text.toLongLong(&isWhole, 10);
    if (isWhole)
        return QString::number(whole);
    const double number = text.toDouble();
    if (std::isfinite(number) && number == std::floor(number) && std::abs(number) < 1e15)
        return QString::number(qlonglong(number));
    return QString::number(number, 'g', QLocale::FloatingPointShortest);
}

} // namespace

YamlNode::Kind plainKind(const QString &text)
{
    // YAML 1.2.2 §10.3.2, plus the underscores that no Hub value needs are left out on purpose.
    static const QRegularExpression integer(u"^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$"_s);
    static const QRegularExpression real(u"^[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$"_s);
    static const QRegularExpression special(u"^(?:[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN))$"_s);
    if (text.isEmpty() || text == "~"_L1 || text == "null"_L1 || text == "Null"_L1 || text == "NULL"_L1)
        return YamlNode::Kind::Null;
    if (text == "true"_L1 || text == "True"_L1 || text == "TRUE"_L1 || text == "false"_L1 || text == "False"_L1
        || text == "FALSE"_L1)
        return YamlNode::Kind::Bool;
    const QChar first = text.front();
    if (!first.isDigit() && first != u'-' && first != u'+' && first != u'.')
        return YamlNode::Kind::String;
    if (integer.match(text).hasMatch())
        return YamlNode::Kind::Int;
    if (real.match(text).hasMatch() || special.match(text).hasMatch())
        return YamlNode::Kind::Float;
    return YamlNode::Kind::String;
}

QString YamlNode::printed() const
{
    switch (kind) {
    case Kind::Null:
        return u"null"_s;
    case Kind::Bool:
        return text.toLower();
    case Kind::Int:
    case Kind::Float:
        return printedNumber(text);
    case Kind::String:
        return text;
    case Kind::Sequence:
    case Kind::Mapping:
        break;
    }
    return {};
}

const YamlPair *YamlNode::find(QStringView key) const
{
    for (const YamlPair &pair : pairs) {
        if (pair.key == key)
            return &pair;
    }
    return nullptr;
}

namespace {

/// The first line below `line` that looks like a key at the left edge; -1 without one before `to`.
int nextKeyLine(const TextIndex &index, int line, qsizetype to)
{
    static const QRegularExpression key(u"^(?:[A-Za-z_][^\\s:#]*|\"[^\"]+\"|'[^']+')\\s*:(?:\\s|$)"_s);
    for (++line; line < index.lineCount() && index.startOf(line) < to; ++line) {
        if (key.matchView(index.line(line)).hasMatch())
            return line;
    }
    return -1;
}

/// Reads on behind an error, from key to key, so that one broken value does not hide all below it.
void readRest(YamlDocument &document, const TextIndex &index, qsizetype from, qsizetype to)
{
    constexpr int MostAttempts = 20; // each takes time for the whole rest
    YamlNode &root = document.root;
    if (root.kind != YamlNode::Kind::Mapping && !(root.kind == YamlNode::Kind::Null && root.text.isEmpty()))
        return;
    int line = index.range(from, from).line;
    for (int attempt = 0; attempt < MostAttempts; ++attempt) {
        line =
            nextKeyLine(index, root.pairs.isEmpty() ? line : std::max(line, root.pairs.constLast().keyRange.line), to);
        if (line < 0)
            return;
        Reader reader(index, index.startOf(line), to);
        const YamlDocument rest = reader.read();
        document.isTooBig = document.isTooBig || rest.isTooBig;
        if (rest.root.kind == YamlNode::Kind::Mapping) {
            root.kind = YamlNode::Kind::Mapping;
            root.pairs += rest.root.pairs;
            root.range.endLine = rest.root.range.endLine;
            root.range.endColumn = rest.root.range.endColumn;
        }
        if (!reader.hasStopped() || document.isTooBig)
            return;
    }
}

} // namespace

YamlDocument readYaml(const TextIndex &index, qsizetype from, qsizetype to)
{
    if (to - from > LengthLimit) {
        YamlDocument document;
        document.isTooBig = true;
        return document;
    }
    Reader reader(index, from, to);
    YamlDocument document = reader.read();
    if (reader.hasStopped() && !document.isTooBig)
        readRest(document, index, from, to);
    return document;
}

} // namespace Spacewright::Manifest
