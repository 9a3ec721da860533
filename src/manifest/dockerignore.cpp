// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifest/dockerignore.h"

#include <QDir>
#include <QList>

using namespace Qt::StringLiterals;

namespace Spacewright::Manifest {

namespace {

/// As Docker's builder makes its regular expression: a set is handed over as it is, so only `^` negates it.
QString regExpFrom(QStringView glob)
{
    QString out = u"\\A"_s;
    for (qsizetype i = 0; i < glob.size(); ++i) {
        const QChar c = glob.at(i);
        if (c == u'*' && i + 1 < glob.size() && glob.at(i + 1) == u'*') {
            ++i;
            if (i + 1 < glob.size() && glob.at(i + 1) == u'/')
                ++i;
            out += i + 1 < glob.size() ? u"(?:.*/)?"_s : u".*"_s;
        } else if (c == u'*') {
            out += u"[^/]*"_s;
        } else if (c == u'?') {
            out += u"[^/]"_s;
        } else if (c == u'[' || c == u']') {
            out += c;
        } else if (c == u'\\' && i + 1 < glob.size()) {
            out += QRegularExpression::escape(glob.sliced(++i, 1));
        } else if (c == u'^' || c == u'-') {
            out += c; // within a set
        } else {
            out += QRegularExpression::escape(glob.sliced(i, 1));
        }
    }
    return out + u"\\z"_s;
}

} // namespace

DockerIgnore::DockerIgnore(const QString &text)
{
    for (QStringView line : QStringView(text).split(u'\n')) {
        if (line.startsWith(u'#'))
            continue;
        line = line.trimmed();
        const bool isNegated = line.startsWith(u'!');
        if (isNegated)
            line = line.sliced(1).trimmed();
        if (line.isEmpty())
            continue;
        QString path = QDir::cleanPath(line.toString());
        while (path.startsWith(u'/') && path.size() > 1)
            path.remove(0, 1);
        Rule rule{QRegularExpression(regExpFrom(path), QRegularExpression::DotMatchesEverythingOption), isNegated};
        if (rule.pattern.isValid())
            m_rules.push_back(std::move(rule));
    }
}

bool DockerIgnore::isInContext(const QString &path) const
{
    const auto matches = [&](const Rule &rule) {
        for (qsizetype slash = path.indexOf(u'/'); slash >= 0; slash = path.indexOf(u'/', slash + 1)) {
            if (rule.pattern.matchView(QStringView(path).first(slash)).hasMatch())
                return true;
        }
        return rule.pattern.match(path).hasMatch();
    };
    for (auto rule = m_rules.rbegin(); rule != m_rules.rend(); ++rule) {
        if (matches(*rule))
            return rule->isNegated;
    }
    return true;
}

} // namespace Spacewright::Manifest
