// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "factory.h"

#include "enginebrowser.h"

namespace Spacewright::Ui::Engine {

std::unique_ptr<Browser> Factory::makeBrowser(BrowserObserver &observer, QWidget *parent)
{
    return std::make_unique<EngineBrowser>(observer, parent);
}

} // namespace Spacewright::Ui::Engine
