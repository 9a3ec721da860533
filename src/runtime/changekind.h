// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "manifest/spacemanifest.h"

#include <QStringList>

namespace Spacewright::Runtime {

/// What saved files ask for, the least first.
enum class ChangeKind {
    Nothing,
    ReloadPage, ///< the same address has new content
    Rerun, ///< the app notices by itself
    Restart, ///< the app has to be started again
    Replan, ///< the manifest may ask for something else now
};

/// What a change of `path`, relative to the Space, asks for. Only what an app reads while it starts
/// restarts it: data that it writes itself must not.
[[nodiscard]] ChangeKind changeKind(const QString &path, Manifest::Sdk sdk);
/// The most that any of them asks for.
[[nodiscard]] ChangeKind changeKind(const QStringList &paths, Manifest::Sdk sdk);

} // namespace Spacewright::Runtime
