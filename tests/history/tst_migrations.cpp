// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/redactor.h"
#include "history/database.h"
#include "history/ledger.h"
#include "support/testcase.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::History;
using namespace std::chrono_literals;
using Testing::settles;

namespace {
const QDateTime Noon(QDate(2026, 11, 23), QTime(12, 0), QTimeZone::UTC);

/// Makes the file that the paragraphs of `script`, one statement each, describe; says what went wrong.
QString makeFile(const QString &path, const QString &script)
{
    QFile file(script);
    if (!file.open(QIODevice::ReadOnly))
        return file.errorString();
    QString problem;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"fixture"_s);
        database.setDatabaseName(path);
        if (!database.open())
            problem = database.lastError().text();
        for (const QString &statement : QString::fromUtf8(file.readAll()).split(u"\n\n"_s)) {
            QSqlQuery query(database);
            if (problem.isEmpty() && !statement.startsWith("--"_L1) && !query.exec(statement))
                problem = statement + query.lastError().text();
        }
    }
    QSqlDatabase::removeDatabase(u"fixture"_s);
    return problem;
}

int number(Database &database, const QString &query)
{
    auto answer = database.run(query);
    return answer && answer->next() ? answer->value(0).toInt() : -1;
}
} // namespace

/// What an older Spacewright wrote, and what a newer one will find.
class MigrationsTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_home;
    QString m_path;
    Redactor m_redactor;

    /// The schema of today and one step more.
    [[nodiscard]] static QList<QStringList> withOneMore(const QStringList &step)
    {
        QList<QStringList> schema(migrations().begin(), migrations().end());
        schema.append(step);
        return schema;
    }

private Q_SLOTS:
    void init()
    {
        Testing::cleanRoom();
        m_home = std::make_unique<QTemporaryDir>();
        m_path = m_home->filePath(u"ledger.sqlite"_s);
    }

    void fileOfAnOlderVersion_keepsItsRows_data()
    {
        QTest::addColumn<QString>("script");
        QTest::newRow("version 1") << u"ledger-1.sql"_s;
    }

    void fileOfAnOlderVersion_keepsItsRows()
    {
        QFETCH(const QString, script);
        QCOMPARE(makeFile(m_path, Testing::sourceFile(u"tests/data/history/"_s + script)), QString());
        Ledger ledger(m_path, m_redactor);
        const auto opened = ledger.open();
        QVERIFY(settles(opened));
        QVERIFY_RESULT(opened.result());
        QCOMPARE(*opened.result(), QString()); // nothing was moved aside

        const auto listed = ledger.listRuns();
        QVERIFY(settles(listed));
        QVERIFY_RESULT(listed.result());
        const QList<Run> runs = *listed.result();
        QCOMPARE(runs.size(), 3);
        const Run first{1,
                        {u"/home/ada/hello"_s, u"ada/hello"_s, u"process"_s, u"p1"_s, u"e1"_s,
                         u"3.13.5 /usr/bin/python3.13"_s, Noon},
                        RunState::Finished,
                        {Noon.addSecs(4),
                         1,
                         u"gradio==6.25.0\nnumpy==2.4.6\n"_s,
                         {{u"environment"_s, 2100ms}, {u"start"_s, 900ms}}},
                        {{Noon, Stage::Building, u"Reading the manifest."_s, {}},
                         {Noon.addSecs(3), Stage::RuntimeError, u"app.py, line 3: ValueError."_s, u"app"_s}}};
        QCOMPARE(toJson(runs.last()), toJson(first));
        QVERIFY(runs.last() == first);
        QCOMPARE(runs.at(1).start.engine, u"static"_s);
        QVERIFY(!runs.at(1).end.exitCode);
        QCOMPARE(runs.first().state, RunState::Interrupted); // nobody keeps it open any more

        for (const QString &word : {u"ValueError"_s, u"uberfullt"_s, u"model"_s}) {
            const auto found = ledger.search(word);
            QVERIFY(settles(found));
            QVERIFY_RESULT(found.result());
            QVERIFY2(!found.result()->isEmpty(), qPrintable(word));
        }
        const auto added = ledger.addRun(first.start);
        QVERIFY(settles(added));
        QVERIFY_RESULT(added.result());
        QCOMPARE(*added.result(), 5); // ids are never used again
    }

    void newStep_isTakenOnceAndKeepsTheRows()
    {
        QCOMPARE(makeFile(m_path, Testing::sourceFile(u"tests/data/history/ledger-1.sql"_s)), QString());
        const QList<QStringList> schema =
            withOneMore({u"ALTER TABLE runs ADD COLUMN note TEXT NOT NULL DEFAULT ''"_s,
                         u"UPDATE runs SET note = 'from before'"_s, u"CREATE INDEX runs_by_note ON runs (note)"_s});
        for (int i = 0; i < 2; ++i) {
            Database database(m_path, schema);
            const auto opened = database.open();
            QVERIFY_RESULT(opened);
            QCOMPARE(*opened, QString());
            QCOMPARE(number(database, u"PRAGMA user_version"_s), int(schema.size()));
            QCOMPARE(number(database, u"SELECT count(*) FROM runs WHERE note = 'from before'"_s), 3);
            QCOMPARE(number(database, u"SELECT count(*) FROM texts"_s), 3);
            QCOMPARE(number(database, u"SELECT count(*) FROM words WHERE words MATCH 'model'"_s), 1);
        }
    }

    void newFile_goesThroughEveryStep()
    {
        const QList<QStringList> schema = withOneMore({u"ALTER TABLE runs ADD COLUMN note TEXT"_s});
        Database database(m_path, schema);
        QVERIFY_RESULT(database.open());
        QCOMPARE(number(database, u"PRAGMA user_version"_s), int(schema.size()));
        QCOMPARE(number(database, u"SELECT count(note) FROM runs"_s), 0);
    }

    void stepThatFails_changesNothing()
    {
        QCOMPARE(makeFile(m_path, Testing::sourceFile(u"tests/data/history/ledger-1.sql"_s)), QString());
        const QList<QStringList> schema = withOneMore(
            {u"ALTER TABLE runs ADD COLUMN note TEXT"_s, u"DELETE FROM texts"_s, u"this is no statement"_s});
        {
            Database database(m_path, schema);
            const auto opened = database.open();
            QVERIFY(!opened);
            QCOMPARE(opened.error().code, ErrorCode::Io);
            QVERIFY(!opened.error().message.isEmpty());
        }
        Database database(m_path);
        const auto opened = database.open();
        QVERIFY_RESULT(opened);
        QCOMPARE(*opened, QString());
        QCOMPARE(number(database, u"PRAGMA user_version"_s), int(migrations().size()));
        QCOMPARE(number(database, u"SELECT count(*) FROM texts"_s), 3);
        QCOMPARE(number(database, u"SELECT count(*) FROM pragma_table_info('runs') WHERE name = 'note'"_s), 0);
    }
};

QTEST_GUILESS_MAIN(MigrationsTest)
#include "tst_migrations.moc"
