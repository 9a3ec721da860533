// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/names.h"
#include "check/rule.h"
#include "manifest/portablename.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;
using Spacewright::Manifest::Sdk;
using Spacewright::Manifest::SnapshotEntry;

namespace Spacewright::Check {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Check)
};

constexpr QLatin1StringView Dependencies = "https://huggingface.co/docs/hub/spaces-dependencies"_L1;
constexpr QLatin1StringView Git = "git-scm.com/docs/gitglossary"_L1;

/// Names that somebody meant to be read.
struct Misspelt {
    QLatin1StringView written; ///< in lower case
    QLatin1StringView meant;
};
constexpr Misspelt MisspeltFiles[] = {
    {"readme.md"_L1, "README.md"_L1},
    {"read_me.md"_L1, "README.md"_L1},
    {"readme"_L1, "README.md"_L1},
    {"readme.txt"_L1, "README.md"_L1},
    {"requirements.txt"_L1, "requirements.txt"_L1},
    {"requirement.txt"_L1, "requirements.txt"_L1},
    {"requirements.text"_L1, "requirements.txt"_L1},
    {"requirements"_L1, "requirements.txt"_L1},
    {"requirements.py"_L1, "requirements.txt"_L1},
    {"requirments.txt"_L1, "requirements.txt"_L1},
    {"requiremnts.txt"_L1, "requirements.txt"_L1},
    {"requirements.txt.txt"_L1, "requirements.txt"_L1},
    {"pre_requirements.txt"_L1, "pre-requirements.txt"_L1},
    {"prerequirements.txt"_L1, "pre-requirements.txt"_L1},
    {"packages.txt"_L1, "packages.txt"_L1},
    {"package.txt"_L1, "packages.txt"_L1},
    {"apt.txt"_L1, "packages.txt"_L1},
    {"dockerfile"_L1, "Dockerfile"_L1},
    {"dockerfile.txt"_L1, "Dockerfile"_L1},
};

void misspelt(const Subject &subject, const Report &report)
{
    const auto judge = [&](const QString &path) {
        const auto *known = std::ranges::find(MisspeltFiles, path.toLower(), &Misspelt::written);
        const bool isWanted = known != std::end(MisspeltFiles)
            && (known->meant == "README.md"_L1 || subject.isPythonSdk() || known->meant == "Dockerfile"_L1)
            && (known->meant != "Dockerfile"_L1 || subject.hasSdk(Sdk::Docker));
        if (!isWanted || path == known->meant || subject.snapshot.find(QString(known->meant)))
            return;
        report({path,
                {},
                Words::tr("The Hub reads %1, exactly so written, and not %2. Rename the file.")
                    .arg(known->meant, shown(path)),
                Words::tr("named differently")});
    };
    for (const Misspelt &file : MisspeltFiles) {
        if (const SnapshotEntry *entry = subject.snapshot.find(QString(file.written)))
            judge(entry->path);
    }
    for (const QString &path : subject.snapshot.unusualNames) {
        if (path != path.toLower())
            judge(path);
    }
}

void unreadDockerfile(const Subject &subject, const Report &report)
{
    if (subject.manifest.sdk && !subject.hasSdk(Sdk::Docker) && !subject.hasSdk(Sdk::Static)
        && subject.snapshot.hasFile(u"Dockerfile") && subject.snapshot.text(u"Dockerfile"_s).text.contains(u"EXPOSE"))
        report({u"Dockerfile"_s,
                {},
                Words::tr("With sdk: %1 the Hub makes its own image. Write sdk: docker for this file to count.")
                    .arg(Manifest::sdkName(subject.manifest.sdk->value)),
                Words::tr("not read by the Hub")});
}

void unreadRequirements(const Subject &subject, const Report &report)
{
    if (!subject.hasSdk(Sdk::Docker) || !subject.snapshot.hasFile(u"requirements.txt")
        || !subject.snapshot.text(u"Dockerfile"_s).isRead())
        return;
    const QString dockerfile = subject.snapshot.text(u"Dockerfile"_s).text;
    if (!dockerfile.contains("requirements"_L1))
        report({u"requirements.txt"_s,
                {},
                Words::tr("Nothing installs this file: the Dockerfile does not mention it. Add a RUN line with pip."),
                Words::tr("nothing reads it")});
}

void unreadPackages(const Subject &subject, const Report &report)
{
    if (subject.hasSdk(Sdk::Docker) && subject.snapshot.hasFile(u"packages.txt")
        && subject.snapshot.text(u"Dockerfile"_s).isRead()
        && !subject.snapshot.text(u"Dockerfile"_s).text.contains("packages.txt"_L1))
        report(
            {u"packages.txt"_s,
             {},
             Words::tr("In a Docker Space the Hub does not read packages.txt. Install the packages in the Dockerfile."),
             Words::tr("not read by the Hub")});
}

void outsideLink(const Subject &subject, const Report &report)
{
    for (const SnapshotEntry &entry : subject.snapshot.entries) {
        if (!entry.isLink || (!entry.leadsOutside && !entry.isDangling))
            continue;
        report(
            {entry.path,
             {},
             entry.leadsOutside
                 ? Words::tr("%1 is a link out of the Space, and git keeps only the link. Put the file itself there.")
                       .arg(shown(entry.path, 40))
                 : Words::tr("%1 is a link to nothing. Correct it, or remove it.").arg(shown(entry.path, 40)),
             Words::tr("leads nowhere on the Hub")});
    }
}

void caseClash(const Subject &subject, const Report &report)
{
    const auto clash = [&](const QString &path, const QString &other) {
        report({path,
                {},
                Words::tr("%1 and %2 differ only in case, so Windows and macOS keep one of them. Rename one.")
                    .arg(shown(path, 28), shown(other, 28)),
                Words::tr("differs only in case")});
    };
    QHash<QString, QString> seen;
    for (const QString &path : subject.snapshot.unusualNames) {
        const QString folded = path.toLower();
        if (folded == path)
            continue;
        const auto before = seen.constFind(folded);
        if (subject.snapshot.find(folded))
            clash(path, folded);
        else if (before != seen.cend())
            clash(path, *before);
        seen.insert(folded, path);
    }
}

void awkwardName(const Subject &subject, const Report &report)
{
    for (const QString &path : subject.snapshot.unusualNames) {
        const QString name = shown(path.section(u'/', -1), 40);
        if (path.contains(QChar::ReplacementCharacter)) // what stands for bytes that are no text
            report({path,
                    {},
                    Words::tr("The name \"%1\" is not written as UTF-8, so programs may not find the file. Rename it.")
                        .arg(name),
                    Words::tr("not UTF-8"),
                    Words::tr("Other systems take names for Unicode, and so do Python and git's own lists.")});
        else if (!Manifest::isPortable(path))
            report(
                {path,
                 {},
                 Words::tr("Windows cannot keep a file called \"%1\", so nobody can clone the Space there. Rename it.")
                     .arg(name),
                 Words::tr("not possible everywhere")});
    }
}

void submodule(const Subject &subject, const Report &report)
{
    static const QRegularExpression address(u"^\\s*url\\s*=\\s*((?:git@|ssh://)\\S+)"_s,
                                            QRegularExpression::MultilineOption);
    const QString text = subject.snapshot.text(u".gitmodules"_s).text;
    auto matches = address.globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        report({u".gitmodules"_s, Manifest::TextIndex(text).range(match.capturedStart(1), match.capturedEnd(1)),
                Words::tr("The builder has no SSH key, so it cannot fetch this submodule. Use an https address."),
                Words::tr("not reachable")});
    }
}

constexpr const char *OwnImage = QT_TRANSLATE_NOOP("Check", "A Docker Space is what its Dockerfile makes of it.");

constexpr Rule Rules[] = {
    {"files/misspelt"_L1, Severity::Ignored, Dependencies,
     QT_TRANSLATE_NOOP("Check", "Names of manifest files are fixed, and case matters."), misspelt},
    {"files/unread-dockerfile"_L1, Severity::Ignored, "https://huggingface.co/docs/hub/spaces-sdks-docker"_L1,
     QT_TRANSLATE_NOOP("Check", "Only sdk: docker builds from a Dockerfile."), unreadDockerfile},
    {"files/unread-requirements"_L1, Severity::Ignored, Dependencies, OwnImage, unreadRequirements},
    {"files/unread-packages"_L1, Severity::Ignored, Dependencies, OwnImage, unreadPackages},
    {"files/link-outside"_L1, Severity::BreaksForVisitors, Git,
     QT_TRANSLATE_NOOP("Check", "A link is stored as the path that it holds; its target is not part of the commit."),
     outsideLink},
    {"files/case-clash"_L1, Severity::Advice, Git,
     QT_TRANSLATE_NOOP("Check",
                       "On file systems that fold case a clone has only one of them, and git shows it changed."),
     caseClash},
    {"files/awkward-name"_L1, Severity::Advice, "learn.microsoft.com, Naming Files, Paths, and Namespaces"_L1,
     QT_TRANSLATE_NOOP("Check", "Reserved names, some characters and dots or blanks at the end do not exist there."),
     awkwardName},
    {"files/submodule-address"_L1, Severity::Advice, "huggingface.co discussions"_L1,
     QT_TRANSLATE_NOOP("Check",
                       "\"Error while cloning repository\" follows. That submodules are fetched at all is reported by "
                       "users and unconfirmed."),
     submodule},
};

} // namespace

std::span<const Rule> nameRules()
{
    return Rules;
}

} // namespace Spacewright::Check
