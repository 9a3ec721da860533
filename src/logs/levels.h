// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logs/recogniser.h"

namespace Spacewright::Logs {

/// What `line` (UTF-8, without indent or with) says for itself, whatever came before it.
[[nodiscard]] Meaning readAlone(QByteArrayView line);
/// Whether `line` begins like Python's report of an exception: `package.NameError: text`, `KeyboardInterrupt`.
[[nodiscard]] bool isExceptionLine(QByteArrayView line);

} // namespace Spacewright::Logs
