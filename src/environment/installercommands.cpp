// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/installercommands.h"

using namespace Qt::StringLiterals;

namespace Spacewright::Environment {

ToolCall InstallerCommands::makeVenv() const
{
    if (!usesUv())
        return {installer.program, {u"-m"_s, u"venv"_s, venv}};
    return {installer.program,
            {u"venv"_s, u"--color"_s, u"never"_s, u"--quiet"_s, u"--no-project"_s, u"--relocatable"_s, u"--python"_s,
             plan.interpreter.path, venv}};
}

ToolCall InstallerCommands::tryTorchIndex() const
{
    return {installer.program,
            QStringList{u"pip"_s, u"compile"_s, u"--no-deps"_s, u"--quiet"_s, u"--python"_s, plan.interpreter.path}
                + uvOptions() + QStringList(u"torch.txt"_s),
            true};
}

ToolCall InstallerCommands::resolve() const
{
    if (!usesUv())
        return install(QStringList(u"--dry-run"_s) + files());
    QStringList names = files();
    names.removeAll(u"-r"_s);
    return {installer.program,
            QStringList{u"pip"_s, u"compile"_s, u"--python"_s, plan.interpreter.path} + uvOptions() + names};
}

ToolCall InstallerCommands::installPreRequirements() const
{
    return install({u"-r"_s, u"pre-requirements.txt"_s});
}

ToolCall InstallerCommands::installAll() const
{
    return install(usesUv() ? files() + QStringList(u"pip"_s) : files());
}

ToolCall InstallerCommands::check() const
{
    return ask(u"check"_s);
}

ToolCall InstallerCommands::freeze() const
{
    return ask(u"freeze"_s);
}

QStringList InstallerCommands::files() const
{
    QStringList arguments;
    if (plan.request.requirements)
        arguments += {u"-r"_s, u"requirements.txt"_s};
    return arguments + QStringList{u"-r"_s, u"platform.txt"_s};
}

QStringList InstallerCommands::uvOptions() const
{
    // pip looks at every index alike; so must we, to choose what the Hub chooses.
    QStringList options =
        QStringList{u"--color"_s, u"never"_s, u"--index-strategy"_s, u"unsafe-best-match"_s} + settings.uvOptions();
    if (!plan.request.accelerator.isEmpty())
        options += {u"--torch-backend"_s, plan.request.accelerator};
    return options;
}

ToolCall InstallerCommands::install(const QStringList &what) const
{
    if (!usesUv())
        return {python(), QStringList{u"-m"_s, u"pip"_s, u"install"_s} + what};
    return {installer.program, QStringList{u"pip"_s, u"install"_s, u"--python"_s, python()} + uvOptions() + what};
}

ToolCall InstallerCommands::ask(const QString &question) const
{
    if (!usesUv())
        return {python(), {u"-m"_s, u"pip"_s, question}};
    return {installer.program, {u"pip"_s, question, u"--color"_s, u"never"_s, u"--python"_s, python()}};
}

QProcessEnvironment toolEnvironment(const PackageIndex::IndexSettings &settings, const QProcessEnvironment &machine)
{
    QProcessEnvironment environment = settings.forUv(machine);
    for (const auto name : {"PYTHONHOME"_L1,
                            "PYTHONPATH"_L1,
                            "VIRTUAL_ENV"_L1,
                            "CONDA_PREFIX"_L1,
                            "UV_PYTHON"_L1,
                            "UV_SYSTEM_PYTHON"_L1,
                            "UV_PROJECT_ENVIRONMENT"_L1,
                            "UV_TARGET"_L1,
                            "UV_PREFIX"_L1,
                            "UV_CONSTRAINT"_L1,
                            "UV_OVERRIDE"_L1,
                            "UV_EXCLUDE_NEWER"_L1,
                            "UV_RESOLUTION"_L1,
                            "UV_PRERELEASE"_L1,
                            "UV_TORCH_BACKEND"_L1,
                            "PIP_TARGET"_L1,
                            "PIP_PREFIX"_L1,
                            "PIP_USER"_L1,
                            "PIP_REQUIRE_VIRTUALENV"_L1,
                            "PIP_CONSTRAINT"_L1,
                            "HF_TOKEN"_L1,
                            "HUGGING_FACE_HUB_TOKEN"_L1,
                            "HUGGINGFACE_TOKEN"_L1})
        environment.remove(name);
    environment.insert(u"UV_NO_WRAP"_s, u"1"_s);
    environment.insert(u"UV_PYTHON_DOWNLOADS"_s, u"never"_s);
    environment.insert(u"PIP_DISABLE_PIP_VERSION_CHECK"_s, u"1"_s);
    environment.insert(u"PIP_NO_INPUT"_s, u"1"_s);
    environment.insert(u"PIP_PROGRESS_BAR"_s, u"off"_s);
    environment.insert(u"PYTHONUNBUFFERED"_s, u"1"_s);
    environment.insert(u"GIT_TERMINAL_PROMPT"_s, u"0"_s); // a private git requirement fails instead of asking
    environment.insert(u"GRADIO_ANALYTICS_ENABLED"_s, u"False"_s);
    return environment;
}

} // namespace Spacewright::Environment
