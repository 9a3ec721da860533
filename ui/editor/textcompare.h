// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace Spacewright::Ui {

/// How `after` differs from `before`, line by line, as diff -u writes it with three lines of context;
/// empty when they are the same. Very different texts are shown as one replaced block.
[[nodiscard]] QString unifiedDiff(const QString &before, const QString &after, const QString &beforeName,
                                  const QString &afterName);

/// A page that shows the file on disk against the text in the editor.
[[nodiscard]] QWidget *makeTextCompare(const QString &disk, const QString &editor, const QString &fileName);

} // namespace Spacewright::Ui
