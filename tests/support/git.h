// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/process.h"
#include "support/testcase.h"

namespace Spacewright::Testing {

/// What git prints for `arguments` in `folder`; nothing of this machine's settings counts. An exit code that says "no
/// answer" (1) is not an error.
inline Result<QByteArray> git(const QString &folder, const QStringList &arguments, const QByteArray &input = {})
{
    Command command;
    command.program = QStringLiteral("git");
    command.arguments = arguments;
    command.workingDirectory = folder;
    command.input = input;
    command.environment.insert(QStringLiteral("GIT_CONFIG_GLOBAL"), QStringLiteral("/dev/null"));
    command.environment.insert(QStringLiteral("GIT_CONFIG_SYSTEM"), QStringLiteral("/dev/null"));
    for (const char *who : {"AUTHOR", "COMMITTER"}) {
        command.environment.insert(QStringLiteral("GIT_%1_NAME").arg(QLatin1StringView(who)), QStringLiteral("A"));
        command.environment.insert(QStringLiteral("GIT_%1_EMAIL").arg(QLatin1StringView(who)), QStringLiteral("a@b.c"));
    }
    const auto answer = Process::run(command);
    if (!settles(answer))
        return failure(ErrorCode::Tool, QStringLiteral("git did not end."));
    const Result<ProcessResult> result = answer.result();
    if (!result)
        return std::unexpected(result.error());
    if (result->exit.code > 1 || result->exit.reason != ProcessExit::Reason::Exited)
        return failure(ErrorCode::Tool, QString::fromUtf8(result->standardError));
    return result->standardOutput;
}

} // namespace Spacewright::Testing
