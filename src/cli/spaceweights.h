// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QProcessEnvironment>
#include <QString>

namespace Spacewright::Cli {

/// A file with weights that a Space uses.
struct WeightFile {
    QString name; ///< in the Space, or "owner/model: model.safetensors"
    qint64 bytes = 0; ///< of its tensors, by its header; of the whole file where it is an LFS pointer
};

/// What is known of a Space's weights on this machine.
struct SpaceWeights {
    QList<WeightFile> files;
    QStringList unknown; ///< models that are named and not in the cache, and files whose header is broken
    qint64 bytes = 0; ///< of what the Space loads: of several files for one model, one form of it
};

/// Reads the headers of the weights in `folder` and, for the models that README.md and the app's code name, of those in
/// the Hub's cache, which `environment` says the place of. Downloads nothing. Worker threads only.
[[nodiscard]] SpaceWeights spaceWeights(const QString &folder, const QProcessEnvironment &environment);

/// Which of `names` are loaded together: all parts of the safetensors without a variant, else of the largest GGUF.
/// Pure; `sizes` belong to `names`.
[[nodiscard]] qint64 loadedBytes(const QStringList &names, const QList<qint64> &sizes);

} // namespace Spacewright::Cli
