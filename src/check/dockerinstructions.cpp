// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/dockerinstructions.h"

#include <QHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using Spacewright::Manifest::DockerInstruction;

namespace Spacewright::Check {

namespace {
QList<const DockerInstruction *> only(QList<const DockerInstruction *> instructions, QLatin1StringView keyword)
{
    instructions.removeIf([keyword](const DockerInstruction *instruction) { return instruction->keyword != keyword; });
    return instructions;
}
} // namespace

QList<const DockerInstruction *> inImage(const Subject &subject, QLatin1StringView keyword)
{
    if (!subject.hasSdk(Manifest::Sdk::Docker))
        return {};
    return only(subject.manifest.dockerfile.effective(), keyword);
}

QList<const DockerInstruction *> anywhere(const Subject &subject, QLatin1StringView keyword)
{
    if (!subject.hasSdk(Manifest::Sdk::Docker))
        return {};
    QList<const DockerInstruction *> all;
    for (const DockerInstruction &instruction : subject.manifest.dockerfile.instructions)
        all.append(&instruction);
    return only(all, keyword);
}

QList<const DockerInstruction *> startCommands(const Subject &subject)
{
    QList<const DockerInstruction *> result;
    for (const QLatin1StringView keyword : {"ENTRYPOINT"_L1, "CMD"_L1}) {
        if (const auto all = inImage(subject, keyword); !all.isEmpty())
            result.append(all.constLast());
    }
    return result;
}

QString script(const DockerInstruction &run)
{
    QString text = run.arguments;
    for (const Manifest::DockerHeredoc &heredoc : run.heredocs)
        text += u'\n' + heredoc.text;
    return text;
}

QString executed(const DockerInstruction &run)
{
    QString text = run.arguments;
    for (const Manifest::DockerHeredoc &heredoc : run.heredocs)
        text += QString(u'\n' + heredoc.text + heredoc.name + u'\n');
    static const QRegularExpression writtenLines(
        u"(\\b(?:cat|tee)\\b[^\\n]*<<-?\\s*(['\"]?)(\\w+)\\2[^\\n]*)\\n.*?(?<=\\n)\\s*\\3(?=\\n|$)"_s,
        QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression writtenWords(
        u"\\b(?:echo|printf)\\s(?:'[^']*'|\"[^\"]*\"|[^;&|\\n'\">])*(>>?\\s*\\S+)"_s);
    return text.replace(writtenLines, u"\\1"_s).replace(writtenWords, u"\\1"_s);
}

QList<DockerVariable> variables(const QList<const DockerInstruction *> &envs)
{
    QList<DockerVariable> result;
    for (const DockerInstruction *env : envs) {
        const QList<Manifest::DockerWord> &words = env->words;
        if (words.size() >= 2 && !words.constFirst().text.contains(u'=')) {
            result.append({words.constFirst().text, words.at(1).text, words.constFirst().range});
            continue;
        }
        for (const Manifest::DockerWord &word : words)
            result.append({word.text.section(u'=', 0, 0), word.text.section(u'=', 1), word.range});
    }
    return result;
}

bool isPlainImage(const QString &image)
{
    static const QRegularExpression form(
        u"^(?:docker\\.io/(?:library/)?)?(?:python|node|debian|ubuntu|alpine|golang|rust|"
        "nvidia/cuda|continuumio/miniconda3)(?:[:@].*)?$"_s);
    return form.match(image).hasMatch();
}

bool hasUserThousand(const QString &image)
{
    static const QRegularExpression form(
        u"^(?:docker\\.io/(?:library/)?)?(?:node(?:[:@].*)?|ubuntu(?::(?:latest|rolling|devel|2[3-9]\\..*|"
        "(?:lunar|mantic|noble|oracular|plucky|questing).*))?|nvidia/cuda:.*ubuntu2[4-9]\\..*)$"_s);
    return form.match(image).hasMatch();
}

bool isWithoutMesaGlx(const QString &image)
{
    static const QRegularExpression ubuntu(
        u"^(?:docker\\.io/(?:library/)?)?(?:ubuntu(?::(?:latest|rolling|devel|2[4-9]\\..*|"
        "(?:noble|oracular|plucky|questing).*))?|nvidia/cuda:.*ubuntu2[4-9]\\..*)$"_s);
    static const QRegularExpression debian(
        u"^(?:docker\\.io/(?:library/)?)?(?:(?:python|node|rust|golang|debian):(?!.*alpine).*(?:trixie|forky|sid).*|"
        "debian(?::(?:latest|stable|testing|unstable|1[3-9](?:\\.\\d+)?)(?:-slim)?)?)$"_s);
    static const QRegularExpression python(
        u"^(?:docker\\.io/(?:library/)?)?python(?::(?:latest|slim|3(?:\\.(\\d+)(?:\\.(\\d+))?)?(?:-slim)?))?$"_s);
    if (ubuntu.match(image).hasMatch() || debian.match(image).hasMatch())
        return true;
    const QRegularExpressionMatch match = python.match(image);
    if (!match.hasMatch() || match.captured(1).isEmpty())
        return match.hasMatch();
    // The first patch releases that were made after the images went over to Debian 13.
    static const QHash<int, int> firstPatches{{9, 23}, {10, 18}, {11, 13}, {12, 11}, {13, 6}};
    const int minor = match.captured(1).toInt();
    return minor >= 9 && (match.captured(2).isEmpty() || match.captured(2).toInt() >= firstPatches.value(minor, 0));
}

} // namespace Spacewright::Check
