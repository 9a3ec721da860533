// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifest/textindex.h"

#include <algorithm>

namespace Spacewright::Manifest {

TextIndex::TextIndex(QString text)
    : m_text(std::move(text))
    , m_starts{0}
{
    const QChar *const begin = m_text.cbegin();
    const QChar *const end = m_text.cend();
    for (const QChar *at = begin; at != end; ++at) {
        if (at->unicode() > u'\r')
            continue; // nearly all of them
        const bool isReturn = *at == u'\r' && (at + 1 == end || at[1] != u'\n');
        if (isReturn || *at == u'\n')
            m_starts.append(at - begin + 1);
    }
}

QStringView TextIndex::line(int number) const
{
    const qsizetype end = number + 1 < lineCount() ? m_starts.at(number + 1) : m_text.size();
    QStringView line = QStringView(m_text).sliced(startOf(number), end - startOf(number));
    while (line.endsWith(u'\n') || line.endsWith(u'\r'))
        line.chop(1);
    return line;
}

TextRange TextIndex::range(qsizetype from, qsizetype to) const
{
    const auto place = [this](qsizetype offset) {
        offset = std::clamp<qsizetype>(offset, 0, m_text.size());
        const auto after = std::upper_bound(m_starts.cbegin(), m_starts.cend(), offset);
        const auto line = std::distance(m_starts.cbegin(), after) - 1;
        return std::pair(int(line), int(offset - m_starts.at(line)));
    };
    const auto [line, column] = place(from);
    const auto [endLine, endColumn] = place(std::max(from, to));
    return {line, column, endLine, endColumn};
}

TextRange TextIndex::lineRange(int number) const
{
    return {number, 0, number, int(line(number).size())};
}

QString textAt(const TextIndex &index, const TextRange &range)
{
    if (range.endLine >= index.lineCount() || range.line > range.endLine)
        return {};
    const qsizetype from = index.startOf(range.line) + range.column;
    const qsizetype to = index.startOf(range.endLine) + range.endColumn;
    return from <= to ? index.text().sliced(from, std::min(to, index.text().size()) - from) : QString();
}

QString withEdits(const QString &text, const QList<TextEdit> &edits)
{
    const TextIndex index(text);
    const auto offset = [&](int line, int column) {
        return line >= index.lineCount() ? text.size() : std::min(index.startOf(line) + column, text.size());
    };
    QList<TextEdit> ordered = edits;
    std::ranges::stable_sort(ordered, std::greater(), [&](const TextEdit &edit) {
        return std::pair(offset(edit.range.line, edit.range.column), offset(edit.range.endLine, edit.range.endColumn));
    });
    QString result = text;
    for (const TextEdit &edit : std::as_const(ordered)) {
        const qsizetype from = offset(edit.range.line, edit.range.column);
        result.replace(from, offset(edit.range.endLine, edit.range.endColumn) - from, edit.text);
    }
    return result;
}

} // namespace Spacewright::Manifest
