// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/assist.h"

#include "assist/place.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Assist {

namespace {
enum class FileKind { None, Readme, Requirements, SystemPackages, Dockerfile, Attributes };

FileKind kindOf(const QString &file)
{
    if (file == "README.md"_L1)
        return FileKind::Readme;
    if (file == "requirements.txt"_L1 || file == "pre-requirements.txt"_L1)
        return FileKind::Requirements;
    if (file == "packages.txt"_L1)
        return FileKind::SystemPackages;
    if (file == "Dockerfile"_L1)
        return FileKind::Dockerfile;
    return file == ".gitattributes"_L1 ? FileKind::Attributes : FileKind::None;
}
} // namespace

Place::Place(const Manifest::TextIndex &index, Position at)
    : m_index(index)
    , m_line(std::clamp(at.line, 0, index.lineCount() - 1))
    , m_text(index.line(m_line).toString())
    , m_column(std::clamp(at.column, 0, int(m_text.size())))
{
}

TextRange Place::range(qsizetype from, qsizetype to) const
{
    return {m_line, int(from), m_line, int(to)};
}

QString Place::written(const TextRange &range) const
{
    return m_text.sliced(range.column, range.endColumn - range.column);
}

bool isWord(QChar letter, QStringView more)
{
    return !letter.isSpace() && !more.contains(letter);
}

bool isAssisted(const QString &file)
{
    return kindOf(file) != FileKind::None;
}

QList<Completion> complete(const QString &file, const QString &text, Position at, const Context &context)
{
    const FileKind kind = kindOf(file);
    if (kind == FileKind::None)
        return {};
    const Manifest::TextIndex index(text);
    const Place place(index, at);
    switch (kind) {
    case FileKind::Readme:
        return completeHeader(place, context);
    case FileKind::Requirements:
        return completeRequirement(place, context);
    case FileKind::SystemPackages:
        return completeSystemPackage(place);
    case FileKind::Dockerfile:
        return completeDockerfile(place, context);
    case FileKind::Attributes:
        return completeAttributes(place, context);
    case FileKind::None:
        break;
    }
    return {};
}

std::optional<Documentation> documentationAt(const QString &file, const QString &text, Position at,
                                             const Context &context)
{
    const FileKind kind = kindOf(file);
    if (kind == FileKind::None)
        return {};
    const Manifest::TextIndex index(text);
    const Place place(index, at);
    switch (kind) {
    case FileKind::Readme:
        return documentHeader(place, context);
    case FileKind::Requirements:
        return documentRequirement(place, context);
    case FileKind::SystemPackages:
        return documentSystemPackage(place);
    case FileKind::Dockerfile:
        return documentDockerfile(place);
    case FileKind::Attributes:
        return documentAttributes(place);
    case FileKind::None:
        break;
    }
    return {};
}

} // namespace Spacewright::Assist
