// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/secretvariables.h"

#include "base/redactor.h"

#include <QProcessEnvironment>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Spacewright {

void addSecretVariables(Redactor &redactor, const QProcessEnvironment &environment)
{
    static const QRegularExpression secret(
        uR"((?:^|_)(?:TOKEN|SECRET|PASSWORD|PASSWD|API_?KEY|ACCESS_KEY|SECRET_KEY|PRIVATE_KEY)\z)"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QStringList names = environment.keys();
    for (const QString &name : names) {
        if (name.contains(secret))
            redactor.add(name, environment.value(name));
    }
}

} // namespace Spacewright
