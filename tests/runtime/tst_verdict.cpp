// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/verdict.h"
#include "support/testcase.h"

#include <csignal>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Runtime;

Q_DECLARE_METATYPE(Spacewright::Runtime::Verdict)
Q_DECLARE_METATYPE(Spacewright::ErrorCode)

/// Whose doing it is, and what is said.
class VerdictTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void buildThatFailed_isSomebodysDoing_data()
    {
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<Verdict>("verdict");
        QTest::newRow("a package that does not exist") << ErrorCode::NotFound << Verdict::Dependency;
        QTest::newRow("two packages that conflict") << ErrorCode::Conflict << Verdict::Dependency;
        QTest::newRow("an installer that gave up") << ErrorCode::Tool << Verdict::Dependency;
        QTest::newRow("a package that cannot be built") << ErrorCode::Space << Verdict::Dependency;
        QTest::newRow("a line that is no requirement") << ErrorCode::Invalid << Verdict::Repository;
        QTest::newRow("no network") << ErrorCode::Offline << Verdict::Machine;
        QTest::newRow("a full disk") << ErrorCode::Io << Verdict::Machine;
        QTest::newRow("an index that wants a password") << ErrorCode::Unauthorised << Verdict::Machine;
        QTest::newRow("an index that asks to wait") << ErrorCode::RateLimited << Verdict::Machine;
        QTest::newRow("stopped") << ErrorCode::Cancelled << Verdict::Machine;
    }

    void buildThatFailed_isSomebodysDoing()
    {
        QFETCH(const ErrorCode, code);
        const Error error{code, u"What and why. What next."_s, u"the tool's words"_s};
        const Failure failure = explainBuild(error, {});
        QTEST(failure.verdict, "verdict");
        QCOMPARE(failure.message, error.message);
        QCOMPARE(failure.errorLine, QString());
        QCOMPARE(failure.file, QString());
        QCOMPARE(failure.line, 0);

        Logs::FirstError first;
        first.text = u"error: no solution"_s;
        const Failure withLine = explainBuild(error, first);
        QCOMPARE(withLine.errorLine, u"error: no solution"_s);
        QTEST(withLine.verdict, "verdict");
    }

    void signal_isExplained_data()
    {
        QTest::addColumn<int>("signal");
        QTest::addColumn<Verdict>("verdict");
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("hub");
        QTest::newRow("killed, as the kernel does when memory runs out")
            << SIGKILL << Verdict::Machine
            << u"app.py was killed (exit code 137), most likely because memory ran out. Free some, or load less."_s
            << u"Exit code: 137"_s;
        QTest::newRow("crashed")
            << SIGSEGV << Verdict::Dependency
            << u"app.py crashed inside a compiled package (exit code 139). Try another version of it."_s
            << u"Exit code: 139"_s;
        QTest::newRow("another one") << SIGABRT << Verdict::App
                                     << u"app.py was ended by signal 6. The last lines of the Run log may say why."_s
                                     << u"Exit code: 134"_s;
    }

    void signal_isExplained()
    {
        QFETCH(const int, signal);
        AppEnd end;
        end.exit = {ProcessExit::Reason::Signalled, 128 + signal, signal, {}};
        end.appFile = u"app.py"_s;
        // What it said before is no reason: it did not end by itself.
        end.errorOutput = "Traceback (most recent call last):\n  File \"app.py\", line 1\nValueError: before\n";
        for (const bool wasHealthy : {false, true}) {
            end.wasHealthy = wasHealthy;
            const Failure failure = explain(end, Redactor());
            QTEST(failure.verdict, "verdict");
            QTEST(failure.message, "message");
            QTEST(failure.hubText, "hub");
            QVERIFY(failure.message.size() <= 140);
            QCOMPARE(failure.errorLine, QString());
        }
    }
};

QTEST_GUILESS_MAIN(VerdictTest)
#include "tst_verdict.moc"
