// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/explain.h"
#include "support/testcase.h"

#include <QFile>
#include <QSet>

using namespace Qt::StringLiterals;
using namespace Spacewright;

class ExplainTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void everyRule_saysWhatHappensWhyAndWhoSaysSo()
    {
        QSet<QString> seen;
        for (const Check::Rule &rule : Check::allRules()) {
            const QString text = Check::explanation(rule);
            QVERIFY2(text.startsWith("## "_L1 + rule.id + "\n\n"_L1 + severityText(rule.severity) + ". "_L1),
                     qPrintable(text));
            QVERIFY2(text.contains("\n\nSource: "_L1) && text.endsWith(".\n"_L1), qPrintable(text));
            QVERIFY2(!seen.contains(rule.id), qPrintable(rule.id));
            seen += rule.id;
            QCOMPARE(Check::findRule(rule.id)->why, rule.why);
        }
        QVERIFY(!Check::findRule(u"readme/colour"));
    }

    void aNameThatIsNearlyRight_isUnderstood_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("meant");
        QTest::newRow("a letter too many") << u"readme/colour"_s << u"readme/color"_s;
        QTest::newRow("without its file") << u"color"_s << u"readme/color"_s;
        QTest::newRow("capitals") << u"README/Color"_s << u"readme/color"_s;
        QTest::newRow("nothing like it") << u"weather"_s << QString();
        QTest::newRow("nothing") << QString() << QString();
    }
    void aNameThatIsNearlyRight_isUnderstood()
    {
        QFETCH(QString, written);
        QTEST(Check::closestRule(written), "meant");
    }

    void theDocument_isUpToDate()
    {
        QFile file(Testing::sourceFile(u"docs/rules.md"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(QString::fromUtf8(file.readAll()) == Check::rulesDocument(),
                 "./dev cli check --explain all > docs/rules.md");
    }
};

QTEST_GUILESS_MAIN(ExplainTest)
#include "tst_explain.moc"
