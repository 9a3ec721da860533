// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "container/generateddockerfile.h"

#include <QMap>

#include <optional>

namespace Spacewright::Container {

/// What stands for which image, where registries are out of reach: "python:3.13" → "mirror.example/python:3.13".
using BaseImages = QMap<QString, QString>;

/// One image that another one takes the place of.
struct MappedImage {
    QString wanted;
    QString used;

    friend bool operator==(const MappedImage &, const MappedImage &) = default;
};

/// What an image of a Space is made from.
struct ImageRequest {
    QString folder; ///< absolute; decides the image's name
    std::optional<AppImage> app; ///< gradio and streamlit
    QString dockerfile; ///< the Space's own, where `app` is not set
    QStringList variables; ///< names; build arguments of a Space with its own Dockerfile
    QStringList secrets; ///< names; secret mounts of the same
    BaseImages baseImages;
};

/// Everything about an image before anything is built.
struct ImagePlan {
    QString name; ///< of the image: "spacewright/hello-5c1e02aa"
    QString dockerfile; ///< its text, base images mapped
    QString ignoreFile; ///< of the repository that decides what is in the context: ".dockerignore"; empty: none
    QStringList variables;
    QStringList secrets;
    QList<MappedImage> mapped;
    bool isGenerated = false;

    friend bool operator==(const ImagePlan &, const ImagePlan &) = default;
};

/// Pure. Invalid for a Python version, a file name or a requirement that cannot stand in a Dockerfile, and for a
/// Dockerfile without any stage.
[[nodiscard]] Result<ImagePlan> plan(const ImageRequest &request);

/// The image and everything else of the Space in `folder` bears this name: letters, digits, dashes.
[[nodiscard]] QString spaceName(const QString &folder);

/// `dockerfile` with every FROM, COPY --from and --mount=from that names a key of `images` naming its value instead. A
/// name with its registry ("docker.io/library/python:3.13") is the short one. Says in `mapped` what was replaced.
[[nodiscard]] QString withBaseImages(const QString &dockerfile, const BaseImages &images,
                                     QList<MappedImage> *mapped = nullptr);

/// "WANTED=USED" each; what cannot be read is left out.
[[nodiscard]] BaseImages readBaseImages(const QStringList &assignments);

} // namespace Spacewright::Container
