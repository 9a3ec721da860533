// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace Spacewright::Manifest {

/// Whether Windows can keep a file of this path: no reserved name, no `<>:"|?*\`, no control character, no dot or blank
/// at the end of a part. Source: learn.microsoft.com, Naming Files, Paths, and Namespaces.
[[nodiscard]] bool isPortable(QStringView path);

/// A path that is not portable or not UTF-8, or that holds an upper-case letter and so may clash with another in its
/// case.
[[nodiscard]] bool isUnusual(QStringView path);

} // namespace Spacewright::Manifest
