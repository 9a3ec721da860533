// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/diagnostic.h"
#include "manifest/pathpattern.h"

#include <QList>
#include <QString>

#include <optional>
#include <span>

namespace Spacewright::Manifest {

/// What one line says of one attribute: `text`, `-text`, `!text` or `text=auto`.
struct GitAttribute {
    enum class State { Set, Unset, Unspecified, Value };
    QString name;
    State state = State::Set;
    QString value; ///< for State::Value
    TextRange range;
};

struct GitAttributeLine {
    PathPattern pattern; ///< of a macro: nothing to match
    QString text; ///< the pattern, or the name of the macro; quotes taken off
    TextRange range; ///< of the pattern as it is written
    TextRange lineRange; ///< without the line end
    bool isMacro = false;
    QList<GitAttribute> attributes;

    /// The last one of that name; nullptr where there is none.
    [[nodiscard]] const GitAttribute *find(QStringView name) const;
    [[nodiscard]] bool isLfs() const;
};

/// A line that git does not use, with git's reason.
struct GitAttributeError {
    enum class Reason {
        Name, ///< something that cannot be the name of an attribute; `text` is it
        Negative, ///< the pattern begins with `!`
        TooLong, ///< 2048 bytes or more
    };
    Reason reason = Reason::Name;
    QString text;
    TextRange range;
};

/// One `.gitattributes`. A value; any thread.
struct GitAttributes {
    QString folder; ///< relative to the Space; empty for the top
    QList<GitAttributeLine> lines; ///< those that git uses
    QList<GitAttributeError> errors;
};

/// Reads as git 2.47 does and goes on after a line that is wrong. Source: gitattributes(5).
[[nodiscard]] GitAttributes readGitAttributes(const QString &text, const QString &folder = {});

/// What holds for the file `path`: the last line that matches, of the innermost file; macros are opened. nullopt where
/// nothing is said or `!name` has the last word. `files` are ordered from the top inwards.
[[nodiscard]] std::optional<GitAttribute> attributeOf(std::span<const GitAttributes> files, const QString &path,
                                                      QStringView name);

/// Whether git hands `path` to LFS.
[[nodiscard]] bool isLfsTracked(std::span<const GitAttributes> files, const QString &path);

/// ` filter=lfs diff=lfs merge=lfs -text`, with the space before it.
[[nodiscard]] QString lfsAttributes();
/// `name` as a pattern that matches it alone: special characters escaped, blanks as `git lfs track` writes them.
[[nodiscard]] QString attributePatternFor(const QString &name);

} // namespace Spacewright::Manifest
