// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QStringList>

namespace Spacewright {

/// `spacewright [--run] [--screenshot FILE] [--self-test] [DIR]`
struct Options {
    QString folder; ///< absolute; empty: the welcome page
    bool run = false; ///< run the Space once it is open
    QString screenshot; ///< write a picture of the window there, then quit
    bool selfTest = false; ///< open every panel, then quit
    bool help = false;
    bool version = false;
};

/// `arguments` without the program's name. Invalid for an unknown option or a second folder.
[[nodiscard]] Result<Options> parseOptions(const QStringList &arguments);
[[nodiscard]] QString optionsHelp();

} // namespace Spacewright
