// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "manifest/spacemanifest.h"

#include <QStringList>

namespace Spacewright::Check {

/// What the Hub's validator answers to a README.md, in its own words.
struct ValidatorAnswer {
    QStringList errors; ///< with one of them the push is refused
    QStringList warnings;

    friend bool operator==(const ValidatorAnswer &, const ValidatorAnswer &) = default;
};

/// The answer of `POST /api/validate-yaml` and of the check before a push, as far as its texts were ever seen; pure.
/// Source: reference/spaces.md §1.1, §1.8.
[[nodiscard]] ValidatorAnswer validatorAnswer(const Manifest::SpaceManifest &manifest);

} // namespace Spacewright::Check
