// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pageline.h"

#include "runtime/runplan.h"

#include <QCoreApplication>
#include <QUrl>

namespace Spacewright {

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(PageLine)
};
} // namespace

QString pageLine(const QString &text, const QString &source, int line, const Runtime::RunPlan &plan)
{
    const QUrl address(source);
    if (address.host().isEmpty() || line <= 0)
        return Words::tr("Page: %1").arg(text);
    const QString file = address.path().mid(1);
    if (plan.engine == Runtime::Engine::Static)
        return Words::tr("Page: %1 (%2:%3)").arg(text, file.isEmpty() ? plan.appFile : file).arg(line);
    return Words::tr("Page: %1 (%2, line %3)")
        .arg(text, file.isEmpty() ? address.host() : address.fileName())
        .arg(line);
}

} // namespace Spacewright
