// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifestform/formreading.h"

#include "manifest/frontmatter.h"
#include "manifest/headereditor.h"

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

FormReading readForm(const QString &readme)
{
    const Manifest::TextIndex index(readme);
    const Manifest::FrontMatter fences = Manifest::findFrontMatter(index);
    FormReading reading;
    if (fences.isBlock()) {
        const Manifest::YamlDocument yaml = Manifest::readYaml(index, fences.from, fences.to);
        reading.header = yaml.root;
        if (yaml.error)
            reading.line = yaml.error->range.line;
    } else if (fences.state != Manifest::FrontMatter::State::Missing) {
        reading.line =
            fences.state == Manifest::FrontMatter::State::BadClosing ? fences.closingLine : fences.openingLine;
    }
    // Asked for a change that is none: what stands in the way of any edit stands in the way of this one.
    if (const auto possible = Manifest::HeaderEditor(readme).remove(QString()); !possible) {
        reading.isEditable = false;
        reading.reason = possible.error().message;
        reading.line = std::max(reading.line, 0);
    }
    return reading;
}

TextRange wholeRange(const Manifest::YamlPair &pair)
{
    const TextRange &key = pair.keyRange;
    const TextRange &value = pair.value.range;
    const bool isAfter = std::tuple(value.endLine, value.endColumn) > std::tuple(key.endLine, key.endColumn);
    return {key.line, key.column, isAfter ? value.endLine : key.endLine, isAfter ? value.endColumn : key.endColumn};
}

bool touches(const TextRange &a, const TextRange &b)
{
    using Place = std::tuple<int, int>;
    const Place beginA(a.line, a.column);
    const Place endA(a.endLine, a.endColumn);
    const Place beginB(b.line, b.column);
    const Place endB(b.endLine, b.endColumn);
    if (a.isEmpty() || b.isEmpty())
        return beginA <= endB && beginB <= endA;
    return beginA < endB && beginB < endA;
}

} // namespace Spacewright::Ui
