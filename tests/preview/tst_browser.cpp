// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pageserver.h"
#include "preview/browserloader.h"
#include "support/testcase.h"

#include <QApplication>
#include <QFile>
#include <QPointer>
#include <QStyleHints>
#include <QTemporaryDir>
#include <QWidget>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Ui;
using Testing::PageServer;

namespace {

class Recorder final : public BrowserObserver {
public:
    void loadStarted() override { }
    void loadEnded(const LoadOutcome &outcome) override { outcomes.push_back(outcome); }
    void addressChanged(const QUrl &url) override { address = url; }
    void historyChanged(bool back, bool /*forward*/) override { canGoBack = back; }
    void foreignAddressAsked(const QUrl &url, bool byPerson) override { foreign.emplace_back(url, byPerson); }
    void permissionAsked(const PermissionRequest &request) override { permissions.push_back(request); }
    void downloadOffered(const DownloadOffer &offer) override { downloads.push_back(offer); }
    void consoleWritten(const ConsoleMessage &message) override { messages.push_back(message); }
    void alertRaised(const QString &text) override { alerts << text; }
    void processEnded() override { ++crashes; }

    std::vector<LoadOutcome> outcomes;
    QUrl address;
    bool canGoBack = false;
    std::vector<std::pair<QUrl, bool>> foreign;
    std::vector<PermissionRequest> permissions;
    std::vector<DownloadOffer> downloads;
    std::vector<ConsoleMessage> messages;
    QStringList alerts;
    int crashes = 0;
};

} // namespace

class BrowserTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void staysOnItsOrigin_linksElsewhereAreHandedOver();
    void scriptsThatLeaveAreToldApart();
    void aWindowOfTheSameOriginOpens_aForeignOneIsHandedOver();
    void downloadsAreKeptBackUntilSaved();
    void aDiscardedDownloadLeavesNothing();
    void permissionsAreAsked_andTheAnswerArrives();
    void consoleMessagesCarryLevelAndLine();
    void alertsDoNotHoldUpThePage();
    void filesOfTheMachineStayClosed();
    void refusedConnectionsAreFailures_missingPagesAreNot();
    void aCrashedProcessIsReported_andReloadBringsThePageBack();
    void thePageFollowsTheColourScheme();
    void developerToolsOpenInAWindowOfTheirOwn();
    void twoBrowsersShareNothing();

private:
    bool open(const QString &path);
    QVariant evaluate(const QString &script);
    void click(const QPoint &place);

    PageServer m_server;
    QWidget m_window;
    Recorder m_seen;
    std::unique_ptr<Browser> m_browser;
};

void BrowserTest::initTestCase()
{
    QVERIFY(!isBrowserLoaded());
    const auto factory = browserFactory();
    QVERIFY_RESULT(factory);
    QVERIFY(isBrowserLoaded());
    m_window.resize(800, 600);
    m_window.show();
    // Once a process, Chromium says what graphics it does not find on this platform; here, before warnings count.
    m_browser = (*browserFactory())->makeBrowser(m_seen, &m_window);
    m_browser->view()->show();
    QVERIFY(open(u"/"_s));
    // Everything to click on fills the window.
    const QByteArray full =
        "<!doctype html><style>body{margin:0}a,button{position:fixed;inset:0;background:#eee}</style>";
    m_server.add(u"/"_s, full + "<title>root</title><a href='/second'>go</a>");
    m_server.add(u"/second"_s, full + "<title>second</title>");
    m_server.add(u"/link-away"_s, full + "<a href='http://other.localhost:9/x'>go</a>");
    m_server.add(u"/script-away"_s,
                 full + "<script>setTimeout(() => location = 'http://other.localhost:9/y')</script>");
    m_server.add(u"/window"_s, full + "<a target=_blank href='/second'>go</a>");
    m_server.add(u"/window-away"_s, full + "<a target=_blank href='http://other.localhost:9/z'>go</a>");
    m_server.add(u"/downloads"_s, full + "<a href='/file'>go</a>");
    m_server.add(u"/file"_s, "application/octet-stream", "content\n",
                 "Content-Disposition: attachment; filename=\"../../notes.txt\"\r\n");
    m_server.add(u"/permission"_s,
                 full
                     + "<button onclick='Notification.requestPermission().then(a => document.title = a)'>"
                       "ask</button>");
    m_server.add(u"/console"_s, full + "<script>\nconsole.warn('hot')\n</script>");
    m_server.add(u"/alert"_s, full + "<script>alert('first'); document.title = 'after'</script>");
}

void BrowserTest::init()
{
    Testing::cleanRoom();
    m_seen = {};
    m_browser = (*browserFactory())->makeBrowser(m_seen, &m_window);
    m_browser->view()->resize(m_window.size());
    m_browser->view()->show();
}

void BrowserTest::cleanup()
{
    m_browser.reset();
}

bool BrowserTest::open(const QString &path)
{
    const size_t before = m_seen.outcomes.size();
    m_browser->load(m_server.url(path));
    return QTest::qWaitFor([&] { return m_seen.outcomes.size() > before; }, 30'000)
        && m_seen.outcomes.back().state == LoadOutcome::State::Shown;
}

QVariant BrowserTest::evaluate(const QString &script)
{
    std::optional<QVariant> answer;
    m_browser->evaluate(script, [&answer](const QVariant &value) { answer = value; });
    return QTest::qWaitFor([&] { return answer.has_value(); }, 10'000) ? *answer : QVariant();
}

void BrowserTest::click(const QPoint &place)
{
    // Events go to the widget inside the view; it is there once a page is. Chromium drops input until a first paint was
    // shown, and tells of it in this entry.
    QTRY_VERIFY(evaluate(u"performance.getEntriesByName('first-paint').length"_s).toInt() > 0);
    QWidget *target = m_browser->view()->childAt(place);
    QTest::mouseClick(target ? target : m_browser->view(), Qt::LeftButton, {}, place);
}

void BrowserTest::staysOnItsOrigin_linksElsewhereAreHandedOver()
{
    QVERIFY(open(u"/"_s));
    click({50, 50});
    QTRY_COMPARE(m_seen.address, m_server.url(u"/second"_s));
    QTRY_VERIFY(m_seen.canGoBack);

    QVERIFY(open(u"/link-away"_s));
    click({50, 50});
    QTRY_COMPARE(m_seen.foreign.size(), 1);
    QCOMPARE(m_seen.foreign.front(), std::pair(QUrl(u"http://other.localhost:9/x"_s), true));
    QCOMPARE(m_browser->url(), m_server.url(u"/link-away"_s));
}

void BrowserTest::scriptsThatLeaveAreToldApart()
{
    m_browser->load(m_server.url(u"/script-away"_s));
    QTRY_COMPARE(m_seen.foreign.size(), 1);
    QCOMPARE(m_seen.foreign.front(), std::pair(QUrl(u"http://other.localhost:9/y"_s), false));
    QCOMPARE(m_browser->url(), m_server.url(u"/script-away"_s));
}

void BrowserTest::aWindowOfTheSameOriginOpens_aForeignOneIsHandedOver()
{
    const auto window = [] {
        const QWidgetList windows = QApplication::topLevelWidgets();
        const auto found = std::ranges::find(windows, u"pageWindow"_s, &QObject::objectName);
        return found == windows.end() ? nullptr : *found;
    };
    QVERIFY(open(u"/window"_s));
    QVERIFY(!window());
    click({50, 50});
    QTRY_VERIFY(window());
    QTRY_COMPARE(window()->windowTitle(), u"second"_s);
    QCOMPARE(m_browser->url(), m_server.url(u"/window"_s));

    QVERIFY(open(u"/window-away"_s));
    click({50, 50});
    QTRY_COMPARE(m_seen.foreign.size(), 1);
    QCOMPARE(m_seen.foreign.front(), std::pair(QUrl(u"http://other.localhost:9/z"_s), true));
    m_browser.reset();
    QVERIFY(!window());
}

void BrowserTest::downloadsAreKeptBackUntilSaved()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"kept.txt"_s);
    QVERIFY(open(u"/downloads"_s));
    click({50, 50});
    QTRY_COMPARE(m_seen.downloads.size(), 1);
    QCOMPARE(m_seen.downloads.front().fileName, u"notes.txt"_s);
    QVERIFY(!QFile::exists(path));

    std::optional<Result<>> outcome;
    m_seen.downloads.front().save(path, [&](const Result<> &result) { outcome = result; });
    QTRY_VERIFY(outcome);
    QVERIFY_RESULT(*outcome);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "content\n");
    QCOMPARE(m_browser->url(), m_server.url(u"/downloads"_s));
}

void BrowserTest::aDiscardedDownloadLeavesNothing()
{
    QVERIFY(open(u"/downloads"_s));
    click({50, 50});
    QTRY_COMPARE(m_seen.downloads.size(), 1);
    const DownloadOffer offer = m_seen.downloads.front();
    offer.discard();
    m_browser.reset();
    offer.discard(); // harmless when the page has gone
    std::optional<Result<>> outcome;
    offer.save(u"/nowhere"_s, [&](const Result<> &result) { outcome = result; });
    QVERIFY(!outcome || !*outcome);
}

void BrowserTest::permissionsAreAsked_andTheAnswerArrives()
{
    QVERIFY(open(u"/permission"_s));
    click({50, 50});
    QTRY_COMPARE(m_seen.permissions.size(), 1);
    QCOMPARE(m_seen.permissions.front().permission, Permission::Notifications);
    QCOMPARE(m_seen.permissions.front().origin.host(), u"127.0.0.1"_s);
    m_seen.permissions.front().answer(false);
    QTRY_COMPARE(evaluate(u"document.title"_s), u"denied"_s);
}

void BrowserTest::consoleMessagesCarryLevelAndLine()
{
    QVERIFY(open(u"/console"_s));
    QTRY_COMPARE(m_seen.messages.size(), 1);
    const ConsoleMessage &message = m_seen.messages.front();
    QCOMPARE(message.level, ConsoleMessage::Level::Warning);
    QCOMPARE(message.text, u"hot"_s);
    QCOMPARE(QUrl(message.source), m_server.url(u"/console"_s));
    QCOMPARE(message.line, 2);
}

void BrowserTest::alertsDoNotHoldUpThePage()
{
    QVERIFY(open(u"/alert"_s));
    QTRY_COMPARE(m_seen.alerts, QStringList{u"first"_s});
    QTRY_COMPARE(evaluate(u"document.title"_s), u"after"_s);
}

void BrowserTest::filesOfTheMachineStayClosed()
{
    QVERIFY(open(u"/second"_s));
    evaluate(u"location = 'file:///etc/passwd'"_s);
    evaluate(u"fetch('file:///etc/passwd').then(() => document.title = 'read', () => document.title = 'refused')"_s);
    QTRY_COMPARE(evaluate(u"document.title"_s), u"refused"_s);
    QCOMPARE(m_browser->url(), m_server.url(u"/second"_s));
}

void BrowserTest::refusedConnectionsAreFailures_missingPagesAreNot()
{
    QVERIFY(open(u"/missing"_s));
    QCOMPARE(m_seen.outcomes.back().httpStatus, 404);

    PageServer gone;
    const QUrl url = gone.url();
    gone.close();
    m_browser->load(url);
    QTRY_COMPARE(m_seen.outcomes.size(), 2);
    QCOMPARE(m_seen.outcomes.back().state, LoadOutcome::State::Failed);
    QVERIFY(!m_seen.outcomes.back().error.isEmpty());
}

void BrowserTest::aCrashedProcessIsReported_andReloadBringsThePageBack()
{
    QVERIFY(open(u"/"_s));
    const auto process = static_cast<pid_t>(m_browser->processId());
    QVERIFY(process > 0);
    QCOMPARE(::kill(process, SIGKILL), 0);
    QTRY_COMPARE(m_seen.crashes, 1);
    QVERIFY(open(u"/"_s));
    QCOMPARE(evaluate(u"document.title"_s), u"root"_s);
    QVERIFY(m_browser->processId() != process);
}

void BrowserTest::thePageFollowsTheColourScheme()
{
    QVERIFY(open(u"/"_s));
    const QString question = u"matchMedia('(prefers-color-scheme: dark)').matches"_s;
    QGuiApplication::styleHints()->setColorScheme(Qt::ColorScheme::Dark);
    if (QGuiApplication::styleHints()->colorScheme() != Qt::ColorScheme::Dark)
        return Testing::skipWithout("colours", u"This platform has no colour scheme to follow."_s);
    QTRY_COMPARE(evaluate(question), true);
    QGuiApplication::styleHints()->setColorScheme(Qt::ColorScheme::Light);
    QTRY_COMPARE(evaluate(question), false);
}

void BrowserTest::developerToolsOpenInAWindowOfTheirOwn()
{
    QVERIFY(open(u"/"_s));
    QTest::ignoreMessage(QtWarningMsg, "This plugin does not support raise()"); // the offscreen platform
    m_browser->showDeveloperTools();
    const QWidgetList windows = QApplication::topLevelWidgets();
    const auto tools = std::ranges::find(windows, u"developerTools"_s, &QObject::objectName);
    QVERIFY(tools != windows.end());
    const QPointer<QWidget> held(*tools);
    QVERIFY(held->isVisible());
    m_browser.reset();
    QVERIFY(!held);
}

void BrowserTest::twoBrowsersShareNothing()
{
    QVERIFY(open(u"/"_s));
    evaluate(u"localStorage.kept = 'mine'; document.cookie = 'kept=mine; max-age=1000'"_s);
    QCOMPARE(evaluate(u"localStorage.kept"_s), u"mine"_s);
    m_browser = (*browserFactory())->makeBrowser(m_seen, &m_window);
    m_browser->view()->show();
    QVERIFY(open(u"/"_s));
    QVERIFY(!evaluate(u"localStorage.kept || document.cookie"_s).toBool());
}

int main(int argc, char **argv)
{
    prepareForBrowser();
    QApplication application(argc, argv);
    BrowserTest test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}

#include "tst_browser.moc"
