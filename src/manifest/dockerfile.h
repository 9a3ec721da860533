// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/diagnostic.h"

#include <QHash>
#include <QList>
#include <QString>

namespace Spacewright::Manifest {

/// `--name=value` between an instruction and its arguments; `--name` alone has an empty value.
struct DockerFlag {
    QString name; ///< without dashes, lower case
    QString value;
    TextRange range;
};

/// A word of an instruction's arguments as it is written, quotes taken off, variables not replaced.
struct DockerWord {
    QString text;
    TextRange range; ///< quotes included
};

/// `<<EOF` and the lines down to its end mark.
struct DockerHeredoc {
    QString name;
    QString text;
    bool isExpanded = true; ///< false when the mark is quoted, as in `<<'EOF'`
    TextRange range; ///< of the lines, end mark excluded
};

/// One instruction with its continuation lines.
/// Source: Dockerfile reference of BuildKit's frontend, docs.docker.com/reference/dockerfile.
struct DockerInstruction {
    QString keyword; ///< upper case: FROM, RUN …
    TextRange keywordRange;
    TextRange range; ///< from the keyword to the end of its last line, heredocs included
    QString arguments; ///< behind the flags, continuation lines joined, comments between them left out
    QList<DockerFlag> flags;
    QList<DockerWord> words; ///< of the arguments; of a JSON array its elements
    QList<DockerHeredoc> heredocs;
    bool isExec = false; ///< the arguments are a JSON array of strings
    int stage = -1; ///< index into Dockerfile::stages; -1 before the first FROM

    /// The first flag of that name, or nullptr.
    [[nodiscard]] const DockerFlag *flag(QStringView name) const;
};

struct DockerStage {
    QString base; ///< image or stage, build arguments with a default replaced
    QString name; ///< after AS, lower case; empty without
    int baseStage = -1; ///< index of the stage it continues, or -1 for an image
    int from = 0; ///< index of its FROM in Dockerfile::instructions
};

/// What the parser could not read; BuildKit stops there.
struct DockerError {
    TextRange range;
    QString message; ///< translated; what, and what next
};

/// A Dockerfile with positions. Reading never fails: what cannot be read is an error, and reading goes on below it.
struct Dockerfile {
    QChar escape = u'\\'; ///< the other one is the backtick, by a directive on top
    QString syntax; ///< of the directive `# syntax=`; empty without
    QList<DockerInstruction> instructions;
    QList<DockerStage> stages;
    QList<DockerError> errors;

    /// The stage with the image that `stage` builds on in the end; -1 for -1.
    [[nodiscard]] int firstOf(int stage) const;
    /// The instructions of the last stage and of the stages that it continues, in the order they take effect.
    [[nodiscard]] QList<const DockerInstruction *> effective() const;
};

[[nodiscard]] Dockerfile readDockerfile(const QString &text);

/// `$name`, `${name}`, `${name:-word}` and `${name:+word}` replaced, `\$` left a dollar sign. An unknown name is empty.
[[nodiscard]] QString withVariables(const QString &text, const QHash<QString, QString> &values, QChar escape = u'\\');

} // namespace Spacewright::Manifest
