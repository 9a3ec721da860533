// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/diagnostic.h"
#include "base/pipeline.h"
#include "base/process.h"
#include "base/redactor.h"
#include "container/buildprogress.h"
#include "container/imageplan.h"

#include <QSet>

namespace Spacewright::Container {

/// One image on its way.
namespace ImageBuild {

struct Input {
    QString folder; ///< the Space
    QSet<QString> tracked; ///< what git tracks there, see pathsOutsideCommits()
    QMap<QString, QString> values; ///< of build arguments and secrets
    QString docker; ///< set by Docker
    QString cache; ///< a folder for the Dockerfile; set by Docker
    QProcessEnvironment environment; ///< set by Docker
};

/// Called on the thread of the build.
struct Sink {
    std::function<void(const QByteArray &)> output; ///< the log in the Hub's shape, redacted
    std::function<void(int index, const BuildStep &)> step; ///< one instruction: new or changed
    std::function<void(const QList<Diagnostic> &)> problems; ///< what failed, at its place in the Space's files
};

} // namespace ImageBuild

/// One step, `image`.
[[nodiscard]] std::vector<Step> imageSteps(const ImagePlan &plan, ImageBuild::Input input, ImageBuild::Sink sink,
                                           const Redactor &redactor);

/// Why a build ended, from what the builder said last. Pure.
[[nodiscard]] Error explainFailure(const QString &error, const QString &words);

/// The line of `dockerfile`, from 0, at which its build ended: from the builder's last words, or from the title of the
/// failed step. -1: unknown. Pure.
[[nodiscard]] int failedLine(const QString &dockerfile, const QString &step, const QString &words);

} // namespace Spacewright::Container
