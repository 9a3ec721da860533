// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "preview/browser.h"

namespace Spacewright::Ui {

/// Call before the QApplication is made. It does not set Qt::AA_ShareOpenGLContexts, which would cost
/// every start 200 ms and 70 MB with a software renderer; the engine shares graphics when it is loaded.
void prepareForBrowser();

/// Loads the engine on the first call, which takes about a tenth of a second. NotFound: it is not
/// installed; Tool: it does not fit this program.
[[nodiscard]] Result<BrowserFactory *> browserFactory();
[[nodiscard]] bool isBrowserLoaded();

} // namespace Spacewright::Ui
