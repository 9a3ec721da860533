// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/diagnostic.h"

#include <QList>
#include <QString>

namespace Spacewright::Manifest {

/// Turns offsets of a text into lines and columns. A line ends at LF, CR LF or a lone CR, as editors see it.
class TextIndex {
public:
    explicit TextIndex(QString text);

    [[nodiscard]] const QString &text() const { return m_text; }
    /// Never 0: an empty text has one empty line.
    [[nodiscard]] int lineCount() const { return int(m_starts.size()); }
    /// Without its line end.
    [[nodiscard]] QStringView line(int number) const;
    /// UTF-16 offset of the first character of a line.
    [[nodiscard]] qsizetype startOf(int number) const { return m_starts.at(number); }
    /// A range between two UTF-16 offsets; offsets beyond the text mean its end.
    [[nodiscard]] TextRange range(qsizetype from, qsizetype to) const;
    /// From its first to its last character, line end excluded.
    [[nodiscard]] TextRange lineRange(int number) const;

private:
    QString m_text;
    QList<qsizetype> m_starts;
};

/// What `range` covers in `index`.
[[nodiscard]] QString textAt(const TextIndex &index, const TextRange &range);

/// `text` with the edits made; they may not overlap. Lines and columns as TextIndex counts them; a place beyond the
/// text means its end.
[[nodiscard]] QString withEdits(const QString &text, const QList<TextEdit> &edits);

} // namespace Spacewright::Manifest
