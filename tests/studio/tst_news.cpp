// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "news.h"
#include "pageline.h"
#include "runtime/runplan.h"
#include "support/testcase.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace std::chrono_literals;

class NewsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void whatIsWorthTelling_data()
    {
        QTest::addColumn<Stage>("before");
        QTest::addColumn<Stage>("now");
        QTest::addColumn<int>("seconds");
        QTest::addColumn<QString>("subject"); // empty: nothing
        QTest::newRow("the page after a long build")
            << Stage::AppStarting << Stage::Running << 40 << u"Notes is running"_s;
        QTest::newRow("the new page after a long build")
            << Stage::RunningAppStarting << Stage::Running << 40 << u"Notes is running"_s;
        QTest::newRow("the page at once") << Stage::AppStarting << Stage::Running << 1 << QString();
        QTest::newRow("another cause of the same stage") << Stage::Running << Stage::Running << 40 << QString();
        QTest::newRow("a failed build") << Stage::Building << Stage::BuildError << 40 << u"Notes could not be built"_s;
        QTest::newRow("a build that failed at once")
            << Stage::Building << Stage::BuildError << 1 << u"Notes could not be built"_s;
        QTest::newRow("a wrong manifest") << Stage::Building << Stage::ConfigError << 1 << u"Notes cannot be started"_s;
        QTest::newRow("an app that raises")
            << Stage::AppStarting << Stage::RuntimeError << 3 << u"Notes did not start"_s;
        QTest::newRow("an app that ends after hours")
            << Stage::Running << Stage::RuntimeError << 9'000 << u"Notes was stopped by an error"_s;
        QTest::newRow("the person stops it") << Stage::Running << Stage::Stopped << 40 << QString();
        QTest::newRow("work begins") << Stage::Stopped << Stage::Building << 0 << QString();
    }
    void whatIsWorthTelling()
    {
        QFETCH(Stage, before);
        QFETCH(Stage, now);
        QFETCH(int, seconds);
        QFETCH(QString, subject);
        Runtime::StageChange change;
        change.stage = now;
        change.cause = u"Because."_s;
        const std::optional<News> news = newsOf(before, change, std::chrono::seconds(seconds), u"Notes"_s);
        QCOMPARE(news.has_value(), !subject.isEmpty());
        if (news)
            QCOMPARE(*news, (News{subject, u"Because."_s}));
    }

    void consoleOfThePage_isMarkedAndHasItsPlace_data()
    {
        QTest::addColumn<bool>("isStatic");
        QTest::addColumn<QString>("source");
        QTest::addColumn<int>("line");
        QTest::addColumn<QString>("expected");
        const QString origin = u"http://local-notes.localhost:7000/"_s;
        QTest::newRow("a file of the Space")
            << true << origin + u"js/script.js"_s << 3 << u"Page: hot (js/script.js:3)"_s;
        QTest::newRow("the first page") << true << origin << 12 << u"Page: hot (index.html:12)"_s;
        QTest::newRow("a script of Gradio")
            << false << origin + u"assets/index-1a2b.js"_s << 1 << u"Page: hot (index-1a2b.js, line 1)"_s;
        QTest::newRow("the page of an app") << false << origin << 1 << u"Page: hot (local-notes.localhost, line 1)"_s;
        QTest::newRow("nowhere") << true << QString() << 0 << u"Page: hot"_s;
    }
    void consoleOfThePage_isMarkedAndHasItsPlace()
    {
        QFETCH(bool, isStatic);
        QFETCH(QString, source);
        QFETCH(int, line);
        Runtime::RunPlan plan;
        plan.engine = isStatic ? Runtime::Engine::Static : Runtime::Engine::Process;
        plan.appFile = isStatic ? u"index.html"_s : u"app.py"_s;
        QTEST(pageLine(u"hot"_s, source, line, plan), "expected");
    }
};

QTEST_GUILESS_MAIN(NewsTest)
#include "tst_news.moc"
