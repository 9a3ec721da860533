// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/process.h"
#include "base/processidentity.h"
#include "container/imageplan.h"

#include <QMap>

namespace Spacewright::Container {

/// Labels by which Spacewright knows what is its own.
inline constexpr QLatin1StringView SpaceLabel("app.spacewright.space"); ///< spaceName() of the folder
inline constexpr QLatin1StringView FolderLabel("app.spacewright.folder"); ///< its path
inline constexpr QLatin1StringView
    OwnerLabel("app.spacewright.owner"); ///< ProcessIdentity::toString() of who started it

/// What a container may take. 0: as much as there is.
struct ContainerLimits {
    double cpus = 0;
    qint64 memoryBytes = 0; ///< no swap beside it
    int processes = 0;

    friend bool operator==(const ContainerLimits &, const ContainerLimits &) = default;
};

struct ContainerRun {
    QString name; ///< of the container
    QString image;
    QString folder; ///< the Space's
    quint16 port = 0; ///< on this machine, loopback only
    quint16 appPort = 0; ///< inside
    QMap<QString, QString> variables; ///< secrets among them; only their names reach the command line
    ContainerLimits limits;
    ProcessIdentity owner; ///< so that nobody takes away what another instance runs
};

/// Where the files of a build are.
struct BuildFiles {
    QString folder; ///< the context
    QString dockerfile;
};

/// `program` with `arguments`, and nothing else.
[[nodiscard]] Command dockerCommand(const QString &program, const QStringList &arguments,
                                    const QProcessEnvironment &environment);

/// All of them pure: `docker` is the program's path; `environment` what its process gets.

/// Values of build arguments and secrets come from `values`, through the environment.
[[nodiscard]] Command buildCommand(const QString &docker, const ImagePlan &plan, const BuildFiles &files,
                                   const QMap<QString, QString> &values, const QProcessEnvironment &environment);
/// Stays as long as the container runs, and hands on its output and signals. Source: spaces.md 3.5, 11.
[[nodiscard]] Command runCommand(const QString &docker, const ContainerRun &run,
                                 const QProcessEnvironment &environment);
[[nodiscard]] Command inspectCommand(const QString &docker, const QString &container,
                                     const QProcessEnvironment &environment);
/// Kills what still runs.
[[nodiscard]] Command removeCommand(const QString &docker, const QStringList &containers,
                                    const QProcessEnvironment &environment);
/// Prints the container's TCP tables, as far as its image has a `cat`.
[[nodiscard]] Command listenersCommand(const QString &docker, const QString &container,
                                       const QProcessEnvironment &environment);
/// Every container that bears OwnerLabel: its name and that label, a tab between, one a line.
[[nodiscard]] Command listCommand(const QString &docker, const QProcessEnvironment &environment);

/// How a container ended.
struct ContainerState {
    bool exists = false;
    bool isRunning = false;
    bool ranOutOfMemory = false;
    int exitCode = 0;
    QString error; ///< the engine's own words where it could not even start it
};
/// Reads what inspectCommand() printed.
[[nodiscard]] ContainerState readState(const QByteArray &json);

} // namespace Spacewright::Container
