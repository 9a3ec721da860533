// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/docker.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Spacewright::Container {

namespace {
/// An engine that hangs must not keep a person waiting for a sentence.
constexpr std::chrono::seconds AnswerLimit{15};
constexpr std::chrono::minutes RemovalLimit{5};

using Answer = Result<ProcessResult>;

QFuture<Answer> ask(const Command &command, std::chrono::milliseconds limit = AnswerLimit)
{
    return Process::run(command, {.deadline = limit});
}
} // namespace

Docker::Docker(Paths paths, const Redactor &redactor, QProcessEnvironment environment)
    : m_paths(std::move(paths))
    , m_redactor(&redactor)
    , m_environment(std::move(environment))
{
}

QString Docker::program() const
{
    return findProgram(u"docker"_s, m_environment);
}

QFuture<DockerFacts> Docker::probe() const
{
    const QString found = program();
    if (found.isEmpty())
        return QtFuture::makeReadyValueFuture(DockerFacts());
    return ask(dockerCommand(found, {u"info"_s, u"--format"_s, u"{{json .}}"_s}, m_environment))
        .then([found](const Answer &answer) {
            if (!answer)
                return readFacts(found, {}, answer.error().message);
            return readFacts(found, answer->standardOutput, QString::fromUtf8(answer->standardError));
        });
}

std::vector<Step> Docker::buildSteps(const ImagePlan &plan, ImageBuild::Input input, ImageBuild::Sink sink) const
{
    input.docker = program();
    input.cache = m_paths.cache + "/images/"_L1 + spaceName(input.folder);
    input.environment = m_environment;
    return imageSteps(plan, std::move(input), std::move(sink), *m_redactor);
}

Command Docker::run(const ContainerRun &run) const
{
    return runCommand(program(), run, m_environment);
}

QFuture<ContainerState> Docker::state(const QString &container) const
{
    return ask(inspectCommand(program(), container, m_environment)).then([](const Answer &answer) {
        return answer && answer->exit.isSuccess() ? readState(answer->standardOutput) : ContainerState();
    });
}

QFuture<QByteArray> Docker::listeners(const QString &container) const
{
    return ask(listenersCommand(program(), container, m_environment)).then([](const Answer &answer) {
        return answer ? answer->standardOutput : QByteArray();
    });
}

QFuture<void> Docker::remove(const QStringList &containers) const
{
    return ask(removeCommand(program(), containers, m_environment), RemovalLimit).then([](const Answer &) { });
}

QFuture<QStringList> Docker::reap() const
{
    // Whoever has built no image has left no container.
    if (!QFileInfo(m_paths.cache + "/images"_L1).isDir() || program().isEmpty())
        return QtFuture::makeReadyValueFuture(QStringList());
    const Command list = listCommand(program(), m_environment);
    return ask(list)
        .then([program = program(), environment = m_environment](const Answer &answer) {
            const QStringList names = answer ? leftovers(answer->standardOutput) : QStringList();
            if (names.isEmpty())
                return QtFuture::makeReadyValueFuture(QStringList());
            return ask(removeCommand(program, names, environment), RemovalLimit).then([names](const Answer &) {
                return names;
            });
        })
        .unwrap();
}

QFuture<Result<QList<ImageUse>>> Docker::images() const
{
    const auto docker = [program = program(), environment = m_environment](const QStringList &arguments) {
        return ask(dockerCommand(program, arguments, environment));
    };
    using Images = Result<QList<ImageUse>>;
    return probe()
        .then([docker](const DockerFacts &facts) {
            if (const Result<> ready = usable(facts); !ready)
                return QtFuture::makeReadyValueFuture(Images(std::unexpected(ready.error())));
            return docker({u"image"_s, u"ls"_s, u"--no-trunc"_s, u"--quiet"_s, u"--filter"_s, "label="_L1 + SpaceLabel})
                .then([docker](const Answer &answer) {
                    const QStringList ids = answer
                        ? QString::fromLatin1(answer->standardOutput).split(u'\n', Qt::SkipEmptyParts)
                        : QStringList();
                    if (ids.isEmpty())
                        return QtFuture::makeReadyValueFuture(Images(QList<ImageUse>()));
                    return docker(QStringList{u"image"_s, u"inspect"_s} + ids).then([](const Answer &details) {
                        return Images(details ? readImages(details->standardOutput) : QList<ImageUse>());
                    });
                })
                .unwrap();
        })
        .unwrap();
}

QFuture<Result<>> Docker::removeImages(const QStringList &images) const
{
    const Command command = dockerCommand(program(), QStringList{u"image"_s, u"rm"_s} + images, m_environment);
    return ask(command, RemovalLimit).then([](const Answer &answer) -> Result<> {
        if (!answer)
            return std::unexpected(answer.error());
        if (!answer->exit.isSuccess())
            return failure(ErrorCode::Conflict,
                           QCoreApplication::translate("Docker",
                                                       "Docker kept an image, because a container uses it. "
                                                       "Stop the Space first."),
                           QString::fromUtf8(answer->standardError));
        return {};
    });
}

QList<ImageUse> readImages(const QByteArray &text)
{
    QList<ImageUse> images;
    for (const QJsonValue &value : QJsonDocument::fromJson(text).array()) {
        const QJsonObject labels = value[u"Config"][u"Labels"].toObject();
        images.append({.id = value[u"Id"].toString(),
                       .name = value[u"RepoTags"].toArray().first().toString(),
                       .space = labels[SpaceLabel].toString(),
                       .folder = labels[FolderLabel].toString(),
                       .bytes = value[u"Size"].toInteger(),
                       .created = value[u"Created"].toString()});
    }
    return images;
}

QStringList leftovers(const QByteArray &text)
{
    QStringList names;
    for (const QString &line : QString::fromUtf8(text).split(u'\n', Qt::SkipEmptyParts)) {
        const auto owner = ProcessIdentity::fromString(line.section(u'\t', 1));
        // Of one elsewhere nobody here can tell.
        if (owner && owner->isOfThisBoot() && !owner->isRunning())
            names += line.section(u'\t', 0, 0);
    }
    return names;
}

} // namespace Spacewright::Container
