// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runproblem.h"
#include "support/testcase.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;

class RunProblemTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }
    void anErrorWithAPlace_isAProblem();
    void withoutAPlaceOrAnError_thereIsNone_data();
    void withoutAPlaceOrAnError_thereIsNone();
    void whatTheChecksSayAlready_isNotSaidTwice();

private:
    static Runtime::StageChange ended(Stage stage, const QString &file, int line)
    {
        Runtime::StageChange change;
        change.stage = stage;
        change.cause = u"app.py needs humanize, which is not installed."_s;
        change.errorLine = u"ModuleNotFoundError: No module named 'humanize'"_s;
        change.file = file;
        change.line = line;
        return change;
    }
};

void RunProblemTest::anErrorWithAPlace_isAProblem()
{
    const auto problem = runProblem(ended(Stage::RuntimeError, u"app.py"_s, 4), {});
    QVERIFY(problem);
    QCOMPARE(problem->rule, u"run/first-error"_s);
    QCOMPARE(problem->severity, Severity::WillNotStart);
    QCOMPARE(problem->file, u"app.py"_s);
    QCOMPARE(problem->range.line, 3);
    QCOMPARE(problem->message, u"app.py needs humanize, which is not installed."_s);
    QCOMPARE(problem->shortMessage, u"ModuleNotFoundError: No module named 'humanize'"_s);
}

void RunProblemTest::withoutAPlaceOrAnError_thereIsNone_data()
{
    QTest::addColumn<Stage>("stage");
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("line");
    QTest::newRow("no file") << Stage::RuntimeError << QString() << 0;
    QTest::newRow("no line") << Stage::RuntimeError << u"app.py"_s << 0;
    QTest::newRow("the next run has begun") << Stage::Building << u"app.py"_s << 4;
    QTest::newRow("it runs") << Stage::Running << u"app.py"_s << 4;
}

void RunProblemTest::withoutAPlaceOrAnError_thereIsNone()
{
    QFETCH(const Stage, stage);
    QFETCH(const QString, file);
    QFETCH(const int, line);
    QVERIFY(!runProblem(ended(stage, file, line), {}));
}

void RunProblemTest::whatTheChecksSayAlready_isNotSaidTwice()
{
    Diagnostic known;
    known.file = u"README.md"_s;
    known.range.line = 3;
    known.severity = Severity::PushRefused;
    QVERIFY(!runProblem(ended(Stage::ConfigError, u"README.md"_s, 4), {known}));
    QVERIFY(runProblem(ended(Stage::ConfigError, u"README.md"_s, 5), {known}));
    known.severity = Severity::Advice;
    QVERIFY(runProblem(ended(Stage::ConfigError, u"README.md"_s, 4), {known}));
}

QTEST_GUILESS_MAIN(RunProblemTest)
#include "tst_runproblem.moc"
