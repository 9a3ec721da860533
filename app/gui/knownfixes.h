// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/diagnostic.h"
#include "logs/knownerrors.h"
#include "manifest/snapshot.h"

#include <optional>

namespace Spacewright {

/// The edits that a known error asks for, over the files as `snapshot` saw them. Pure.
/// nullopt where there is nothing to edit: a secret to be given, or a file that already has it. The
/// edited file may not exist yet.
[[nodiscard]] std::optional<Fix> editsFor(const Logs::KnownFix &fix, const Manifest::Snapshot &snapshot);

} // namespace Spacewright
