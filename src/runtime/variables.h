// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QStringList>

namespace Spacewright::Runtime {

/// What is set for an app, by name, and what cannot be.
struct Variables {
    QMap<QString, QString> values;
    QStringList refused; ///< as they were written
};

/// Reads `NAME=VALUE` each; of two with one name the later counts. A name is what the Hub takes for one: a letter,
/// then letters, digits and underscores.
[[nodiscard]] Variables readVariables(const QStringList &assignments);

} // namespace Spacewright::Runtime
