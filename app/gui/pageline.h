// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Spacewright {

namespace Runtime {
struct RunPlan;
}

/// The Run log's line about what the page wrote on its console: marked as the page's, with the place it came from.
/// A page that is served from the Space's own files names them so that the place can be opened. `source` is the
/// script's address, `line` counts from 1, 0 where it is not known. Pure.
[[nodiscard]] QString pageLine(const QString &text, const QString &source, int line, const Runtime::RunPlan &plan);

} // namespace Spacewright
