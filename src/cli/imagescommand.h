// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command.h"
#include "container/docker.h"

namespace Spacewright::Cli {

/// `spw images list|remove`: the container images of Spaces on this machine.
class ImagesCommand final : public Command {
    Q_OBJECT
public:
    ImagesCommand(const Services &services, Output &output);

    [[nodiscard]] Description description() const override;
    void start(const QCommandLineParser &parser) override;

private:
    void list(const QList<Container::ImageUse> &images);
    void remove(const QList<Container::ImageUse> &images, const QStringList &wanted);

    Container::Docker m_docker;
};

} // namespace Spacewright::Cli
