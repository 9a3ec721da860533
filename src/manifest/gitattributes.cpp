// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifest/gitattributes.h"

#include "manifest/textindex.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Manifest {

namespace {

constexpr qsizetype LongestLine = 2048; // ATTR_MAX_LINE_LENGTH of git
constexpr QLatin1StringView MacroMark = "[attr]"_L1;

bool isBlank(QChar c)
{
    return c == u' ' || c == u'\t' || c == u'\r' || c == u'\n';
}

bool isAttributeName(QStringView name)
{
    const auto fits = [](QChar c) {
        return c == u'-' || c == u'_' || c == u'.' || (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'z')
            || (c >= u'A' && c <= u'Z');
    };
    return !name.isEmpty() && !name.startsWith(u'-') && !name.startsWith("builtin_"_L1)
        && std::ranges::all_of(name, fits);
}

struct Unquoted {
    QByteArray text;
    qsizetype size = 0; ///< with both quotes
};

/// A pattern in quotes as C writes them; nullopt where it does not end or holds an escape that C does not know.
std::optional<Unquoted> unquote(QStringView from)
{
    QByteArray text;
    qsizetype plain = 1;
    const auto takePlain = [&](qsizetype to) { text += from.sliced(plain, to - plain).toUtf8(); };
    for (qsizetype i = 1; i < from.size(); ++i) {
        if (from.at(i) == u'"') {
            takePlain(i);
            return Unquoted{text, i + 1};
        }
        if (from.at(i) != u'\\')
            continue;
        takePlain(i);
        if (++i >= from.size())
            return {};
        static constexpr QByteArrayView Letters = "abfnrtv\\\"";
        static constexpr QByteArrayView Meanings = "\a\b\f\n\r\t\v\\\"";
        const char16_t c = from.at(i).unicode();
        if (const qsizetype letter = c < 128 ? Letters.indexOf(char(c)) : -1; letter >= 0) {
            text += Meanings.at(letter);
        } else if (c >= u'0' && c <= u'3' && i + 2 < from.size()) {
            int value = 0;
            for (qsizetype digit = i; digit < i + 3; ++digit) {
                const char16_t one = from.at(digit).unicode();
                if (one < u'0' || one > u'7')
                    return {};
                value = value * 8 + (one - u'0');
            }
            text += char(value);
            i += 2;
        } else {
            return {};
        }
        plain = i + 1;
    }
    return {};
}

/// One line of the file, from its first character that is not blank.
class LineReader {
public:
    LineReader(GitAttributes &file, const TextIndex &index, qsizetype start, QStringView line)
        : m_file(file)
        , m_index(index)
        , m_start(start)
        , m_line(line)
    {
    }

    void read()
    {
        if (m_line.toUtf8().size() >= LongestLine)
            return refuse(GitAttributeError::Reason::TooLong, 0, m_line.size());
        skipBlanks();
        if (m_at >= m_line.size() || m_line.at(m_at) == u'#')
            return;
        const qsizetype from = m_at;
        QByteArray pattern = readPattern();
        if (!m_isMacro && pattern.startsWith('!'))
            return refuse(GitAttributeError::Reason::Negative, from, m_at);
        const TextRange range = m_index.range(m_start + from, m_start + m_at);
        if (m_isMacro && !isAttributeName(QString::fromUtf8(pattern)))
            return refuse(GitAttributeError::Reason::Name, from, m_at);
        QList<GitAttribute> attributes;
        for (skipBlanks(); m_at < m_line.size(); skipBlanks()) {
            const qsizetype begin = m_at;
            m_at = endOfWord(begin);
            const auto attribute = attributeFrom(begin);
            if (!attribute)
                return refuse(GitAttributeError::Reason::Name, begin, m_at);
            attributes.append(*attribute);
        }
        const qsizetype lineEnd = m_line.endsWith(u'\r') ? m_line.size() - 1 : m_line.size();
        m_file.lines.append({.pattern = PathPattern(m_isMacro ? QByteArray() : pattern, m_file.folder.toUtf8()),
                             .text = QString::fromUtf8(pattern),
                             .range = range,
                             .lineRange = m_index.range(m_start, m_start + lineEnd),
                             .isMacro = m_isMacro,
                             .attributes = attributes});
    }

private:
    [[nodiscard]] qsizetype endOfWord(qsizetype from) const
    {
        return std::distance(m_line.cbegin(), std::find_if(m_line.cbegin() + from, m_line.cend(), isBlank));
    }
    void skipBlanks()
    {
        while (m_at < m_line.size() && isBlank(m_line.at(m_at)))
            ++m_at;
    }
    QByteArray readPattern()
    {
        if (m_line.at(m_at) == u'"') {
            if (auto quoted = unquote(m_line.sliced(m_at))) {
                m_at += quoted->size;
                return quoted->text;
            }
        }
        qsizetype from = m_at;
        m_at = endOfWord(from);
        if (m_at - from > MacroMark.size() && m_line.sliced(from).startsWith(MacroMark)) {
            m_isMacro = true;
            from += MacroMark.size();
        }
        return m_line.sliced(from, m_at - from).toUtf8();
    }
    [[nodiscard]] std::optional<GitAttribute> attributeFrom(qsizetype begin) const
    {
        using State = GitAttribute::State;
        QStringView word = m_line.sliced(begin, m_at - begin);
        GitAttribute attribute{
            .name = {}, .state = State::Set, .value = {}, .range = m_index.range(m_start + begin, m_start + m_at)};
        const bool hasSign = word.startsWith(u'-') || word.startsWith(u'!');
        if (hasSign) {
            attribute.state = word.startsWith(u'-') ? State::Unset : State::Unspecified;
            word = word.sliced(1);
        }
        const qsizetype equals = word.indexOf(u'=');
        if (equals >= 0 && !hasSign) {
            attribute.state = State::Value;
            attribute.value = word.sliced(equals + 1).toString();
        }
        attribute.name = word.first(equals < 0 ? word.size() : equals).toString();
        return isAttributeName(attribute.name) ? std::optional(attribute) : std::nullopt;
    }
    void refuse(GitAttributeError::Reason reason, qsizetype from, qsizetype to)
    {
        m_file.errors.append({.reason = reason,
                              .text = m_line.sliced(from, to - from).toString(),
                              .range = m_index.range(m_start + from, m_start + to)});
    }

    GitAttributes &m_file;
    const TextIndex &m_index;
    qsizetype m_start; ///< of the line, in the text
    QStringView m_line;
    qsizetype m_at = 0;
    bool m_isMacro = false;
};

/// What one look-up has learnt so far; who speaks first here spoke last in the files.
class Answer {
public:
    Answer(std::span<const GitAttributes> files, const QByteArray &path)
        : m_files(files)
        , m_path(path)
    {
    }

    [[nodiscard]] std::optional<GitAttribute> of(QStringView name)
    {
        for (auto file = m_files.rbegin(); file != m_files.rend(); ++file) {
            for (auto line = file->lines.crbegin(); line != file->lines.crend(); ++line) {
                if (line->isMacro || !line->pattern.matches(m_path, false))
                    continue;
                take(line->attributes);
                if (const auto found = m_known.constFind(name.toString()); found != m_known.cend())
                    return found->state == GitAttribute::State::Unspecified ? std::nullopt : std::optional(*found);
            }
        }
        return {};
    }

private:
    void take(const QList<GitAttribute> &attributes)
    {
        for (auto attribute = attributes.crbegin(); attribute != attributes.crend(); ++attribute) {
            if (m_known.contains(attribute->name))
                continue;
            m_known.insert(attribute->name, *attribute);
            if (attribute->state == GitAttribute::State::Set)
                open(attribute->name);
        }
    }
    void open(const QString &macro)
    {
        for (auto file = m_files.rbegin(); file != m_files.rend(); ++file) {
            if (!file->folder.isEmpty())
                continue; // macros are for the top alone
            for (auto line = file->lines.crbegin(); line != file->lines.crend(); ++line) {
                if (line->isMacro && line->text == macro)
                    return take(line->attributes);
            }
        }
        if (macro == "binary"_L1) {
            using State = GitAttribute::State;
            take({{u"diff"_s, State::Unset, {}, {}},
                  {u"merge"_s, State::Unset, {}, {}},
                  {u"text"_s, State::Unset, {}, {}}});
        }
    }

    std::span<const GitAttributes> m_files;
    const QByteArray &m_path;
    QHash<QString, GitAttribute> m_known;
};

} // namespace

const GitAttribute *GitAttributeLine::find(QStringView name) const
{
    const auto found = std::find_if(attributes.crbegin(), attributes.crend(),
                                    [name](const GitAttribute &attribute) { return attribute.name == name; });
    return found == attributes.crend() ? nullptr : &*found;
}

bool GitAttributeLine::isLfs() const
{
    const GitAttribute *filter = find(u"filter");
    return !isMacro && filter && filter->state == GitAttribute::State::Value && filter->value == "lfs"_L1;
}

GitAttributes readGitAttributes(const QString &text, const QString &folder)
{
    GitAttributes file{.folder = folder, .lines = {}, .errors = {}};
    const TextIndex index(text);
    for (qsizetype start = 0; start < text.size();) {
        const qsizetype feed = text.indexOf(u'\n', start);
        const qsizetype end = feed < 0 ? text.size() : feed;
        LineReader(file, index, start, QStringView(text).sliced(start, end - start)).read();
        start = end + 1;
    }
    return file;
}

std::optional<GitAttribute> attributeOf(std::span<const GitAttributes> files, const QString &path, QStringView name)
{
    const QByteArray bytes = path.toUtf8();
    return Answer(files, bytes).of(name);
}

bool isLfsTracked(std::span<const GitAttributes> files, const QString &path)
{
    const auto filter = attributeOf(files, path, u"filter");
    return filter && filter->state == GitAttribute::State::Value && filter->value == "lfs"_L1;
}

QString lfsAttributes()
{
    return u" filter=lfs diff=lfs merge=lfs -text"_s;
}

QString attributePatternFor(const QString &name)
{
    QString pattern;
    for (const QChar c : name) {
        if (c == u' ' || c == u'\t')
            pattern += "[[:space:]]"_L1;
        else if (c == u'*' || c == u'?' || c == u'[' || c == u'\\' || ((c == u'#' || c == u'!') && pattern.isEmpty()))
            pattern += u"\\"_s + c;
        else
            pattern += c;
    }
    return pattern;
}

} // namespace Spacewright::Manifest
