// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace Spacewright::Environment {

/// What stays different from the Hub although everything works here. All four are translated.
struct Difference {
    QString what; ///< the thing: "Python"
    QString here; ///< "3.11.7"
    QString onHub; ///< "3.13"
    QString consequence; ///< a sentence

    friend bool operator==(const Difference &, const Difference &) = default;
};

/// The one JSON form, for `--format json` and the ledger.
[[nodiscard]] QJsonObject toJson(const Difference &difference);

} // namespace Spacewright::Environment
