// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"

#include "base/process.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace Spacewright::Testing {

namespace {

Result<ProcessResult> runs(const QString &program, const QStringList &arguments)
{
    Command command;
    command.program = program;
    command.arguments = arguments;
    const auto answer = Process::run(command);
    if (!settles(answer, std::chrono::minutes(5)))
        return failure(ErrorCode::Tool, program + u" did not end."_s);
    return answer.result();
}

} // namespace

QString sourceFile(const QString &relative)
{
    return QStringLiteral(SOURCE_ROOT "/") + relative;
}

void cleanRoom()
{
    QStandardPaths::setTestModeEnabled(true);
    QLocale::setDefault(QLocale::c());
    // All but what the offscreen platform says of every window and popup that is shown.
    QTest::failOnWarning(QRegularExpression(
        uR"(^(?!This plugin does not support (propagateSizeHints\(\)|raise\(\)|grabbing the (keyboard|mouse))$))"_s));
}

void skipWithout(const char *need, const QString &reason)
{
    if (qEnvironmentVariable("SPACEWRIGHT_REQUIRE").split(u',').contains(QString::fromLatin1(need)))
        QFAIL(qPrintable(reason));
    QSKIP(qPrintable(reason));
}

void skipOffline(const QString &reason)
{
    if (packageIndexAnswers())
        QFAIL(qPrintable(u"The package index answers, so this is no lack of a network: "_s + reason));
    skipWithout("network", reason);
}

bool packageIndexAnswers()
{
    const auto answer = runs(u"python3"_s,
                             {u"-m"_s, u"pip"_s, u"--disable-pip-version-check"_s, u"--timeout=10"_s, u"--retries=1"_s,
                              u"index"_s, u"versions"_s, u"pip"_s});
    return answer && answer->exit.isSuccess();
}

void againInNamespace(const char *name)
{
    const QStringList namespaced{u"--map-current-user"_s, u"--keep-caps"_s, u"--mount"_s, u"env"_s,
                                 u"IN_NAMESPACE=1"_s};
    if (qEnvironmentVariableIsSet("IN_NAMESPACE"))
        QFAIL("Mounting is refused in a mount namespace too.");
    const auto possible = runs(u"unshare"_s, namespaced + QStringList{u"true"_s});
    if (!possible || !possible->exit.isSuccess())
        return skipWithout("mount", u"Neither mounting nor a mount namespace is allowed here."_s);
    const auto again = runs(
        u"unshare"_s, namespaced + QStringList{QCoreApplication::applicationFilePath(), QString::fromLatin1(name)});
    QVERIFY_RESULT(again);
    QVERIFY2(again->exit.isSuccess(), QByteArray(again->standardOutput + again->standardError).constData());
}

} // namespace Spacewright::Testing
