// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifest/ignorerules.h"

#include "base/atomicfile.h"

#include <QList>

using namespace Qt::StringLiterals;

namespace Spacewright::Manifest {

namespace {

constexpr qint64 LargestIgnoreFile = 256 * 1024; // more than that is not a list that somebody wrote

/// Spaces at the end do not count, unless a backslash stands before the first of them that is to stay.
QStringView withoutSpacesAtEnd(QStringView line)
{
    qsizetype end = line.size();
    qsizetype spaces = -1;
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (line.at(i) == u' ') {
            spaces = spaces < 0 ? i : spaces;
        } else {
            spaces = -1;
            if (line.at(i) == u'\\')
                ++i;
        }
    }
    if (spaces >= 0)
        end = spaces;
    return line.first(end);
}

} // namespace

void IgnoreRules::add(const QString &text, const QString &folder)
{
    for (QStringView line : QStringView(text).split(u'\n')) {
        if (line.endsWith(u'\r'))
            line.chop(1);
        if (line.startsWith(u'#'))
            continue;
        line = withoutSpacesAtEnd(line);
        const bool isNegated = line.startsWith(u'!');
        if (isNegated)
            line.slice(1);
        if (!line.isEmpty())
            m_rules.push_back({PathPattern(line.toUtf8(), folder.toUtf8()), isNegated});
    }
}

bool IgnoreRules::isIgnored(QByteArrayView path, bool isFolder) const
{
    for (auto rule = m_rules.rbegin(); rule != m_rules.rend(); ++rule) {
        if (rule->pattern.matches(path, isFolder))
            return !rule->isNegated;
    }
    return false;
}

bool IgnoreRules::isIgnored(const QString &path, bool isFolder) const
{
    return isIgnored(QByteArrayView(path.toUtf8()), isFolder);
}

bool IgnoreRules::isFileLeftOut(const QString &path) const
{
    const QByteArray bytes = path.toUtf8();
    for (qsizetype slash = bytes.indexOf('/'); slash >= 0; slash = bytes.indexOf('/', slash + 1)) {
        if (isIgnored(QByteArrayView(bytes).first(slash), true))
            return true;
    }
    return isIgnored(QByteArrayView(bytes), false);
}

IgnoreRules IgnoreRules::forFolder(const QString &root, const QString &folder)
{
    IgnoreRules rules;
    const auto read = [&](const QString &path, const QString &where) {
        if (const auto content = readFile(path, LargestIgnoreFile))
            rules.add(QString::fromUtf8(*content), where);
    };
    read(root + u"/.git/info/exclude"_s, {});
    read(root + u"/.gitignore"_s, {});
    for (qsizetype slash = 0; slash >= 0 && !folder.isEmpty();) {
        slash = folder.indexOf(u'/', slash + 1);
        const QString part = slash < 0 ? folder : folder.first(slash);
        read(root + u'/' + part + u"/.gitignore"_s, part);
    }
    return rules;
}

} // namespace Spacewright::Manifest
