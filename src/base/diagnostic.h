// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>

namespace Spacewright {

/// A place in a text file: zero-based lines and columns, columns in UTF-16 units (as QString and
/// KTextEditor count). The end is exclusive.
struct TextRange {
    int line = 0;
    int column = 0;
    int endLine = 0;
    int endColumn = 0;

    [[nodiscard]] bool isEmpty() const { return line == endLine && column == endColumn; }
    friend bool operator==(const TextRange &, const TextRange &) = default;
};

/// Replaces `range` of `file` (relative to the Space) by `text`.
struct TextEdit {
    QString file;
    TextRange range;
    QString text;

    friend bool operator==(const TextEdit &, const TextEdit &) = default;
};

/// A sure way out of a problem.
struct Fix {
    QString title; ///< a verb with its object: "Write "3.10""
    QList<TextEdit> edits;

    friend bool operator==(const Fix &, const Fix &) = default;
};

/// What happens on the Hub if nothing is changed, worst first.
enum class Severity { PushRefused, WillNotStart, BuildFails, BreaksForVisitors, Ignored, Advice };

/// One finding. Rule ids read as words: `readme/short-description`.
struct Diagnostic {
    QString rule;
    Severity severity = Severity::Advice;
    QString file; ///< relative to the Space, with `/`
    TextRange range;
    QString message; ///< translated; what, why, what next; at most 140 characters
    QString shortMessage; ///< translated; after the line in the editor, a few words; may be empty
    QString why; ///< translated; the reason in a sentence or two
    QString source; ///< where the rule comes from
    QList<Fix> fixes;

    friend bool operator==(const Diagnostic &, const Diagnostic &) = default;
};

/// True for the three severities that stop publishing.
[[nodiscard]] bool isBlocking(Severity severity);
/// For machines: `push-refused`, `will-not-start`, `build-fails`, `breaks-for-visitors`, `ignored`, `advice`.
[[nodiscard]] QString severityName(Severity severity);
/// Translated, in the Hub's terms: "Push refused", "Space will not start" ...
[[nodiscard]] QString severityText(Severity severity);
/// The one JSON form, shared by `--format json` and the ledger. Lines and columns count from 1 there.
[[nodiscard]] QJsonObject toJson(const Diagnostic &diagnostic);

} // namespace Spacewright
