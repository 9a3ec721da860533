// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "manifest/spacemanifest.h"

#include <QHash>
#include <QJsonObject>
#include <QStringList>

namespace Spacewright::Workspace {

/// What a Space is going to touch, as far as reading tells. Each list sorted, without doubles. Code can hide all of
/// it: an empty list is no promise.
struct Touches {
    QStringList packages; ///< of Python, with what is asked of their version
    QStringList systemPackages;
    QStringList models; ///< `owner/name`
    QStringList datasets;
    QStringList hosts; ///< named in code
    QStringList variables; ///< variables and secrets that code asks for
    QStringList commands; ///< that a build runs, in their order
    QStringList leavesOut; ///< links that lead out of the folder
    bool isComplete = true; ///< false where there was more code than is read

    friend bool operator==(const Touches &, const Touches &) = default;
};

[[nodiscard]] QJsonObject toJson(const Touches &touches);

/// Texts of code by relative path, and whether that is all of it.
struct Code {
    QHash<QString, QString> texts;
    bool isComplete = true;
};

/// Reads what has the look of code in `snapshot`. Never follows a link out of the folder. Takes up to a second.
[[nodiscard]] Code readCode(const Manifest::Snapshot &snapshot);

/// Pure; runs nothing.
[[nodiscard]] Touches touches(const Manifest::Snapshot &snapshot, const Manifest::SpaceManifest &manifest,
                              const Code &code);

} // namespace Spacewright::Workspace
