// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>
#include <QUrl>
#include <QVariant>
#include <QtPlugin>

#include <functional>
#include <memory>

class QColor;
class QWidget;

// What the preview asks of a web engine, and what the engine tells it. The engine behind it is a module
// of its own, loaded with the first page: linking it would add 42 ms and 36 MB to every start. So nothing
// here may have code of its own; the two sides share only these tables of virtual functions.

namespace Spacewright::Ui {

/// How a load ended. `Stopped` is not a failure: another load or a download took its place.
struct LoadOutcome {
    enum class State { Shown, Stopped, Failed };

    QUrl url;
    State state = State::Failed;
    int httpStatus = 0; ///< 400 and above where the server answered with a page that says so
    QString error; ///< the engine's own words, untranslated
};

enum class Permission { Camera, Microphone, CameraAndMicrophone, Clipboard, Location, Notifications, Pointer, Other };

/// Asked by the page; `answer` may be called later, once.
struct PermissionRequest {
    Permission permission = Permission::Other;
    QUrl origin;
    std::function<void(bool allowed)> answer;
};

/// A file that the page hands out. Nothing of it is kept unless `save` is called. Both functions stay
/// harmless after the browser has gone; of the two, one may be called, once.
struct DownloadOffer {
    QString fileName; ///< without any folder
    qint64 sizeBytes{}; ///< −1: unknown
    std::function<void(const QString &path, std::function<void(const Result<> &)> ended)> save;
    std::function<void()> discard;
};

struct ConsoleMessage {
    enum class Level { Info, Warning, Error };

    Level level = Level::Info;
    QString text;
    QString source; ///< the script's address
    int line = 0;
};

/// Hears what happens in a browser. Called on the GUI thread.
class BrowserObserver {
public:
    virtual ~BrowserObserver() = default;
    virtual void loadStarted() = 0;
    virtual void loadEnded(const LoadOutcome &outcome) = 0;
    virtual void addressChanged(const QUrl &url) = 0;
    virtual void historyChanged(bool canGoBack, bool canGoForward) = 0;
    /// An address outside the Space, not followed here. `byPerson`: a link was clicked, not a script run.
    virtual void foreignAddressAsked(const QUrl &url, bool byPerson) = 0;
    virtual void permissionAsked(const PermissionRequest &request) = 0;
    virtual void downloadOffered(const DownloadOffer &offer) = 0;
    virtual void consoleWritten(const ConsoleMessage &message) = 0;
    /// window.alert(): shown without holding up the page.
    virtual void alertRaised(const QString &text) = 0;
    virtual void processEnded() = 0;
};

/// One page, the windows it opened and the profile they share. The profile is off the record and goes
/// with the browser. The page stays on the origin of the last `load`.
class Browser {
public:
    virtual ~Browser() = default;
    /// Owned by the browser, and deleted with it.
    [[nodiscard]] virtual QWidget *view() = 0;
    virtual void load(const QUrl &url) = 0;
    virtual void reload() = 0;
    virtual void stop() = 0;
    virtual void back() = 0;
    virtual void forward() = 0;
    [[nodiscard]] virtual QUrl url() const = 0;
    virtual void setZoom(qreal factor) = 0;
    /// What is seen before the page has painted.
    virtual void setBackground(const QColor &colour) = 0;
    /// Runs `script` where the page's own scripts cannot see it. `then` is not called if the page has gone.
    virtual void evaluate(const QString &script, std::function<void(const QVariant &)> then) = 0;
    /// In a window of their own.
    virtual void showDeveloperTools() = 0;
    /// The process that renders the page; 0 when there is none.
    [[nodiscard]] virtual qint64 processId() const = 0;
};

class BrowserFactory {
public:
    virtual ~BrowserFactory() = default;
    /// `observer` must outlive the browser.
    [[nodiscard]] virtual std::unique_ptr<Browser> makeBrowser(BrowserObserver &observer, QWidget *parent) = 0;
};

} // namespace Spacewright::Ui

#define SPACEWRIGHT_BROWSER_FACTORY "org.spacewright.BrowserFactory/1"
Q_DECLARE_INTERFACE(Spacewright::Ui::BrowserFactory, SPACEWRIGHT_BROWSER_FACTORY)
