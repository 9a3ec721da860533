// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/check.h"
#include "check/rule.h"

#include <functional>
#include <optional>

namespace Spacewright::Check {

/// Findings that somebody has looked at and does not want to see again: by `# spacewright: ignore[rule, rule]` in the
/// line or in a line of its own above, where the file has such comments, and by entries of this file:
///
///     [[ignore]]
///     rule = "requirements/unpinned"
///     file = "requirements.txt"    # every file without it
///     reason = "Tested weekly."
inline constexpr QLatin1StringView SuppressionFile(".spacewright/check.toml");

/// `found` divided, with what is to say about the suppressions themselves added to the problems. Pure.
[[nodiscard]] Findings withSuppressions(const QList<Diagnostic> &found, const Manifest::Snapshot &snapshot);

/// The text of a file of the Space by its relative path; empty where there is none.
using TextOf = std::function<QString(const QString &)>;

/// The fix that suppresses `diagnostic`: in its place where the file has comments, else in SuppressionFile.
[[nodiscard]] Fix suppressing(const Diagnostic &diagnostic, const TextOf &textOf);

} // namespace Spacewright::Check
