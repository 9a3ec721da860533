// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/redactor.h"
#include "support/testcase.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;

class RedactorTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void redact_takesOutEveryForm_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("redacted");
        QTest::newRow("plain") << u"key=s3cr3t/value!"_s << u"key=‹OPENAI_API_KEY›"_s;
        QTest::newRow("base64") << QString::fromLatin1("auth "_ba + "s3cr3t/value!"_ba.toBase64())
                                << u"auth ‹OPENAI_API_KEY›"_s;
        QTest::newRow("percent-encoded") << u"?k=s3cr3t%2Fvalue%21&x"_s << u"?k=‹OPENAI_API_KEY›&x"_s;
        QTest::newRow("twice") << u"s3cr3t/value! s3cr3t/value!"_s << u"‹OPENAI_API_KEY› ‹OPENAI_API_KEY›"_s;
        QTest::newRow("longer secret wins") << u"s3cr3t/value!-long"_s << u"‹LONG›"_s;
        QTest::newRow("an unknown Hub token") << u"Bearer hf_AbCdEfGhIjKlMnOpQrSt."_s << u"Bearer ‹token›"_s;
        QTest::newRow("a word that begins alike") << u"hf_home"_s << u"hf_home"_s;
        QTest::newRow("nothing") << u"hello"_s << u"hello"_s;
        QTest::newRow("too short to be taken out") << u"abc"_s << u"abc"_s;
    }
    void redact_takesOutEveryForm()
    {
        QFETCH(QString, text);
        QFETCH(QString, redacted);
        Redactor redactor;
        redactor.add(u"OPENAI_API_KEY"_s, u"s3cr3t/value!"_s);
        redactor.add(u"LONG"_s, u"s3cr3t/value!-long"_s);
        redactor.add(u"SHORT"_s, u"abc"_s);
        QCOMPARE(redactor.redact(text), redacted);
        QCOMPARE(redactor.redact(text.toUtf8()), redacted.toUtf8());
    }
};

QTEST_GUILESS_MAIN(RedactorTest)
#include "tst_redactor.moc"
