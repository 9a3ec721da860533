// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QString>
#include <QStringList>

namespace Spacewright::Container {

/// What lies in `folder` and is in no commit: paths that git ignores, relative and with `/`, a folder for all below it;
/// `.git` first. What git tracks is in a commit all the same. Goes over the whole folder: call it off the GUI thread.
[[nodiscard]] QStringList pathsOutsideCommits(const QString &folder, const QSet<QString> &tracked);

/// The ignore file that keeps exactly `paths` out of a build, besides what `ownRules` (the text of the Space's
/// .dockerignore) keeps out. Pure.
[[nodiscard]] QString ignoreFile(const QString &ownRules, const QStringList &paths);

} // namespace Spacewright::Container
