// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preview/browser.h"
#include "preview/previewstate.h"
#include "widgets/panel.h"

#include <QDateTime>
#include <QPixmap>
#include <QPointer>
#include <QTimer>
#include <QUrl>

class QAction;
class QStackedLayout;

namespace Spacewright {
class Redactor;
}

namespace Spacewright::Ui {

class FrameView;
class PreviewNotices;
class PreviewStrip;
class StatePage;

/// The Space's live page, and what is going on while there is none. Never blank: until a page has been
/// painted, a page of its own or the last good frame covers it.
///
/// The web engine is loaded with the first showPage(). Call prepareForBrowser() before the QApplication.
class PreviewPanel final : public Panel, private BrowserObserver {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PreviewPanel)
public:
    /// What the panel shows; also its accessible description: "page", "starting", …
    enum class View { NotRunning, Starting, Page, Frame, Failed, LoadFailed, Crashed };
    Q_ENUM(View)

    /// `redactor` must outlive the panel; console messages pass through it.
    explicit PreviewPanel(const Redactor &redactor, QWidget *parent = nullptr);
    ~PreviewPanel() override;

    [[nodiscard]] QWidget *strip() override;
    void takeFocus() override;

    void setState(const PreviewState &state);
    [[nodiscard]] const PreviewState &state() const { return m_state; }
    /// The log of what is starting goes on; without that for long, the panel says so.
    void noteNews();
    /// The Space answers at `url`. Call it each time the Space becomes ready: the page comes back at the
    /// path, scroll position and zoom where it was, also when the port is another.
    void showPage(const QUrl &url);
    /// For another Space: the page, its profile and all it remembered go.
    void reset();

    [[nodiscard]] View view() const { return m_view; }
    [[nodiscard]] QUrl url() const;
    [[nodiscard]] int zoomPercent() const { return m_zoomPercent; }
    /// As it was kept; from 25 to 500.
    void setZoomPercent(int percent);
    /// For the command registry: reload, zoom, open in browser and so on.
    [[nodiscard]] QList<QAction *> commands() const;
    /// A picture of the page and when it was taken.
    struct Picture {
        QPixmap frame;
        QDateTime taken;
    };
    /// The page as it is on the screen, or was when it last was good; null before there was one.
    [[nodiscard]] Picture lastGood() const;
    /// The same from an earlier session: what a failed Space offers to show until it has a page of its own.
    void setLastGood(const Picture &picture);
    /// Null before the first page.
    [[nodiscard]] Browser *browser() { return m_browser.get(); }

public Q_SLOTS:
    void reload();
    void back();
    void forward();
    /// Along the usual steps from 25 to 500 %; 0: back to 100 %.
    void zoom(int steps);
    void copyAddress();
    void openInBrowser();
    void saveScreenshot();
    void showDeveloperTools();

Q_SIGNALS:
    void runRequested();
    void causeRequested();
    /// The person wants what is starting to end.
    void cancelRequested();
    /// There was no news for long.
    void logRequested();
    /// An address that belongs into the person's own browser.
    void openExternally(const QUrl &url);
    /// The page is painted, or could not be loaded.
    void loaded(const QUrl &url, bool ok);
    void viewChanged(Spacewright::Ui::PreviewPanel::View view);
    /// The person chose another zoom.
    void zoomChanged(int percent);
    /// Already redacted.
    void consoleMessage(Spacewright::Ui::ConsoleMessage::Level level, const QString &text, const QString &source,
                        int line);

private:
    enum class PageState { None, Loading, Shown, Failed, Crashed };

    void loadStarted() override;
    void loadEnded(const LoadOutcome &outcome) override;
    void addressChanged(const QUrl &url) override;
    void historyChanged(bool canGoBack, bool canGoForward) override;
    void foreignAddressAsked(const QUrl &url, bool byPerson) override;
    void permissionAsked(const PermissionRequest &request) override;
    void downloadOffered(const DownloadOffer &offer) override;
    void consoleWritten(const ConsoleMessage &message) override;
    void alertRaised(const QString &text) override;
    void processEnded() override;

    void wireStrip();
    void applyZoom();
    [[nodiscard]] bool makeBrowser();
    void load(const QUrl &url);
    void keepFrame();
    /// Of the page on the screen; null while there is none.
    [[nodiscard]] QPixmap frame() const;
    void showLastGood();
    void leaveLastGood();
    void pagePainted();
    void refresh();
    [[nodiscard]] View pageView() const;
    [[nodiscard]] View viewNow() const;
    void showView(View view);

    const Redactor &m_redactor;
    QPointer<PreviewStrip> m_strip; // ours, unless the dock that shows it went first
    PreviewNotices *m_notices;
    QStackedLayout *m_layers;
    StatePage *m_statePage;
    FrameView *m_frameView;
    std::unique_ptr<Browser> m_browser;

    PreviewState m_state;
    PageState m_page = PageState::None;
    View m_view = View::NotRunning;
    QUrl m_home; // where the Space answers
    QUrl m_place; // where the person is
    QString m_scroll; // PagePlace::captureScript()'s answer
    QString m_error; // why the page could not be loaded
    Picture m_earlier; // of a session before this one
    bool m_frameAsked = false; // "Show it" on the failed page
    int m_zoomPercent = 100;
    QTimer m_paintWait;
};

} // namespace Spacewright::Ui
