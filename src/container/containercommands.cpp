// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/containercommands.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Spacewright::Container {

namespace {
/// What the command line or its loader would take as meant for itself; no secret has such a name.
/// Source: docker(1), environment variables; ld.so(8).
bool isDockersOwn(const QString &name)
{
    static const QSet<QString> names{u"PATH"_s,
                                     u"HOME"_s,
                                     u"LD_PRELOAD"_s,
                                     u"LD_LIBRARY_PATH"_s,
                                     u"DOCKER_HOST"_s,
                                     u"DOCKER_CONTEXT"_s,
                                     u"DOCKER_CONFIG"_s,
                                     u"DOCKER_CERT_PATH"_s,
                                     u"DOCKER_TLS"_s,
                                     u"DOCKER_TLS_VERIFY"_s,
                                     u"DOCKER_API_VERSION"_s,
                                     u"DOCKER_DEFAULT_PLATFORM"_s,
                                     u"HTTP_PROXY"_s,
                                     u"HTTPS_PROXY"_s,
                                     u"NO_PROXY"_s,
                                     u"ALL_PROXY"_s};
    return names.contains(name.toUpper());
}

QStringList labelled(const QString &folder)
{
    return {u"--label"_s, SpaceLabel + u'=' + spaceName(folder), u"--label"_s, FolderLabel + u'=' + folder};
}
} // namespace

Command dockerCommand(const QString &program, const QStringList &arguments, const QProcessEnvironment &environment)
{
    Command command;
    command.program = program;
    command.arguments = arguments;
    command.environment = environment;
    return command;
}

Command buildCommand(const QString &program, const ImagePlan &plan, const BuildFiles &files,
                     const QMap<QString, QString> &values, const QProcessEnvironment &environment)
{
    QStringList arguments{u"buildx"_s, u"build"_s,  u"--progress=rawjson"_s, u"--platform=linux/amd64"_s,
                          u"--load"_s, u"--file"_s, files.dockerfile,        u"--tag"_s,
                          plan.name};
    arguments += labelled(files.folder);
    QProcessEnvironment with = environment;
    for (const QString &name : plan.variables) {
        arguments << u"--build-arg"_s << name;
        with.insert(name, values.value(name));
    }
    for (const QString &name : plan.secrets) {
        arguments << u"--secret"_s << u"id=%1,env=%1"_s.arg(name);
        with.insert(name, values.value(name));
    }
    arguments << files.folder;
    with.insert(u"DOCKER_BUILDKIT"_s, u"1"_s);
    return dockerCommand(program, arguments, with);
}

Command runCommand(const QString &program, const ContainerRun &run, const QProcessEnvironment &environment)
{
    QStringList arguments{u"run"_s,
                          u"--name"_s,
                          run.name,
                          u"--platform=linux/amd64"_s,
                          u"--pull=never"_s,
                          u"--init"_s,
                          u"--user"_s,
                          u"1000"_s,
                          u"--publish"_s,
                          u"127.0.0.1:%1:%2"_s.arg(run.port).arg(run.appPort),
                          u"--security-opt"_s,
                          u"no-new-privileges"_s};
    arguments += labelled(run.folder);
    arguments << u"--label"_s << OwnerLabel + u'=' + run.owner.toString();
    if (run.limits.cpus > 0)
        arguments << u"--cpus"_s << QString::number(run.limits.cpus);
    if (run.limits.memoryBytes > 0) {
        const QString memory = QString::number(run.limits.memoryBytes);
        arguments << u"--memory"_s << memory << u"--memory-swap"_s << memory;
    }
    if (run.limits.processes > 0)
        arguments << u"--pids-limit"_s << QString::number(run.limits.processes);
    QProcessEnvironment with = environment;
    for (const auto &[name, value] : run.variables.asKeyValueRange()) {
        if (isDockersOwn(name)) {
            arguments << u"--env"_s << name + u'=' + value;
        } else {
            arguments << u"--env"_s << name;
            with.insert(name, value);
        }
    }
    arguments << run.image;
    Command command = dockerCommand(program, arguments, with);
    command.afterKill = QStringList(program) + removeCommand(program, {run.name}, environment).arguments;
    return command;
}

Command inspectCommand(const QString &program, const QString &container, const QProcessEnvironment &environment)
{
    return dockerCommand(program, {u"container"_s, u"inspect"_s, u"--format"_s, u"{{json .State}}"_s, container},
                         environment);
}

Command removeCommand(const QString &program, const QStringList &containers, const QProcessEnvironment &environment)
{
    return dockerCommand(program, QStringList{u"container"_s, u"rm"_s, u"--force"_s, u"--volumes"_s} + containers,
                         environment);
}

Command listenersCommand(const QString &program, const QString &container, const QProcessEnvironment &environment)
{
    return dockerCommand(program, {u"exec"_s, container, u"cat"_s, u"/proc/net/tcp"_s, u"/proc/net/tcp6"_s},
                         environment);
}

Command listCommand(const QString &program, const QProcessEnvironment &environment)
{
    return dockerCommand(program,
                         {u"container"_s, u"ls"_s, u"--all"_s, u"--no-trunc"_s, u"--filter"_s, "label="_L1 + OwnerLabel,
                          u"--format"_s, u"{{.Names}}\t{{.Label \"%1\"}}"_s.arg(OwnerLabel)},
                         environment);
}

ContainerState readState(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    ContainerState state;
    state.exists = !object.isEmpty();
    state.isRunning = object[u"Running"].toBool();
    state.ranOutOfMemory = object[u"OOMKilled"].toBool();
    state.exitCode = object[u"ExitCode"].toInt();
    state.error = object[u"Error"].toString();
    return state;
}

} // namespace Spacewright::Container
