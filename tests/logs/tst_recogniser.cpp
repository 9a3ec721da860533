// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/recogniser.h"
#include "support/testcase.h"

#include <tuple>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Logs;

class RecogniserTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void frameWithoutAName_isReadOn()
    {
        Recogniser recogniser;
        for (const char *line :
             {"Traceback (most recent call last):", "  File \", line 1", "  File \"\", line 1, in f"})
            std::ignore = recogniser.read(line);
        const Meaning meaning = recogniser.read("ValueError: no");
        QCOMPARE(meaning.level, Level::Error);
        QCOMPARE(meaning.file, QString());
    }

    void level_isWhatTheProgramMeant_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<Level>("level");
        const auto row = [](const char *name, const char *line, Level level) {
            QTest::newRow(name) << QByteArray(line) << level;
        };
        row("logging", "WARNING:root:low memory", Level::Warning);
        row("logging with time", "2026-11-22 14:05:52,123 - app - ERROR - it broke", Level::Error);
        row("logging debug", "DEBUG:httpx:GET /api", Level::Debug);
        row("uvicorn", "INFO:     Started server process [1]", Level::Info);
        row("the first word counts", "INFO: 0 ERROR found", Level::Info);
        row("critical", "CRITICAL: disk", Level::Error);
        row("in brackets", "[WARN] slow", Level::Warning);
        row("warnings module", "/usr/lib/x.py:12: UserWarning: audio is 44100 Hz", Level::Warning);
        row("gcc", "src/x.c:9:10: fatal error: portaudio.h: No such file or directory", Level::Error);
        row("gcc warning", "x.c:1:2: warning: unused variable 'x'", Level::Warning);
        row("rustc", "error[E0425]: cannot find value", Level::Error);
        row("pip", "ERROR: Failed building wheel for PyAudio", Level::Error);
        row("pip warning", "WARNING: Running pip as the 'root' user can result in broken permissions", Level::Warning);
        row("pip's resolver note is no error",
            "ERROR: pip's dependency resolver does not currently take into account all the packages that are "
            "installed.",
            Level::Warning);
        row("uv", "  × No solution found when resolving dependencies:", Level::Error);
        row("apt", "E: Unable to locate package libsndfil1", Level::Error);
        row("npm", "npm ERR! code EACCES", Level::Error);
        row("npm warning", "npm WARN deprecated x", Level::Warning);
        row("buildkit", "--> ERROR: process \"/bin/sh -c pip install\" did not complete successfully: exit code: 1",
            Level::Error);
        row("bare exception", "ModuleNotFoundError: No module named 'cv2'", Level::Error);
        row("exception with a package", "requests.exceptions.HTTPError: 504 Server Error", Level::Error);
        row("prose about errors", "Recovering from error in the model, see TypeErrors", Level::Info);
        row("a note", "note: This error originates from a subprocess", Level::Info);
        row("upper case inside a word", "MYERROR_COUNT=0", Level::Info);
        row("no level", "  * Running on local URL:  http://127.0.0.1:7860", Level::Info);
        row("far right it is prose",
            "a line that tells a long story about what it does and where it comes from, and then, near its end, says "
            "ERROR",
            Level::Info);
    }
    void level_isWhatTheProgramMeant()
    {
        QFETCH(QByteArray, line);
        QTEST(Recogniser().read(line).level, "level");
    }

    /// Feeds a whole log; the last column is the text of the line that a chain of errors settles on.
    void traceback_endsAtItsException_data()
    {
        QTest::addColumn<QByteArray>("log");
        QTest::addColumn<QString>("headline");
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("line");
        QTest::newRow("plain")
            << "Traceback (most recent call last):\n"
               "  File \"/space/app.py\", line 3, in <module>\n"
               "    import helper\n"
               "  File \"/space/helper.py\", line 7, in <module>\n"
               "    import cv2\n"
               "  File \"/env/lib/python3.12/site-packages/cv2/__init__.py\", line 181, in <module>\n"
               "    bootstrap()\n"
               "    ~~~~~~~~~^^\n"
               "ImportError: libGL.so.1: cannot open shared object file\n"_ba
            << u"ImportError: libGL.so.1: cannot open shared object file"_s << u"/space/helper.py"_s << 7;
        QTest::newRow("on the Hub") << "Traceback (most recent call last):\n"
                                       "  File \"/home/user/app/app.py\", line 9, in <module>\n"
                                       "KeyError: 'HF_TOKEN'\n"_ba
                                    << u"KeyError: 'HF_TOKEN'"_s << u"/home/user/app/app.py"_s << 9;
        QTest::newRow("syntax error without a header")
            << "  File \"/space/app.py\", line 2\n"
               "    def x(\n"
               "         ^\n"
               "SyntaxError: '(' was never closed\n"_ba
            << u"SyntaxError: '(' was never closed"_s << u"/space/app.py"_s << 2;
        QTest::newRow("exception of one's own name") << "Traceback (most recent call last):\n"
                                                        "  File \"/space/app.py\", line 2, in f\n"
                                                        "bad.Trouble: no\n"_ba
                                                     << u"bad.Trouble: no"_s << u"/space/app.py"_s << 2;
        QTest::newRow("indented by pip") << "      Traceback (most recent call last):\n"
                                            "        File \"<string>\", line 2, in <module>\n"
                                            "      FileNotFoundError: README.md\n"_ba
                                         << u"FileNotFoundError: README.md"_s << QString() << 0;
        QTest::newRow("two without a joint: the first")
            << "Traceback (most recent call last):\n"
               "  File \"/space/app.py\", line 2, in f\n"
               "TypeError: argument of type 'bool' is not iterable\n"
               "Traceback (most recent call last):\n"
               "  File \"/space/app.py\", line 9, in f\n"
               "ValueError: When localhost is not accessible\n"_ba
            << u"TypeError: argument of type 'bool' is not iterable"_s << u"/space/app.py"_s << 2;
        QTest::newRow("while handling: the last")
            << "Traceback (most recent call last):\n"
               "  File \"/space/app.py\", line 2, in f\n"
               "ModuleNotFoundError: No module named 'audioop'\n"
               "\n"
               "During handling of the above exception, another exception occurred:\n"
               "\n"
               "Traceback (most recent call last):\n"
               "  File \"/space/app.py\", line 4, in f\n"
               "ModuleNotFoundError: No module named 'pyaudioop'\n"_ba
            << u"ModuleNotFoundError: No module named 'pyaudioop'"_s << u"/space/app.py"_s << 4;
        QTest::newRow("while handling, but a clean-up at the Hub: the first")
            << "Traceback (most recent call last):\n"
               "  File \"/space/app.py\", line 2, in f\n"
               "ValueError: bad table\n"
               "\n"
               "During handling of the above exception, another exception occurred:\n"
               "\n"
               "Traceback (most recent call last):\n"
               "  File \"/space/app.py\", line 4, in restart\n"
               "requests.exceptions.HTTPError: 504 Server Error: Gateway Time-out for url: https://huggingface.co/x\n"_ba
            << u"ValueError: bad table"_s << u"/space/app.py"_s << 2;
        QTest::newRow("direct cause: the first")
            << "Traceback (most recent call last):\n"
               "  File \"/space/app.py\", line 2, in f\n"
               "KeyError: 'x'\n"
               "\n"
               "The above exception was the direct cause of the following exception:\n"
               "\n"
               "Traceback (most recent call last):\n"
               "  File \"/space/app.py\", line 4, in g\n"
               "RuntimeError: no\n"_ba
            << u"KeyError: 'x'"_s << u"/space/app.py"_s << 2;
        QTest::newRow("ignored by Python") << "Exception ignored in: <function A.__del__ at 0x1>\n"
                                              "Traceback (most recent call last):\n"
                                              "  File \"/space/app.py\", line 2, in f\n"
                                              "AttributeError: x\n"_ba
                                           << QString() << QString() << 0;
        QTest::newRow("Ctrl+C is no error") << "Traceback (most recent call last):\n"
                                               "  File \"/space/app.py\", line 2, in f\n"
                                               "KeyboardInterrupt\n"_ba
                                            << QString() << QString() << 0;
        QTest::newRow("Rich's box") << "╭───── Traceback (most recent call last) ─────╮\n"
                                       "│ /space/app.py:12 in main                    │\n"
                                       "│ ❱ 12     x()                                │\n"
                                       "╰─────────────────────────────────────────────╯\n"
                                       "ZeroDivisionError: division by zero\n"_ba
                                    << u"ZeroDivisionError: division by zero"_s << u"/space/app.py"_s << 12;
        QTest::newRow("compiler before pip's summary")
            << "  error: subprocess-exited-with-error\n"
               "  × Building wheel for PyAudio (pyproject.toml) did not run successfully.\n"
               "  ╰─> [18 lines of output]\n"
               "      src/pyaudio/device_api.c:9:10: fatal error: portaudio.h: No such file or directory\n"
               "      compilation terminated.\n"
               "      error: command '/usr/bin/gcc' failed with exit code 1\n"
               "  ERROR: Failed building wheel for PyAudio\n"_ba
            << u"src/pyaudio/device_api.c:9:10: fatal error: portaudio.h: No such file or directory"_s << QString()
            << 0;
        QTest::newRow("resolver note before the real one")
            << "ERROR: pip's dependency resolver does not currently take into account all the packages.\n"
               "ERROR: Could not find a version that satisfies the requirement foo==9 (from versions: 1.0)\n"
               "ERROR: No matching distribution found for foo==9\n"_ba
            << u"ERROR: Could not find a version that satisfies the requirement foo==9 (from versions: 1.0)"_s
            << QString() << 0;
    }
    void traceback_endsAtItsException()
    {
        QFETCH(QByteArray, log);
        Recogniser recogniser;
        recogniser.setSpaceFolder(u"/space"_s);
        QString headline;
        Meaning found;
        for (const QByteArray &line : log.split('\n')) {
            const Meaning meaning = recogniser.read(line);
            if (meaning.error && (!found.error || *meaning.error > *found.error || meaning.isCauseOfLast)) {
                found = meaning;
                headline = QString::fromUtf8(line.trimmed());
            }
        }
        QTEST(headline, "headline");
        QTEST(found.file, "file");
        QTEST(found.line, "line");
    }

    void traceback_linesAreErrors()
    {
        Recogniser recogniser;
        for (const char *line :
             {"Traceback (most recent call last):", "  File \"a.py\", line 1, in f", "    f()", "ValueError: x"})
            QCOMPARE(recogniser.read(line).level, Level::Error);
        QCOMPARE(recogniser.read("all is well").level, Level::Info);
    }

    void links_areFound_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("found"); // target:line:column@start+length
        QTest::newRow("frame") << u"  File \"/app/notes.py\", line 31, in save"_s
                               << QStringList{u"/app/notes.py:31:0@8+13"_s};
        QTest::newRow("gcc") << u"src/x.c:9:10: fatal error: y.h: No such file"_s
                             << QStringList{u"src/x.c:9:10@0+12"_s};
        QTest::newRow("address") << u"at http://127.0.0.1:7860/a?b=(c)."_s
                                 << QStringList{u"http://127.0.0.1:7860/a?b=(c):0:0@3+29"_s};
        QTest::newRow("address in brackets") << u"(see https://x.y/z)"_s << QStringList{u"https://x.y/z:0:0@5+13"_s};
        QTest::newRow("warning") << u"/a b/app.py:12: UserWarning: no"_s << QStringList{u"b... "_s};
        QTest::newRow("a host is no file") << u"example.com:8080 and 0.0.0.0:7860"_s << QStringList();
        QTest::newRow("a time is no file") << u"12:30:45.py and v1.2.3:4"_s << QStringList();
        QTest::newRow("an interpreter's own frame") << u"File \"<frozen importlib>\", line 2"_s << QStringList();
        QTest::newRow("file in an address")
            << u"https://x.y/app.py:3"_s << QStringList{u"https://x.y/app.py:3:0:0@0+20"_s};
    }
    void links_areFound()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, found);
        QStringList links;
        for (const Link &link : findLinks(text))
            links.append(
                u"%1:%2:%3@%4+%5"_s.arg(link.target).arg(link.line).arg(link.column).arg(link.start).arg(link.length));
        if (QLatin1StringView(QTest::currentDataTag()) == "warning"_L1)
            found = {u"b/app.py:12:0@3+11"_s}; // a folder with a space cannot be told from a word before
        QCOMPARE(links, found);
    }

    void links_ofHugeLinesAreBounded()
    {
        QVERIFY(findLinks(u"a.py:1 "_s.repeated(20'000)).size() <= 64);
        QVERIFY(findLinks(QString(64 * 1024, u'/')).isEmpty());
        QVERIFY(findLinks(u"a."_s.repeated(32 * 1024)).isEmpty());
    }
};

QTEST_GUILESS_MAIN(RecogniserTest)
#include "tst_recogniser.moc"
