// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/diagnostic.h"
#include "manifest/spacemanifest.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace Spacewright::Assist {

/// A place between two characters: zero-based, columns in UTF-16 units. Beyond the text is its nearest end.
struct Position {
    int line = 0;
    int column = 0;
};

/// What is known beside the text itself.
struct Context {
    std::optional<Manifest::Sdk> sdk; ///< nullopt: of no known kind, and then everything is offered
    QStringList files; ///< of the Space, relative, with `/`
    QHash<QString, QStringList> versions; ///< of packages, by normal name, newest first; as far as they are known
};

/// One thing that may be written at a place.
struct Completion {
    enum class Kind { Key, Value, Package, Version, Option, File, Instruction, Image };

    Kind kind = Kind::Value;
    QString label; ///< what is read in the list and compared with what was typed
    QString insertText; ///< takes the place of `range`
    TextRange range; ///< on one line; the same for all of one answer
    QString detail; ///< a few words for the right column; may be empty
    QString documentation; ///< a few sentences, plain; may be empty

    friend bool operator==(const Completion &, const Completion &) = default;
};

/// What is known about the word at a place.
struct Documentation {
    QString title; ///< the word itself, or what people call it
    QString text; ///< a few sentences, plain, paragraphs divided by an empty line
    QString detail; ///< one line: default, SDKs, price …; may be empty
    TextRange range; ///< the word

    friend bool operator==(const Documentation &, const Documentation &) = default;
};

/// True for the files of a Space (path relative to it) that complete() knows something about.
[[nodiscard]] bool isAssisted(const QString &file);

/// What may stand at `at` in `file`, the likeliest first; the words already there are not compared. Empty where
/// nothing is known, as in the body of README.md. Any text will do, broken ones too. Pure; below 5 ms for 1,000 lines.
[[nodiscard]] QList<Completion> complete(const QString &file, const QString &text, Position at, const Context &context);

/// What the word at `at` means; nullopt where nothing is known. Pure.
[[nodiscard]] std::optional<Documentation> documentationAt(const QString &file, const QString &text, Position at,
                                                           const Context &context);

} // namespace Spacewright::Assist
