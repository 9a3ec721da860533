// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/pythonsource.h"

#include "check/names.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Check {

namespace {
using Kind = PythonToken::Kind;

bool isNameStart(QChar c)
{
    return c.isLetter() || c == u'_' || c.isSurrogate();
}

bool isNamePart(QChar c)
{
    return isNameStart(c) || c.isDigit() || c.isMark();
}

bool isQuote(QChar c)
{
    return c == u'"' || c == u'\'';
}

bool isStringPrefix(QStringView name)
{
    return name.size() <= 2
        && std::ranges::all_of(name, [](QChar c) { return QStringView(u"rRbBuUfFtT").contains(c); });
}
} // namespace

PythonSource::PythonSource(const QString &text)
    : m_index(text)
{
    read();
}

QStringView PythonSource::text(const PythonToken &token) const
{
    return QStringView(m_index.text()).sliced(token.start, token.length);
}

TextRange PythonSource::range(const PythonToken &token) const
{
    return m_index.range(token.start, token.start + token.length);
}

void PythonSource::read()
{
    const QString &source = m_index.text();
    const qsizetype size = source.size();
    int depth = 0;
    qsizetype at = 0;
    const auto add = [&](Kind kind, qsizetype end) {
        m_tokens.append({kind, at, end - at, depth});
        at = end;
    };
    while (at < size) {
        const QChar c = source.at(at);
        qsizetype end = at + 1;
        if (c == u'#') {
            while (at < size && source.at(at) != u'\n' && source.at(at) != u'\r')
                ++at;
        } else if (isQuote(c)) {
            add(Kind::String, stringEnd(at));
        } else if (isNameStart(c)) {
            while (end < size && isNamePart(source.at(end)))
                ++end;
            const bool isPrefix =
                end < size && isQuote(source.at(end)) && isStringPrefix(QStringView(source).sliced(at, end - at));
            add(isPrefix ? Kind::String : Kind::Name, isPrefix ? stringEnd(end) : end);
        } else if (c.isDigit()) {
            while (end < size && (isNamePart(source.at(end)) || source.at(end) == u'.'))
                ++end;
            add(Kind::Number, end);
        } else if (c.isSpace() || c == u'\\') {
            ++at;
        } else {
            if (QStringView(u")]}").contains(c))
                depth = std::max(0, depth - 1);
            add(Kind::Operator, end);
            if (QStringView(u"([{").contains(c))
                ++depth;
        }
    }
}

/// Behind the string whose first quote is at `quote`; an open one ends with its line, or with the text.
qsizetype PythonSource::stringEnd(qsizetype quote) const
{
    const QString &source = m_index.text();
    const QChar mark = source.at(quote);
    const QStringView rest = QStringView(source).sliced(quote);
    const bool isTriple = rest.size() >= 3 && rest.at(1) == mark && rest.at(2) == mark;
    for (qsizetype at = quote + (isTriple ? 3 : 1); at < source.size(); ++at) {
        const QChar c = source.at(at);
        if (c == u'\\') {
            ++at;
        } else if (isTriple && c == mark && at + 2 < source.size() && source.at(at + 1) == mark
                   && source.at(at + 2) == mark) {
            return at + 3;
        } else if (!isTriple && c == mark) {
            return at + 1;
        } else if (!isTriple && c == u'\n') {
            return at;
        }
    }
    return source.size();
}

bool PythonSource::is(qsizetype token, QStringView word) const
{
    return token >= 0 && token < m_tokens.size() && m_tokens.at(token).kind != Kind::String
        && text(m_tokens.at(token)) == word;
}

TextRange PythonSource::rangeOf(qsizetype first, qsizetype last) const
{
    const PythonToken &end = m_tokens.at(last);
    return m_index.range(m_tokens.at(first).start, end.start + end.length);
}

const PythonArgument *PythonCall::argument(QStringView name, qsizetype position) const
{
    const auto named = std::ranges::find_if(arguments, [name](const PythonArgument &a) { return a.name == name; });
    if (named != arguments.cend())
        return &*named;
    const bool isThere = position >= 0 && position < arguments.size() && arguments.at(position).name.isEmpty();
    return isThere ? &arguments.at(position) : nullptr;
}

PythonCall PythonSource::callAt(qsizetype function) const
{
    PythonCall call;
    call.range = rangeOf(function, function);
    const bool hasOwner = is(function - 1, u".") && function >= 2 && m_tokens.at(function - 2).kind == Kind::Name;
    if (hasOwner)
        call.owner = text(m_tokens.at(function - 2)).toString();
    const qsizetype start = hasOwner ? function - 2 : function;
    call.isAtEdge = m_tokens.at(start).depth == 0 && rangeOf(start, start).column == 0;
    const int inside = m_tokens.at(function + 1).depth + 1;
    qsizetype first = function + 2;
    for (qsizetype at = first; at < m_tokens.size() && m_tokens.at(at).depth >= inside; ++at) {
        call.isOpen = call.isOpen || (at == first && is(at, u"*"));
        const bool isLast = at + 1 >= m_tokens.size() || m_tokens.at(at + 1).depth < inside;
        const bool isComma = m_tokens.at(at).depth == inside && is(at, u",");
        if (!isComma && !isLast)
            continue;
        const qsizetype last = isComma ? at - 1 : at;
        const bool isKeyword =
            last - first >= 2 && m_tokens.at(first).kind == Kind::Name && is(first + 1, u"=") && !is(first + 2, u"=");
        if (last >= first) {
            const qsizetype value = isKeyword ? first + 2 : first;
            const qsizetype from = m_tokens.at(value).start;
            const qsizetype to = m_tokens.at(last).start + m_tokens.at(last).length;
            call.arguments.append({isKeyword ? text(m_tokens.at(first)).toString() : QString(),
                                   m_index.text().sliced(from, to - from), rangeOf(first, last), rangeOf(value, last)});
        }
        first = at + 1;
    }
    return call;
}

qsizetype PythonSource::opening(qsizetype token) const
{
    const int depth = m_tokens.at(token).depth;
    for (qsizetype at = token - 1; depth > 0 && at >= 0; --at) {
        if (m_tokens.at(at).depth < depth)
            return at;
    }
    return -1;
}

QStringList PythonSource::callee(qsizetype opening) const
{
    static constexpr QLatin1StringView Words[] = {"if"_L1,  "elif"_L1, "while"_L1,  "return"_L1, "in"_L1,    "not"_L1,
                                                  "and"_L1, "or"_L1,   "lambda"_L1, "yield"_L1,  "await"_L1, "is"_L1,
                                                  "for"_L1, "else"_L1, "assert"_L1, "del"_L1,    "with"_L1};
    QStringList names;
    if (!is(opening, u"("))
        return names;
    for (qsizetype at = opening - 1; at >= 0 && m_tokens.at(at).kind == Kind::Name; at -= 2) {
        names.prepend(text(m_tokens.at(at)).toString());
        if (!is(at - 1, u"."))
            return is(at - 1, u"def") || is(at - 1, u"class") || contains(Words, names.first()) ? QStringList() : names;
    }
    return names;
}

QList<PythonCall> PythonSource::calls(QStringView function) const
{
    QList<PythonCall> all;
    for (qsizetype i = 0; i + 1 < m_tokens.size(); ++i) {
        if (is(i, function) && is(i + 1, u"(") && !is(i - 1, u"def"))
            all.append(callAt(i));
    }
    return all;
}

QList<PythonArgument> PythonSource::keywordArguments(QStringView function) const
{
    QList<PythonArgument> all;
    const QList<PythonCall> found = calls(function);
    for (const PythonCall &call : found) {
        if (call.isOpen)
            continue;
        for (const PythonArgument &argument : call.arguments) {
            if (!argument.name.isEmpty())
                all.append(argument);
        }
    }
    return all;
}

QList<PythonImport> PythonSource::imports() const
{
    QList<PythonImport> found;
    for (qsizetype i = 0; i + 1 < m_tokens.size(); ++i) {
        const bool isFrom = is(i, u"from");
        if ((!isFrom && !is(i, u"import")) || m_tokens.at(i).depth > 0)
            continue;
        const TextRange place = rangeOf(i, i); // a search in the lines, so only for these few
        if (place.column != 0)
            continue;
        const auto add = [&](qsizetype token) {
            if (token < m_tokens.size() && m_tokens.at(token).kind == Kind::Name)
                found.append({text(m_tokens.at(token)).toString(), rangeOf(token, token)});
        };
        add(i + 1);
        if (isFrom)
            continue;
        for (qsizetype at = i + 2; at < m_tokens.size() && rangeOf(at, at).line == place.line; ++at) {
            if (is(at - 1, u","))
                add(at);
        }
    }
    return found;
}

std::optional<TextRange> PythonSource::findSequence(std::initializer_list<QStringView> words) const
{
    for (qsizetype i = 0; i < m_tokens.size(); ++i) {
        qsizetype at = i;
        if (std::ranges::all_of(words, [&](QStringView word) { return is(at++, word); }))
            return rangeOf(i, at - 1);
    }
    return std::nullopt;
}

bool PythonSource::hasSequence(std::initializer_list<QStringView> words) const
{
    return findSequence(words).has_value();
}

QList<PythonSource::Literal> PythonSource::literals() const
{
    QList<Literal> found;
    for (const PythonToken &token : m_tokens) {
        if (token.kind != Kind::String)
            continue;
        if (const QString plain = plainString(text(token)); !plain.isNull())
            found.append({plain, range(token)});
    }
    return found;
}

bool PythonSource::isImported(QStringView module) const
{
    return hasSequence({u"import", module}) || hasSequence({u"from", module});
}

QStringList PythonSource::modules() const
{
    QStringList found;
    for (qsizetype i = 0; i + 1 < m_tokens.size(); ++i) {
        const bool isFrom = is(i, u"from");
        if ((!isFrom && (!is(i, u"import") || is(i - 2, u"from"))) || m_tokens.at(i).depth > 0)
            continue;
        const auto add = [&](qsizetype token) {
            if (token < m_tokens.size() && m_tokens.at(token).kind == Kind::Name)
                found.append(text(m_tokens.at(token)).toString());
        };
        add(i + 1);
        for (qsizetype at = i + 2; !isFrom && at + 1 < m_tokens.size(); ++at) {
            const bool goesOn = is(at, u",") || is(at, u".") || is(at, u"as") || is(at - 1, u",") || is(at - 1, u".")
                || is(at - 1, u"as");
            if (!goesOn)
                break;
            if (is(at, u","))
                add(at + 1);
        }
    }
    found.sort();
    found.removeDuplicates();
    return found;
}

QString plainString(QStringView literal)
{
    const auto quote = std::ranges::find_if(literal, isQuote);
    if (quote == literal.end())
        return {};
    const QStringView prefix = literal.first(quote - literal.begin());
    if (prefix.contains(u'f', Qt::CaseInsensitive) || prefix.contains(u'b', Qt::CaseInsensitive)
        || prefix.contains(u't', Qt::CaseInsensitive) || !isStringPrefix(prefix))
        return {};
    QStringView rest = literal.sliced(prefix.size());
    const qsizetype marks = rest.size() >= 6 && rest.at(1) == *quote && rest.at(2) == *quote ? 3 : 1;
    if (rest.size() < 2 * marks || rest.back() != *quote)
        return {};
    QString text = rest.sliced(marks, rest.size() - 2 * marks).toString();
    if (!prefix.contains(u'r', Qt::CaseInsensitive) && text.contains(u'\\')) {
        // A doubled backslash is one; other escapes are left to Python.
        text.replace("\\\\"_L1, QString(QChar(QChar::Null)));
        if (text.contains(u'\\'))
            return {};
        text.replace(QChar::Null, u'\\');
    }
    return text.contains(*quote) ? QString() : text.isNull() ? u""_s : text;
}

} // namespace Spacewright::Check
