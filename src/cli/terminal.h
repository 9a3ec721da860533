// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QIODevice;

namespace Spacewright::Cli {

/// Where a command writes. The real program hands in its streams, a test two buffers.
struct Terminal {
    QIODevice &out; ///< results
    QIODevice &err; ///< progress and errors
    bool isOutTty = false;
    bool isErrTty = false;
    int inputDescriptor = -1; ///< of a terminal where a person can answer; -1 without
    bool isColourWanted = true; ///< false with NO_COLOR; colour also needs a terminal. Source: no-color.org
};

} // namespace Spacewright::Cli
