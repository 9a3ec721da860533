// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/redactor.h"
#include "pageserver.h"
#include "preview/addressfield.h"
#include "preview/browserloader.h"
#include "preview/previewpanel.h"
#include "support/testcase.h"
#include "widgets/inlinestrip.h"
#include "widgets/look.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <algorithm>
#include <csignal>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Ui;
using Testing::PageServer;
using View = PreviewPanel::View;

namespace {

PreviewState stateOf(std::optional<Stage> stage, const QString &cause = {})
{
    Pipeline::StepReport step;
    step.id = u"start"_s;
    step.title = u"Start app.py"_s;
    step.state = StepState::Running;
    return {.stage = stage,
            .title = u"whisper-notes"_s,
            .appFile = u"app.py"_s,
            .cause = cause,
            .since = QDateTime::currentDateTime().addSecs(-14),
            .steps = {step}};
}

} // namespace

class PreviewPanelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void loadsNoEngineBeforeTheFirstPage();
    void eachStageHasItsView_data();
    void eachStageHasItsView();
    void startingSaysWhatAndHowLong();
    void startingCanBeCancelled();
    void failedSaysWhy_andOffersTheWayOut();
    void isCoveredUntilThePageIsPainted();
    void restartKeepsTheFrame_andComesBackToPlaceScrollAndZoom();
    void anUnreachablePageIsNotBlank_andReloadHelps();
    void aCrashIsSaid_andReloadHelps();
    void theLastGoodPageCanBeShown();
    void thePageOfAnEarlierSession_isShownWhenAskedFor();
    void permissionsAreAskedInAStrip();
    void downloadsAreSavedByChoiceOnly();
    void scriptsThatLeaveAreAskedAbout_clicksGoOut();
    void consoleMessagesComeOutRedacted();
    void anotherSpaceStartsFromNothing();
    void backAndForward_goThroughThePages();
    void theAddress_isCopiedAndOpenedOutside();
    void zoomIsKept_andToldWhenThePersonChangesIt();

private:
    QAction *command(const char *name);
    void makePanel();
    bool show(const QString &path);
    QVariant evaluate(const QString &script);
    InlineStrip *notice();
    void press(const QString &text);
    QString texts();

    Redactor m_redactor;
    PageServer m_server;
    QWidget m_window;
    std::unique_ptr<PreviewPanel> m_panel;
};

void PreviewPanelTest::initTestCase()
{
    applyLook(*qApp);
    m_window.resize(600, 500);
    m_window.show();
    m_redactor.add(u"API_KEY"_s, u"abcdef-123456"_s);
    const QByteArray full = "<!doctype html><style>body{margin:0}a,button{position:fixed;inset:0}</style>";
    m_server.add(u"/"_s, full + "<title>root</title>");
    m_server.add(u"/long"_s,
                 "<!doctype html><title>long</title><div style='height:5000px;background:#08f'></div>"
                 "<div id=box style='height:100px;overflow:auto'><div style='height:900px'></div></div>");
    m_server.add(u"/permission"_s,
                 full
                     + "<button onclick='Notification.requestPermission().then(a => document.title = "
                       "a)'>ask</button>");
    m_server.add(u"/downloads"_s, full + "<script>setTimeout(() => location = '/file', 200)</script>");
    m_server.add(u"/file"_s, "application/octet-stream", "content\n",
                 "Content-Disposition: attachment; filename=\"notes.txt\"\r\n");
    m_server.add(u"/away"_s,
                 full
                     + "<a href='http://other.localhost:9/x'>go</a>"
                       "<script>setTimeout(() => location = 'http://other.localhost:9/y')</script>");
    m_server.add(u"/link"_s, full + "<a href='/long'>go</a>");
    m_server.add(u"/console"_s, full + "<script>console.error('key abcdef-123456')</script>");
}

void PreviewPanelTest::init()
{
    // The first test is about what is not loaded; after it, Chromium says once what graphics it does not find.
    if (!isBrowserLoaded() && QLatin1StringView(QTest::currentTestFunction()) != "loadsNoEngineBeforeTheFirstPage"_L1) {
        makePanel();
        QVERIFY(show(u"/"_s));
        m_panel.reset();
    }
    Testing::cleanRoom();
    makePanel();
}

void PreviewPanelTest::cleanup()
{
    m_panel.reset();
}

void PreviewPanelTest::makePanel()
{
    m_panel = std::make_unique<PreviewPanel>(m_redactor, &m_window);
    m_panel->resize(m_window.size());
    m_panel->show();
}

bool PreviewPanelTest::show(const QString &path)
{
    QSignalSpy loaded(m_panel.get(), &PreviewPanel::loaded);
    m_panel->setState(stateOf(Stage::Running));
    m_panel->showPage(m_server.url(path));
    return (!loaded.isEmpty() || loaded.wait(30'000)) && loaded.last().at(1).toBool();
}

QVariant PreviewPanelTest::evaluate(const QString &script)
{
    std::optional<QVariant> answer;
    m_panel->browser()->evaluate(script, [&answer](const QVariant &value) { answer = value; });
    return QTest::qWaitFor([&] { return answer.has_value(); }, 10'000) ? *answer : QVariant();
}

InlineStrip *PreviewPanelTest::notice()
{
    const QList<InlineStrip *> strips = m_panel->findChildren<InlineStrip *>();
    const auto shown = std::ranges::find_if(strips, [](InlineStrip *strip) { return !strip->isHidden(); });
    return shown == strips.end() ? nullptr : *shown;
}

void PreviewPanelTest::press(const QString &text)
{
    const auto find = [&]() -> QPushButton * {
        for (QPushButton *button : m_panel->findChildren<QPushButton *>()) {
            if (button->text() == text && button->isVisible())
                return button;
        }
        return nullptr;
    };
    QTRY_VERIFY2(find(), qPrintable(text)); // a button is shown once its layout has been
    find()->click();
}

QString PreviewPanelTest::texts()
{
    QStringList texts;
    for (const QLabel *label : m_panel->findChildren<QLabel *>()) {
        if (label->isVisible())
            texts << label->text();
    }
    return texts.join(u'\n');
}

void PreviewPanelTest::loadsNoEngineBeforeTheFirstPage()
{
    for (const std::optional<Stage> stage :
         {std::optional<Stage>(), std::optional(Stage::Building), std::optional(Stage::BuildError)})
        m_panel->setState(stateOf(stage));
    QVERIFY(!isBrowserLoaded());
    QVERIFY(!m_panel->browser());
    QFile maps(u"/proc/self/maps"_s);
    QVERIFY(maps.open(QIODevice::ReadOnly));
    QVERIFY(!maps.readAll().contains("WebEngine"));
}

void PreviewPanelTest::eachStageHasItsView_data()
{
    QTest::addColumn<std::optional<Stage>>("stage");
    QTest::addColumn<View>("before");
    QTest::addColumn<View>("withPage");
    QTest::newRow("not run yet") << std::optional<Stage>() << View::NotRunning << View::Page;
    const auto row = [](Stage stage, View before, View withPage) {
        QTest::newRow(qPrintable(stageName(stage))) << std::optional(stage) << before << withPage;
    };
    row(Stage::NoAppFile, View::Failed, View::Failed);
    row(Stage::ConfigError, View::Failed, View::Failed);
    row(Stage::Building, View::Starting, View::Starting);
    row(Stage::BuildError, View::Failed, View::Failed);
    row(Stage::AppStarting, View::Starting, View::Starting);
    row(Stage::Running, View::Starting, View::Page);
    row(Stage::RunningBuilding, View::Starting, View::Page);
    row(Stage::RunningAppStarting, View::Starting, View::Frame);
    row(Stage::RuntimeError, View::Failed, View::Failed);
    row(Stage::Sleeping, View::NotRunning, View::NotRunning);
    row(Stage::Stopped, View::NotRunning, View::NotRunning);
    row(Stage::Paused, View::NotRunning, View::NotRunning);
    row(Stage::Deleting, View::NotRunning, View::NotRunning);
}

void PreviewPanelTest::eachStageHasItsView()
{
    QFETCH(const std::optional<Stage>, stage);
    m_panel->setState(stateOf(stage));
    QTEST(m_panel->view(), "before");
    QVERIFY(show(u"/"_s));
    m_panel->setState(stateOf(stage));
    QTEST(m_panel->view(), "withPage");
}

void PreviewPanelTest::startingSaysWhatAndHowLong()
{
    m_panel->setState(stateOf(Stage::AppStarting));
    QTRY_VERIFY2(texts().contains(u"Starting whisper-notes"_s), qPrintable(texts()));
    QTRY_VERIFY2(texts().contains(u"0:14"_s), qPrintable(texts()));
    QCOMPARE(m_panel->accessibleDescription(), u"starting"_s);
}

void PreviewPanelTest::startingCanBeCancelled()
{
    PreviewState state = stateOf(Stage::AppStarting);
    state.steps.push_back({.id = u"ready"_s,
                           .title = u"Wait for the page"_s,
                           .state = StepState::Running,
                           .detail = {},
                           .progress = {},
                           .result = {}});
    m_panel->setState(state);
    QSignalSpy cancelled(m_panel.get(), &PreviewPanel::cancelRequested);
    press(u"Cancel"_s);
    QCOMPARE(cancelled.size(), 1);
    m_panel->setState(stateOf(Stage::Stopped));
    QVERIFY(!m_panel->findChild<QWidget *>(u"previewProgress"_s)->isVisible());
}

void PreviewPanelTest::failedSaysWhy_andOffersTheWayOut()
{
    const QString cause = u"PyAudio could not be installed. The Hub would stop at the same step."_s;
    m_panel->setState(stateOf(Stage::BuildError, cause));
    QTRY_VERIFY(texts().contains(u"This Space did not build"_s));
    QTRY_VERIFY(texts().contains(cause));
    QSignalSpy causeAsked(m_panel.get(), &PreviewPanel::causeRequested);
    QSignalSpy runAsked(m_panel.get(), &PreviewPanel::runRequested);
    press(u"Show the cause"_s);
    press(u"Run again"_s);
    QCOMPARE(causeAsked.size(), 1);
    QCOMPARE(runAsked.size(), 1);
}

void PreviewPanelTest::isCoveredUntilThePageIsPainted()
{
    QSignalSpy views(m_panel.get(), &PreviewPanel::viewChanged);
    QVERIFY(show(u"/"_s));
    QCOMPARE(views.size(), 2);
    QCOMPARE(views.at(0).first().value<View>(), View::Starting);
    QCOMPARE(views.at(1).first().value<View>(), View::Page);
    QVERIFY(!m_panel->lastGood().frame.isNull());
    auto *address = m_panel->strip()->findChild<AddressField *>();
    QCOMPARE(address->address(), m_server.url(u"/"_s));
}

void PreviewPanelTest::restartKeepsTheFrame_andComesBackToPlaceScrollAndZoom()
{
    QVERIFY(show(u"/long?tab=2#here"_s));
    m_panel->zoom(1);
    m_panel->zoom(1);
    evaluate(u"scrollTo(0, 1234); document.querySelector('#box').scrollTop = 321"_s);
    QTRY_COMPARE(evaluate(u"Math.round(scrollY)"_s).toInt(), 1234);

    m_panel->setState(stateOf(Stage::RunningAppStarting));
    QCOMPARE(m_panel->view(), View::Frame);
    QVERIFY(notice());
    QCOMPARE(notice()->subject() + u' ' + notice()->sentence(), u"Restarting app.py. This is the page from before."_s);

    PageServer restarted;
    restarted.add(u"/long"_s,
                  "<!doctype html><title>new</title><body><script>setTimeout(() => document.body.innerHTML = "
                  "\"<div style='height:5000px'></div><div id=box style='height:100px;overflow:auto'>"
                  "<div style='height:900px'></div></div>\", 500)</script>");
    QSignalSpy loaded(m_panel.get(), &PreviewPanel::loaded);
    m_panel->setState(stateOf(Stage::Running));
    m_panel->showPage(restarted.url());
    QCOMPARE(m_panel->view(), View::Frame);
    QVERIFY(loaded.wait(30'000));
    QCOMPARE(m_panel->view(), View::Page);
    QVERIFY(!notice());
    QCOMPARE(m_panel->url(), restarted.url(u"/long?tab=2#here"_s));
    QTRY_COMPARE(evaluate(u"Math.round(scrollY)"_s).toInt(), 1234); // although the page fills itself later
    QCOMPARE(evaluate(u"document.querySelector('#box').scrollTop"_s).toInt(), 321);
    const QList<QAction *> commands = m_panel->commands();
    const auto back = std::ranges::find(commands, u"preview.back"_s, &QObject::objectName);
    QVERIFY(!(*back)->isEnabled()); // nobody answers at the old address
    QCOMPARE(m_panel->zoomPercent(), 125);
    QCOMPARE(qRound(evaluate(u"devicePixelRatio"_s).toDouble() * 100), 125);
}

void PreviewPanelTest::anUnreachablePageIsNotBlank_andReloadHelps()
{
    PageServer gone;
    const QUrl url = gone.url();
    const quint16 port = gone.serverPort();
    gone.add(u"/"_s, "<title>back</title>");
    gone.close();
    QSignalSpy loaded(m_panel.get(), &PreviewPanel::loaded);
    m_panel->setState(stateOf(Stage::Running));
    m_panel->showPage(url);
    QVERIFY(loaded.wait(30'000));
    QVERIFY(!loaded.first().at(1).toBool());
    QCOMPARE(m_panel->view(), View::LoadFailed);
    QTRY_VERIFY2(texts().contains(u"127.0.0.1 does not answer"_s), qPrintable(texts()));

    QVERIFY(gone.listen(QHostAddress::LocalHost, port));
    press(u"Reload"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_panel->view(), View::Page, 30'000);
    QCOMPARE(evaluate(u"document.title"_s), u"back"_s);
}

void PreviewPanelTest::aCrashIsSaid_andReloadHelps()
{
    QVERIFY(show(u"/"_s));
    QCOMPARE(::kill(static_cast<pid_t>(m_panel->browser()->processId()), SIGKILL), 0);
    QTRY_COMPARE(m_panel->view(), View::Crashed);
    QTRY_VERIFY(texts().contains(u"The page crashed"_s));
    press(u"Reload"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_panel->view(), View::Page, 30'000);
    QCOMPARE(evaluate(u"document.title"_s), u"root"_s);
}

void PreviewPanelTest::theLastGoodPageCanBeShown()
{
    QVERIFY(show(u"/"_s));
    m_panel->setState(stateOf(Stage::RuntimeError, u"app.py ended with 1."_s));
    QCOMPARE(m_panel->view(), View::Failed);
    QTRY_VERIFY2(texts().contains(u"Last good page: today"_s), qPrintable(texts()));
    auto *link = m_panel->findChild<QAbstractButton *>(u"previewLastGood"_s);
    QVERIFY(link);
    link->click();
    QCOMPARE(m_panel->view(), View::Frame);
    m_panel->setState(stateOf(Stage::Building));
    QCOMPARE(m_panel->view(), View::Starting);
}

void PreviewPanelTest::thePageOfAnEarlierSession_isShownWhenAskedFor()
{
    QPixmap frame(40, 30);
    frame.fill(Qt::red);
    const QDateTime yesterday = QDateTime::currentDateTime().addDays(-1);
    m_panel->setLastGood({frame, yesterday});
    m_panel->setState(stateOf(Stage::AppStarting));
    QCOMPARE(m_panel->view(), View::Starting); // not what somebody saw a day ago
    m_panel->setState(stateOf(Stage::RuntimeError, u"app.py ended with 1."_s));
    QTRY_VERIFY2(texts().contains(u"Last good page: yesterday"_s), qPrintable(texts()));
    m_panel->findChild<QAbstractButton *>(u"previewLastGood"_s)->click();
    QCOMPARE(m_panel->view(), View::Frame);
    QCOMPARE(m_panel->lastGood().taken, yesterday);
    m_panel->setState(stateOf(Stage::AppStarting));
    QCOMPARE(m_panel->view(), View::Starting);

    QVERIFY(show(u"/"_s)); // a page of its own
    m_panel->setState(stateOf(Stage::RuntimeError, u"app.py ended with 1."_s));
    QTRY_VERIFY2(texts().contains(u"Last good page: today"_s), qPrintable(texts()));
    QVERIFY(m_panel->lastGood().taken > yesterday.addSecs(3600));
    m_panel->reset();
    QVERIFY(m_panel->lastGood().frame.isNull());
}

void PreviewPanelTest::permissionsAreAskedInAStrip()
{
    QVERIFY(show(u"/permission"_s));
    QTest::mouseClick(m_panel->browser()->view()->childAt(50, 50), Qt::LeftButton, {}, {50, 50});
    QTRY_VERIFY(notice());
    QCOMPARE(notice()->sentence(), u"It wants to show desktop notifications."_s);
    press(u"Block"_s);
    QTRY_COMPARE(evaluate(u"document.title"_s), u"denied"_s);
    QVERIFY(!notice());
}

void PreviewPanelTest::downloadsAreSavedByChoiceOnly()
{
    const QTemporaryDir folder;
    QVERIFY(show(u"/downloads"_s));
    QTRY_VERIFY(notice());
    QCOMPARE(notice()->subject(), u"Save notes.txt?"_s);
    QCOMPARE(m_panel->view(), View::Page);
    QTest::ignoreMessage(QtWarningMsg, "This plugin does not support propagateSizeHints()"); // the offscreen platform
    press(u"Save…"_s);
    auto *chooser = m_panel->findChild<QFileDialog *>();
    QVERIFY(chooser);
    const QString path = folder.filePath(u"here.txt"_s);
    chooser->selectFile(path);
    QVERIFY(QMetaObject::invokeMethod(chooser, "accept"));
    QTRY_VERIFY(QFile::exists(path));
    QTRY_VERIFY(notice() && notice()->subject() == u"Saved."_s);
}

void PreviewPanelTest::scriptsThatLeaveAreAskedAbout_clicksGoOut()
{
    QSignalSpy out(m_panel.get(), &PreviewPanel::openExternally);
    QVERIFY(show(u"/away"_s));
    QTRY_VERIFY(notice());
    QCOMPARE(notice()->subject(), u"The page wants to open other.localhost."_s);
    QCOMPARE(out.size(), 0);
    press(u"Open in browser"_s);
    QCOMPARE(out.size(), 1);
    QCOMPARE(out.last().first().toUrl(), QUrl(u"http://other.localhost:9/y"_s));

    QTest::mouseClick(m_panel->browser()->view()->childAt(50, 50), Qt::LeftButton, {}, {50, 50});
    QTRY_COMPARE(out.size(), 2);
    QCOMPARE(out.last().first().toUrl(), QUrl(u"http://other.localhost:9/x"_s));
    QCOMPARE(m_panel->view(), View::Page);
}

void PreviewPanelTest::consoleMessagesComeOutRedacted()
{
    QSignalSpy messages(m_panel.get(), &PreviewPanel::consoleMessage);
    QVERIFY(show(u"/console"_s));
    QTRY_COMPARE(messages.size(), 1);
    QCOMPARE(messages.first().at(0).value<ConsoleMessage::Level>(), ConsoleMessage::Level::Error);
    QCOMPARE(messages.first().at(1).toString(), u"key ‹API_KEY›"_s);
}

void PreviewPanelTest::anotherSpaceStartsFromNothing()
{
    QVERIFY(show(u"/long"_s));
    m_panel->reset();
    QCOMPARE(m_panel->view(), View::NotRunning);
    QVERIFY(!m_panel->browser());
    QVERIFY(m_panel->url().isEmpty());
    QVERIFY(show(u"/"_s));
    QCOMPARE(m_panel->url(), m_server.url(u"/"_s));
}

QAction *PreviewPanelTest::command(const char *name)
{
    const QList<QAction *> all = m_panel->commands();
    const auto found = std::ranges::find(all, QLatin1StringView(name), &QAction::objectName);
    return found == all.end() ? nullptr : *found;
}

void PreviewPanelTest::backAndForward_goThroughThePages()
{
    QAction *back = command("preview.back");
    QAction *forward = command("preview.forward");
    QVERIFY(back && forward);
    QVERIFY(show(u"/link"_s));
    QVERIFY(!back->isEnabled() && !forward->isEnabled());
    QVERIFY(back->toolTip().contains("This is the first page."_L1));

    // By a click: Chromium skips on the way back what a script alone has left.
    QTest::mouseClick(m_panel->browser()->view()->childAt(50, 50), Qt::LeftButton, {}, {50, 50});
    QTRY_COMPARE(m_panel->url(), m_server.url(u"/long"_s));
    QTRY_VERIFY(back->isEnabled());
    back->trigger();
    QTRY_COMPARE(m_panel->url(), m_server.url(u"/link"_s));
    QTRY_VERIFY(forward->isEnabled());
    QVERIFY(!back->isEnabled());
    forward->trigger();
    QTRY_COMPARE(m_panel->url(), m_server.url(u"/long"_s));
    QTRY_COMPARE(evaluate(u"document.title"_s).toString(), u"long"_s);
}

void PreviewPanelTest::theAddress_isCopiedAndOpenedOutside()
{
    QAction *copy = command("preview.copyAddress");
    QAction *open = command("preview.openInBrowser");
    QVERIFY(copy && open);
    QVERIFY(!copy->isEnabled() && !open->isEnabled());
    QVERIFY(show(u"/long?tab=2"_s));
    QVERIFY(copy->isEnabled() && open->isEnabled());
    copy->trigger();
    QCOMPARE(QApplication::clipboard()->text(), m_server.url(u"/long?tab=2"_s).toString());
    QSignalSpy out(m_panel.get(), &PreviewPanel::openExternally);
    open->trigger();
    QCOMPARE(out.size(), 1);
    QCOMPARE(out.first().first().toUrl(), m_server.url(u"/long?tab=2"_s));
}

void PreviewPanelTest::zoomIsKept_andToldWhenThePersonChangesIt()
{
    QSignalSpy told(m_panel.get(), &PreviewPanel::zoomChanged);
    m_panel->setZoomPercent(60); // from before the steps were these
    QVERIFY(told.isEmpty());
    QVERIFY(show(u"/"_s));
    QTRY_COMPARE(evaluate(u"Math.round(devicePixelRatio * 100)"_s).toInt(), 60);
    command("preview.zoomIn")->trigger();
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.last().first().toInt(), 75);
    command("preview.zoomReset")->trigger();
    QCOMPARE(told.last().first().toInt(), 100);
    QTRY_COMPARE(evaluate(u"Math.round(devicePixelRatio * 100)"_s).toInt(), 100);
}

int main(int argc, char **argv)
{
    prepareForBrowser();
    prepareLook();
    QApplication application(argc, argv);
    PreviewPanelTest test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}

#include "tst_previewpanel.moc"
