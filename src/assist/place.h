// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assist/assist.h"
#include "manifest/textindex.h"

namespace Spacewright::Assist {

/// A line of a text with a column in it: where every file kind begins to look.
class Place {
public:
    Place(const Manifest::TextIndex &index, Position at);

    [[nodiscard]] const Manifest::TextIndex &index() const { return m_index; }
    [[nodiscard]] int line() const { return m_line; }
    [[nodiscard]] int column() const { return m_column; }
    [[nodiscard]] const QString &text() const { return m_text; }
    /// What stands before the column.
    [[nodiscard]] QStringView before() const { return QStringView(m_text).first(m_column); }
    [[nodiscard]] TextRange range(qsizetype from, qsizetype to) const;
    /// The stretch of characters around the column for which `isPart` holds.
    template<typename IsPart>
    [[nodiscard]] TextRange around(IsPart isPart) const
    {
        int from = m_column;
        int to = m_column;
        while (from > 0 && isPart(m_text.at(from - 1)))
            --from;
        while (to < m_text.size() && isPart(m_text.at(to)))
            ++to;
        return range(from, to);
    }
    [[nodiscard]] QString written(const TextRange &range) const;

private:
    const Manifest::TextIndex &m_index;
    int m_line;
    QString m_text; ///< of the line
    int m_column;
};

/// Neither white space nor one of `more`.
[[nodiscard]] bool isWord(QChar letter, QStringView more = {});

// One pair for each kind of file.
[[nodiscard]] QList<Completion> completeHeader(const Place &place, const Context &context);
[[nodiscard]] std::optional<Documentation> documentHeader(const Place &place, const Context &context);
[[nodiscard]] QList<Completion> completeRequirement(const Place &place, const Context &context);
[[nodiscard]] std::optional<Documentation> documentRequirement(const Place &place, const Context &context);
[[nodiscard]] QList<Completion> completeSystemPackage(const Place &place);
[[nodiscard]] std::optional<Documentation> documentSystemPackage(const Place &place);
[[nodiscard]] QList<Completion> completeDockerfile(const Place &place, const Context &context);
[[nodiscard]] std::optional<Documentation> documentDockerfile(const Place &place);
[[nodiscard]] QList<Completion> completeAttributes(const Place &place, const Context &context);
[[nodiscard]] std::optional<Documentation> documentAttributes(const Place &place);

} // namespace Spacewright::Assist
