// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "page.h"

#include "permissions.h"

#include <QLoggingCategory>
#include <QWebEngineCertificateError>
#include <QWebEngineClientCertificateSelection>
#include <QWebEngineDesktopMediaRequest>
#include <QWebEngineFileSystemAccessRequest>
#include <QWebEngineRegisterProtocolHandlerRequest>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui::Engine {

namespace {

Q_LOGGING_CATEGORY(log, "spacewright.preview.page")

bool isForBrowsers(const QUrl &url)
{
    return url.scheme() == "http"_L1 || url.scheme() == "https"_L1 || url.scheme() == "mailto"_L1;
}

} // namespace

QUrl originOf(const QUrl &url)
{
    const QUrl real = url.scheme() == "blob"_L1 ? QUrl(url.path(QUrl::FullyEncoded)) : url;
    QUrl origin;
    origin.setScheme(real.scheme());
    origin.setHost(real.host());
    const int usual = real.scheme() == "https"_L1 ? 443 : 80;
    origin.setPort(real.port(usual));
    return origin;
}

Page::Page(QWebEngineProfile *profile, BrowserObserver &observer, QObject *parent)
    : QWebEnginePage(profile, parent)
    , m_observer(observer)
{
    connect(this, &QWebEnginePage::permissionRequested, this,
            [this](const QWebEnginePermission &permission) { askPermission(permission, m_observer); });
    connect(this, &QWebEnginePage::certificateError, this, [](QWebEngineCertificateError error) {
        qCInfo(log) << "certificate refused:" << error.url().host() << error.description();
        error.rejectCertificate();
    });
    connect(this, &QWebEnginePage::selectClientCertificate, this,
            [](QWebEngineClientCertificateSelection selection) { selection.selectNone(); });
    connect(this, &QWebEnginePage::fileSystemAccessRequested, this,
            [](QWebEngineFileSystemAccessRequest request) { request.reject(); });
    connect(this, &QWebEnginePage::registerProtocolHandlerRequested, this,
            [](QWebEngineRegisterProtocolHandlerRequest request) { request.reject(); });
    connect(this, &QWebEnginePage::desktopMediaRequested, this,
            [](const QWebEngineDesktopMediaRequest &request) { request.cancel(); });
}

bool Page::isOwn(const QUrl &url) const
{
    return url.isEmpty() || url.scheme() == "about"_L1 || originOf(url) == m_origin;
}

bool Page::acceptNavigationRequest(const QUrl &url, NavigationType type, bool isMainFrame)
{
    if (!isMainFrame)
        return url.scheme() != "file"_L1; // frames of other origins are the page's own business
    if (isOwn(url))
        return true;
    if (isForBrowsers(url))
        m_observer.foreignAddressAsked(url, type == NavigationTypeLinkClicked);
    else
        qCInfo(log) << "not followed:" << url.scheme();
    return false;
}

void Page::javaScriptConsoleMessage(JavaScriptConsoleMessageLevel level, const QString &message, int line,
                                    const QString &source)
{
    using Level = ConsoleMessage::Level;
    const Level ours = level == ErrorMessageLevel ? Level::Error
        : level == WarningMessageLevel            ? Level::Warning
                                                  : Level::Info;
    m_observer.consoleWritten({.level = ours, .text = message, .source = source, .line = line});
}

void Page::javaScriptAlert(const QUrl & /*origin*/, const QString &text)
{
    m_observer.alertRaised(text);
}

} // namespace Spacewright::Ui::Engine
