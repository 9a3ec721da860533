// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/enclosure.h"
#include "support/testcase.h"

#include <QDir>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Sandbox;
using namespace Spacewright::Testing;

class EnclosureTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { cleanRoom(); }

    void deeperPlaces_areLaidLater()
    {
        // Whatever is laid over a folder covers what was laid below it before.
        const QStringList words =
            enclosed(inner(u"/tmp/spaces/hello"_s), enclosure(), {u"/home/user/.local/share/environment"_s}).arguments;
        QVERIFY(words.indexOf(u"/tmp"_s) < words.indexOf(u"/tmp/spaces/hello"_s));
        QVERIFY(words.indexOf(u"/home/user"_s) < words.indexOf(u"/home/user/.local/share/environment"_s));
        QVERIFY(words.indexOf(u"/dev"_s) < words.indexOf(u"/dev/shm"_s));
    }

    void writableIs_theSpacesFolderAlone()
    {
        const QStringList words = enclosed(inner(u"/home/ada/hello"_s), enclosure(), {u"/store/h"_s}).arguments;
        QStringList writable;
        for (qsizetype at = 0; at + 2 < words.indexOf(u"--"_s); ++at) {
            if (words[at] == "--bind"_L1 || words[at] == "--bind-try"_L1)
                writable += words[at + 2];
        }
        QCOMPARE(writable, QStringList{u"/home/ada/hello"_s});
        QCOMPARE(words[words.indexOf(u"/home/ada/hello/.git"_s) - 1], u"--ro-bind-try"_s);
        QCOMPARE(words[words.indexOf(u"/store/h"_s) - 1], u"--ro-bind-try"_s);
        QCOMPARE(words[words.indexOf(u"--remount-ro"_s) + 1], u"/"_s);
        QVERIFY(!words.contains(u"--share-net"_s) && !words.contains(u"--unshare-net"_s));
    }

    void values_areInNoArgument()
    {
        Command command = inner(u"/home/ada/hello"_s);
        command.environment.insert(u"SECRET"_s, u"planted-value"_s);
        const Command shut = enclosed(command, enclosure(), {});
        QVERIFY(!shut.toString().contains("planted-value"_L1));
        QCOMPARE(shut.environment.value(u"SECRET"_s), u"planted-value"_s);
        QVERIFY(shut.isEnclosure);
    }

    void limits_standBeforeTheProgram()
    {
        Enclosure held = enclosure();
        held.limits = {.processors = 2, .tasks = 100, .fileBytes = 5000, .temporaryBytes = 4096};
        const QStringList words = enclosed(inner(u"/home/ada/hello"_s), held, {}).arguments;
        QCOMPARE(words.sliced(words.indexOf(u"--"_s) + 1),
                 (QStringList{u"/usr/bin/taskset"_s, u"-c"_s, u"1,3"_s, u"/usr/bin/prlimit"_s, u"--core=0"_s,
                              u"--nproc=100"_s, u"--fsize=5000"_s, u"/store/h/venv/bin/python"_s, u"app.py"_s}));
        QCOMPARE(words.count(u"--size"_s), 3);
        held.ability.boundedFolders = false; // an older bubblewrap would refuse the word
        held.ability.limiter.clear();
        held.ability.binder.clear();
        const QStringList fewer = enclosed(inner(u"/home/ada/hello"_s), held, {}).arguments;
        QVERIFY(!fewer.contains(u"--size"_s));
        QCOMPARE(fewer.sliced(fewer.indexOf(u"--"_s) + 1), (QStringList{u"/store/h/venv/bin/python"_s, u"app.py"_s}));
    }

    void models_areThoseOfTheChoice_data()
    {
        QTest::addColumn<ModelCache>("cache");
        QTest::addColumn<QStringList>("layer");
        QTest::newRow("its own") << ModelCache::Own
                                 << QStringList{u"--bind"_s, u"/cache/own"_s, u"/home/user/.cache/huggingface"_s};
        QTest::newRow("to read") << ModelCache::ReadOnly
                                 << QStringList{u"--ro-bind-try"_s, u"/models/hub"_s,
                                                u"/home/user/.cache/huggingface/hub"_s};
        QTest::newRow("shared") << ModelCache::Shared
                                << QStringList{u"--bind-try"_s, u"/models/hub"_s,
                                               u"/home/user/.cache/huggingface/hub"_s};
    }

    void models_areThoseOfTheChoice()
    {
        QFETCH(const ModelCache, cache);
        QFETCH(const QStringList, layer);
        Enclosure chosen = enclosure();
        chosen.wish = {.cache = cache, .ownCache = u"/cache/own"_s, .personsCache = u"/models/hub"_s};
        const QStringList words = enclosed(inner(u"/home/ada/hello"_s), chosen, {}).arguments;
        const qsizetype at = words.indexOf(layer.last());
        QVERIFY(at >= 2);
        QCOMPARE(words.sliced(at - 2, 3), layer);
        QCOMPARE(cacheFromName(cacheName(cache)), cache);
    }

    void modelCache_isWhereTheLibrariesLook_data()
    {
        QTest::addColumn<QStringList>("variables");
        QTest::addColumn<QString>("folder");
        QTest::newRow("home") << QStringList{u"HOME=/home/ada"_s} << u"/home/ada/.cache/huggingface/hub"_s;
        QTest::newRow("XDG") << QStringList{u"HOME=/home/ada"_s, u"XDG_CACHE_HOME=/c"_s} << u"/c/huggingface/hub"_s;
        QTest::newRow("HF_HOME") << QStringList{u"HOME=/home/ada"_s, u"HF_HOME=/hf"_s} << u"/hf/hub"_s;
        QTest::newRow("HF_HUB_CACHE") << QStringList{u"HF_HOME=/hf"_s, u"HF_HUB_CACHE=/hub/"_s} << u"/hub"_s;
    }

    void modelCache_isWhereTheLibrariesLook()
    {
        QFETCH(const QStringList, variables);
        QProcessEnvironment environment;
        for (const QString &each : variables)
            environment.insert(each.section(u'=', 0, 0), each.section(u'=', 1));
        QTEST(modelCacheOf(environment), "folder");
    }

    void variables_areChosenAndNotInherited()
    {
        QProcessEnvironment machine;
        for (const QString &name :
             {u"HF_TOKEN"_s, u"DBUS_SESSION_BUS_ADDRESS"_s, u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"SSH_AUTH_SOCK"_s,
              u"XDG_RUNTIME_DIR"_s, u"AWS_SECRET_ACCESS_KEY"_s, u"PYTHONPATH"_s, u"LD_PRELOAD"_s})
            machine.insert(name, u"x"_s);
        machine.insert(u"LANG"_s, u"de_DE.UTF-8"_s);
        machine.insert(u"LC_TIME"_s, u"C"_s);
        machine.insert(u"HTTPS_PROXY"_s, u"http://proxy:3128"_s);
        machine.insert(u"HOME"_s, u"/home/ada"_s);
        machine.insert(u"PATH"_s, u"/home/ada/bin:/usr/local/bin:/usr/bin"_s);
        const QProcessEnvironment chosen = chosenEnvironment(machine);
        QStringList names = chosen.keys();
        names.sort();
        QCOMPARE(names,
                 (QStringList{u"HF_HOME"_s, u"HOME"_s, u"HTTPS_PROXY"_s, u"LANG"_s, u"LC_TIME"_s, u"LOGNAME"_s,
                              u"PATH"_s, u"TMPDIR"_s, u"USER"_s}));
        QCOMPARE(chosen.value(u"HOME"_s), InnerHome);
        QCOMPARE(chosen.value(u"PATH"_s), u"/usr/local/bin:/usr/bin"_s);
    }

    void refusal_saysWhyAndWhatNext_data()
    {
        QTest::addColumn<bool>("appArmor");
        QTest::addColumn<bool>("noNamespaces");
        QTest::addColumn<bool>("container");
        QTest::addColumn<QString>("step");
        QTest::newRow("Ubuntu's AppArmor") << true << false << false << u"systemctl reload apparmor"_s;
        QTest::newRow("namespaces switched off") << false << true << false << u"sysctl -w user.max_user_namespaces"_s;
        QTest::newRow("in a container") << false << false << true << u"--security-opt"_s;
        QTest::newRow("anything else") << false << false << false << u"No permissions to create"_s;
    }

    void refusal_saysWhyAndWhatNext()
    {
        QFETCH(const bool, appArmor);
        QFETCH(const bool, noNamespaces);
        QFETCH(const bool, container);
        QFETCH(const QString, step);
        const QString why = whyNot({.words = "bwrap: No permissions to create new namespace\n",
                                    .isRestrictedByAppArmor = appArmor,
                                    .hasNoNamespaces = noNamespaces,
                                    .isInContainer = container});
        QVERIFY2(why.contains(step), qPrintable(why));
    }

    void version_isReadFromItsWords()
    {
        QCOMPARE(bubblewrapVersion("bubblewrap 0.8.0\n"), QVersionNumber(0, 8, 0));
        QVERIFY(bubblewrapVersion("something else").isNull());
    }

    void probe_withoutBubblewrapSaysHowToGetIt()
    {
        const QTemporaryDir empty;
        QProcessEnvironment environment;
        environment.insert(u"PATH"_s, empty.path());
        const auto future = probe(environment);
        QVERIFY(settles(future));
        QVERIFY(!future.result().isThere());
        QVERIFY(future.result().obstacle.contains("apt install bubblewrap"_L1));
    }

    void probe_whereBubblewrapIsRefusedTellsItsWords()
    {
        const QTemporaryDir folder;
        QFile program(folder.filePath(u"bwrap"_s));
        QVERIFY(program.open(QIODevice::WriteOnly));
        program.write("#!/bin/sh\necho 'bwrap: it is forbidden' >&2\nexit 1\n");
        program.setPermissions(program.permissions() | QFileDevice::ExeOwner);
        program.close();
        QProcessEnvironment environment;
        environment.insert(u"PATH"_s, folder.path());
        const auto future = probe(environment);
        QVERIFY(settles(future));
        QVERIFY(!future.result().isThere());
        QVERIFY(!future.result().obstacle.isEmpty());
    }

    void enclosedProgram_seesItsOwnFolderAndRunsOn()
    {
        const auto found = probe();
        QVERIFY(settles(found));
        if (!found.result().isThere())
            return skipWithout("sandbox", found.result().obstacle);
        const QTemporaryDir folder;
        Command command{.program = u"/bin/sh"_s,
                        .arguments = {u"-c"_s, u"ls -A / && pwd && echo $HOME && kill -9 $$"_s},
                        .workingDirectory = folder.path(),
                        .environment = chosenEnvironment(QProcessEnvironment::systemEnvironment()),
                        .input = {}};
        Enclosure here{.ability = found.result(), .wish = {}, .limits = {.temporaryBytes = 1 << 20}};
        const auto run = Process::run(enclosed(command, here, {}));
        QVERIFY(settles(run));
        QVERIFY_RESULT(run.result());
        const QByteArray words = run.result()->standardOutput;
        QVERIFY2(words.contains(folder.path().toUtf8()) && words.contains("/home/user\n"),
                 QByteArray(words + run.result()->standardError).constData());
        QVERIFY(!words.contains("\nroot\n"));
        // The signal is the program's, although bubblewrap tells of it by a code.
        QCOMPARE(run.result()->exit.reason, ProcessExit::Reason::Signalled);
        QCOMPARE(run.result()->exit.signal, 9);
    }

    void terminate_asksTheProgramInside()
    {
        const auto found = probe();
        QVERIFY(settles(found));
        if (!found.result().isThere())
            return skipWithout("sandbox", found.result().obstacle);
        const QTemporaryDir folder;
        Command command{
            .program = u"/bin/sh"_s,
            .arguments = {u"-c"_s, u"trap 'echo asked; exit 7' TERM; echo ready; while :; do sleep 0.05; done"_s},
            .workingDirectory = folder.path(),
            .environment = chosenEnvironment(QProcessEnvironment::systemEnvironment()),
            .input = {}};
        Process process;
        QByteArray words;
        std::optional<ProcessExit> exit;
        connect(&process, &Process::output, this, [&](OutputStream, const QByteArray &bytes) { words += bytes; });
        connect(&process, &Process::finished, this, [&](const ProcessExit &how) { exit = how; });
        process.start(enclosed(command, {.ability = found.result(), .wish = {}, .limits = {}}, {}));
        QTRY_VERIFY2(words.contains("ready"), words.constData());
        process.terminate();
        QTRY_VERIFY(exit);
        QVERIFY2(words.contains("asked"), words.constData());
        QCOMPARE(exit->code, 7);
    }

private:
    static Command inner(const QString &folder)
    {
        return {.program = u"/store/h/venv/bin/python"_s,
                .arguments = {u"app.py"_s},
                .workingDirectory = folder,
                .environment = QProcessEnvironment(),
                .input = {}};
    }

    static Enclosure enclosure()
    {
        return {.ability = {.bubblewrap = u"/usr/bin/bwrap"_s,
                            .ownProc = true,
                            .boundedFolders = true,
                            .noNestedNamespaces = true,
                            .limiter = u"/usr/bin/prlimit"_s,
                            .binder = u"/usr/bin/taskset"_s,
                            .processors = {1, 3, 4},
                            .systemFolders = {{u"/usr"_s, {}}, {u"/bin"_s, u"usr/bin"_s}}},
                .wish = {},
                .limits = {}};
    }
};

QTEST_GUILESS_MAIN(EnclosureTest)
#include "tst_enclosure.moc"
