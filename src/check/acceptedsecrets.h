// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/diagnostic.h"

#include <QList>
#include <QString>

namespace Spacewright::Check {

/// Where a Space keeps the findings that somebody looked at and accepts.
inline constexpr QLatin1StringView AcceptedSecretsFile{".spacewright/accepted-secrets"};

/// One line of it: `FINGERPRINT  PATTERN  PATH`, and what follows a `#` is for people. The fingerprint alone counts; it
/// stands for pattern, path and value together, and the value cannot be read from it.
struct AcceptedSecret {
    QString fingerprint;
    TextRange range; ///< of the fingerprint
    TextRange lineRange; ///< with its line end, to take it away
};

/// Empty lines and comments are left out; so is a line without a fingerprint.
[[nodiscard]] QList<AcceptedSecret> readAcceptedSecrets(const QString &text);

} // namespace Spacewright::Check
