// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command.h"

namespace Spacewright::Cli {

/// What every command understands: --format, --quiet, --help.
[[nodiscard]] QList<QCommandLineOption> commonOptions(const QList<Format> &formats = {Format::Text, Format::Json});
/// "text, json or sarif"
[[nodiscard]] QString formatList(const QList<Format> &formats);
/// The page of `spw help`.
[[nodiscard]] QString overview(const QList<Command::Description> &commands);
/// The page of `spw help NAME`.
[[nodiscard]] QString helpText(const Command::Description &command);

} // namespace Spacewright::Cli
