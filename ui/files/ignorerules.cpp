// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/ignorerules.h"

#include "base/atomicfile.h"

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr qint64 LargestIgnoreFile = 256 * 1024; // more than that is not a list that somebody wrote

/// The body of a regular expression for one pattern of gitignore(5), without its anchors.
QString globToRegExp(QStringView glob)
{
    QString out;
    for (qsizetype i = 0; i < glob.size(); ++i) {
        const QChar c = glob[i];
        if (c == u'*') {
            if (i + 1 < glob.size() && glob[i + 1] == u'*') {
                ++i;
                if (i + 1 < glob.size() && glob[i + 1] == u'/') {
                    ++i;
                    out += u"(?:.*/)?"_s;
                } else {
                    out += u".*"_s;
                }
            } else {
                out += u"[^/]*"_s;
            }
        } else if (c == u'?') {
            out += u"[^/]"_s;
        } else if (c == u'[') {
            const qsizetype close = glob.indexOf(u']', i + 2);
            if (close < 0) {
                out += u"\\["_s;
                continue;
            }
            QString set = glob.sliced(i + 1, close - i - 1).toString();
            set.replace(u'\\', u"\\\\"_s).replace(u'[', u"\\["_s);
            if (set.startsWith(u'!'))
                set[0] = u'^';
            out += u'[' + set + u']';
            i = close;
        } else if (c == u'\\' && i + 1 < glob.size()) {
            out += QRegularExpression::escape(glob[++i]);
        } else {
            out += QRegularExpression::escape(glob.sliced(i, 1));
        }
    }
    return out;
}
} // namespace

void IgnoreRules::add(const QString &text, const QString &folder)
{
    for (QStringView line : QStringView(text).split(u'\n')) {
        if (line.endsWith(u'\r'))
            line.chop(1);
        while (line.endsWith(u' ') && !line.endsWith(u"\\ "_s))
            line.chop(1);
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        Rule rule;
        if (line.startsWith(u'!')) {
            rule.isNegated = true;
            line = line.sliced(1);
        }
        if (line.endsWith(u'/')) {
            rule.isForFolders = true;
            line.chop(1);
        }
        const bool isAnchored = line.contains(u'/');
        if (line.startsWith(u'/'))
            line = line.sliced(1);
        if (line.isEmpty())
            continue;
        const QString prefix = folder.isEmpty() ? QString() : QRegularExpression::escape(folder) + u'/';
        rule.pattern.setPattern(u"\\A"_s + prefix + (isAnchored ? u""_s : u"(?:.*/)?"_s) + globToRegExp(line)
                                + u"\\z"_s);
        if (rule.pattern.isValid())
            m_rules.push_back(std::move(rule));
    }
}

bool IgnoreRules::isIgnored(const QString &path, bool isFolder) const
{
    for (auto rule = m_rules.rbegin(); rule != m_rules.rend(); ++rule) {
        if (rule->isForFolders && !isFolder)
            continue;
        if (rule->pattern.matchView(path).hasMatch())
            return !rule->isNegated;
    }
    return false;
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

} // namespace Spacewright::Ui
