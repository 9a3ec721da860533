// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/runplan.h"

#include <QCommandLineParser>

namespace Spacewright::Settings {
class Store;
}

namespace Spacewright::Cli {

/// The options that choose an engine and what it may take; `plan`, `build` and `run` have them.
[[nodiscard]] QList<QCommandLineOption> engineOptions();

/// What they say, above what the settings of the Space in `folder` say. Invalid, with a sentence, for a value that is
/// none.
[[nodiscard]] Result<Runtime::RunChoice> engineChoice(const QCommandLineParser &parser, const Settings::Store &settings,
                                                      const QString &folder);

/// "512m", "2.5g", "16Gi", or bytes; nullopt for anything else and for what is not above 0.
[[nodiscard]] std::optional<qint64> readSize(const QString &text);

} // namespace Spacewright::Cli
