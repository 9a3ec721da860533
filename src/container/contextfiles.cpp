// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/contextfiles.h"

#include "manifest/ignorerules.h"

#include <QDir>
#include <QDirIterator>

using namespace Qt::StringLiterals;

namespace Spacewright::Container {

namespace {
class Walk {
public:
    Walk(const QString &root, const QSet<QString> &tracked)
        : m_root(root)
        , m_tracked(tracked)
    {
        for (const QString &path : tracked) {
            for (qsizetype at = path.indexOf(u'/'); at >= 0; at = path.indexOf(u'/', at + 1))
                m_trackedFolders.insert(path.left(at));
        }
    }

    void enter(const QString &folder, bool isIgnored)
    {
        const Manifest::IgnoreRules rules = Manifest::IgnoreRules::forFolder(m_root, folder);
        const QString prefix = folder.isEmpty() ? QString() : folder + u'/';
        const QFileInfoList entries =
            QDir(m_root + u'/' + folder)
                .entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::Name);
        for (const QFileInfo &entry : entries) {
            const QString path = prefix + entry.fileName();
            const bool isFolder = entry.isDir() && !entry.isSymLink();
            if (path == ".git"_L1 || m_tracked.contains(path))
                continue;
            const bool leftOut = isIgnored || rules.isIgnored(path, isFolder);
            if (!isFolder) {
                if (leftOut)
                    m_found.append(path);
            } else if (leftOut && !m_trackedFolders.contains(path)) {
                m_found.append(path);
            } else {
                enter(path, leftOut);
            }
        }
    }

    QStringList take() { return std::move(m_found); }

private:
    QString m_root;
    const QSet<QString> &m_tracked;
    QSet<QString> m_trackedFolders;
    QStringList m_found{u".git"_s};
};

/// Source: Go's path/filepath.Match and moby's patternmatcher, which read such a file.
QString asPattern(const QString &path)
{
    QString pattern(u'/'); // so that no name looks like a comment or a negation
    for (const QChar c : path) {
        if (u"*?[]\\"_s.contains(c))
            pattern += u'\\';
        pattern += c;
    }
    if (pattern.back().isSpace())
        pattern.back() = u'?'; // spaces at the end of a line do not count
    return pattern;
}
} // namespace

QStringList pathsOutsideCommits(const QString &folder, const QSet<QString> &tracked)
{
    Walk walk(folder, tracked);
    walk.enter({}, false);
    return walk.take();
}

QString ignoreFile(const QString &ownRules, const QStringList &paths)
{
    QString text = ownRules;
    if (!text.isEmpty() && !text.endsWith(u'\n'))
        text += u'\n';
    for (const QString &path : paths) {
        // A line break cannot be written in such a file; nothing of that name reaches an image by git either.
        if (!path.contains(u'\n'))
            text += asPattern(path) + u'\n';
    }
    return text;
}

} // namespace Spacewright::Container
