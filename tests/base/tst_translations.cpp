// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/translations.h"
#include "support/testcase.h"

#include <QCoreApplication>
#include <QTranslator>

using namespace Qt::StringLiterals;
using namespace Spacewright;

namespace {
QString cores(int count)
{
    return QCoreApplication::translate("MachineFacts", "%n cores", nullptr, count);
}
QString interpreters(int count)
{
    return QCoreApplication::translate("MachineFacts", "%n more interpreters found", nullptr, count);
}
} // namespace

/// `:/i18n` holds the program's own English file and a German one that knows two sentences.
class TranslationsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }
    void cleanup()
    {
        const auto translators = qApp->findChildren<QTranslator *>();
        qDeleteAll(translators);
    }

    void theLanguageOfTheSystem_isSpoken_withItsPlurals()
    {
        installTranslations(*qApp, QLocale(QLocale::German, QLocale::Austria), u":/i18n"_s);
        QCOMPARE(QCoreApplication::translate("Spacewright::Studio", "New Space..."), u"Neuer Space..."_s);
        QCOMPARE(cores(1), u"1 Kern"_s);
        QCOMPARE(cores(8), u"8 Kerne"_s);
    }

    void whatIsNotTranslated_isEnglish_withItsPlurals()
    {
        installTranslations(*qApp, QLocale(QLocale::German), u":/i18n"_s);
        QCOMPARE(QCoreApplication::translate("Spacewright::Studio", "Save All"), u"Save All"_s);
        QCOMPARE(interpreters(1), u"1 more interpreter found"_s);
        QCOMPARE(interpreters(2), u"2 more interpreters found"_s);
    }

    void aLanguageThatIsNotThere_isEnglish_data()
    {
        QTest::addColumn<QLocale>("locale");
        QTest::newRow("C") << QLocale::c();
        QTest::newRow("another language") << QLocale(QLocale::Swahili);
        QTest::newRow("English") << QLocale(QLocale::English, QLocale::UnitedKingdom);
    }
    void aLanguageThatIsNotThere_isEnglish()
    {
        QFETCH(QLocale, locale);
        installTranslations(*qApp, locale, u":/i18n"_s);
        QCOMPARE(cores(1), u"1 core"_s);
        QCOMPARE(cores(2), u"2 cores"_s);
    }
};

QTEST_GUILESS_MAIN(TranslationsTest)
#include "tst_translations.moc"
