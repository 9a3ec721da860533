// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preview/browser.h"

#include <QWebEnginePage>

namespace Spacewright::Ui::Engine {

/// Scheme, host and port. A `blob:` address has the origin of the page that made it.
[[nodiscard]] QUrl originOf(const QUrl &url);

/// A page that stays on one origin and tells the observer what it would like to do elsewhere.
class Page final : public QWebEnginePage {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Page)
public:
    Page(QWebEngineProfile *profile, BrowserObserver &observer, QObject *parent);

    void setOrigin(const QUrl &url) { m_origin = originOf(url); }
    [[nodiscard]] QUrl origin() const { return m_origin; }
    /// True for addresses of the Space itself, and for the empty page that a script opens first.
    [[nodiscard]] bool isOwn(const QUrl &url) const;

protected:
    bool acceptNavigationRequest(const QUrl &url, NavigationType type, bool isMainFrame) override;
    void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel level, const QString &message, int line,
                                  const QString &source) override;
    void javaScriptAlert(const QUrl &origin, const QString &text) override;

private:
    BrowserObserver &m_observer;
    QUrl m_origin;
};

} // namespace Spacewright::Ui::Engine
