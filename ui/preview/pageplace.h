// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

// Where a person is on a page, so that it can be found again after the app behind it has restarted.
namespace Spacewright::Ui::PagePlace {

/// Path, query and fragment of `before` at the host and port of `now`.
[[nodiscard]] QUrl carryOver(const QUrl &before, const QUrl &now);

/// Evaluates to the scroll positions of the page and of everything that scrolls in it, as JSON text.
[[nodiscard]] QString captureScript();

/// Scrolls there. Pages fill themselves after they have loaded, so it tries again as long as an
/// element is missing or too short, for at most ten seconds, and gives way to the person's own scrolling.
[[nodiscard]] QString restoreScript(const QString &captured);

} // namespace Spacewright::Ui::PagePlace
