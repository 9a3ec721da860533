// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/diagnostic.h"
#include "widgets/diffview.h"

#include <functional>

namespace Spacewright::Ui {

/// What a fix changes in one file.
struct FilePreview {
    QString file; ///< relative to the Space
    QList<DiffRow> rows; ///< eight at most
};

/// In the order of the edits; files that nothing changes in are left out, and so are texts over 500,000 characters.
/// Pure but for `textOf`, which gives the text of a file by its relative path.
[[nodiscard]] QList<FilePreview> previewOf(const Fix &fix, const std::function<QString(const QString &)> &textOf);

} // namespace Spacewright::Ui
