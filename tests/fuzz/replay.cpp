// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// replay CORPUS: every file of the corpus through its target, without libFuzzer. Names each before it reads it.
#include "fuzz/targets.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QFile>

#include <cstdio>

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    if (argc != 2)
        return 2;
    for (const auto &[name, target] : Spacewright::Fuzz::Targets) {
        int count = 0;
        QDirIterator files(QFile::decodeName(argv[1]) + u'/' + QLatin1StringView(name), QDir::Files);
        while (files.hasNext()) {
            QFile file(files.next());
            std::printf("%s\n", qPrintable(file.fileName()));
            std::fflush(stdout);
            if (!file.open(QIODevice::ReadOnly))
                return 1;
            target(file.readAll());
            ++count;
        }
        if (count == 0) {
            std::printf("There is no corpus for %s.\n", name);
            return 1;
        }
    }
    return 0;
}
