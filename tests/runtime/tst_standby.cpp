// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runningspace.h"
#include "runtime/standby.h"

#include <QDirIterator>
#include <QTcpServer>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Testing;
using Runtime::Session;
using Runtime::Standby;

namespace {
QString hook()
{
    return sourceFile(u"resources/standby"_s);
}

/// What a process has shown to the outside.
struct Outcome {
    QByteArray standard;
    QByteArray error;
    ProcessExit exit;
    bool over = false;

    void follow(Process &process)
    {
        QObject::connect(&process, &Process::output, &process, [this](OutputStream stream, const QByteArray &bytes) {
            (stream == OutputStream::Standard ? standard : error) += bytes;
        });
        QObject::connect(&process, &Process::finished, &process, [this](const ProcessExit &how) {
            exit = how;
            over = true;
        });
    }
};
} // namespace

/// A process that was started ahead of time, and one that was not.
class StandbyTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_venv;
    std::unique_ptr<QTemporaryDir> m_space;

    /// In a virtual environment whose package `prepared` tells that it was imported.
    [[nodiscard]] Command command() const
    {
        Command command{.program = m_venv.filePath(u"bin/python"_s),
                        .arguments = {u"app.py"_s},
                        .workingDirectory = m_space->path(),
                        .input = {}};
        command.environment.remove(u"PYTHONPATH"_s);
        command.environment.insert(u"PYTHONUNBUFFERED"_s, u"1"_s);
        return command;
    }

    void write(const QString &name, const QByteArray &text) const
    {
        QFile file(m_space->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    [[nodiscard]] bool isPrepared() const { return QFile::exists(m_space->filePath(u"prepared.pid"_s)); }

    [[nodiscard]] Outcome cold() const
    {
        Process process;
        Outcome outcome;
        outcome.follow(process);
        process.start(command());
        std::ignore = QTest::qWaitFor([&] { return outcome.over; }, 60'000);
        QFile::remove(m_space->filePath(u"prepared.pid"_s));
        return outcome;
    }

    /// `meanwhile` happens while it waits.
    [[nodiscard]] Outcome warm(const std::function<void()> &meanwhile = {}) const
    {
        Standby standby(command(), 0, hook(), nullptr, std::chrono::seconds(1));
        std::ignore = QTest::qWaitFor([&] { return standby.isWaiting() && isPrepared(); }, 60'000);
        if (meanwhile)
            meanwhile();
        Standby::Released released = standby.go();
        Outcome outcome;
        for (const auto &[stream, bytes] : released.output)
            (stream == OutputStream::Standard ? outcome.standard : outcome.error) += bytes;
        outcome.follow(*released.process);
        std::ignore = QTest::qWaitFor([&] { return outcome.over; }, 60'000);
        return outcome;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto made = Process::run({.program = u"python3"_s,
                                        .arguments = {u"-m"_s, u"venv"_s, u"--without-pip"_s, m_venv.path()},
                                        .workingDirectory = {},
                                        .input = {}});
        QVERIFY(settles(made, std::chrono::minutes(1)));
        QVERIFY2(made.result() && made.result()->exit.isSuccess(), made.result()->standardError.constData());
        QDirIterator places(m_venv.path(), {u"site-packages"_s}, QDir::Dirs, QDirIterator::Subdirectories);
        QVERIFY(places.hasNext());
        QFile package(places.next() + "/prepared.py"_L1);
        QVERIFY(package.open(QIODevice::WriteOnly));
        package.write("import os\nwith open('prepared.pid', 'w') as file:\n    file.write(str(os.getpid()))\n");
    }

    void init()
    {
        cleanRoom();
        m_space = std::make_unique<QTemporaryDir>();
    }

    void app_cannotTellThatItWasPrepared_data()
    {
        QTest::addColumn<QByteArray>("app");
        const auto data = [](const char *name) { return RunningSpace::data(QString::fromLatin1(name)); };
        QTest::newRow("looks around") << data("looksaround.py");
        QTest::newRow("raises") << "import prepared\n" + data("raises.py");
        QTest::newRow("ends at once") << "import prepared\n" + data("ends.py");
        QTest::newRow("ends with a code") << "import prepared, sys\nsys.exit(7)\n"_ba;
        QTest::newRow("ends with words") << "import prepared, sys\nsys.exit('no more')\n"_ba;
        QTest::newRow("is ended by a signal")
            << "import prepared, os, signal\nos.kill(os.getpid(), signal.SIGTERM)\n"_ba;
        QTest::newRow("lacks a module") << "import prepared\nprint(1)\nimport no_such_module_xyzzy\n"_ba;
        QTest::newRow("warns") << "import prepared\nimport warnings\nwarnings.warn('old', DeprecationWarning)\n"_ba;
    }

    void app_cannotTellThatItWasPrepared()
    {
        QFETCH(const QByteArray, app);
        write(u"app.py"_s, app);
        const Outcome expected = cold();
        const Outcome seen = warm();
        QVERIFY(expected.over && seen.over);
        QCOMPARE(seen.standard, expected.standard);
        QCOMPARE(seen.error, expected.error);
        QCOMPARE(int(seen.exit.reason), int(expected.exit.reason));
        QCOMPARE(seen.exit.code, expected.exit.code);
        QCOMPARE(seen.exit.signal, expected.exit.signal);
    }

    void sourceThatNowStartsOtherwise_isStartedAnew_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("something before the imports")
            << u"app.py"_s << "import os\nos.environ['X'] = 'y'\nimport prepared\nprint(os.getpid())\n"_ba;
        QTest::newRow("other imports") << u"app.py"_s << "import sys\nimport prepared\nprint(sys.path[0])\n"_ba;
        QTest::newRow("syntax error") << u"app.py"_s << RunningSpace::data(u"syntax.py"_s);
        QTest::newRow("a module that hides the package") << u"prepared.py"_s << "print('mine')\n"_ba;
        QTest::newRow("a module that hides what the package imports") << u"wave.py"_s << "print('mine')\n"_ba;
        QTest::newRow("a settings file") << u"matplotlibrc"_s << "backend: Agg\n"_ba;
    }

    void sourceThatNowStartsOtherwise_isStartedAnew()
    {
        QFETCH(const QString, file);
        QFETCH(const QByteArray, text);
        write(u"app.py"_s,
              "import prepared\nimport wave\nprint(open('prepared.pid').read() if 0 else wave.__name__)\n");
        const Outcome seen = warm([&] {
            QFile::remove(m_space->filePath(u"prepared.pid"_s));
            write(file, text);
        });
        QVERIFY(seen.over);
        // Prepared once more, or never got that far.
        QVERIFY(isPrepared() || file == "prepared.py"_L1 || text.contains("return \"Hello\""));
        const Outcome expected = cold();
        const auto withoutIds = [](QByteArray bytes) {
            const bool isNumber = bytes.trimmed().toLongLong() > 0;
            return isNumber ? QByteArray("a process id") : bytes;
        };
        QCOMPARE(withoutIds(seen.standard), withoutIds(expected.standard));
        QCOMPARE(seen.error, expected.error);
        QCOMPARE(seen.exit.code, expected.exit.code);
    }

    void sourceThatStartsTheSame_keepsWhatWasPrepared()
    {
        write(u"app.py"_s, "import prepared\nprint('one')\n");
        const Outcome seen = warm([&] {
            QFile::remove(m_space->filePath(u"prepared.pid"_s));
            write(u"app.py"_s, "\"\"\"New words.\"\"\"\nimport prepared\nimport json\nprint('two')\n");
        });
        QCOMPARE(seen.standard, "two\n"_ba);
        QVERIFY(!isPrepared());
    }

    void ownModules_areNeverRunAhead()
    {
        write(u"app.py"_s, "import helper\nimport prepared\n");
        write(u"helper.py"_s, "\"\"\"Only imports and functions.\"\"\"\nimport json\ndef f(a=1):\n    return a\n");
        QCOMPARE(warm().exit.code, 0); // it looks through helper.py, or prepared would not be imported
        QFile::remove(m_space->filePath(u"prepared.pid"_s));

        write(u"helper.py"_s, "open('ran', 'w')\n");
        Standby standby(command(), 0, hook(), nullptr, std::chrono::seconds(1));
        QTRY_VERIFY(standby.isWaiting());
        Standby::Released released = standby.go();
        Outcome outcome;
        outcome.follow(*released.process);
        QVERIFY(!QFile::exists(m_space->filePath(u"ran"_s)) || isPrepared());
        QTRY_VERIFY(outcome.over);
        QVERIFY(QFile::exists(m_space->filePath(u"ran"_s)));
    }

    void littleMemory_isLeftToTheApp()
    {
        constexpr qint64 Mebibyte = 1024 * 1024;
        QVERIFY(!Standby::isAffordable(1023 * Mebibyte));
        QCOMPARE(Standby::isAffordable(0), Standby::isAffordable(1024 * Mebibyte)); // unknown; but for a battery
    }

    void withoutAWord_nothingRuns()
    {
        write(u"app.py"_s, "import prepared\nopen('ran', 'w')\n");
        auto standby = std::make_unique<Standby>(command(), 0, hook(), nullptr, std::chrono::seconds(1));
        QTRY_VERIFY_WITH_TIMEOUT(standby->isWaiting() && isPrepared(), 60'000);
        const qint64 processId = standby->processId();
        standby.reset();
        QTRY_VERIFY(!isAlive(processId));
        QVERIFY(!QFile::exists(m_space->filePath(u"ran"_s)));
    }

    void save_makesTheStandbyTheApp()
    {
        RunningSpace space(u"serves.py"_s, "sdk: gradio\nsdk_version: \"6.25.0\"\n", {}, hook());
        space.session->run();
        QVERIFY2(space.reaches(Stage::Running), qPrintable(space.session->stage().cause));
        const qint64 first = space.session->processId();
        for (const QByteArray text : {"two", "three"}) {
            QTRY_VERIFY_WITH_TIMEOUT(space.session->standbyProcessId() > 0, 30'000);
            const qint64 waiting = space.session->standbyProcessId();
            QVERIFY(waiting != space.session->processId());
            QSignalSpy ready(space.session.get(), &Session::ready);
            space.saveText(text);
            space.session->sourceChanged({u"app.py"_s});
            QTRY_COMPARE_WITH_TIMEOUT(ready.size(), 1, 60'000);
            QCOMPARE(space.session->processId(), waiting);
            QCOMPARE(space.page(), text);
        }
        QVERIFY(!isAlive(first));
        // And after a stop.
        QTRY_VERIFY_WITH_TIMEOUT(space.session->standbyProcessId() > 0, 30'000);
        space.session->stop();
        QVERIFY(space.reaches(Stage::Stopped));
        const qint64 waiting = space.session->standbyProcessId();
        QVERIFY(isAlive(waiting));
        space.session->run();
        QVERIFY(space.reaches(Stage::Running));
        QCOMPARE(space.session->processId(), waiting);

        QTRY_VERIFY_WITH_TIMEOUT(space.session->standbyProcessId() > 0, 30'000);
        const qint64 last = space.session->standbyProcessId();
        space.session.reset();
        QTRY_VERIFY(!isAlive(last));
    }

    void otherPlan_throwsTheStandbyAway()
    {
        RunningSpace space(u"serves.py"_s, "sdk: gradio\nsdk_version: \"6.25.0\"\n", {}, hook());
        space.session->run();
        QVERIFY(space.reaches(Stage::Running));
        QTRY_VERIFY_WITH_TIMEOUT(space.session->standbyProcessId() > 0, 30'000);
        const qint64 waiting = space.session->standbyProcessId();
        space.write(u"README.md"_s, "---\ntitle: Another\nsdk: gradio\nsdk_version: \"6.25.0\"\n---\n");
        QSignalSpy ready(space.session.get(), &Session::ready);
        space.session->sourceChanged({u"README.md"_s});
        QTRY_COMPARE_WITH_TIMEOUT(ready.size(), 1, 60'000);
        QVERIFY(space.session->processId() != waiting);
        QVERIFY(space.page(u"/environment"_s).contains("Another"));
        QTRY_VERIFY(!isAlive(waiting));
    }

    void standbyThatDied_isReplacedByAColdStart()
    {
        RunningSpace space(u"serves.py"_s, "sdk: gradio\nsdk_version: \"6.25.0\"\n", {}, hook());
        space.session->run();
        QVERIFY(space.reaches(Stage::Running));
        QTRY_VERIFY_WITH_TIMEOUT(space.session->standbyProcessId() > 0, 30'000);
        QCOMPARE(::kill(pid_t(space.session->standbyProcessId()), SIGKILL), 0);
        QTRY_COMPARE(space.session->standbyProcessId(), 0);
        space.saveText("two");
        QSignalSpy ready(space.session.get(), &Session::ready);
        space.session->sourceChanged({u"app.py"_s});
        QTRY_COMPARE_WITH_TIMEOUT(ready.size(), 1, 60'000);
        QCOMPARE(space.page(), "two"_ba);
    }

    void portTakenMeanwhile_isAColdStartElsewhere()
    {
        RunningSpace space(u"serves.py"_s, "sdk: gradio\nsdk_version: \"6.25.0\"\n", {}, hook());
        space.session->run();
        QVERIFY(space.reaches(Stage::Running));
        QTRY_VERIFY_WITH_TIMEOUT(space.session->standbyProcessId() > 0, 30'000);
        const qint64 waiting = space.session->standbyProcessId();
        QFile environment(u"/proc/%1/environ"_s.arg(waiting));
        QVERIFY(environment.open(QIODevice::ReadOnly));
        const QByteArray variables = environment.readAll();
        const qsizetype from = variables.indexOf("GRADIO_SERVER_PORT=") + qsizetype(sizeof "GRADIO_SERVER_PORT=") - 1;
        const quint16 port = variables.sliced(from, variables.indexOf('\0', from) - from).toUShort();
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost, port));
        space.saveText("two");
        QSignalSpy ready(space.session.get(), &Session::ready);
        space.session->sourceChanged({u"app.py"_s});
        QTRY_COMPARE_WITH_TIMEOUT(ready.size(), 1, 60'000);
        QCOMPARE(space.page(), "two"_ba);
        QVERIFY(space.session->address().port() != port);
        QVERIFY(space.session->processId() != waiting);
    }
};

QTEST_GUILESS_MAIN(StandbyTest)
#include "tst_standby.moc"
