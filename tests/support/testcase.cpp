// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"

#include <QLocale>
#include <QRegularExpression>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace Spacewright::Testing {

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

} // namespace Spacewright::Testing
