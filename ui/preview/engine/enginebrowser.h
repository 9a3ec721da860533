// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "downloads.h"
#include "page.h"
#include "preview/browser.h"

#include <QPointer>
#include <QWebEngineProfile>
#include <QWebEngineView>

#include <vector>

class QWebEngineLoadingInfo;
class QWebEngineNewWindowRequest;

namespace Spacewright::Ui::Engine {

/// Browser over Qt WebEngine.
class EngineBrowser final : public QObject, public Browser {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EngineBrowser)
public:
    EngineBrowser(BrowserObserver &observer, QWidget *parent);
    ~EngineBrowser() override;

    QWidget *view() override { return m_view; }
    void load(const QUrl &url) override;
    void reload() override { m_page->triggerAction(QWebEnginePage::Reload); }
    void stop() override { m_page->triggerAction(QWebEnginePage::Stop); }
    void back() override { m_page->triggerAction(QWebEnginePage::Back); }
    void forward() override { m_page->triggerAction(QWebEnginePage::Forward); }
    QUrl url() const override { return m_page->url(); }
    void setZoom(qreal factor) override;
    void setBackground(const QColor &colour) override;
    void evaluate(const QString &script, std::function<void(const QVariant &)> then) override;
    void showDeveloperTools() override;
    qint64 processId() const override { return m_page->renderProcessPid(); }

private:
    Page *makePage();
    void wireMainPage();
    void reportLoad(const QWebEngineLoadingInfo &info);
    void openWindow(Page &opener, QWebEngineNewWindowRequest &request);

    BrowserObserver &m_observer;
    QWebEngineProfile m_profile; // without a name, so nothing of it reaches the disk; outlives its pages
    Downloads m_downloads;
    QPointer<QWebEngineView> m_view; // our widget, unless its parent went first
    Page *m_page = nullptr;
    QPointer<QWebEngineView> m_tools;
    std::vector<QPointer<QWebEngineView>> m_windows;
    bool m_isNewOrigin = false; // of the load that is under way
    QColor m_background;
    qreal m_zoom = 1;
};

} // namespace Spacewright::Ui::Engine
