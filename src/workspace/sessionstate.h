// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/paths.h"
#include "base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace Spacewright::Workspace {

/// What comes back when a Space is opened again.
struct SessionState {
    QJsonObject editor; ///< open tabs, cursors and scroll positions, in the editor's own form
    QByteArray layout; ///< QMainWindow::saveState()
    QByteArray geometry; ///< QWidget::saveGeometry()

    friend bool operator==(const SessionState &, const SessionState &) = default;
};

[[nodiscard]] QJsonObject toJson(const SessionState &state);
[[nodiscard]] SessionState sessionStateFromJson(const QJsonObject &object);

/// `<state>/sessions/<hash of the folder>.json`.
[[nodiscard]] QString sessionStateFile(const Paths &paths, const QString &folder);
/// An empty state when there is none or it cannot be understood. Blocks for a small file.
[[nodiscard]] SessionState readSessionState(const Paths &paths, const QString &folder);
/// In one step. Blocks: use it off the GUI thread.
[[nodiscard]] Result<> writeSessionState(const Paths &paths, const QString &folder, const SessionState &state);

} // namespace Spacewright::Workspace
