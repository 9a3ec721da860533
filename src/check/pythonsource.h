// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "manifest/textindex.h"

#include <QList>

namespace Spacewright::Check {

/// A token of Python source; comments and blanks are left out.
struct PythonToken {
    enum class Kind {
        Name, ///< keywords too
        Number,
        String, ///< with its prefix and its quotes
        Operator, ///< one character
    };
    Kind kind = Kind::Operator;
    qsizetype start = 0; ///< UTF-16 offset
    qsizetype length = 0;
    int depth = 0; ///< brackets around it
};

/// `name=value` in a call.
struct PythonArgument {
    QString name;
    QString value; ///< as it is written
    TextRange range; ///< of name and value
    TextRange valueRange;
};

/// A module that an import statement names, up to its first dot.
struct PythonImport {
    QString module;
    TextRange range;
};

/// Python that is read and never run. Nothing is refused: broken source has the tokens that it has.
/// Source: docs.python.org/3/reference/lexical_analysis.html.
class PythonSource {
public:
    explicit PythonSource(const QString &text);

    [[nodiscard]] const QList<PythonToken> &tokens() const { return m_tokens; }
    [[nodiscard]] QStringView text(const PythonToken &token) const;
    [[nodiscard]] TextRange range(const PythonToken &token) const;

    /// Of the calls of `function`, as a name of its own or behind a dot; calls with `**` in them are left out.
    [[nodiscard]] QList<PythonArgument> keywordArguments(QStringView function) const;
    /// Those at the left edge, in their order; relative imports are left out.
    [[nodiscard]] QList<PythonImport> imports() const;
    /// Whether these names and operators follow each other somewhere: {"torch", ".", "cuda"}.
    [[nodiscard]] bool hasSequence(std::initializer_list<QStringView> words) const;

private:
    void read();
    [[nodiscard]] qsizetype stringEnd(qsizetype quote) const;
    [[nodiscard]] bool is(qsizetype token, QStringView word) const;
    [[nodiscard]] TextRange rangeOf(qsizetype first, qsizetype last) const;

    Manifest::TextIndex m_index;
    QList<PythonToken> m_tokens;
};

/// What a string literal without escapes and placeholders says; null for anything else.
[[nodiscard]] QString plainString(QStringView literal);

} // namespace Spacewright::Check
