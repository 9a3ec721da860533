// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/environmentsource.h"
#include "runtime/session.h"
#include "support/testcase.h"

#include <QDir>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QTemporaryDir>

#include <filesystem>
#include <pwd.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace Spacewright;

namespace {
/// Stays between test runs: environments and what uv downloaded.
QString lastingFolder()
{
    // HOME is the test's own; the person's is in the password file.
    const passwd *person = ::getpwuid(::getuid());
    const QString home = person ? QString::fromLocal8Bit(person->pw_dir) : QDir::tempPath();
    return qEnvironmentVariable("XDG_CACHE_HOME", home + "/.cache"_L1) + "/spacewright/tests"_L1;
}
} // namespace

/// Real Spaces with real packages.
class RealSpacesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(QDir().mkpath(lastingFolder()));
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"UV_CACHE_DIR"_s, lastingFolder() + "/uv-cache"_L1);
        m_store = std::make_unique<Environment::Store>(Paths::under(lastingFolder() + "/runtime"_L1), m_redactor,
                                                       environment);
        m_source = std::make_unique<Runtime::StoreSource>(*m_store);
    }

    void cleanupTestCase()
    {
        m_source.reset();
        m_store.reset();
    }

    void init()
    {
        Testing::cleanRoom();
        m_root = std::make_unique<QTemporaryDir>();
    }

    void space_reachesRunning_andFollowsASave_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("static") << u"resources/templates/static-page"_s << u"/"_s << "window.huggingface="_ba
                                << u"index.html"_s << "</body>"_ba << "<p>changed words</p></body>"_ba;
        QTest::newRow("Streamlit") << u"tests/data/spaces/streamlit-hello"_s << u"/_stcore/health"_s << "ok"_ba
                                   << QString() << ""_ba << ""_ba;
        QTest::newRow("Gradio 6") << u"resources/templates/gradio-hello"_s << u"/config"_s << "\"version\":\"6."_ba
                                  << u"app.py"_s << "\"Gradio hello\""_ba << "\"changed words\""_ba;
        for (const QString &era : {u"5"_s, u"4"_s})
            QTest::addRow("Gradio %s", qPrintable(era))
                << u"tests/data/spaces/gradio-"_s + era << u"/config"_s << "\"version\":\""_ba + era.toUtf8() + '.'
                << u"app.py"_s << "\"Gradio of then\""_ba << "\"changed words\""_ba;
    }

    void space_reachesRunning_andFollowsASave()
    {
        QFETCH(const QString, folder);
        QFETCH(const QString, path);
        QFETCH(const QByteArray, answer);
        QFETCH(const QString, file);
        const QString space = m_root->filePath(u"space"_s);
        std::filesystem::copy(Testing::sourceFile(folder).toStdString(), space.toStdString(),
                              std::filesystem::copy_options::recursive);
        Runtime::Session session({.environments = *m_source,
                                  .redactor = m_redactor,
                                  .standbyHook = Testing::sourceFile(u"resources/standby"_s)},
                                 space);
        session.run();
        const bool settled = QTest::qWaitFor([&] { return !isTransient(session.stage().stage); },
                                             QDeadlineTimer(std::chrono::minutes(10)));
        QVERIFY2(settled, qPrintable(session.stage().cause));
        const Runtime::StageChange change = session.stage();
        if (change.stage == Stage::BuildError && change.verdict == Runtime::Verdict::Machine)
            return Testing::skipOffline(change.cause);
        QVERIFY2(change.stage == Stage::Running,
                 qPrintable(change.cause + session.buildLog().toText(0, session.buildLog().size())
                            + session.runLog().toText(0, session.runLog().size())));
        qInfo().noquote() << session.runLog().text(session.runLog().size() - 1);
        QVERIFY2(get(session, path).contains(answer), get(session, path).left(400).constData());

        if (!file.isEmpty()) {
            QFETCH(const QByteArray, before);
            QFETCH(const QByteArray, after);
            QFile source(space + u'/' + file);
            QVERIFY(source.open(QIODevice::ReadWrite));
            const QByteArray text = source.readAll();
            QVERIFY(text.contains(before));
            source.resize(0);
            source.write(QByteArray(text).replace(before, after));
            source.close();
            if (session.plan().engine == Runtime::Engine::Process)
                QTRY_VERIFY_WITH_TIMEOUT(session.standbyProcessId() > 0, 30'000);
            const qint64 waiting = session.standbyProcessId();
            session.sourceChanged({file});
            QTRY_VERIFY_WITH_TIMEOUT(
                session.stage().stage == Stage::Running && get(session, path).contains("changed words"), 120'000);
            qInfo().noquote() << session.runLog().text(session.runLog().size() - 1);
            QCOMPARE(session.processId(), waiting);
        }
        session.stop();
        QTRY_COMPARE_WITH_TIMEOUT(session.stage().stage, Stage::Stopped, 30'000);
    }

private:
    QByteArray get(const Runtime::Session &session, const QString &path)
    {
        QUrl url = session.address();
        url.setPath(path);
        const std::unique_ptr<QNetworkReply> reply(m_network.get(QNetworkRequest(url)));
        std::ignore = QTest::qWaitFor([&] { return reply->isFinished(); }, 30'000);
        return reply->readAll();
    }

    QNetworkAccessManager m_network;
    Redactor m_redactor;
    std::unique_ptr<QTemporaryDir> m_root;
    std::unique_ptr<Environment::Store> m_store;
    std::unique_ptr<Runtime::StoreSource> m_source;
};

QTEST_GUILESS_MAIN(RealSpacesTest)
#include "tst_realspaces.moc"
