// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/interrupt.h"
#include "base/secretvariables.h"
#include "base/translations.h"
#include "cli/program.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QLocale>
#include <QLoggingCategory>
#include <QProcessEnvironment>
#include <QTimer>

#include <cstdio>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace Spacewright;

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"spw"_s);
    installTranslations(app, QLocale::system(), u":/i18n"_s);

    // Standard error is for progress; QT_LOGGING_RULES brings the debug messages back.
    QLoggingCategory::setFilterRules(u"spacewright.*.debug=false"_s);

    QFile out;
    QFile err;
    if (!out.open(stdout, QIODevice::WriteOnly) || !err.open(stderr, QIODevice::WriteOnly | QIODevice::Unbuffered))
        return int(Cli::ExitCode::Failed);

    Redactor redactor;
    addSecretVariables(redactor, QProcessEnvironment::systemEnvironment());
    const Cli::Terminal terminal{.out = out,
                                 .err = err,
                                 .isOutTty = isatty(STDOUT_FILENO) == 1,
                                 .isErrTty = isatty(STDERR_FILENO) == 1,
                                 .inputDescriptor = isatty(STDIN_FILENO) == 1 ? STDIN_FILENO : -1,
                                 .isColourWanted = qEnvironmentVariableIsEmpty("NO_COLOR")};
    const Cli::Services services{.paths = Paths::system(),
                                 .redactor = redactor,
                                 .workingDirectory = QDir::currentPath(),
                                 .templates = resourcesFolder() + "/templates"_L1};

    Cli::Program program(services, terminal);
    Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::requested, &program, &Cli::Program::interrupt);
    QObject::connect(
        &program, &Cli::Program::finished, &app, [](int code) { QCoreApplication::exit(code); }, Qt::QueuedConnection);
    QTimer::singleShot(0, &program, [&program] { program.start(QCoreApplication::arguments().sliced(1)); });
    return QCoreApplication::exec();
}
