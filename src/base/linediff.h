// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

#include <vector>

namespace Spacewright {

/// One line of two texts side by side, without its line feed.
struct LineChange {
    enum class Kind { Same, Removed, Added };
    Kind kind = Kind::Same;
    QStringView line; ///< into one of the two texts
};

/// All lines of both texts with the fewest changes between them. A text that ends with a line feed has an empty last
/// line. Very different texts are one replaced block.
[[nodiscard]] std::vector<LineChange> lineChanges(QStringView before, QStringView after);

/// How `after` differs from `before`, as diff -u writes it with three lines of context, so that patch takes it; empty
/// when they are the same.
[[nodiscard]] QString unifiedDiff(const QString &before, const QString &after, const QString &beforeName,
                                  const QString &afterName);

} // namespace Spacewright
