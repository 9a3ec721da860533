// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <span>

namespace Spacewright::History {

/// The statements that lead from each `user_version` to the next: entry 0 makes version 1 of an empty
/// file. Only ever append; what was shipped stays as it is.
[[nodiscard]] std::span<const QStringList> migrations();

} // namespace Spacewright::History
