// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "packageindex/client.h"
#include "support/indexserver.h"
#include "support/spacefolder.h"
#include "support/testcase.h"
#include "workspace/packagequestions.h"
#include "workspace/space.h"

#include <QTemporaryDir>
#include <QThreadPool>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Workspace;
using Testing::SpaceFolder;

namespace {
const QByteArray Readme = "---\ntitle: Hello\nsdk: gradio\nsdk_version: \"6.25.0\"\npython_version: \"3.12\"\n---\n";

QString requirements()
{
    return u"requirements.txt"_s;
}
} // namespace

class PackageQuestionsTest final : public QObject {
    Q_OBJECT

    [[nodiscard]] bool has(const QString &rule) const
    {
        return std::ranges::contains(m_space->problems(), rule, &Diagnostic::rule);
    }
    /// As the window does it.
    void begin(const QProcessEnvironment &environment)
    {
        m_questions.reset();
        m_client.reset();
        m_space = std::make_unique<Space>();
        m_store = std::make_shared<PackageIndex::Store>(Paths::under(m_home->path()), environment);
        m_client = std::make_unique<PackageIndex::Client>(m_store);
        m_space->setPackages(m_store);
        m_questions = std::make_unique<PackageQuestions>(*m_space, *m_client, std::chrono::milliseconds(0));
    }

    Testing::IndexServer m_server;
    std::unique_ptr<QTemporaryDir> m_home;
    std::shared_ptr<PackageIndex::Store> m_store;
    std::unique_ptr<PackageIndex::Client> m_client;
    std::unique_ptr<Space> m_space;
    std::unique_ptr<PackageQuestions> m_questions;

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_server.start()); }
    void init()
    {
        Testing::cleanRoom();
        m_home = std::make_unique<QTemporaryDir>();
        begin(m_server.environment());
    }
    void cleanup()
    {
        m_questions.reset();
        m_client.reset();
        QThreadPool::globalInstance()->waitForDone(); // before the folder goes
    }

    void whatTheIndexSays_becomesAProblem_andIsThereAtOnceNextTime()
    {
        const SpaceFolder folder;
        QVERIFY(folder.write(u"README.md"_s, Readme) && folder.write(u"app.py"_s, "import gradio\n")
                && folder.write(requirements(), "plain==7.0\nnowhere==1\n"));
        const QSignalSpy idle(m_client.get(), &PackageIndex::Client::idle);
        m_space->open(folder.path());
        QTRY_VERIFY_WITH_TIMEOUT(has(u"requirements/no-such-version"_s), 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(has(u"requirements/no-such-package"_s), 60'000);
        QVERIFY(!has(u"requirements/not-looked-up"_s));
        QTRY_VERIFY_WITH_TIMEOUT(!idle.isEmpty(), 60'000); // by now all answers are on disk

        begin(m_server.environment());
        QSignalSpy opened(m_space.get(), &Space::opened);
        m_space->open(folder.path());
        QVERIFY(opened.wait(60'000));
        QVERIFY(has(u"requirements/no-such-version"_s)); // with the first look
    }

    void typedLine_isAskedForWhenItRests()
    {
        const SpaceFolder folder;
        QVERIFY(folder.write(u"README.md"_s, Readme) && folder.write(u"app.py"_s, "import gradio\n"));
        m_space->open(folder.path());
        QTRY_COMPARE_WITH_TIMEOUT(m_space->state(), Space::State::Open, 60'000);
        m_space->setOverlay(requirements(), u"tagged==2.0\n"_s);
        QTRY_VERIFY_WITH_TIMEOUT(has(u"requirements/no-such-version"_s), 60'000);
        m_space->setOverlay(requirements(), u"tagged==1.0\n"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!has(u"requirements/no-such-version"_s), 60'000);
    }

    void offline_isSaidOnce()
    {
        QProcessEnvironment environment = m_server.environment();
        environment.insert(u"PIP_INDEX_URL"_s, u"http://127.0.0.1:1/simple"_s);
        begin(environment);
        const SpaceFolder folder;
        QVERIFY(folder.write(u"README.md"_s, Readme) && folder.write(u"app.py"_s, "import gradio\n")
                && folder.write(requirements(), "plain==7.0\nnowhere==1\n"));
        m_space->open(folder.path());
        QTRY_VERIFY_WITH_TIMEOUT(has(u"requirements/not-looked-up"_s), 60'000);
        QCOMPARE(m_space->problems().size(), 1);
    }
};

QTEST_GUILESS_MAIN(PackageQuestionsTest)
#include "tst_packagequestions.moc"
