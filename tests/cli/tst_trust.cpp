// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline.h"

#include <QJsonArray>
#include <QJsonObject>

#include <unistd.h>

using namespace Spacewright;
using namespace Spacewright::Testing;

/// Nothing of a Space runs before a person said that it may.
class TrustTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<CommandLine> m_line;
    QString m_page;

private Q_SLOTS:
    void init()
    {
        cleanRoom();
        m_line = std::make_unique<CommandLine>();
        m_page = m_line->makeSpace(
            u"page"_s,
            {{u"README.md"_s, StaticReadme}, {u"index.html"_s, "<script src='https://cdn.example/a.js'></script>"}});
        QCOMPARE(m_line->run({u"trust"_s, u"revoke"_s, m_page}), 0);
    }

    void untrusted_runsNothingAndNamesTheFlag()
    {
        for (const QString &command : {u"run"_s, u"build"_s}) {
            QCOMPARE(m_line->run({command, m_page}), 5);
            QVERIFY2(m_line->err().contains("--trust"_L1), qPrintable(m_line->err()));
            QVERIFY(!m_line->err().contains("BUILDING"_L1));
        }
        QVERIFY(!QFile::exists(m_line->services().paths.environments()));
    }

    void trustFlag_isRemembered()
    {
        QCOMPARE(m_line->run({u"run"_s, m_page, u"--until"_s, u"ready"_s, u"--trust"_s}), 0);
        QCOMPARE(m_line->run({u"run"_s, m_page, u"--until"_s, u"ready"_s}), 0);
        QCOMPARE(m_line->run({u"trust"_s, u"list"_s, u"--format"_s, u"json"_s}), 0);
        const QJsonObject first = m_line->json().array().first().toObject();
        QCOMPARE(first["kind"_L1].toString(), u"trusted"_s);
        QCOMPARE(m_line->run({u"trust"_s, u"revoke"_s, m_page}), 0);
        QCOMPARE(m_line->run({u"run"_s, m_page, u"--until"_s, u"ready"_s}), 5);
    }

    void person_isShownWhatItTouchesAndAsked_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("kind");
        QTest::newRow("yes") << "yes\n"_ba << 0 << u"trusted"_s;
        QTest::newRow("own") << "own\n"_ba << 0 << u"own"_s;
        QTest::newRow("no") << "no\n"_ba << 5 << QString();
        QTest::newRow("nothing") << "\n"_ba << 5 << QString();
    }

    void person_isShownWhatItTouchesAndAsked()
    {
        QFETCH(const QByteArray, answer);
        QFETCH(const int, code);
        QFETCH(const QString, kind);
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        m_line->setInput(ends[0]);
        m_line->start({u"run"_s, m_page, u"--until"_s, u"ready"_s});
        QTRY_VERIFY2(m_line->err().contains("yes, own"_L1), qPrintable(m_line->err()));
        QVERIFY2(m_line->err().contains("cdn.example"_L1), qPrintable(m_line->err()));
        QVERIFY(!m_line->err().contains("BUILDING"_L1));
        QCOMPARE(::write(ends[1], answer.constData(), size_t(answer.size())), answer.size());
        QCOMPARE(m_line->wait(), code);
        ::close(ends[0]);
        ::close(ends[1]);
        m_line->setInput(-1);
        const auto trust = Workspace::trustOf(m_line->services().paths, m_page);
        QCOMPARE(trust ? Workspace::trustName(trust->kind) : QString(), kind);
    }

    void show_runsNothing()
    {
        QCOMPARE(m_line->run({u"trust"_s, u"show"_s, m_page, u"--format"_s, u"json"_s}), 0);
        const QJsonObject json = m_line->json().object();
        QVERIFY(json["trust"_L1].isNull());
        QCOMPARE(json["touches"_L1]["hosts"_L1].toArray().first().toString(), u"cdn.example"_s);
        QCOMPARE(m_line->run({u"trust"_s, u"show"_s, m_page}), 0);
        QVERIFY2(m_line->out().contains("cdn.example"_L1), qPrintable(m_line->out()));
    }

    void newSpace_isOnesOwn()
    {
        const QString folder = m_line->path(u"made"_s);
        QCOMPARE(m_line->run({u"new"_s, u"static-page"_s, folder}), 0);
        QCOMPARE(m_line->run({u"run"_s, folder, u"--until"_s, u"ready"_s}), 0);
        QCOMPARE(Workspace::trustOf(m_line->services().paths, folder)->kind, Workspace::TrustKind::Own);
    }

    void wrongWords_areRefused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("unknown") << QStringList{u"trust"_s, u"everything"_s};
        QTest::newRow("own without grant") << QStringList{u"trust"_s, u"list"_s, u"--own"_s};
        QTest::newRow("both sandboxes") << QStringList{u"run"_s, u"--sandbox"_s, u"--no-sandbox"_s};
    }

    void wrongWords_areRefused()
    {
        QFETCH(const QStringList, arguments);
        QCOMPARE(m_line->run(arguments), 2);
    }
};

QTEST_GUILESS_MAIN(TrustTest)
#include "tst_trust.moc"
