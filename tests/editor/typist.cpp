// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Opens argv[2] in an editor that keeps unsaved text below argv[1], types argv[3] at its start, and
// stays. Prints "typed" once the text is in the document; whoever started it kills it.
#include "editor/editorarea.h"

#include <QApplication>
#include <QFileInfo>
#include <QTimer>

#include <cstdio>

using namespace Spacewright;
using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    Ui::EditorArea area(arguments[1]);
    area.setFolder(QFileInfo(arguments[2]).path());
    area.resize(600, 400);
    area.show();
    area.openFile(arguments[2]);
    area.applyFix({.title = {}, .edits = {{.file = arguments[2], .range = {}, .text = arguments[3]}}});
    std::puts("typed");
    std::fflush(stdout);
    return QApplication::exec();
}
