// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/acceptedsecrets.h"

#include "manifest/textindex.h"

using namespace Qt::StringLiterals;

namespace Spacewright::Check {

QList<AcceptedSecret> readAcceptedSecrets(const QString &text)
{
    QList<AcceptedSecret> accepted;
    const Manifest::TextIndex index(text);
    for (int number = 0; number < index.lineCount(); ++number) {
        const QStringView line = index.line(number);
        qsizetype from = 0;
        while (from < line.size() && line.at(from).isSpace())
            ++from;
        qsizetype to = from;
        while (to < line.size() && !line.at(to).isSpace() && line.at(to) != u'#')
            ++to;
        if (to == from)
            continue;
        const qsizetype next = number + 1 < index.lineCount() ? index.startOf(number + 1) : text.size();
        accepted.append({.fingerprint = line.sliced(from, to - from).toString(),
                         .range = {number, int(from), number, int(to)},
                         .lineRange = index.range(index.startOf(number), next)});
    }
    return accepted;
}

} // namespace Spacewright::Check
