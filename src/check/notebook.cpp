// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/notebook.h"

#include <vector>

namespace Spacewright::Check {

namespace {

constexpr size_t Deepest = 1000; // no notebook is; below it, nothing is said

/// A list or an object that is open, and which member one is in.
struct Level {
    bool isList = false;
    int index = 0; ///< in a list
    QByteArrayView key = {}; ///< in an object; the bytes as they are written
    bool hasKey = false; ///< the colon after it was seen
};

int cellOf(const std::vector<Level> &levels)
{
    if (levels.size() < 4 || levels[0].key != "cells" || !levels[1].isList || levels[2].key != "outputs")
        return 0;
    return levels[1].index + 1;
}

} // namespace

QList<int> outputCells(QByteArrayView json, const QList<qsizetype> &offsets)
{
    QList<int> cells;
    std::vector<Level> levels;
    const auto answerUpTo = [&](qsizetype end) {
        while (cells.size() < offsets.size() && offsets.at(cells.size()) < end)
            cells.append(cellOf(levels));
    };
    for (qsizetype at = 0; at < json.size() && cells.size() < offsets.size(); ++at) {
        const char c = json.at(at);
        if (levels.size() > Deepest)
            break;
        if (c == '"') {
            const qsizetype begin = at + 1;
            for (++at; at < json.size() && json.at(at) != '"'; ++at)
                at += json.at(at) == '\\' ? 1 : 0;
            if (!levels.empty() && !levels.back().isList && !levels.back().hasKey)
                levels.back().key = json.sliced(begin, std::min(at, json.size()) - begin);
        } else if (c == '{' || c == '[') {
            levels.push_back({.isList = c == '['});
        } else if ((c == '}' || c == ']') && !levels.empty()) {
            levels.pop_back();
        } else if (c == ':' && !levels.empty()) {
            levels.back().hasKey = true;
        } else if (c == ',' && !levels.empty()) {
            ++levels.back().index;
            levels.back().hasKey = false;
        }
        answerUpTo(at);
    }
    levels.clear();
    answerUpTo(json.size() + 1);
    cells.resize(offsets.size());
    return cells;
}

} // namespace Spacewright::Check
