// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

using namespace Qt::StringLiterals;

namespace Spacewright {

void installTranslations(QCoreApplication &application, const QLocale &locale, const QString &folder)
{
    const auto install = [&application](auto &&load) {
        auto *translator = new QTranslator(&application);
        if (load(*translator))
            QCoreApplication::installTranslator(translator);
        else
            delete translator;
    };
    // The one that comes later is asked first.
    install([&](QTranslator &english) { return english.load(u"spacewright_en.qm"_s, folder); });
    install([&](QTranslator &ofQt) {
        return ofQt.load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    });
    install([&](QTranslator &ours) { return ours.load(locale, u"spacewright"_s, u"_"_s, folder); });
}

} // namespace Spacewright
