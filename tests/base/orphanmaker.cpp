// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Spacewright;

// orphanmaker PROGRAM [ARGUMENT...]: starts it and passes on what it prints, until somebody kills us.
int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    Process process;
    QObject::connect(&process, &Process::output, &application, [](OutputStream, const QByteArray &bytes) {
        std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), stdout);
        std::fflush(stdout);
    });
    QStringList arguments = QCoreApplication::arguments().sliced(1);
    const QString program = arguments.takeFirst();
    process.start({.program = program, .arguments = arguments, .workingDirectory = {}, .input = {}});
    return QCoreApplication::exec();
}
