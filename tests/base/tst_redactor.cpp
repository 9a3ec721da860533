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
        QTest::newRow("an unknown Hub token") << u"Bearer hf_AbCdEfGhIjKlMnOpQrSt."_s << u"Bearer ‹token›."_s;
        QTest::newRow("an OAuth token") << u"hf_oauth_eyJhbGciOiJFZERTQSJ9.eyJzY29wZSI6WyJv-_x"_s << u"‹token›"_s;
        QTest::newRow("a word that begins alike") << u"hf_home"_s << u"hf_home"_s;
        QTest::newRow("a key of the header")
            << u"hf_oauth_expiration_minutes: 480"_s << u"hf_oauth_expiration_minutes: 480"_s;
        QTest::newRow("a name in code") << u"hf_hub_download_everything()"_s << u"hf_hub_download_everything()"_s;
        QTest::newRow("an unknown key of another vendor")
            << u"key: sk-proj-AbCdEf_0123456789-xyz, next"_s << u"key: ‹key›, next"_s;
        QTest::newRow("a short word that begins like a key") << u"sk-learn"_s << u"sk-learn"_s;
        QTest::newRow("a word that ends like the beginning of a key")
            << u"ask-somebody-who-knows-about-this"_s << u"ask-somebody-who-knows-about-this"_s;
        QTest::newRow("a password in an address") << u"clone https://ada:pa55word@huggingface.co/spaces/a/b"_s
                                                  << u"clone https://‹credentials›@huggingface.co/spaces/a/b"_s;
        QTest::newRow("a password with the sign before the host")
            << u"postgres://ada:p@ss:w0rd@db.example:5432/x"_s << u"postgres://‹credentials›@db.example:5432/x"_s;
        QTest::newRow("a password without a name")
            << u"redis://:pa55word@cache/0"_s << u"redis://‹credentials›@cache/0"_s;
        QTest::newRow("two addresses") << u"http://a:b@c/ http://d:e@f/"_s
                                       << u"http://‹credentials›@c/ http://‹credentials›@f/"_s;
        QTest::newRow("a port is no password")
            << u"http://localhost:7860/?mail=ada@example.org"_s << u"http://localhost:7860/?mail=ada@example.org"_s;
        QTest::newRow("an address beside a mail address")
            << u"{\"u\":\"http://a:80\",\"m\":\"x@y\"}"_s << u"{\"u\":\"http://a:80\",\"m\":\"x@y\"}"_s;
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
        QCOMPARE(redactor.redact(redacted), redacted);
    }

    void withoutAnySecret_theShapesAreStillKnown_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("redacted");
        QTest::newRow("a Hub token") << "hf_AbCdEfGhIjKlMnOpQrSt"_ba << "‹token›"_ba;
        QTest::newRow("another vendor's key") << "sk-AbCdEfGhIjKlMnOpQrSt"_ba << "‹key›"_ba;
        QTest::newRow("an address with a password") << "ftp://a:b@c"_ba << "ftp://‹credentials›@c"_ba;
        QTest::newRow("bytes that are no text stay as they are") << "a\xff\xfe"_ba << "a\xff\xfe"_ba;
    }
    void withoutAnySecret_theShapesAreStillKnown()
    {
        QFETCH(const QByteArray, text);
        QTEST(Redactor().redact(text), "redacted");
    }
};

QTEST_GUILESS_MAIN(RedactorTest)
#include "tst_redactor.moc"
