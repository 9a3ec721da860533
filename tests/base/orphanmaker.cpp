// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Spacewright;

// orphanmaker [--until-output] PROGRAM [ARGUMENT...]: starts it and passes on what it prints, until somebody
// kills us, or until the first words.
int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    QStringList arguments = QCoreApplication::arguments().sliced(1);
    const bool untilOutput = arguments.removeAll(QStringLiteral("--until-output")) > 0;
    Process process;
    QObject::connect(&process, &Process::output, &application, [untilOutput](OutputStream, const QByteArray &bytes) {
        std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), stdout);
        std::fflush(stdout);
        if (untilOutput)
            QCoreApplication::quit();
    });
    const QString program = arguments.takeFirst();
    process.start({.program = program, .arguments = arguments, .workingDirectory = {}, .input = {}});
    return QCoreApplication::exec();
}
