// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"

#include <QDir>

#include <utility>

using namespace Qt::StringLiterals;

namespace Spacewright::Cli {

Command::Command(const Services &services, Output &output)
    : m_services(services)
    , m_output(output)
{
}

void Command::cancel()
{
    finish(ExitCode::Cancelled);
}

void Command::kill()
{
    finish(ExitCode::Cancelled);
}

QString Command::folderArgument(const QCommandLineParser &parser, qsizetype index) const
{
    const QString name = parser.positionalArguments().value(index);
    return QDir::cleanPath(QDir(m_services.workingDirectory).absoluteFilePath(name));
}

void Command::finish(ExitCode code)
{
    if (!std::exchange(m_isFinished, true))
        Q_EMIT finished(code);
}

void Command::finish(const Error &error)
{
    if (error.code != ErrorCode::Cancelled)
        m_output.error(error);
    finish(exitCodeOf(error.code));
}

void Command::wrongUsage(const QString &message)
{
    const QString name = description().name;
    m_output.error(name + u": "_s + message);
    m_output.error(tr("\"spw help %1\" shows how it is used.").arg(name));
    finish(ExitCode::WrongUsage);
}

} // namespace Spacewright::Cli
