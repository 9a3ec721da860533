// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRandomGenerator>
#include <QStringList>

namespace Spacewright::Testing {

/// Some of `parts`, one after the other.
inline QString strung(QRandomGenerator &random, const QStringList &parts, int most)
{
    QString text;
    for (int count = random.bounded(1, most + 1); count > 0; --count)
        text += parts.at(random.bounded(int(parts.size())));
    return text;
}

/// Patterns that people write and patterns that nobody would, without blanks.
inline QString someGlob(QRandomGenerator &random)
{
    static const QStringList Parts{
        QStringLiteral("a"),       QStringLiteral("b"),    QStringLiteral("A"),       QStringLiteral("ab"),
        QStringLiteral(".bin"),    QStringLiteral("*"),    QStringLiteral("*"),       QStringLiteral("?"),
        QStringLiteral("**"),      QStringLiteral("**/"),  QStringLiteral("/**"),     QStringLiteral("/"),
        QStringLiteral("/"),       QStringLiteral("[ab]"), QStringLiteral("[!a]"),    QStringLiteral("[^b]"),
        QStringLiteral("[a-c]"),   QStringLiteral("[]a]"), QStringLiteral("[a-]"),    QStringLiteral("[[:alpha:]]"),
        QStringLiteral("["),       QStringLiteral("\\*"),  QStringLiteral("\\a"),     QStringLiteral("\\"),
        QStringLiteral("é"),       QStringLiteral("[é]"),  QStringLiteral("[[:x:]]"), QStringLiteral("-"),
        QStringLiteral("[a\\]b]"), QStringLiteral("[:]"),  QStringLiteral("[[:]"),    QStringLiteral("]"),
    };
    return strung(random, Parts, 5);
}

inline QString somePath(QRandomGenerator &random)
{
    static const QStringList Names{QStringLiteral("a"), QStringLiteral("b"),      QStringLiteral("ab"),
                                   QStringLiteral("A"), QStringLiteral("a.bin"),  QStringLiteral("b.bin"),
                                   QStringLiteral("*"), QStringLiteral("é"),      QStringLiteral("-"),
                                   QStringLiteral("["), QStringLiteral("]"),      QStringLiteral("aab"),
                                   QStringLiteral("c"), QStringLiteral("ab.bin"), QStringLiteral("x:")};
    QStringList path;
    for (int count = random.bounded(1, 5); count > 0; --count)
        path += Names.at(random.bounded(int(Names.size())));
    return path.join(u'/');
}

} // namespace Spacewright::Testing
