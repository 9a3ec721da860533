// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QList>

namespace Spacewright::Check {

/// For each byte offset (they only grow) of a Jupyter notebook, the number of the cell in whose output it lies, counted
/// from 1, or 0. Reads `cells[i].outputs` of the JSON; a text that is no JSON gives 0 from where it stops being one.
[[nodiscard]] QList<int> outputCells(QByteArrayView json, const QList<qsizetype> &offsets);

} // namespace Spacewright::Check
