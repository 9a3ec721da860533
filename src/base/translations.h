// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QCoreApplication;
class QLocale;

namespace Spacewright {

/// Lets `application` speak the first language of `locale` that there is a `spacewright_<language>.qm` for in `folder`,
/// Qt's own words included. English, the language of the sources, is always there for what is not translated: its file
/// has the plural forms. Call it once, before the first text is shown.
void installTranslations(QCoreApplication &application, const QLocale &locale, const QString &folder);

} // namespace Spacewright
