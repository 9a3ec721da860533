// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Spacewright {

/// Where Spacewright keeps things on this machine. A value, so that tests and a second instance can
/// have their own; absolute paths without a slash at the end. Source: XDG base directory specification.
struct Paths {
    QString data; ///< environments, the ledger, uv: what would be a pity to lose
    QString cache; ///< what can be made again
    QString config; ///< preferences
    QString state; ///< session: open tabs, layout, recents
    QString runtime; ///< sockets and locks of this login

    /// From `XDG_*` and the home folder. `SPACEWRIGHT_HOME` puts all of them under one folder.
    [[nodiscard]] static Paths system();
    /// All five below `folder`.
    [[nodiscard]] static Paths under(const QString &folder);

    [[nodiscard]] QString environments() const { return data + QStringLiteral("/environments"); }
    [[nodiscard]] QString tools() const { return data + QStringLiteral("/tools"); }
    [[nodiscard]] QString ledger() const { return data + QStringLiteral("/ledger.sqlite"); }
};

/// The folder with what comes with the program: `templates` … Beside an installed program
/// (`../share/spacewright`), else in the source tree that this was built from.
[[nodiscard]] QString resourcesFolder();

/// `path` cleaned and with links resolved as far as it exists; `base` is what a relative path is relative to.
[[nodiscard]] QString resolvedPath(const QString &path, const QString &base = {});

/// True when `path`, links resolved, is `folder` or lies below it. Use it on every path from a stranger.
[[nodiscard]] bool isInside(const QString &path, const QString &folder);

} // namespace Spacewright
