// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/targets.h"

#include <cstdio>
#include <cstdlib>

namespace Spacewright::Fuzz {

void check(bool holds, const char *promise)
{
    if (holds)
        return;
    std::fprintf(stderr, "Broken promise: %s\n", promise);
    std::abort();
}

bool isWithin(int lines, const TextRange &range)
{
    return range.line >= 0 && range.column >= 0 && range.endLine >= range.line && range.endLine <= lines
        && (range.line != range.endLine || range.column <= range.endColumn);
}

} // namespace Spacewright::Fuzz
