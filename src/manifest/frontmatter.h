// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "manifest/textindex.h"

namespace Spacewright::Manifest {

/// The place of the YAML block at the top of README.md. The rules are those of the Hub's client:
/// white space, `---` alone on its line, the block, `---` alone on its line.
/// Source: huggingface_hub repocard.py REGEX_YAML_BLOCK; reference/spaces.md §1.1.
struct FrontMatter {
    enum class State {
        Found,
        Empty, ///< the fences are there and nothing is between them
        Missing, ///< the file does not begin with a fence
        NotFirst, ///< a block is there, with something above it
        BadOpening, ///< the opening fence has something else on its line
        Unterminated, ///< no line that looks like a closing fence
        BadClosing, ///< the line meant as closing fence is not exactly `---`
    };
    State state = State::Missing;
    int openingLine = 0;
    int closingLine = 0; ///< for BadClosing: the line meant
    qsizetype from = 0; ///< UTF-16 offsets of the YAML between the fences
    qsizetype to = 0;

    /// True when the Hub finds a block, be it empty.
    [[nodiscard]] bool isBlock() const { return state == State::Found || state == State::Empty; }
};

[[nodiscard]] FrontMatter findFrontMatter(const TextIndex &readme);

} // namespace Spacewright::Manifest
