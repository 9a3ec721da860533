// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/changes.h"

namespace Spacewright::Runtime {

/// The text files of a Space that a person writes: UTF-8, 256 KiB at most each and 4 MiB together, those near the top
/// first. Files with secrets (`.env`, `.streamlit/secrets.toml`) are left out. May take a second; for worker threads.
/// Empty when the folder cannot be read.
[[nodiscard]] History::Sources readSources(const QString &folder);

} // namespace Spacewright::Runtime
