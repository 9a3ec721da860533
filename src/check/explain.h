// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/rule.h"

#include <optional>

namespace Spacewright::Check {

/// The rule with that id; nullopt when there is none.
[[nodiscard]] std::optional<Rule> findRule(QAnyStringView id);
/// The id that somebody meant; empty when it is anybody's guess.
[[nodiscard]] QString closestRule(const QString &written);

/// What a rule says, as a section of Markdown that reads as plain text too.
[[nodiscard]] QString explanation(const Rule &rule);
/// All rules, in one document: docs/rules.md.
[[nodiscard]] QString rulesDocument();

} // namespace Spacewright::Check
