// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "enginebrowser.h"

#include <QWebEngineHistory>
#include <QWebEngineLoadingInfo>
#include <QWebEngineNewWindowRequest>
#include <QWebEngineScript>
#include <QWebEngineSettings>

#include <utility>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui::Engine {

namespace {

void restrict(QWebEngineSettings &settings)
{
    using Setting = QWebEngineSettings;
    settings.setAttribute(Setting::LocalContentCanAccessRemoteUrls, false);
    settings.setAttribute(Setting::LocalContentCanAccessFileUrls, false);
    settings.setAttribute(Setting::JavascriptCanAccessClipboard, false); // asks first instead
    settings.setAttribute(Setting::JavascriptCanPaste, false);
    settings.setAttribute(Setting::AllowRunningInsecureContent, false);
    settings.setAttribute(Setting::AllowWindowActivationFromJavaScript, false);
    settings.setAttribute(Setting::PluginsEnabled, false);
    settings.setAttribute(Setting::NavigateOnDropEnabled, false); // a dropped file belongs to the page's upload field
    settings.setAttribute(Setting::WebRTCPublicInterfacesOnly, true);
    settings.setAttribute(Setting::FocusOnNavigationEnabled, false); // the editor keeps the keyboard
    settings.setAttribute(Setting::ErrorPageEnabled, false); // the preview has better words
}

} // namespace

EngineBrowser::EngineBrowser(BrowserObserver &observer, QWidget *parent)
    : m_observer(observer)
    , m_downloads(observer)
    , m_view(new QWebEngineView(parent))
{
    restrict(*m_profile.settings());
    m_profile.setPersistentPermissionsPolicy(QWebEngineProfile::PersistentPermissionsPolicy::AskEveryTime);
    connect(&m_profile, &QWebEngineProfile::downloadRequested, &m_downloads, &Downloads::offer);
    m_page = makePage();
    m_view->setPage(m_page);
    wireMainPage();
}

EngineBrowser::~EngineBrowser()
{
    delete m_tools;
    for (const QPointer<QWebEngineView> &window : m_windows)
        delete window;
    delete m_view;
    delete m_page;
}

Page *EngineBrowser::makePage()
{
    auto *page = new Page(&m_profile, m_observer, this);
    if (m_page)
        page->setOrigin(m_page->origin());
    if (m_background.isValid())
        page->setBackgroundColor(m_background);
    connect(page, &QWebEnginePage::newWindowRequested, this,
            [this, page](QWebEngineNewWindowRequest &request) { openWindow(*page, request); });
    return page;
}

void EngineBrowser::wireMainPage()
{
    connect(m_page, &QWebEnginePage::loadingChanged, this, &EngineBrowser::reportLoad);
    connect(m_page, &QWebEnginePage::urlChanged, this, [this](const QUrl &url) {
        m_observer.addressChanged(url);
        m_observer.historyChanged(m_page->history()->canGoBack(), m_page->history()->canGoForward());
    });
    connect(m_page, &QWebEnginePage::renderProcessTerminated, this,
            [this](QWebEnginePage::RenderProcessTerminationStatus status) {
                if (status != QWebEnginePage::NormalTerminationStatus)
                    m_observer.processEnded();
            });
}

void EngineBrowser::reportLoad(const QWebEngineLoadingInfo &info)
{
    LoadOutcome outcome{.url = info.url(), .error = info.errorString()};
    switch (info.status()) {
    case QWebEngineLoadingInfo::LoadStartedStatus:
        m_observer.loadStarted();
        return;
    case QWebEngineLoadingInfo::LoadStoppedStatus:
        outcome.state = LoadOutcome::State::Stopped;
        break;
    case QWebEngineLoadingInfo::LoadSucceededStatus:
        outcome.state = LoadOutcome::State::Shown;
        break;
    case QWebEngineLoadingInfo::LoadFailedStatus:
        outcome.state = LoadOutcome::State::Failed;
        if (info.errorDomain() == QWebEngineLoadingInfo::HttpStatusCodeDomain) {
            outcome.state = LoadOutcome::State::Shown; // the server's own page about it
            outcome.httpStatus = info.errorCode();
        }
        break;
    }
    // After a restart the old pages are another origin's, and nobody answers there.
    if (outcome.state == LoadOutcome::State::Shown && std::exchange(m_isNewOrigin, false))
        m_page->history()->clear();
    m_page->setZoomFactor(m_zoom); // Chromium keeps it by host, and a restart may change the port
    m_observer.historyChanged(m_page->history()->canGoBack(), m_page->history()->canGoForward());
    m_observer.loadEnded(outcome);
}

void EngineBrowser::load(const QUrl &url)
{
    m_isNewOrigin = m_isNewOrigin || originOf(url) != m_page->origin();
    m_page->setOrigin(url);
    m_page->load(url);
}

void EngineBrowser::setZoom(qreal factor)
{
    m_zoom = factor;
    m_page->setZoomFactor(factor);
}

void EngineBrowser::setBackground(const QColor &colour)
{
    m_background = colour;
    m_page->setBackgroundColor(colour);
}

void EngineBrowser::evaluate(const QString &script, std::function<void(const QVariant &)> then)
{
    m_page->runJavaScript(script, QWebEngineScript::ApplicationWorld, then);
}

void EngineBrowser::showDeveloperTools()
{
    if (!m_tools) {
        m_tools = new QWebEngineView(&m_profile);
        m_tools->setAttribute(Qt::WA_DeleteOnClose);
        m_tools->setObjectName(u"developerTools"_s);
        m_tools->setWindowTitle(tr("Developer tools – %1").arg(m_page->title()));
        m_tools->resize(960, 640);
        m_tools->page()->setInspectedPage(m_page);
    }
    m_tools->show();
    m_tools->raise();
    m_tools->activateWindow();
}

void EngineBrowser::openWindow(Page &opener, QWebEngineNewWindowRequest &request)
{
    const QUrl url = request.requestedUrl();
    if (!opener.isOwn(url)) {
        m_observer.foreignAddressAsked(url, request.isUserInitiated());
        return;
    }
    if (!request.isUserInitiated())
        return; // a window that nobody asked for
    Page *page = makePage();
    auto *window = new QWebEngineView;
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->setObjectName(u"pageWindow"_s);
    window->setPage(page);
    page->setParent(window);
    connect(page, &QWebEnginePage::titleChanged, window, &QWidget::setWindowTitle);
    connect(page, &QWebEnginePage::windowCloseRequested, window, &QWidget::close);
    request.openIn(page);
    const QSize asked = request.requestedGeometry().size();
    window->resize(asked.width() > 100 && asked.height() > 100 ? asked : QSize(960, 720));
    std::erase_if(m_windows, [](const QPointer<QWebEngineView> &old) { return old.isNull(); });
    m_windows.emplace_back(window);
    window->show();
}

} // namespace Spacewright::Ui::Engine
