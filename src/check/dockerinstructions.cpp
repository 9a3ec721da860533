// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/dockerinstructions.h"

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
        u"^(?:docker\\.io/(?:library/)?)?(?:node|ubuntu:(?:2[3-9]|noble|mantic|lunar).*|ubuntu|nvidia/"
        u"cuda:.*ubuntu2[4-9].*)"
        "(?:[:@].*)?$"_s);
    return form.match(image).hasMatch();
}

} // namespace Spacewright::Check
