// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/knownerrors.h"
#include "support/testcase.h"

#include <QSet>
#include <QTranslator>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Logs;

class KnownErrorsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void everyRow_knowsItsSample_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("line");
        for (const KnownErrorSample &sample : knownErrorSamples())
            QTest::newRow(qPrintable(sample.id)) << sample.id << sample.line;
    }
    void everyRow_knowsItsSample()
    {
        QFETCH(QString, id);
        QFETCH(QString, line);
        const std::optional<KnownError> known = matchKnownError(line);
        QVERIFY(known);
        QCOMPARE(known->id, id);
        for (const QString &text : {known->subject, known->meaning, known->wayOut}) {
            QVERIFY(!text.isEmpty());
            QVERIFY2(!text.contains(u'%') && !text.contains(u'`') && !text.contains("**"_L1), qPrintable(text));
        }
        QVERIFY2(known->subject.size() <= 80, qPrintable(known->subject));
        // What the card has room for, and what it owes: would the Hub do the same?
        const QString whole = known->meaning + u' ' + known->wayOut;
        QVERIFY2(whole.size() <= 140, qPrintable(u"%1: %2"_s.arg(whole.size()).arg(whole)));
        QVERIFY2(whole.contains("Hub"_L1), qPrintable(whole));
        if (known->fix)
            QVERIFY(!known->fix->value.isEmpty() && !known->fix->value.contains(u'%'));
    }

    void everyText_isLookedUpInTheTranslation()
    {
        /// Knows every text of the catalogue.
        class Marks final : public QTranslator {
        public:
            QString translate(const char *context, const char *text, const char *, int) const override
            {
                return QLatin1StringView(context) == "KnownErrors"_L1 ? u'«' + QString::fromUtf8(text) + u'»'
                                                                      : QString();
            }
            bool isEmpty() const override { return false; }
        } marks;
        QVERIFY(QCoreApplication::installTranslator(&marks));
        for (const KnownErrorSample &sample : knownErrorSamples()) {
            const std::optional<KnownError> known = matchKnownError(sample.line);
            QVERIFY2(known, qPrintable(sample.id));
            for (const QString &text : {known->subject, known->meaning, known->wayOut})
                QVERIFY2(text.startsWith(u'«') && text.endsWith(u'»'), qPrintable(text));
        }
        QCoreApplication::removeTranslator(&marks);
    }

    void ids_areUnique()
    {
        QSet<QString> ids;
        for (const KnownErrorSample &sample : knownErrorSamples())
            ids.insert(sample.id);
        QCOMPARE(ids.size(), knownErrorSamples().size());
        QVERIFY(ids.size() >= 40);
    }

    void missingModule_namesThePackage_data()
    {
        QTest::addColumn<QString>("module");
        QTest::addColumn<QString>("package");
        QTest::newRow("same name") << u"requests"_s << u"requests"_s;
        QTest::newRow("another name") << u"cv2"_s << u"opencv-python-headless"_s;
        QTest::newRow("part of a module") << u"sklearn.ensemble"_s << u"scikit-learn"_s;
        QTest::newRow("part of a namespace") << u"google.generativeai.types"_s << u"google-generativeai"_s;
        QTest::newRow("underscores") << u"faster_whisper"_s << u"faster-whisper"_s;
    }
    void missingModule_namesThePackage()
    {
        QFETCH(QString, module);
        const auto known = matchKnownError(u"ModuleNotFoundError: No module named '%1'"_s.arg(module));
        QVERIFY(known && known->fix);
        QCOMPARE(known->fix->kind, KnownFix::Kind::AddRequirement);
        QTEST(known->fix->value, "package");
        QVERIFY(known->subject.contains(module));
    }

    void ordinaryLines_areNotKnown()
    {
        for (const QString &line :
             {u"Running on local URL:  http://127.0.0.1:7860"_s, u"INFO:     Started server process [1]"_s,
              u"Successfully installed gradio-6.31.0"_s, QString()})
            QVERIFY2(!matchKnownError(line), qPrintable(line));
    }

    void context_isLookedAtForRowsOfTwoLines()
    {
        FirstError error;
        error.text = u"TypeError: unhashable type: 'dict'"_s;
        QVERIFY(!matchKnownError(error));
        error.lines = {u"  File \"/x/site-packages/jinja2/utils.py\", line 515, in __getitem__"_s, error.text};
        QCOMPARE(matchKnownError(error)->id, u"errors-26"_s);
    }

    void hugeLines_areMatchedQuickly() { QVERIFY(!matchKnownError(u"Building wheel for "_s.repeated(100'000))); }
};

QTEST_GUILESS_MAIN(KnownErrorsTest)
#include "tst_knownerrors.moc"
