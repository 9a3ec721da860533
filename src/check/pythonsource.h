// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "manifest/textindex.h"

#include <QList>

#include <optional>

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

/// `value` or `name=value` in a call.
struct PythonArgument {
    QString name; ///< empty for one by position
    QString value; ///< as it is written
    TextRange range; ///< of name and value
    TextRange valueRange;
};

/// `function(…)`, `owner.function(…)`.
struct PythonCall {
    QString owner; ///< the name before the dot; empty where there is none, or something else than a name
    QList<PythonArgument> arguments;
    TextRange range; ///< of the function's name
    bool isOpen = false; ///< `*` or `**` may bring more arguments
    bool isAtEdge = false; ///< the statement begins with it, at the left edge

    /// By name, or else by its place from 0; nullptr where it is not written.
    [[nodiscard]] const PythonArgument *argument(QStringView name, qsizetype position = -1) const;
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

    /// The bracket around a token, by index; -1 where there is none.
    [[nodiscard]] qsizetype opening(qsizetype token) const;
    /// What the bracket at `opening` calls: `{"os", "environ", "get"}`; empty where it is no call.
    [[nodiscard]] QStringList callee(qsizetype opening) const;
    /// The calls of `function`, as a name of its own or behind a dot.
    [[nodiscard]] QList<PythonCall> calls(QStringView function) const;
    /// Of those calls, the arguments by name; calls that are open are left out.
    [[nodiscard]] QList<PythonArgument> keywordArguments(QStringView function) const;
    /// Those at the left edge, in their order; relative imports are left out.
    [[nodiscard]] QList<PythonImport> imports() const;
    /// Whether these names and operators follow each other somewhere: {"torch", ".", "cuda"}.
    [[nodiscard]] bool hasSequence(std::initializer_list<QStringView> words) const;
    /// The first of them: the range from the first word to the last; nullopt where there is none.
    [[nodiscard]] std::optional<TextRange> findSequence(std::initializer_list<QStringView> words) const;
    /// String literals that plainString() understands, with their places.
    struct Literal {
        QString text;
        TextRange range;
    };
    [[nodiscard]] QList<Literal> literals() const;
    [[nodiscard]] bool isImported(QStringView module) const;
    /// Every module that is imported anywhere, up to its first dot; sorted, each once.
    [[nodiscard]] QStringList modules() const;

private:
    void read();
    [[nodiscard]] qsizetype stringEnd(qsizetype quote) const;
    [[nodiscard]] bool is(qsizetype token, QStringView word) const;
    [[nodiscard]] TextRange rangeOf(qsizetype first, qsizetype last) const;
    [[nodiscard]] PythonCall callAt(qsizetype function) const;

    Manifest::TextIndex m_index;
    QList<PythonToken> m_tokens;
};

/// What a string literal says; null where it has placeholders, or escapes other than a doubled backslash.
[[nodiscard]] QString plainString(QStringView literal);

} // namespace Spacewright::Check
