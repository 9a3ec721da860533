// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/rule.h"
#include "manifest/headereditor.h"

namespace Spacewright::Check {

/// The pair as it stands in the header; nullptr when it is absent or null.
[[nodiscard]] const Manifest::YamlPair *written(const Subject &subject, QLatin1StringView key);

/// python_version; empty without one, and where a number lost its last zero: readme/python-version-number says that.
[[nodiscard]] QString pythonAsWritten(const Subject &subject);

/// Removes a key with its line; empty where that is not sure: values of several lines, keys inside others.
[[nodiscard]] QList<Fix> sureRemoval(const Manifest::YamlPair &pair);

/// Writes the name that was meant; empty when it is anybody's guess.
[[nodiscard]] QList<Fix> closestFix(std::span<const QLatin1StringView> names, const QString &text,
                                    const TextRange &range);

/// Sets or adds a key of the header, which nothing else changes; empty where it cannot be edited safely.
[[nodiscard]] QList<Fix> settingKey(const Subject &subject, const QString &title, const QString &key,
                                    const Manifest::HeaderValue &value);

} // namespace Spacewright::Check
