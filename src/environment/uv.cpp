// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/uv.h"

#include "base/process.h"
#include "environment/toolrunner.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace Spacewright::Environment {

namespace {
/// uv's wheel is 25 MB.
constexpr std::chrono::minutes BringingLimit{10};

QString tr(const char *text)
{
    return QCoreApplication::translate("Uv", text);
}

QString ownUv(const Paths &paths)
{
    return paths.tools() + "/uv/bin/uv"_L1;
}

/// Carries the pieces from one continuation to the next.
struct Bringing {
    Paths paths;
    QProcessEnvironment environment;
    Interpreter interpreter;
    ToolRunner &runner;
    QString partial;

    [[nodiscard]] QFuture<Result<ToolResult>> run(const QString &program, const QStringList &arguments) const
    {
        return runner.run({.program = program,
                           .arguments = arguments,
                           .workingDirectory = paths.tools(),
                           .environment = environment,
                           .input = {}},
                          ToolRunner::Show::Everything, {}, {.deadline = BringingLimit});
    }
};

using Brought = std::shared_ptr<Bringing>;

bool worked(const Result<ToolResult> &result)
{
    return result && result->isSuccess();
}

bool wasCancelled(const Result<ToolResult> &result)
{
    return !result && result.error().code == ErrorCode::Cancelled;
}

/// Puts what was brought to its place; another process may have been quicker, which is as good.
Result<Installer> settle(const Bringing &bringing)
{
    const QString place = bringing.paths.tools() + "/uv"_L1;
    if (!QFileInfo(ownUv(bringing.paths)).isExecutable()) {
        QDir(place).removeRecursively();
        QDir().rename(bringing.partial, place);
    }
    QDir(bringing.partial).removeRecursively();
    if (QFileInfo(ownUv(bringing.paths)).isExecutable())
        return Installer{Installer::Kind::Uv, ownUv(bringing.paths)};
    return failure(ErrorCode::Io, tr("uv could not be put into %1. Check the folder's permissions.").arg(place));
}

/// Neither way brought uv. Where a virtual environment can be made, its pip will do.
Result<Installer> fallBack(const Bringing &bringing, bool venvWorks, const QString &words)
{
    QDir(bringing.partial).removeRecursively();
    if (venvWorks) {
        bringing.runner.say("uv could not be had from the package index; pip is used instead.");
        return Installer{Installer::Kind::Pip, bringing.interpreter.path};
    }
    return failure(ErrorCode::NotFound,
                   tr("%1 has neither pip nor venv. Install uv, or python3-venv, then build again.")
                       .arg(bringing.interpreter.path),
                   words);
}

QFuture<Result<Installer>> answer(Result<Installer> result)
{
    return QtFuture::makeReadyValueFuture(std::move(result));
}

QFuture<Result<Installer>> bringWithVenv(const Brought &bringing)
{
    ToolRunner *runner = &bringing->runner;
    return bringing->run(bringing->interpreter.path, {u"-m"_s, u"venv"_s, bringing->partial})
        .then(runner,
              [bringing, runner](const Result<ToolResult> &made) {
                  if (wasCancelled(made))
                      return answer(std::unexpected(made.error()));
                  if (!worked(made))
                      return answer(fallBack(*bringing, false, made ? made->words : made.error().detail));
                  return bringing
                      ->run(bringing->partial + "/bin/python"_L1,
                            {u"-m"_s, u"pip"_s, u"install"_s, u"--no-input"_s, u"uv"_s})
                      .then(runner, [bringing](const Result<ToolResult> &installed) -> Result<Installer> {
                          if (wasCancelled(installed))
                              return std::unexpected(installed.error());
                          return worked(installed) ? settle(*bringing) : fallBack(*bringing, true, {});
                      });
              })
        .unwrap();
}
} // namespace

QString findUv(const Paths &paths, const QProcessEnvironment &environment)
{
    const QString machines = findProgram(u"uv"_s, environment);
    // pyenv's shim is there for every program that any of its Pythons has, whether it works here or not.
    if (!machines.isEmpty() && !machines.contains("/shims/"_L1))
        return machines;
    return QFileInfo(ownUv(paths)).isExecutable() ? ownUv(paths) : QString();
}

QFuture<Result<Installer>> obtainInstaller(const Paths &paths, const QProcessEnvironment &environment,
                                           const Interpreter &interpreter, ToolRunner &runner)
{
    if (const QString uv = findUv(paths, environment); !uv.isEmpty())
        return answer(Installer{Installer::Kind::Uv, uv});

    if (!QDir().mkpath(paths.tools()))
        return answer(
            failure(ErrorCode::Io, tr("The folder %1 cannot be made. Check its permissions.").arg(paths.tools())));
    const QString partial = paths.tools() + "/uv.partial-"_L1 + QUuid::createUuid().toString(QUuid::Id128);
    const auto bringing = std::make_shared<Bringing>(Bringing{paths, environment, interpreter, runner, partial});
    // --target leaves the interpreter's own packages alone, also where the distribution guards them (PEP 668).
    return bringing
        ->run(interpreter.path, {u"-m"_s, u"pip"_s, u"install"_s, u"--no-input"_s, u"--target"_s, partial, u"uv"_s})
        .then(&runner,
              [bringing](const Result<ToolResult> &installed) {
                  if (wasCancelled(installed))
                      return answer(std::unexpected(installed.error()));
                  return worked(installed) ? answer(settle(*bringing)) : bringWithVenv(bringing);
              })
        .unwrap();
}

} // namespace Spacewright::Environment
