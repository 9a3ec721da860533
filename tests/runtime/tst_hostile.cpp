// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/processtree.h"
#include "runningspace.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Testing;
using Runtime::SessionOptions;

namespace {
constexpr qint64 Mebibyte = 1024 * 1024;

/// A home with what thieves look for.
class PlantedHome {
public:
    PlantedHome()
        : m_before(qgetenv("HOME"))
    {
        plant(u".ssh/id_ed25519"_s, "PLANTED_KEY");
        plant(u".cache/huggingface/token"_s, "PLANTED_TOKEN");
        plant(u".cache/huggingface/hub/model"_s, "weights");
        qputenv("HOME", m_home.path().toUtf8());
        qputenv("PLANTED_SECRET", "PLANTED_SECRET");
    }
    ~PlantedHome()
    {
        qputenv("HOME", m_before);
        qunsetenv("PLANTED_SECRET");
    }
    Q_DISABLE_COPY_MOVE(PlantedHome)

    [[nodiscard]] QString path() const { return m_home.path(); }

private:
    void plant(const QString &name, const QByteArray &content) const
    {
        QFile file(m_home.filePath(name));
        QDir().mkpath(QFileInfo(file).path());
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot plant a file");
    }

    QTemporaryDir m_home;
    QByteArray m_before;
};
} // namespace

/// Spaces that mean harm, each in a sandbox: what it gets, and what is left of it.
class HostileTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<PlantedHome> m_home;
    std::unique_ptr<RunningSpace> m_space;

    /// `deed` is a folder of tests/data/hostile.
    void open(const QString &deed, const std::optional<Sandbox::Limits> &limits = {}, const QString &hook = {})
    {
        SessionOptions options;
        options.sandbox = Sandbox::Wish{.limits = limits};
        options.variables.insert(u"PLANTED_HOME"_s, m_home->path());
        m_space = std::make_unique<RunningSpace>("../hostile/"_L1 + deed + "/app.py"_L1,
                                                 "sdk: gradio\nsdk_version: \"6.25.0\"\n", options, hook);
        m_space->write(u"page.py"_s, RunningSpace::data(u"../hostile/page.py"_s));
    }

    [[nodiscard]] bool runs() const
    {
        m_space->session->run();
        return m_space->reaches(Stage::Running);
    }

    /// What it tells of its deed.
    [[nodiscard]] QJsonObject report() const { return QJsonDocument::fromJson(m_space->page()).object(); }

    [[nodiscard]] QByteArray why() const
    {
        return (m_space->session->stage().cause + u'\n' + m_space->runLog()).toUtf8();
    }

    static QStringList textsOf(const QJsonValue &list)
    {
        QStringList texts;
        for (const auto &each : list.toArray())
            texts += each.toString();
        return texts;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto ability = Sandbox::probe();
        QVERIFY(settles(ability));
        if (!ability.result().isThere())
            return skipWithout("sandbox", ability.result().obstacle);
    }

    void init()
    {
        cleanRoom();
        m_home = std::make_unique<PlantedHome>();
    }

    void cleanup()
    {
        m_space.reset();
        m_home.reset();
    }

    void keys_areNotThere()
    {
        open(u"readskey"_s);
        QVERIFY2(runs(), why());
        const QJsonObject seen = report();
        QCOMPARE(textsOf(seen[u"read"]), QStringList());
        QCOMPARE(textsOf(seen[u"environments"]), QStringList());
        QCOMPARE(textsOf(seen[u"sockets"]), QStringList());
        const QStringList variables = textsOf(seen[u"variables"]);
        QVERIFY2(variables.contains(u"SPACE_ID"_s), qPrintable(variables.join(u' ')));
        for (const QString &name : {u"PLANTED_SECRET"_s, u"DBUS_SESSION_BUS_ADDRESS"_s, u"DISPLAY"_s,
                                    u"SSH_AUTH_SOCK"_s, u"XDG_RUNTIME_DIR"_s})
            QVERIFY2(!variables.contains(name), qPrintable(name));
        if (m_space->session->plan().sandbox->ability.ownProc)
            QVERIFY2(seen[u"processes"].toInt() <= 3, qPrintable(QString::number(seen[u"processes"].toInt())));
    }

    void withoutASandbox_theKeyIsRead()
    {
        // Otherwise the test above would pass for a Space that looks in the wrong place.
        open(u"readskey"_s);
        SessionOptions options;
        options.variables.insert(u"PLANTED_HOME"_s, m_home->path());
        m_space = std::make_unique<RunningSpace>(u"../hostile/readskey/app.py"_s,
                                                 "sdk: gradio\nsdk_version: \"6.25.0\"\n", options);
        m_space->write(u"page.py"_s, RunningSpace::data(u"../hostile/page.py"_s));
        QVERIFY2(runs(), why());
        QVERIFY(textsOf(report()[u"read"]).contains(m_home->path() + "/.ssh/id_ed25519"_L1));
    }

    void files_areWrittenInItsOwnFolderAlone()
    {
        open(u"writesoutside"_s);
        QDir(m_space->folder).mkpath(u".git/hooks"_s);
        QVERIFY2(runs(), why());
        const QStringList written = textsOf(report()[u"written"]);
        // Its home and /tmp are its own and gone with it; the neighbour's folder is one that it made up itself.
        for (const QString &path : written) {
            const bool isOwn =
                path == m_space->folder + "/own.txt"_L1 || path == "/home/user/own.txt"_L1 || path == "/tmp/own.txt"_L1;
            const bool isMadeUp = path.startsWith("/tmp/"_L1) && !QFile::exists(path);
            QVERIFY2(isOwn || isMadeUp, qPrintable(path));
        }
        QVERIFY(QFile::exists(m_space->folder + "/own.txt"_L1));
        QVERIFY(!QFile::exists(m_space->folder + "/.git/hooks/pre-commit"_L1));
        QVERIFY(!QFile::exists(QFileInfo(m_space->folder).path() + "/planted"_L1));
        QVERIFY(!QFile::exists(m_home->path() + "/planted"_L1));
        QVERIFY(!QFile::exists(u"/tmp/own.txt"_s));
        QVERIFY(!QFile::exists(u"/usr/local/bin/planted"_s));
        QVERIFY(!QFile::exists(u"/etc/planted"_s));
        QDirIterator store(m_space->storeFolder(), {u"planted"_s}, QDir::Files, QDirIterator::Subdirectories);
        QVERIFY(!store.hasNext());
    }

    void links_leadNowhere()
    {
        open(u"followslinks"_s);
        QVERIFY(QFile::link(m_home->path() + "/.ssh/id_ed25519"_L1, m_space->folder + "/came"_L1));
        QVERIFY(QFile::link(u".."_s, m_space->folder + "/up"_L1));
        QVERIFY2(runs(), why());
        QCOMPARE(textsOf(report()[u"read"]), QStringList());
    }

    void forks_areEndedWithASentence()
    {
        open(u"forks"_s, Sandbox::Limits{.tasks = 4096, .processes = 200});
        m_space->session->run();
        QVERIFY2(m_space->reaches(Stage::RuntimeError), why());
        // An ordinary user meets the kernel's own limit or ours; root only ours.
        QVERIFY2(m_space->session->stage().cause.contains("200 are allowed"_L1), why());
        QTRY_COMPARE(m_space->session->processId(), 0);
    }

    void forks_areRefusedByTheKernelForAnOrdinaryUser()
    {
        const auto ability = Sandbox::probe();
        QVERIFY(settles(ability));
        if (::getuid() == 0 || ability.result().limiter.isEmpty())
            return skipWithout("ordinary-user", u"The kernel counts no processes of root's."_s);
        open(u"forks"_s, Sandbox::Limits{.tasks = 50, .processes = 0});
        m_space->session->run();
        QTRY_VERIFY(m_space->runLog().contains("forking"_L1));
        QVERIFY(guardedProcesses(m_space->session->processId()).size() <= 60);
    }

    void memory_isEndedWithTheHubsWords()
    {
        open(u"fillsmemory"_s, Sandbox::Limits{.memoryBytes = 256 * Mebibyte});
        QElapsedTimer time;
        time.start();
        m_space->session->run();
        QVERIFY2(m_space->reaches(Stage::RuntimeError), why());
        const Runtime::StageChange stage = m_space->session->stage();
        QVERIFY2(stage.hubText.contains("137"_L1) && stage.hubText.contains("Memory limit exceeded (0.25Gi)"_L1),
                 why());
        QVERIFY(stage.cause.contains("Memory limit exceeded"_L1));
        qInfo("ended after %lld ms", time.elapsed());
    }

    void temporaryFiles_haveABound()
    {
        open(u"fillstmp"_s, Sandbox::Limits{.temporaryBytes = 32 * Mebibyte});
        QVERIFY2(runs(), why());
        if (!m_space->session->plan().sandbox->ability.boundedFolders)
            return skipWithout("bounded-tmpfs", u"This bubblewrap cannot bound a folder in memory."_s);
        const QJsonObject filled = report()[u"filled"].toObject();
        for (const QString &folder : {u"/tmp"_s, u"/dev/shm"_s, u"/home/user"_s}) {
            const qint64 bytes = filled[folder].toInteger();
            QVERIFY2(bytes > 0 && bytes <= 32 * Mebibyte, qPrintable(folder + u' ' + QString::number(bytes)));
        }
    }

    void log_isBounded()
    {
        open(u"floodslog"_s);
        QVERIFY2(runs(), why());
        QCOMPARE(report()[u"done"].toBool(), true);
        QVERIFY(m_space->runLog().size() < 64 * Mebibyte);
    }

    void signals_doNotKeepAnythingAlive()
    {
        open(u"survivesterm"_s);
        QVERIFY2(runs(), why());
        const QSet<qint64> tree = guardedProcesses(m_space->session->processId());
        QVERIFY2(tree.size() >= 3, qPrintable(QString::number(tree.size())));
        QElapsedTimer time;
        time.start();
        m_space->session->stop();
        QVERIFY(m_space->reaches(Stage::Stopped, 20));
        qInfo("stopped after %lld ms", time.elapsed());
        for (const qint64 each : tree)
            QTRY_VERIFY(!isAlive(each));
    }

    void anotherPort_isSaid()
    {
        open(u"otherport"_s);
        QVERIFY2(runs(), why());
        const int port = report()[u"port"].toInt();
        QVERIFY(port > 0);
        QTRY_VERIFY2(m_space->runLog().contains(QString::number(port)), why());
    }

    void standby_worksInside()
    {
        open(u"floodslog"_s, {}, sourceFile(u"resources/standby"_s));
        m_space->write(u"app.py"_s, "import json\n" + RunningSpace::data(u"serves.py"_s));
        QVERIFY2(runs(), why());
        QTRY_VERIFY(m_space->session->standbyProcessId() > 0);
        const qint64 standby = m_space->session->standbyProcessId();
        QSignalSpy ready(m_space->session.get(), &Runtime::Session::ready);
        m_space->session->restart();
        QTRY_VERIFY2(!ready.isEmpty(), why());
        QCOMPARE(m_space->session->processId(), standby);
        QVERIFY(m_space->page(u"/environment"_s).contains("/home/user"));
        QVERIFY(!m_space->page(u"/environment"_s).contains("PYTHONPATH"));
    }

    void sample_coversWhatRunsInside()
    {
        open(u"survivesterm"_s);
        QSignalSpy samples(m_space->session.get(), &Runtime::Session::sampled);
        QVERIFY2(runs(), why());
        QTRY_VERIFY(std::ranges::any_of(samples, [](const QList<QVariant> &sample) {
            const auto used = sample.first().value<Metrics::Sample>();
            return used.processes >= 5 && used.memoryBytes > 5 * Mebibyte;
        }));
    }

    void plan_saysItAndKeepsNoSandboxOut()
    {
        open(u"readskey"_s);
        QVERIFY2(runs(), why());
        const Runtime::RunPlan &plan = m_space->session->plan();
        QVERIFY(std::ranges::any_of(plan.steps, [](const Runtime::RunStep &step) { return step.id == "sandbox"_L1; }));
        QVERIFY(std::ranges::any_of(plan.differences, [](const Runtime::Difference &difference) {
            return difference.what == "Isolation"_L1 && difference.here.contains("sandbox"_L1);
        }));
        Runtime::RunPlan bare = plan;
        bare.sandbox.reset();
        QVERIFY(!plan.runsLike(bare));
    }
};

QTEST_GUILESS_MAIN(HostileTest)
#include "tst_hostile.moc"
