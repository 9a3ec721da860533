// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/icon.h"

#include <QMimeDatabase>

namespace Spacewright::Ui {

/// The icon of a file's type, from its name alone, so that asking costs no disk.
[[nodiscard]] inline QIcon fileIcon(const QString &fileName)
{
    static const QMimeDatabase types;
    const QMimeType type = types.mimeTypeForFile(fileName, QMimeDatabase::MatchExtension);
    if (type.isDefault())
        return colorIcon(QStringLiteral("application-x-zerosize")); // the blank page
    for (const QString &name : {type.iconName(), type.genericIconName()}) {
        if (QIcon::hasThemeIcon(name))
            return colorIcon(name);
    }
    return colorIcon(QStringLiteral("text-x-generic"));
}

} // namespace Spacewright::Ui
