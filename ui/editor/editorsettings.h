// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace KTextEditor {
class Document;
class View;
} // namespace KTextEditor

namespace Spacewright::Ui {

/// Tells KTextEditor how we want it, before its first document: line height, colours, no swap files of
/// its own, and files saved as they were typed. Does it once.
void prepareKTextEditor();

/// What cannot be said beforehand, and the colours in force.
void styleView(KTextEditor::View &view, const QString &fileName);
/// Only the colours; after Theme::changed().
void recolorView(KTextEditor::View &view);

/// Why a file is not opened as text.
enum class NotText { No, TooLarge, Binary, Unreadable };

/// Looks at the size and the first bytes only, so that a file of any size is answered at once.
[[nodiscard]] NotText sniff(const QString &path);

/// The largest file the editor opens, in bytes: above that KTextEditor stalls the window.
constexpr qint64 LargestText = 10 * 1000 * 1000;

} // namespace Spacewright::Ui
