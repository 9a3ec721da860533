// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// sessionholder FOLDER STORE
//
// Runs the Space in FOLDER and writes the process id of its app once the page answers. A program for
// others to kill.
#include "plainenvironments.h"
#include "runtime/session.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Spacewright;

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 3)
        return 2;
    const Redactor redactor;
    Testing::PlainEnvironments environments(arguments[2]);
    const Container::Docker docker(Paths::under(arguments[2]), redactor);
    Runtime::Session session({.environments = environments, .redactor = redactor, .docker = &docker}, arguments[1]);
    QObject::connect(&session, &Runtime::Session::ready, &session, [&session] {
        std::printf("%lld\n", static_cast<long long>(session.processId()));
        std::fflush(stdout);
    });
    session.run();
    return QCoreApplication::exec();
}
