// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifest/frontmatter.h"

using namespace Qt::StringLiterals;

namespace Spacewright::Manifest {

namespace {

bool isBlank(QStringView line)
{
    return line.trimmed().isEmpty();
}

/// A fence as somebody might write it: three dashes or more, or three with something glued on.
bool looksLikeFence(QStringView line)
{
    const QStringView trimmed = line.trimmed();
    return trimmed.startsWith("---"_L1) && !trimmed.startsWith("---|"_L1);
}

/// The line below `from` that is a closing fence, or -1.
int closingFence(const TextIndex &readme, int from)
{
    for (int i = from; i < readme.lineCount(); ++i) {
        if (readme.line(i) == "---"_L1)
            return i;
    }
    return -1;
}

/// The line that was perhaps meant as one, before the header turns into prose; or -1.
int intendedFence(const TextIndex &readme, int from)
{
    for (int i = from; i < readme.lineCount(); ++i) {
        if (looksLikeFence(readme.line(i)))
            return i;
    }
    return -1;
}

/// For a README that begins with something else: is there a header further down?
bool hasBlockBelow(const TextIndex &readme, int from)
{
    const int opening = closingFence(readme, from);
    if (opening < 0 || opening + 1 >= readme.lineCount())
        return false;
    const QStringView next = readme.line(opening + 1);
    const qsizetype colon = next.indexOf(u':');
    return colon > 0 && !next.first(colon).contains(u' ') && closingFence(readme, opening + 1) > 0;
}

} // namespace

FrontMatter findFrontMatter(const TextIndex &readme)
{
    using State = FrontMatter::State;
    FrontMatter result;
    int first = 0;
    while (first < readme.lineCount() && isBlank(readme.line(first)))
        ++first;
    if (first == readme.lineCount())
        return result;

    result.openingLine = first;
    const QStringView opening = readme.line(first);
    // White space before the fence is part of what the client skips, on the same line too.
    if (opening.trimmed() != "---"_L1 || !opening.endsWith(u'-')) {
        if (looksLikeFence(opening) && intendedFence(readme, first + 1) > 0)
            result.state = State::BadOpening;
        else if (hasBlockBelow(readme, first + 1))
            result.state = State::NotFirst;
        return result;
    }

    const int closing = closingFence(readme, first + 1);
    if (closing < 0) {
        const int intended = intendedFence(readme, first + 1);
        result.state = intended < 0 ? State::Unterminated : State::BadClosing;
        result.closingLine = intended < 0 ? readme.lineCount() - 1 : intended;
        return result;
    }
    result.closingLine = closing;
    result.from = readme.startOf(first + 1);
    result.to = readme.startOf(closing);
    result.state =
        isBlank(QStringView(readme.text()).sliced(result.from, result.to - result.from)) ? State::Empty : State::Found;
    return result;
}

} // namespace Spacewright::Manifest
