// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logs/logstore.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace Spacewright::Logs {

/// Who has to change something. Source: reference/errors.md.
enum class Blame { Repository, Dependency, App, Machine, Scheduling, Platform };
enum class Confidence { Sure, Likely, Advice };

/// A way out that can be written for the person.
struct KnownFix {
    enum class Kind {
        AddRequirement, ///< `value` to requirements.txt
        AddPackage, ///< `value` to packages.txt
        ReplacePackage, ///< `key` by `value` in packages.txt
        RemovePackage, ///< `value` from packages.txt
        SetKey, ///< `key` to `value` in README.md
        AddSecret, ///< a secret named `value`
    };
    Kind kind = Kind::AddRequirement;
    QString key;
    QString value;

    friend bool operator==(const KnownFix &, const KnownFix &) = default;
};

/// An error that many Spaces met before.
struct KnownError {
    QString id; ///< of the row in the catalogue
    Blame blame = Blame::App;
    Confidence confidence = Confidence::Advice;
    QString subject; ///< translated; what it is, a few words
    QString meaning; ///< translated; a sentence or two
    QString wayOut; ///< translated; what to do
    std::optional<KnownFix> fix;

    friend bool operator==(const KnownError &, const KnownError &) = default;
};

/// What is known about one line; the most specific row of the catalogue.
[[nodiscard]] std::optional<KnownError> matchKnownError(const QString &line);
/// The same, looking also at the lines around the headline.
[[nodiscard]] std::optional<KnownError> matchKnownError(const FirstError &error);

/// One row of the catalogue with a line that it recognises, for the tests.
struct KnownErrorSample {
    QString id;
    QString line;
};
[[nodiscard]] QList<KnownErrorSample> knownErrorSamples();

/// For machines: `repository`, `dependency`, `app`, `machine`, `scheduling`, `platform`.
[[nodiscard]] QString blameName(Blame blame);
[[nodiscard]] QJsonObject toJson(const KnownError &error);

} // namespace Spacewright::Logs
