// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/contents.h"

#include "check/acceptedsecrets.h"
#include "fuzz/targets.h"
#include "manifest/dockerignore.h"
#include "manifest/gitattributes.h"
#include "manifest/ignorerules.h"
#include "manifest/textindex.h"

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;
using namespace Spacewright::Manifest;

namespace Spacewright::Fuzz {

void gitattributes(const QByteArray &bytes)
{
    const QString text = QString::fromUtf8(bytes);
    const TextIndex index(text);
    const std::vector<GitAttributes> files{readGitAttributes(text), readGitAttributes(text, u"a"_s)};
    for (const GitAttributeLine &line : files.front().lines) {
        check(isWithin(index.lineCount(), line.range) && isWithin(index.lineCount(), line.lineRange),
              "patterns are in the text");
        for (const GitAttribute &attribute : line.attributes)
            check(isWithin(index.lineCount(), attribute.range) && !attribute.name.isEmpty(),
                  "attributes have a place and a name");
    }
    for (const GitAttributeError &error : files.front().errors)
        check(isWithin(index.lineCount(), error.range), "problems have a place");
    IgnoreRules ignored;
    ignored.add(text);
    const DockerIgnore docker(text);
    // The text names some of the paths itself.
    QStringList paths{u"a"_s, u"a/b.bin"_s, u"a/b/c/d.tar.gz"_s, u"é [x]*"_s};
    for (const GitAttributeLine &line : files.front().lines)
        paths.append(line.text);
    for (const QString &path : std::as_const(paths)) {
        std::ignore = isLfsTracked(files, path);
        std::ignore = ignored.isFileLeftOut(path);
        std::ignore = docker.isInContext(path);
        const QString pattern = attributePatternFor(path);
        const bool isOneLine = !path.isEmpty() && !pattern.contains(u'\n') && !pattern.contains(u'\r')
            && !path.startsWith(u'/') && !path.endsWith(u'/') && !path.startsWith(u'"') && pattern.size() < 500
            && !path.startsWith("[attr]"_L1) && path.isValidUtf16();
        if (isOneLine) {
            const std::vector<GitAttributes> own{readGitAttributes(pattern + lfsAttributes())};
            check(isLfsTracked(own, path), "a pattern made for a path matches it");
        }
    }
}

void secrets(const QByteArray &bytes)
{
    qsizetype end = 0;
    for (const Check::SecretSpan &span : Check::findSecrets(bytes)) {
        check(span.pattern && span.start >= end && span.size > 0 && span.start + span.size <= bytes.size(),
              "secrets are in the bytes, in order and apart");
        end = span.start + span.size;
    }
    const QString text = QString::fromUtf8(bytes);
    const int lines = TextIndex(text).lineCount();
    const bool isPlain = text.toUtf8() == bytes && !bytes.startsWith("\xEF\xBB\xBF");
    for (const Check::SecretFinding &finding : Check::scanForSecrets(u"a.ipynb"_s, bytes)) {
        check(finding.pattern && finding.outputOfCell >= 0, "findings have a pattern");
        check(!isPlain || bytes.startsWith("\xFE\xFF") || bytes.startsWith("\xFF\xFE")
                  || isWithin(lines, finding.range),
              "findings are in the text");
    }
    check(Check::withSecretsMasked(text).size() == text.size(), "masking keeps every column");
    for (const Check::AcceptedSecret &accepted : Check::readAcceptedSecrets(text))
        check(isWithin(lines, accepted.range) && isWithin(lines, accepted.lineRange), "accepted lines are in the text");
    std::ignore = Check::contentOf(u"a"_s, bytes, bytes.size());
}

} // namespace Spacewright::Fuzz
