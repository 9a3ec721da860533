// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preview/browser.h"

#include <QObject>

namespace Spacewright::Ui::Engine {

/// The door of the module.
class Factory final : public QObject, public BrowserFactory {
    Q_OBJECT
    Q_PLUGIN_METADATA(IID SPACEWRIGHT_BROWSER_FACTORY)
    Q_INTERFACES(Spacewright::Ui::BrowserFactory)
public:
    [[nodiscard]] std::unique_ptr<Browser> makeBrowser(BrowserObserver &observer, QWidget *parent) override;
};

} // namespace Spacewright::Ui::Engine
