// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/diagnostic.h"

#include <QString>

#include <optional>

namespace Spacewright::Environment {

/// A requirement as tools write it in their explanations: `gradio[oauth]==6.25.0`, `pydantic>=2.11.10,<=2.12.5`.
struct Requirement {
    QString name; ///< normalised as PEP 503 says: lower case, one dash for each run of `-_.`
    QString specifier; ///< "==6.25.0"; may be empty

    /// nullopt when `text` does not begin with a package name.
    [[nodiscard]] static std::optional<Requirement> parse(const QString &text);
    /// "pydantic 2.13.0", "pydantic >=2.11.10,<=2.12.5", for sentences.
    [[nodiscard]] QString toText() const;

    friend bool operator==(const Requirement &, const Requirement &) = default;
};

/// PEP 503.
[[nodiscard]] QString normalisedName(const QString &name);

/// What `specifier` allows, as a person says it: "2.12.5 or older", "1.16.0 or newer, before 2.0". Translated.
[[nodiscard]] QString allowedText(const QString &specifier);

/// The line of `requirements` that asks for `package`, as a range; nullopt when none does.
[[nodiscard]] std::optional<TextRange> requirementLine(const QString &requirements, const QString &package);

} // namespace Spacewright::Environment
