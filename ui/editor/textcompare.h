// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace Spacewright::Ui {

/// A page, read only, that shows what diff -u has written; `name` is said by screen readers.
[[nodiscard]] QWidget *makeDiffPage(const QString &diff, const QString &name);

/// A page that shows the file on disk against the text in the editor.
[[nodiscard]] QWidget *makeTextCompare(const QString &disk, const QString &editor, const QString &fileName);

} // namespace Spacewright::Ui
