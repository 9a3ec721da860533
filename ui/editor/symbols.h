// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace Spacewright::Ui {

/// A place in a file that has a name. Lines count from 0; `endLine` is the last one that belongs to it.
struct Symbol {
    enum class Kind { Class, Function, Heading };

    QString name;
    Kind kind = Kind::Function;
    int line = 0;
    int endLine = 0;
    int depth = 0; ///< 0 for the outermost

    friend bool operator==(const Symbol &, const Symbol &) = default;
};

/// The classes and functions of Python, the headings of Markdown, in the order of the text; empty for
/// other files. A light reading that never fails: half-typed code gives what can be recognised.
[[nodiscard]] QList<Symbol> symbolsIn(const QString &text, const QString &fileName);

/// The symbols around `line`, outermost first.
[[nodiscard]] QList<Symbol> symbolsAround(const QList<Symbol> &symbols, int line);

} // namespace Spacewright::Ui
