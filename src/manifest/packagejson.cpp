// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifest/packagejson.h"

#include "manifest/textindex.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Spacewright::Manifest {

PackageJson readPackageJson(const QString &text)
{
    PackageJson package;
    const QByteArray bytes = text.toUtf8();
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (error.error != QJsonParseError::NoError) {
        package.error = error.errorString();
        const qsizetype offset = QString::fromUtf8(bytes.first(qBound(0, error.offset, int(bytes.size())))).size();
        package.errorRange = TextIndex(text).range(offset, offset);
        return package;
    }
    package.scripts = document.object().value("scripts"_L1).toObject().keys();
    return package;
}

} // namespace Spacewright::Manifest
