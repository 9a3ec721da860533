// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/paths.h"
#include "base/redactor.h"
#include "container/containercommands.h"
#include "container/dockerfacts.h"
#include "container/imagebuild.h"

#include <QFuture>

namespace Spacewright::Container {

/// An image of a Space on this engine.
struct ImageUse {
    QString id; ///< "sha256:…"
    QString name; ///< empty for one that a newer build took the name of
    QString space; ///< spaceName() of its folder
    QString folder;
    qint64 bytes = 0; ///< with the layers that others share
    QString created; ///< as docker writes it

    friend bool operator==(const ImageUse &, const ImageUse &) = default;
};

/// Docker by its command line, in the context that the person has chosen there, so that an engine on another machine
/// is the same code. Lives on one thread with an event loop; what it returns does not need it any more.
class Docker final {
public:
    /// `redactor` must outlive it and its builds.
    Docker(Paths paths, const Redactor &redactor,
           QProcessEnvironment environment = QProcessEnvironment::systemEnvironment());

    /// Looks for docker and asks it for its engine: a tenth of a second or two.
    [[nodiscard]] QFuture<DockerFacts> probe() const;

    /// `image`: for a pipeline of the caller's. Errors: Cancelled, Offline (engine or network), NotFound (a base
    /// image), Io (disk full), Invalid (the Dockerfile), Space (what it runs), Tool.
    [[nodiscard]] std::vector<Step> buildSteps(const ImagePlan &plan, ImageBuild::Input input,
                                               ImageBuild::Sink sink) const;
    [[nodiscard]] Command run(const ContainerRun &run) const;
    [[nodiscard]] QFuture<ContainerState> state(const QString &container) const;
    /// Text of the container's /proc/net/tcp and tcp6; empty where it cannot be read.
    [[nodiscard]] QFuture<QByteArray> listeners(const QString &container) const;
    [[nodiscard]] QFuture<void> remove(const QStringList &containers) const;

    /// Removes the containers whose owners are gone, and answers with their names. Asks nobody where this person has
    /// never built an image.
    [[nodiscard]] QFuture<QStringList> reap() const;
    /// The images of all Spaces. Errors as of usable().
    [[nodiscard]] QFuture<Result<QList<ImageUse>>> images() const;
    /// Removes `images` by id, and layers that nothing needs any more; one in use stays.
    [[nodiscard]] QFuture<Result<>> removeImages(const QStringList &images) const;

private:
    [[nodiscard]] QString program() const;

    Paths m_paths;
    const Redactor *m_redactor;
    QProcessEnvironment m_environment;
};

/// Reads what `docker image ls` printed in our format.
[[nodiscard]] QList<ImageUse> readImages(const QByteArray &text);
/// The names of containers in what listCommand() printed whose owner is gone.
[[nodiscard]] QStringList leftovers(const QByteArray &text);

} // namespace Spacewright::Container
