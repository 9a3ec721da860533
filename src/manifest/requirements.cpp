// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifest/requirements.h"

#include "manifest/textindex.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Spacewright::Manifest {

namespace {

using Kind = Requirement::Kind;

/// Lines joined as pip does: a backslash at the end continues; a comment begins at `#` after white space.
struct Entry {
    QString text;
    TextRange range;
};

qsizetype commentStart(QStringView line)
{
    for (qsizetype i = line.indexOf(u'#'); i >= 0; i = line.indexOf(u'#', i + 1)) {
        if (i == 0 || line.at(i - 1).isSpace())
            return i;
    }
    return -1;
}

QList<Entry> entriesOf(const TextIndex &index)
{
    QList<Entry> entries;
    for (int i = 0; i < index.lineCount(); ++i) {
        Entry entry;
        bool begun = false;
        for (bool goesOn = true; goesOn; goesOn = goesOn && ++i < index.lineCount()) {
            QStringView line = index.line(i);
            const qsizetype comment = commentStart(line);
            goesOn = comment < 0 && line.endsWith(u'\\');
            if (comment >= 0)
                line = line.first(comment);
            else if (goesOn)
                line.chop(1);
            const QStringView content = line.trimmed();
            if (content.isEmpty())
                continue;
            const int column = int(content.data() - index.line(i).data());
            if (!begun)
                entry.range = {i, column, i, column};
            begun = true;
            entry.range.endLine = i;
            entry.range.endColumn = column + int(content.size());
            entry.text += (entry.text.isEmpty() ? QString() : u" "_s) + content;
        }
        if (begun)
            entries.append(std::move(entry));
    }
    return entries;
}

/// `-r file`, `-rfile`, `--requirement=file`: the target of an option, or nullopt.
std::optional<QString> optionTarget(const QString &text, QLatin1StringView shortName, QLatin1StringView longName)
{
    if (text.startsWith(longName)
        && (text.size() == longName.size() || text.at(longName.size()) == u'=' || text.at(longName.size()).isSpace()))
        return text.sliced(longName.size()).remove(QRegularExpression(u"^[=\\s]+"_s)).trimmed();
    if (text.startsWith(shortName) && !text.startsWith("--"_L1))
        return text.sliced(shortName.size()).trimmed();
    return std::nullopt;
}

bool isPathLike(const QString &text)
{
    return text.startsWith(u'.') || text.startsWith(u'/') || text.startsWith(u'~') || text.startsWith("file:"_L1)
        || ((text.endsWith(".whl"_L1) || text.endsWith(".tar.gz"_L1) || text.endsWith(".zip"_L1))
            && !text.contains("://"_L1) && !text.contains(u'@'));
}

bool isAddress(const QString &text)
{
    static const QRegularExpression scheme(u"^(?:[a-z][a-z0-9]*\\+)?[a-z][a-z0-9]*://"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    return scheme.match(text).hasMatch();
}

void readOption(Requirement &entry)
{
    struct Known {
        QLatin1StringView shortName, longName;
        Kind kind;
    };
    static constexpr Known Options[] = {
        {"-r"_L1, "--requirement"_L1, Kind::Include},
        {"-c"_L1, "--constraint"_L1, Kind::Constraint},
        {"-e"_L1, "--editable"_L1, Kind::Editable},
    };
    for (const Known &option : Options) {
        if (const auto target = optionTarget(entry.text, option.shortName, option.longName)) {
            entry.kind = option.kind;
            entry.url = *target;
            return;
        }
    }
    entry.kind = Kind::Option;
    entry.options = entry.text.split(u' ', Qt::SkipEmptyParts);
}

/// Cuts `--hash=…` and other options off the end of an entry.
QString takeOptions(Requirement &entry)
{
    static const QRegularExpression option(u"\\s(--?[A-Za-z])"_s);
    const QRegularExpressionMatch match = option.match(entry.text);
    if (!match.hasMatch())
        return entry.text;
    entry.options = entry.text.sliced(match.capturedStart()).split(u' ', Qt::SkipEmptyParts);
    return entry.text.first(match.capturedStart()).trimmed();
}

/// PEP 508: `name [extras] (specifier | @ url) [; marker]`.
void readNamed(Requirement &entry, const QString &text)
{
    static const QRegularExpression head(
        u"^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\\s*(?:\\[([^\\]]*)\\])?\\s*(.*)$"_s);
    static const QRegularExpression specifiers(
        u"^(?:(?:===|==|~=|!=|<=|>=|<|>)\\s*[A-Za-z0-9.*+!_-]+)(?:\\s*,\\s*(?:===|==|~=|!=|<=|>=|<|>)\\s*[A-Za-z0-9.*+!_-]+)*,?$"_s);
    const QRegularExpressionMatch match = head.match(text);
    if (!match.hasMatch())
        return;
    entry.name = match.captured(1);
    const QStringList extras = match.captured(2).split(u',', Qt::SkipEmptyParts);
    for (const QString &extra : extras)
        entry.extras.append(extra.trimmed());
    QString rest = match.captured(3).trimmed();
    if (rest.startsWith(u'@')) {
        rest = rest.sliced(1).trimmed();
        // In an address the marker needs a space before its semicolon.
        const qsizetype semicolon = rest.indexOf(" ;"_L1);
        entry.marker = semicolon < 0 ? QString() : rest.sliced(semicolon + 2).trimmed();
        entry.url = (semicolon < 0 ? rest : rest.first(semicolon)).trimmed();
        entry.kind = entry.url.isEmpty() ? Kind::Invalid : Kind::Url;
        return;
    }
    const qsizetype semicolon = rest.indexOf(u';');
    if (semicolon >= 0) {
        entry.marker = rest.sliced(semicolon + 1).trimmed();
        rest = rest.first(semicolon).trimmed();
    }
    if (rest.startsWith(u'(') && rest.endsWith(u')'))
        rest = rest.sliced(1, rest.size() - 2).trimmed();
    if (!rest.isEmpty() && !specifiers.match(rest).hasMatch())
        return;
    entry.kind = Kind::Package;
    entry.specifier = rest.remove(u' ');
}

void readPlain(Requirement &entry)
{
    const QString text = takeOptions(entry);
    if (isAddress(text) && !text.startsWith("file:"_L1)) {
        static const QRegularExpression egg(u"[#&]egg=([A-Za-z0-9._-]+)"_s);
        entry.kind = Kind::Url;
        entry.url = text.section(u' ', 0, 0);
        entry.name = egg.match(entry.url).captured(1);
        return;
    }
    if (isPathLike(text)) {
        entry.kind = Kind::Path;
        entry.url = text.section(u';', 0, 0).trimmed();
        return;
    }
    readNamed(entry, text);
}

void locateName(Requirement &entry, const TextIndex &index)
{
    const QString &needle = entry.name.isEmpty() ? entry.url : entry.name;
    const QStringView line = index.line(entry.range.line);
    const qsizetype at = needle.isEmpty() ? -1 : line.indexOf(needle, entry.range.column);
    entry.nameRange = entry.range;
    if (at >= 0)
        entry.nameRange = {entry.range.line, int(at), entry.range.line, int(at + needle.size())};
}

} // namespace

QString normalPackageName(QStringView name)
{
    QString result;
    for (const QChar c : name) {
        const bool separator = c == u'-' || c == u'_' || c == u'.';
        if (!separator)
            result += c.toLower();
        else if (!result.endsWith(u'-'))
            result += u'-';
    }
    return result;
}

QString Requirement::normalName() const
{
    return normalPackageName(name);
}

bool Requirement::isPinned() const
{
    return specifier.startsWith("=="_L1) && !specifier.contains(u',') && !specifier.contains(u'*');
}

QString Requirement::pinnedVersion() const
{
    return isPinned() ? specifier.sliced(specifier.startsWith("==="_L1) ? 3 : 2) : QString();
}

QList<Requirement> readRequirements(const QString &text)
{
    const TextIndex index(text);
    QList<Requirement> result;
    const QList<Entry> entries = entriesOf(index);
    for (const Entry &entry : entries) {
        Requirement requirement;
        requirement.text = entry.text;
        requirement.range = entry.range;
        if (entry.text.startsWith(u'-'))
            readOption(requirement);
        else
            readPlain(requirement);
        locateName(requirement, index);
        result.append(std::move(requirement));
    }
    return result;
}

QList<SystemPackage> readSystemPackages(const QString &text)
{
    const TextIndex index(text);
    QList<SystemPackage> result;
    for (int i = 0; i < index.lineCount(); ++i) {
        const QStringView line = index.line(i);
        const QStringView content = line.trimmed();
        if (content.isEmpty())
            continue;
        const int column = int(content.data() - line.data());
        result.append({content.toString(), content.startsWith(u'#'), {i, column, i, column + int(content.size())}});
    }
    return result;
}

} // namespace Spacewright::Manifest
