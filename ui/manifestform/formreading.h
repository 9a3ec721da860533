// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "manifest/yaml.h"

namespace Spacewright::Ui {

/// What the form shows of README.md.
struct FormReading {
    Manifest::YamlNode header; ///< a mapping, or null where there is none; of broken text what could be read
    bool isEditable = true; ///< false: the header cannot be changed without harm
    QString reason; ///< translated; why it cannot
    int line = -1; ///< where to correct it, from 0
};

/// Pure; any thread. 1,000 lines of header take about a millisecond.
[[nodiscard]] FormReading readForm(const QString &readme);

/// From the first character of the key to the last of its value.
[[nodiscard]] TextRange wholeRange(const Manifest::YamlPair &pair);
/// Whether they share a character, or an empty one lies within the other.
[[nodiscard]] bool touches(const TextRange &a, const TextRange &b);

} // namespace Spacewright::Ui
