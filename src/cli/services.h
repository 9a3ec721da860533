// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/paths.h"
#include "base/redactor.h"

#include <QProcessEnvironment>
#include <QString>

namespace Spacewright::Cli {

/// What commands work with. All of it must outlive the Program.
struct Services {
    Paths paths;
    Redactor &redactor;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    QString workingDirectory; ///< what relative paths on the command line are relative to
    QString templates; ///< the folder with the Spaces that `new` copies
    const Clock &clock = Clock::system();
};

} // namespace Spacewright::Cli
