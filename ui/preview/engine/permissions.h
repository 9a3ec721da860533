// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preview/browser.h"

class QWebEnginePermission;

namespace Spacewright::Ui::Engine {

/// Passes on what a person can judge; refuses the rest at once.
void askPermission(const QWebEnginePermission &permission, BrowserObserver &observer);

} // namespace Spacewright::Ui::Engine
