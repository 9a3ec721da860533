// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

class QPainter;
class QRect;
class QString;

namespace Spacewright::Ui {

/// Draws one line of text with the painter's font and pen. `alignment` is the layout's: AlignLeft is the edge that the
/// painter's layout direction begins at. The text runs as its own first strong letter does, so that `.gitignore` and
/// "4.2 kB of 1 GB" can still be read in a mirrored window. A text that names no horizontal edge begins at the leading
/// one. `flags` are further Qt::TextFlags, such as those of mnemonics.
void paintTextLine(QPainter &painter, const QRect &rect, Qt::Alignment alignment, const QString &text, int flags = 0);

} // namespace Spacewright::Ui
