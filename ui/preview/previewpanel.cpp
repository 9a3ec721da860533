// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preview/previewpanel.h"

#include "base/redactor.h"
#include "preview/addressfield.h"
#include "preview/browserloader.h"
#include "preview/frameview.h"
#include "preview/pageplace.h"
#include "preview/previewnotices.h"
#include "preview/previewstrip.h"
#include "preview/statepage.h"
#include "widgets/theme.h"

#include <QClipboard>
#include <QEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLoggingCategory>
#include <QMetaEnum>
#include <QPointer>
#include <QStackedLayout>
#include <QStandardPaths>
#include <QVBoxLayout>
#include <QtConcurrentRun>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {

Q_LOGGING_CATEGORY(log, "spacewright.preview.previewpanel")
Q_LOGGING_CATEGORY(console, "spacewright.preview.console")

constexpr std::array ZoomSteps{25,  33,  50,  67,  75,  80,  90,  100, 110,
                               125, 150, 175, 200, 250, 300, 400, 500}; // Chromium's
// After a load Chromium needs a frame or two before something of the page is seen; until then the cover stays.
constexpr std::chrono::milliseconds FirstPaint{80};

/// A word for screen readers and tests: "page", "starting".
QString viewWord(PreviewPanel::View view)
{
    const QMetaEnum views = QMetaEnum::fromType<PreviewPanel::View>();
    return QString::fromLatin1(views.valueToKey(static_cast<int>(view))).toLower();
}

} // namespace

PreviewPanel::PreviewPanel(const Redactor &redactor, QWidget *parent)
    : Panel(u"preview"_s, tr("Preview"), u"view-preview"_s, parent)
    , m_redactor(redactor)
    , m_strip(new PreviewStrip)
    , m_notices(new PreviewNotices(this))
    , m_layers(new QStackedLayout)
    , m_statePage(new StatePage(this))
    , m_frameView(new FrameView(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_notices);
    layout->addLayout(m_layers, 1);
    m_layers->setStackingMode(QStackedLayout::StackAll); // a covered page goes on painting, so it is there when needed
    m_layers->addWidget(m_statePage);
    m_layers->addWidget(m_frameView);

    m_paintWait.setSingleShot(true);
    m_paintWait.setInterval(FirstPaint);
    connect(&m_paintWait, &QTimer::timeout, this, &PreviewPanel::pagePainted);
    connect(m_statePage, &StatePage::runRequested, this, &PreviewPanel::runRequested);
    connect(m_statePage, &StatePage::causeRequested, this, &PreviewPanel::causeRequested);
    connect(m_statePage, &StatePage::cancelRequested, this, &PreviewPanel::cancelRequested);
    connect(m_statePage, &StatePage::logRequested, this, &PreviewPanel::logRequested);
    connect(m_statePage, &StatePage::reloadRequested, this, &PreviewPanel::reload);
    connect(m_statePage, &StatePage::lastGoodRequested, this, &PreviewPanel::showLastGood);
    connect(m_notices, &PreviewNotices::openExternally, this, &PreviewPanel::openExternally);
    connect(&Theme::current(), &Theme::changed, this, [this] {
        if (m_browser)
            m_browser->setBackground(color(Token::Surface));
    });
    wireStrip();
    m_frameView->hide();
    showView(View::NotRunning);
}

PreviewPanel::~PreviewPanel()
{
    m_notices->clear(); // answers go to the page, so before it
    m_browser.reset();
    delete m_strip;
}

void PreviewPanel::wireStrip()
{
    connect(m_strip, &PreviewStrip::backAsked, this, &PreviewPanel::back);
    connect(m_strip, &PreviewStrip::forwardAsked, this, &PreviewPanel::forward);
    connect(m_strip, &PreviewStrip::reloadAsked, this, &PreviewPanel::reload);
    connect(m_strip, &PreviewStrip::zoomAsked, this, &PreviewPanel::zoom);
    connect(m_strip, &PreviewStrip::browserAsked, this, &PreviewPanel::openInBrowser);
    connect(m_strip, &PreviewStrip::copyAsked, this, &PreviewPanel::copyAddress);
    connect(m_strip, &PreviewStrip::screenshotAsked, this, &PreviewPanel::saveScreenshot);
    connect(m_strip, &PreviewStrip::developerToolsAsked, this, &PreviewPanel::showDeveloperTools);
    connect(&m_strip->address(), &AddressField::addressEntered, this, [this](const QUrl &url) {
        if (!m_browser || url.host() != m_home.host() || url.port(80) != m_home.port(80)) {
            Q_EMIT openExternally(url);
            return;
        }
        load(url);
        takeFocus();
    });
}

QWidget *PreviewPanel::strip()
{
    return m_strip;
}

void PreviewPanel::takeFocus()
{
    if (m_view == View::Page && m_browser)
        m_browser->view()->setFocus(Qt::ShortcutFocusReason);
    else if (m_view == View::Frame)
        m_strip->address().setFocus(Qt::ShortcutFocusReason); // a picture takes no input
    else
        m_statePage->setFocus(Qt::ShortcutFocusReason);
}

QList<QAction *> PreviewPanel::commands() const
{
    return m_strip->commands();
}

QUrl PreviewPanel::url() const
{
    return m_place;
}

// ── what the Space does ──────────────────────────────────────────────────────────────────────────

void PreviewPanel::setState(const PreviewState &state)
{
    const bool wasServing = m_state.stage && isServing(*m_state.stage) && *m_state.stage != Stage::RunningAppStarting;
    const bool serves = state.stage && isServing(*state.stage) && *state.stage != Stage::RunningAppStarting;
    if (wasServing && !serves)
        keepFrame();
    if (state.stage != m_state.stage)
        leaveLastGood();
    m_state = state;
    refresh();
}

void PreviewPanel::noteNews()
{
    m_statePage->noteNews();
}

/// The app behind the page goes: what is seen now, and where the person is on it, is kept.
void PreviewPanel::keepFrame()
{
    if (m_page != PageState::Shown || !m_browser)
        return;
    m_frameView->setFrame(frame(), QDateTime::currentDateTime());
    m_browser->evaluate(PagePlace::captureScript(), [self = QPointer(this)](const QVariant &answer) {
        if (self)
            self->m_scroll = answer.toString();
    });
}

void PreviewPanel::showPage(const QUrl &url)
{
    if (!makeBrowser())
        return;
    keepFrame();
    m_home = url;
    m_page = PageState::Loading;
    leaveLastGood();
    load(PagePlace::carryOver(m_place, url));
    refresh();
}

bool PreviewPanel::makeBrowser()
{
    if (m_browser)
        return true;
    const Result<BrowserFactory *> factory = browserFactory();
    if (!factory) {
        m_page = PageState::Failed;
        m_error = factory.error().message;
        qCWarning(log) << factory.error().message << factory.error().detail;
        refresh();
        return false;
    }
    m_browser = (*factory)->makeBrowser(*this, this);
    m_browser->setBackground(color(Token::Surface));
    applyZoom();
    m_browser->view()->setObjectName(u"page"_s);
    m_layers->addWidget(m_browser->view());
    m_strip->setPageThere(true);
    return true;
}

void PreviewPanel::reset()
{
    m_notices->clear();
    m_browser.reset();
    m_frameView->setFrame({}, {});
    m_earlier = {};
    m_state = {};
    m_page = PageState::None;
    m_home.clear();
    m_place.clear();
    m_scroll.clear();
    m_frameAsked = false;
    m_strip->setPageThere(false);
    m_strip->setHistory(false, false);
    m_strip->address().setAddress({});
    refresh();
}

void PreviewPanel::load(const QUrl &url)
{
    m_paintWait.stop();
    m_browser->load(url);
}

// ── what the page does ───────────────────────────────────────────────────────────────────────────

void PreviewPanel::loadStarted()
{
    m_paintWait.stop();
}

void PreviewPanel::loadEnded(const LoadOutcome &outcome)
{
    if (outcome.state == LoadOutcome::State::Stopped) {
        // A page that leaves the Space by itself is stopped there, and may have shown something before.
        if (m_page == PageState::Loading && !m_browser->url().host().isEmpty())
            m_paintWait.start();
        return;
    }
    if (outcome.state == LoadOutcome::State::Failed) {
        qCInfo(log) << "page not loaded:" << m_redactor.redact(outcome.url.toDisplayString()) << outcome.error;
        m_page = PageState::Failed;
        m_error = outcome.error;
        refresh();
        Q_EMIT loaded(outcome.url, false);
        return;
    }
    if (!m_scroll.isEmpty())
        m_browser->evaluate(PagePlace::restoreScript(std::exchange(m_scroll, {})), {});
    m_paintWait.start();
}

void PreviewPanel::pagePainted()
{
    m_page = PageState::Shown;
    refresh();
    Q_EMIT loaded(m_place, true);
}

void PreviewPanel::addressChanged(const QUrl &url)
{
    if (url.host().isEmpty())
        return;
    m_place = url;
    m_strip->address().setAddress(url);
}

void PreviewPanel::historyChanged(bool canGoBack, bool canGoForward)
{
    m_strip->setHistory(canGoBack, canGoForward);
}

void PreviewPanel::foreignAddressAsked(const QUrl &url, bool byPerson)
{
    if (byPerson)
        Q_EMIT openExternally(url);
    else
        m_notices->askForeign(url);
}

void PreviewPanel::permissionAsked(const PermissionRequest &request)
{
    m_notices->askPermission(request);
}

void PreviewPanel::downloadOffered(const DownloadOffer &offer)
{
    m_notices->askDownload(offer);
}

void PreviewPanel::consoleWritten(const ConsoleMessage &message)
{
    const QString text = m_redactor.redact(message.text);
    const QString source = m_redactor.redact(message.source);
    qCDebug(console).noquote() << source << message.line << text;
    Q_EMIT consoleMessage(message.level, text, source, message.line);
}

void PreviewPanel::alertRaised(const QString &text)
{
    m_notices->tell(StageGroup::None, tr("The page says:"), text);
}

void PreviewPanel::processEnded()
{
    m_paintWait.stop();
    m_notices->clear();
    m_page = PageState::Crashed;
    refresh();
}

// ── what a person does ───────────────────────────────────────────────────────────────────────────

void PreviewPanel::reload()
{
    if (!m_browser)
        return;
    if (m_page == PageState::Shown) {
        m_browser->reload(); // keeps the scroll position by itself
        return;
    }
    m_page = PageState::Loading;
    load(m_place.isEmpty() ? m_home : m_place);
    refresh();
}

void PreviewPanel::back()
{
    if (m_browser)
        m_browser->back();
}

void PreviewPanel::forward()
{
    if (m_browser)
        m_browser->forward();
}

void PreviewPanel::zoom(int steps)
{
    const auto now = std::ranges::lower_bound(ZoomSteps, m_zoomPercent) - ZoomSteps.begin();
    const auto then = std::clamp<qsizetype>(now + steps, 0, ZoomSteps.size() - 1);
    m_zoomPercent = steps == 0 ? 100 : ZoomSteps.at(static_cast<size_t>(then));
    applyZoom();
    Q_EMIT zoomChanged(m_zoomPercent);
}

void PreviewPanel::setZoomPercent(int percent)
{
    m_zoomPercent = std::clamp(percent, ZoomSteps.front(), ZoomSteps.back());
    applyZoom();
}

void PreviewPanel::applyZoom()
{
    m_strip->setZoomPercent(m_zoomPercent);
    if (m_browser)
        m_browser->setZoom(m_zoomPercent / 100.0);
}

void PreviewPanel::copyAddress()
{
    QGuiApplication::clipboard()->setText(m_place.toString());
}

void PreviewPanel::openInBrowser()
{
    if (!m_place.isEmpty())
        Q_EMIT openExternally(m_place);
}

void PreviewPanel::saveScreenshot()
{
    const QPixmap picture = frame();
    if (picture.isNull())
        return;
    const QString name = tr("%1 %2.png", "Space, date and time")
                             .arg(m_state.title, QDateTime::currentDateTime().toString(u"yyyy-MM-dd HH.mm.ss"_s));
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    auto *chooser = new QFileDialog(this, tr("Save Screenshot"), folder + u'/' + name, tr("Pictures (*.png)"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setObjectName(u"previewScreenshot"_s);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setDefaultSuffix(u"png"_s);
    connect(chooser, &QFileDialog::fileSelected, this, [this, image = picture.toImage()](const QString &path) {
        QtConcurrent::run([image, path] { return image.save(path, "PNG"); }).then(this, [this, path](bool saved) {
            if (saved)
                m_notices->tell(StageGroup::Running, tr("Saved."), path);
            else
                m_notices->tell(StageGroup::Error, tr("The picture was not saved."),
                                tr("%1 cannot be written. Choose another folder.").arg(path));
        });
    });
    chooser->open();
}

void PreviewPanel::showDeveloperTools()
{
    if (m_browser)
        m_browser->showDeveloperTools();
}

QPixmap PreviewPanel::frame() const
{
    return m_browser && m_page == PageState::Shown ? m_browser->view()->grab() : QPixmap();
}

PreviewPanel::Picture PreviewPanel::lastGood() const
{
    if (const QPixmap shown = frame(); !shown.isNull())
        return {shown, QDateTime::currentDateTime()};
    return m_frameView->isEmpty() ? m_earlier : Picture{m_frameView->frame(), m_frameView->taken()};
}

void PreviewPanel::setLastGood(const Picture &picture)
{
    m_earlier = picture;
    refresh();
}

void PreviewPanel::showLastGood()
{
    if (m_frameView->isEmpty())
        m_frameView->setFrame(m_earlier.frame, m_earlier.taken);
    m_frameAsked = true;
    refresh();
}

void PreviewPanel::leaveLastGood()
{
    m_frameAsked = false;
    if (m_frameView->taken() == m_earlier.taken)
        m_frameView->setFrame({}, {}); // nobody has left that page a moment ago
}

// ── what is seen ─────────────────────────────────────────────────────────────────────────────────

PreviewPanel::View PreviewPanel::pageView() const
{
    switch (m_page) {
    case PageState::None:
        break;
    case PageState::Loading:
        return m_frameView->isEmpty() ? View::Starting : View::Frame;
    case PageState::Shown:
        return View::Page;
    case PageState::Failed:
        return View::LoadFailed;
    case PageState::Crashed:
        return View::Crashed;
    }
    return View::Starting;
}

PreviewPanel::View PreviewPanel::viewNow() const
{
    if (!m_state.stage)
        return m_page == PageState::None ? View::NotRunning : pageView();
    const Stage stage = *m_state.stage;
    const bool hasFrame = !m_frameView->isEmpty();
    switch (stageGroup(stage)) {
    case StageGroup::Error:
        return hasFrame && m_frameAsked ? View::Frame : View::Failed;
    case StageGroup::None:
        return stage == Stage::NoAppFile ? View::Failed : View::NotRunning;
    case StageGroup::Asleep:
    case StageGroup::Paused:
        return View::NotRunning;
    case StageGroup::Running:
    case StageGroup::Transient:
        break;
    }
    if (stage == Stage::Building || stage == Stage::AppStarting)
        return View::Starting;
    if (stage == Stage::RunningAppStarting)
        return hasFrame ? View::Frame : View::Starting;
    return pageView();
}

void PreviewPanel::refresh()
{
    const View view = viewNow();
    const bool restarting = view == View::Frame && !m_frameAsked;
    if (restarting && m_state.appFile.isEmpty())
        m_notices->setProgress(tr("Restarting."), tr("This is the page from before."));
    else if (restarting)
        m_notices->setProgress(tr("Restarting %1.").arg(m_state.appFile), tr("This is the page from before."));
    else if (view == View::Page && m_state.stage == Stage::RunningBuilding)
        m_notices->setProgress(tr("Building the new environment."), tr("The page from before goes on working."));
    else if (view == View::Frame)
        m_notices->setProgress(tr("The last good page."), tr("It is a picture and takes no input."));
    else
        m_notices->setProgress({}, {});
    showView(view);
}

void PreviewPanel::showView(View view)
{
    switch (view) {
    case View::NotRunning:
        m_statePage->showNotRunning(m_state);
        break;
    case View::Starting:
        m_statePage->showStarting(m_state);
        break;
    case View::Failed:
        m_statePage->showFailed(m_state, m_frameView->isEmpty() ? m_earlier.taken : m_frameView->taken());
        break;
    case View::LoadFailed:
        m_statePage->showLoadFailed(m_home.host(), m_error);
        break;
    case View::Crashed:
        m_statePage->showCrashed();
        break;
    case View::Page:
    case View::Frame:
        break;
    }
    QWidget *page = m_browser ? m_browser->view() : nullptr;
    QWidget *top = m_statePage;
    if (view == View::Page)
        top = page;
    else if (view == View::Frame)
        top = m_frameView;
    m_layers->setCurrentWidget(top);
    m_statePage->setEnabled(top == m_statePage); // Tab must not lead below the page
    if (page)
        page->setEnabled(view == View::Page); // keys and clicks for what is seen only
    setAccessibleDescription(viewWord(view));
    if (std::exchange(m_view, view) != view)
        Q_EMIT viewChanged(view);
}

} // namespace Spacewright::Ui
