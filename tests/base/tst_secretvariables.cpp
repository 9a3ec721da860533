// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/redactor.h"
#include "base/secretvariables.h"
#include "support/testcase.h"

#include <QProcessEnvironment>

using namespace Qt::StringLiterals;
using namespace Spacewright;

class SecretVariablesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void secretNames_areTakenOut_othersAreNot_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isSecret");
        QTest::newRow("Hugging Face") << u"HF_TOKEN"_s << true;
        QTest::newRow("its older name") << u"HUGGING_FACE_HUB_TOKEN"_s << true;
        QTest::newRow("a key") << u"OPENAI_API_KEY"_s << true;
        QTest::newRow("a key, written together") << u"SOME_APIKEY"_s << true;
        QTest::newRow("Amazon") << u"AWS_SECRET_ACCESS_KEY"_s << true;
        QTest::newRow("a password in small letters") << u"db_password"_s << true;
        QTest::newRow("only the word") << u"TOKEN"_s << true;
        QTest::newRow("a word that begins alike") << u"TOKENIZERS_PARALLELISM"_s << false;
        QTest::newRow("a word that ends alike") << u"BETOKEN"_s << false;
        QTest::newRow("a folder") << u"HF_HOME"_s << false;
    }
    void secretNames_areTakenOut_othersAreNot()
    {
        QFETCH(QString, name);
        QFETCH(bool, isSecret);
        QProcessEnvironment environment;
        environment.insert(name, u"value-of-it-9"_s);
        Redactor redactor;
        addSecretVariables(redactor, environment);
        QCOMPARE(redactor.redact(u"it is value-of-it-9"_s),
                 isSecret ? u"it is ‹%1›"_s.arg(name) : u"it is value-of-it-9"_s);
    }
};

QTEST_GUILESS_MAIN(SecretVariablesTest)
#include "tst_secretvariables.moc"
