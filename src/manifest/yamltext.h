// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Spacewright::Manifest {

/// How a scalar is written.
enum class YamlQuotes {
    Auto, ///< plain where it then still reads as the same text, else double
    Single, ///< double where single quotes cannot hold it
    Double,
};

/// `text` as YAML on one line that every reader takes for this text: `6.31.0` → `6.31.0`, `3.10` → `"3.10"`.
[[nodiscard]] QString yamlText(const QString &text, YamlQuotes quotes = YamlQuotes::Auto);

} // namespace Spacewright::Manifest
