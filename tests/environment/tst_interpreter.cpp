// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomicfile.h"
#include "environment/interpreterfinder.h"
#include "support/testcase.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Environment;

namespace {
Interpreter python(const char *version, InterpreterSource source = InterpreterSource::Pyenv)
{
    const QString text = QString::fromLatin1(version);
    return {u"/opt/"_s + text + u"/bin/python3"_s, QVersionNumber::fromString(text), u"cpython"_s, source};
}

/// A shell script that answers as a Python would.
void pretend(const QString &path, const QByteArray &answer)
{
    QVERIFY(writeFile(path, "#!/bin/sh\ncat <<'END'\n" + answer + "\nEND\n"));
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

QByteArray answer(const char *version, const char *implementation = "CPython", bool isVirtual = false)
{
    return QByteArray("SPACEWRIGHT{\"version\": \"") + version + "\", \"implementation\": \"" + implementation
        + "\", \"virtual\": " + (isVirtual ? "true" : "false") + ", \"abi\": \"cpython-x\"}";
}
} // namespace

class InterpreterTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void choose_takesTheNearest_data()
    {
        QTest::addColumn<QString>("asked");
        QTest::addColumn<QString>("taken");
        QTest::addColumn<bool>("differs");
        QTest::newRow("the minor version asked for, newest patch") << u"3.11"_s << u"3.11.7"_s << false;
        QTest::newRow("the very patch") << u"3.11.2"_s << u"3.11.2"_s << false;
        QTest::newRow("another patch of the same minor version") << u"3.11.5"_s << u"3.11.7"_s << true;
        QTest::newRow("nothing asked is the Hub's default") << QString() << u"3.13.5"_s << false;
        QTest::newRow("older of two equally near") << u"3.12"_s << u"3.11.7"_s << true;
        QTest::newRow("newer than all") << u"3.15"_s << u"3.13.5"_s << true;
        QTest::newRow("older than all") << u"3.7"_s << u"3.9.18"_s << true;
        QTest::newRow("with spaces") << u" 3.9 "_s << u"3.9.18"_s << false;
    }
    void choose_takesTheNearest()
    {
        QFETCH(QString, asked);
        QFETCH(QString, taken);
        QFETCH(bool, differs);
        const auto choice = choose(asked, {python("3.13.5"), python("3.9.18"), python("3.11.2"), python("3.11.7")});
        QVERIFY_RESULT(choice);
        QCOMPARE(choice->interpreter.version.toString(), taken);
        QCOMPARE(choice->difference.has_value(), differs);
        if (differs) {
            QCOMPARE(choice->difference->here, taken);
            QCOMPARE(choice->difference->onHub, asked.trimmed());
            QVERIFY(!choice->difference->consequence.isEmpty());
        }
    }

    void choose_refusesWhatIsNoVersion_data()
    {
        QTest::addColumn<QString>("asked");
        QTest::newRow("Python 2") << u"2.7"_s;
        QTest::newRow("a word") << u"latest"_s;
        QTest::newRow("a range") << u">=3.10"_s;
        QTest::newRow("only the major version") << u"3"_s;
    }
    void choose_refusesWhatIsNoVersion()
    {
        QFETCH(QString, asked);
        const auto choice = choose(asked, {python("3.13.5")});
        QVERIFY(!choice);
        QCOMPARE(choice.error().code, ErrorCode::Invalid);
        QVERIFY(choice.error().message.size() <= 140);
    }

    void choose_withoutAnyPythonSaysWhatToInstall()
    {
        const auto choice = choose(u"3.12"_s, {});
        QVERIFY(!choice);
        QCOMPARE(choice.error().code, ErrorCode::NotFound);
        QVERIFY(choice.error().message.contains(u"Install Python 3.12"_s));
    }

    void parseProbe_leavesOutWhatCannotBeUsed_data()
    {
        QTest::addColumn<QByteArray>("output");
        QTest::addColumn<bool>("taken");
        QTest::newRow("CPython") << answer("3.13.5") << true;
        QTest::newRow("a site that prints first") << "hello\n" + answer("3.13.5") << true;
        QTest::newRow("a release candidate") << answer("3.14.0rc1") << true;
        QTest::newRow("PyPy") << answer("3.10.14", "PyPy") << false;
        QTest::newRow("a virtual environment") << answer("3.13.5", "CPython", true) << false;
        QTest::newRow("too old") << answer("3.7.16") << false;
        QTest::newRow("no answer") << QByteArray("Traceback: no module named ssl") << false;
        QTest::newRow("half an answer") << QByteArray("SPACEWRIGHT{\"version\":") << false;
    }
    void parseProbe_leavesOutWhatCannotBeUsed()
    {
        QFETCH(QByteArray, output);
        QFETCH(bool, taken);
        QCOMPARE(parseProbe(output, {u"/usr/bin/python3"_s, InterpreterSource::System}).has_value(), taken);
    }

    void find_knowsPathPyenvAndUv()
    {
        const QTemporaryDir home;
        const auto at = [&](const char *path) { return home.path() + u'/' + QString::fromLatin1(path); };
        pretend(at("bin/python3.12"), answer("3.12.1"));
        QVERIFY(QFile::link(at("bin/python3.12"), at("bin/python3")));
        pretend(at(".pyenv/versions/3.10.13/bin/python3"), answer("3.10.13"));
        pretend(at(".pyenv/versions/3.13.0/bin/python3"), answer("3.13.0"));
        pretend(at(".pyenv/shims/python3"), answer("3.11.7"));
        pretend(at(".local/share/uv/python/cpython-3.11.9-linux/bin/python3.11"), answer("3.11.9"));
        pretend(at("venv/bin/python3"), answer("3.12.1", "CPython", true));
        pretend(at("bin/python3-config"), answer("3.12.1"));

        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"HOME"_s, home.path());
        environment.remove(u"PYENV_ROOT"_s);
        environment.remove(u"XDG_DATA_HOME"_s);
        environment.remove(u"UV_PYTHON_INSTALL_DIR"_s);
        // The scripts need a `cat`; the machine's own Pythons are of no interest here.
        environment.insert(u"PATH"_s,
                           QStringList{at(".pyenv/shims"), at("bin"), at("venv/bin"), u"relative"_s}.join(u':'));
        QVERIFY(QDir().mkpath(at("tools")));
        const Paths paths = Paths::under(at("spacewright"));

        const QList<InterpreterCandidate> candidates = interpreterCandidates(environment);
        QCOMPARE(candidates.size(), 5);
        for (const InterpreterCandidate &candidate : candidates) {
            QFile script(candidate.path);
            QVERIFY(script.open(QIODevice::ReadOnly));
            const QByteArray text = script.readAll();
            script.close();
            QVERIFY(writeFile(candidate.path, QByteArray(text).replace("\ncat ", "\n/bin/cat ")));
        }

        const auto found = findInterpreters(paths, environment);
        QVERIFY(Testing::settles(found));
        QVERIFY_RESULT(found.result());
        const QList<Interpreter> interpreters = found.result().value();
        QStringList seen;
        for (const Interpreter &interpreter : interpreters)
            seen += interpreter.version.toString() + u' ' + sourceName(interpreter.source);
        QCOMPARE(seen, (QStringList{u"3.13.0 pyenv"_s, u"3.12.1 path"_s, u"3.11.9 uv"_s, u"3.10.13 pyenv"_s}));

        // The second time nothing is started: a script that would now fail is not asked.
        QTRY_VERIFY(QFile::exists(paths.cache + u"/interpreters.json"_s));
        const FileStamp before = FileStamp::of(at("bin/python3.12"));
        QFile::setPermissions(at("bin/python3.12"), QFile::ReadOwner | QFile::ExeOwner);
        QCOMPARE(FileStamp::of(at("bin/python3.12")), before);
        const auto again = findInterpreters(paths, environment);
        QVERIFY(Testing::settles(again));
        QCOMPARE(*again.result(), *found.result());
    }

    void find_withAnEmptyPathFindsNothing()
    {
        const QTemporaryDir home;
        QProcessEnvironment environment;
        environment.insert(u"HOME"_s, home.path());
        environment.insert(u"PATH"_s, home.path());
        const auto found = findInterpreters(Paths::under(home.path()), environment);
        QVERIFY(Testing::settles(found));
        QVERIFY_RESULT(found.result());
        QVERIFY(found.result()->isEmpty());
    }

    void json_goesThereAndBack()
    {
        const Interpreter interpreter = python("3.13.5", InterpreterSource::Uv);
        QCOMPARE(interpreterFromJson(toJson(interpreter)), interpreter);
        QVERIFY(!interpreterFromJson({}));
    }
};

QTEST_GUILESS_MAIN(InterpreterTest)
#include "tst_interpreter.moc"
