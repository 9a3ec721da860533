// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/symbols.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr int TabWidth = 8; // Python's own rule for mixing tabs and spaces

int indentOf(QStringView line)
{
    int indent = 0;
    for (const QChar c : line) {
        if (c == u'\t')
            indent += TabWidth - indent % TabWidth;
        else if (c == u' ')
            ++indent;
        else
            break;
    }
    return indent;
}

/// Follows long strings through the lines of a Python file.
class LongString {
public:
    /// Reads one line; true when it began inside a string.
    bool feed(QStringView line)
    {
        const bool began = !m_quote.isEmpty();
        for (qsizetype i = 0; i < line.size();) {
            if (!m_quote.isEmpty()) {
                if (line[i] == u'\\') {
                    i += 2;
                } else if (line.sliced(i).startsWith(m_quote)) {
                    i += 3;
                    m_quote.clear();
                } else {
                    ++i;
                }
            } else if (line[i] == u'#') {
                break;
            } else if (line[i] == u'"' || line[i] == u'\'') {
                const QString triple(3, line[i]);
                if (line.sliced(i).startsWith(triple)) {
                    m_quote = triple;
                    i += 3;
                } else {
                    i = afterShortString(line, i);
                }
            } else {
                ++i;
            }
        }
        return began;
    }

private:
    static qsizetype afterShortString(QStringView line, qsizetype from)
    {
        const QChar quote = line[from];
        for (qsizetype i = from + 1; i < line.size(); ++i) {
            if (line[i] == u'\\')
                ++i;
            else if (line[i] == quote)
                return i + 1;
        }
        return line.size();
    }

    QString m_quote;
};

QList<Symbol> symbolsInPython(const QString &text)
{
    static const QRegularExpression definition(uR"(^\s*(?:async\s+)?(def|class)\s+(\w+))"_s,
                                               QRegularExpression::UseUnicodePropertiesOption);
    struct Open {
        qsizetype symbol;
        int indent;
    };
    QList<Symbol> symbols;
    std::vector<Open> open;
    LongString string;
    int number = -1;
    int lastText = -1;
    const auto close = [&](int indent) {
        while (!open.empty() && open.back().indent >= indent) {
            symbols[open.back().symbol].endLine = lastText;
            open.pop_back();
        }
    };
    for (const QStringView line : QStringView(text).split(u'\n')) {
        ++number;
        const QStringView content = line.trimmed();
        if (string.feed(line) || content.isEmpty() || content.startsWith(u'#')) {
            if (!content.isEmpty() && !content.startsWith(u'#'))
                lastText = number;
            continue;
        }
        // A closing bracket at the margin still belongs to what it closes.
        if (!QStringView(u")]}").contains(content.front()))
            close(indentOf(line));
        lastText = number;
        const auto match = definition.matchView(line);
        if (!match.hasMatch())
            continue;
        symbols.append({.name = match.captured(2),
                        .kind = match.capturedView(1) == u"class" ? Symbol::Kind::Class : Symbol::Kind::Function,
                        .line = number,
                        .endLine = number,
                        .depth = static_cast<int>(open.size())});
        open.push_back({symbols.size() - 1, indentOf(line)});
    }
    close(0);
    return symbols;
}

QList<Symbol> symbolsInMarkdown(const QString &text)
{
    static const QRegularExpression heading(uR"(^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$)"_s);
    static const QRegularExpression fence(uR"(^ {0,3}(```+|~~~+))"_s);
    QList<Symbol> symbols;
    QList<qsizetype> open; // symbols that have not ended
    QString closingFence;
    bool isHeader = text.startsWith("---\n"_L1) || text.startsWith("---\r\n"_L1);
    int number = -1;
    const auto lines = QStringView(text).split(u'\n');
    for (const QStringView raw : lines) {
        ++number;
        const QStringView line = raw.endsWith(u'\r') ? raw.chopped(1) : raw;
        if (isHeader) {
            isHeader = number == 0 || line != u"---";
            continue;
        }
        if (const auto match = fence.matchView(line); match.hasMatch()) {
            if (closingFence.isEmpty())
                closingFence = match.captured(1);
            else if (match.capturedView(1).startsWith(closingFence))
                closingFence.clear();
            continue;
        }
        const auto match = heading.matchView(line);
        if (!closingFence.isEmpty() || !match.hasMatch())
            continue;
        const int depth = static_cast<int>(match.capturedLength(1)) - 1;
        while (!open.isEmpty() && symbols[open.last()].depth >= depth)
            symbols[open.takeLast()].endLine = number - 1;
        symbols.append({.name = match.captured(2),
                        .kind = Symbol::Kind::Heading,
                        .line = number,
                        .endLine = number,
                        .depth = depth});
        open.append(symbols.size() - 1);
    }
    for (const qsizetype i : std::as_const(open))
        symbols[i].endLine = static_cast<int>(lines.size()) - 1;
    return symbols;
}
} // namespace

QList<Symbol> symbolsIn(const QString &text, const QString &fileName)
{
    const auto endsIn = [&](QLatin1StringView suffix) { return fileName.endsWith(suffix, Qt::CaseInsensitive); };
    if (endsIn(".py"_L1) || endsIn(".pyi"_L1))
        return symbolsInPython(text);
    if (endsIn(".md"_L1) || endsIn(".markdown"_L1))
        return symbolsInMarkdown(text);
    return {};
}

QList<Symbol> symbolsAround(const QList<Symbol> &symbols, int line)
{
    QList<Symbol> around;
    std::ranges::copy_if(symbols, std::back_inserter(around),
                         [line](const Symbol &symbol) { return symbol.line <= line && line <= symbol.endLine; });
    return around;
}

} // namespace Spacewright::Ui
