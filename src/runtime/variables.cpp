// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/variables.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Spacewright::Runtime {

Variables readVariables(const QStringList &assignments)
{
    // The Hub's own pattern for names. Source: reference/spaces.md §5.1.
    static const QRegularExpression assignment(uR"(\A([a-zA-Z][_a-zA-Z0-9]*)=(.*)\z)"_s,
                                               QRegularExpression::DotMatchesEverythingOption);
    Variables variables;
    for (const QString &text : assignments) {
        if (const auto match = assignment.match(text); match.hasMatch())
            variables.values.insert(match.captured(1), match.captured(2));
        else
            variables.refused += text;
    }
    return variables;
}

} // namespace Spacewright::Runtime
