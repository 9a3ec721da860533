// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/appcommand.h"

#include <QFileInfo>
#include <QRegularExpression>

#include <cmath>

using namespace Qt::StringLiterals;

namespace Spacewright::Runtime {

namespace {
/// "15Gi", as the Hub writes it.
QString memoryText(qint64 bytes)
{
    return QString::number(bytes / (1024 * 1024 * 1024)) + "Gi"_L1;
}
/// What the app's Python is made of: the installation itself, and the interpreter it was made from.
QStringList readableFolders(const RunPlan &plan, const Environment::Installation &installation,
                            const AppSetting &setting, const QString &home)
{
    QStringList folders{installation.folder};
    if (!setting.standbyHook.isEmpty())
        folders += setting.standbyHook;
    const Environment::Interpreter &python = plan.environment->interpreter;
    const QString prefix = QFileInfo(QFileInfo(python.path).path()).path();
    if (python.source == Environment::InterpreterSource::Uv)
        folders += QFileInfo(prefix).path(); // environments name it by a link beside it
    else if (prefix == "/"_L1 || QString(home + u'/').startsWith(prefix + u'/'))
        // Somebody's whole home, or a folder above it: only what belongs to a Python.
        for (const QLatin1StringView part : {"bin"_L1, "lib"_L1, "lib64"_L1})
            folders += prefix + (prefix.endsWith(u'/') ? QString() : u"/"_s) + part;
    else
        folders += prefix;
    folders.removeIf([](const QString &folder) { return folder == "/usr"_L1 || folder.startsWith("/usr/"_L1); });
    return folders;
}
} // namespace

SpaceId localId(const QString &folder)
{
    static const QRegularExpression foreign(u"[^A-Za-z0-9._-]+"_s);
    QString name = QFileInfo(folder).fileName().replace(foreign, u"-"_s).left(96);
    while (!name.isEmpty() && (name.front() == u'-' || name.front() == u'.'))
        name.removeFirst();
    while (!name.isEmpty() && (name.back() == u'-' || name.back() == u'.'))
        name.chop(1);
    return {u"local"_s, name.isEmpty() ? u"space"_s : name};
}

QMap<QString, QString> spaceVariables(const RunPlan &plan, const AppSetting &setting)
{
    const double cores = plan.limits.cpus > 0 ? plan.limits.cpus : setting.machine.cpuCores;
    const qint64 memory = plan.limits.memoryBytes > 0 ? plan.limits.memoryBytes : setting.machine.memoryBytes;
    return {{u"SPACE_ID"_s, setting.id.toString()},
            {u"SPACE_AUTHOR_NAME"_s, setting.id.owner},
            {u"SPACE_REPO_NAME"_s, setting.id.name},
            {u"SPACE_TITLE"_s, plan.title.isEmpty() ? setting.id.name : plan.title},
            {u"SPACE_HOST"_s, setting.id.subdomain() + ".localhost:"_L1 + QString::number(setting.port)},
            {u"ACCELERATOR"_s, u"none"_s},
            {u"CPU_CORES"_s, QString::number(std::max(1, int(std::floor(cores))))},
            {u"MEMORY"_s, memoryText(memory)}};
}

Command appCommand(const RunPlan &plan, const Environment::Installation &installation, const AppSetting &setting,
                   QProcessEnvironment environment)
{
    Command command;
    command.program = installation.python();
    command.arguments = plan.arguments;
    command.arguments.replaceInStrings(u"{port}"_s, QString::number(setting.port));
    command.workingDirectory = plan.folder;
    const QString home = environment.value(u"HOME"_s);
    if (plan.sandbox)
        environment = Sandbox::chosenEnvironment(environment);

    // What belongs to another Python, or would make Gradio believe that it is on the Hub (spaces.md 5.3).
    for (const QString &name : {u"PYTHONHOME"_s, u"PYTHONPATH"_s, u"PYTHONSTARTUP"_s, u"__PYVENV_LAUNCHER__"_s,
                                u"SYSTEM"_s, u"SPACES_ZERO_GPU"_s})
        environment.remove(name);
    environment.insert(u"VIRTUAL_ENV"_s, installation.venv());
    environment.insert(u"PATH"_s, installation.bin() + u':' + environment.value(u"PATH"_s));
    environment.insert(u"PYTHONUNBUFFERED"_s, u"1"_s);

    for (const auto &[name, value] : spaceVariables(plan, setting).asKeyValueRange())
        environment.insert(name, value);
    if (plan.sdk == Manifest::Sdk::Gradio) {
        environment.insert(u"GRADIO_SERVER_NAME"_s, u"127.0.0.1"_s);
        environment.insert(u"GRADIO_SERVER_PORT"_s, QString::number(setting.port));
        environment.insert(u"GRADIO_ANALYTICS_ENABLED"_s, u"False"_s);
    }
    for (auto [name, value] : setting.variables.asKeyValueRange())
        environment.insert(name, value);
    command.environment = std::move(environment);
    if (plan.sandbox)
        return Sandbox::enclosed(command, *plan.sandbox, readableFolders(plan, installation, setting, home));
    return command;
}

} // namespace Spacewright::Runtime
