// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QFuture>

namespace Spacewright::Ui {

/// What a person does to the files of a Space. Names are plain names: nothing here leaves its folder.
/// Each answers with the absolute path of what came out.

/// Conflict when it is there already, Invalid for a name that no file can have.
[[nodiscard]] Result<QString> makeFile(const QString &folder, const QString &name);
[[nodiscard]] Result<QString> makeFolder(const QString &folder, const QString &name);
[[nodiscard]] Result<QString> renameEntry(const QString &path, const QString &newName);
/// "app copy.py", "app copy 2.py" beside the original; folders with all they hold. Off the GUI thread.
[[nodiscard]] QFuture<Result<QString>> duplicateEntry(const QString &path);
/// Into the desktop's trash, from where it can be brought back. Off the GUI thread.
[[nodiscard]] QFuture<Result<QString>> trashEntry(const QString &path);

} // namespace Spacewright::Ui
