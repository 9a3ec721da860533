// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifest/yamltext.h"

#include "manifest/yaml.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Manifest {

namespace {

bool isControl(QChar c)
{
    return c.unicode() < 0x20 || (c.unicode() >= 0x7f && c.unicode() < 0xa0) || c == QChar::LineSeparator
        || c == QChar::ParagraphSeparator || c == QChar::ByteOrderMark;
}

/// Words that YAML 1.1 readers take for truth values. The Hub does not, other tools may.
bool isTruthWord(const QString &text)
{
    static constexpr QLatin1StringView Words[] = {"y"_L1, "n"_L1, "yes"_L1, "no"_L1, "on"_L1, "off"_L1};
    return std::ranges::any_of(Words,
                               [&](QLatin1StringView word) { return text.compare(word, Qt::CaseInsensitive) == 0; });
}

/// YAML 1.2.2 §7.3.3, and stricter: also inside `[…]`.
bool isPlainSafe(const QString &text)
{
    constexpr QStringView Indicators = u"-?:,[]{}#&*!|>'\"%@`=<";
    if (text.isEmpty() || text != text.trimmed() || plainKind(text) != YamlNode::Kind::String || isTruthWord(text))
        return false;
    const bool isDashWord = text.size() > 1 && (text.startsWith(u'-') || text.startsWith(u'?') || text.startsWith(u':'))
        && !text.at(1).isSpace();
    if (Indicators.contains(text.front()) && !isDashWord)
        return false;
    return !text.contains(": "_L1) && !text.endsWith(u':') && !text.contains(" #"_L1)
        && std::ranges::none_of(text, [](QChar c) { return isControl(c) || QStringView(u",[]{}").contains(c); });
}

QString doubleQuoted(const QString &text)
{
    QString result = u"\""_s;
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            result += u'\\' + c;
        else if (c == u'\n')
            result += "\\n"_L1;
        else if (c == u'\t')
            result += "\\t"_L1;
        else if (isControl(c))
            result += u"\\u%1"_s.arg(uint(c.unicode()), 4, 16, QChar(u'0'));
        else
            result += c;
    }
    return result + u'"';
}

} // namespace

QString yamlText(const QString &text, YamlQuotes quotes)
{
    if (quotes == YamlQuotes::Auto && isPlainSafe(text))
        return text;
    if (quotes == YamlQuotes::Single && std::ranges::none_of(text, isControl))
        return u'\'' + QString(text).replace(u'\'', "''"_L1) + u'\'';
    return doubleQuoted(text);
}

} // namespace Spacewright::Manifest
