// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process.h"
#include "base/redactor.h"
#include "history/database.h"
#include "history/ledger.h"
#include "support/testcase.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::History;
using namespace std::chrono_literals;
using Testing::settles;

namespace {

const QDateTime Noon(QDate(2026, 11, 23), QTime(12, 0), QTimeZone::UTC);

RunStart start(const QString &folder, const QDateTime &time = Noon)
{
    return {folder, u"alice/demo"_s, u"process"_s, u"p1"_s, u"e1"_s, u"3.13.5 /usr/bin/python3.13"_s, time};
}

} // namespace

/// The value of a future, after spinning the event loop until it is there.
#define TAKE(variable, expression)                                                                                     \
    const auto variable##Future = expression;                                                                          \
    QVERIFY(settles(variable##Future));                                                                                \
    const auto variable##Result = variable##Future.result();                                                           \
    QVERIFY_RESULT(variable##Result);                                                                                  \
    const auto variable = *variable##Result

#define SUCCEEDS(expression)                                                                                           \
    do {                                                                                                               \
        const auto future = expression;                                                                                \
        QVERIFY(settles(future));                                                                                      \
        QVERIFY_RESULT(future.result());                                                                               \
    } while (false)

class LedgerTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        Testing::cleanRoom();
        m_home = std::make_unique<QTemporaryDir>();
        m_path = m_home->path() + "/data/ledger.sqlite"_L1;
    }

    void run_comesBackAsItWasWritten()
    {
        Run expected{1, start(u"/a"_s), RunState::Finished, {}, {}};
        expected.stages = {{Noon, Stage::Building, u"Run was pressed."_s, {}},
                           {Noon.addSecs(3), Stage::RuntimeError, u"app.py raised ValueError."_s, u"app"_s}};
        expected.end = {Noon.addSecs(4),
                        1,
                        u"gradio==6.31.0\nnumpy==2.4.6\n"_s,
                        {{u"environment"_s, 2100ms}, {u"start"_s, 900ms}},
                        5'000'000'000};
        {
            Ledger ledger(m_path, m_redactor);
            TAKE(id, ledger.addRun(expected.start));
            QCOMPARE(id, 1);
            for (const StageEntry &entry : std::as_const(expected.stages))
                SUCCEEDS(ledger.addStage(id, entry));
            SUCCEEDS(ledger.finishRun(id, expected.end));
        }
        Ledger ledger(m_path, m_redactor);
        TAKE(runs, ledger.listRuns());
        QCOMPARE(runs.size(), 1);
        QCOMPARE(toJson(runs.first()), toJson(expected));
        QVERIFY(runs.first() == expected);
    }

    void listRuns_isNewestFirstAndCanBeOneFolders()
    {
        Ledger ledger(m_path, m_redactor);
        SUCCEEDS(ledger.addRun(start(u"/a"_s, Noon)));
        SUCCEEDS(ledger.addRun(start(u"/b"_s, Noon.addSecs(1))));
        SUCCEEDS(ledger.addRun(start(u"/a"_s, Noon.addSecs(2))));
        TAKE(all, ledger.listRuns());
        QCOMPARE(all.size(), 3);
        QCOMPARE(all.first().id, 3);
        TAKE(one, ledger.listRuns(u"/a"_s));
        QCOMPARE(one.size(), 2);
        TAKE(newest, ledger.listRuns({}, 1));
        QCOMPARE(newest.size(), 1);
    }

    void search_findsWordsInCausesAndLogs_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("places");
        QTest::newRow("in a cause") << u"portaudio"_s << QStringList{u"cause"_s};
        QTest::newRow("in a log") << u"ModuleNotFoundError"_s << QStringList{u"run"_s};
        QTest::newRow("the beginning of a word") << u"modulenot"_s << QStringList{u"run"_s};
        QTest::newRow("every word must occur") << u"torch portaudio"_s << QStringList();
        QTest::newRow("without accents") << u"uberfullt"_s << QStringList{u"build"_s};
        QTest::newRow("an underscore is part of a word") << u"my_module"_s << QStringList{u"run"_s};
        QTest::newRow("quotes and stars are no syntax") << u"\"torch* OR ("_s << QStringList();
        QTest::newRow("a path") << u"app.py"_s << QStringList{u"run"_s};
        QTest::newRow("nothing but signs") << u"--- \"\" *"_s << QStringList();
    }
    void search_findsWordsInCausesAndLogs()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, places);
        Ledger ledger(m_path, m_redactor);
        TAKE(id, ledger.addRun(start(u"/a"_s)));
        SUCCEEDS(ledger.addStage(
            id, {Noon, Stage::BuildError, u"PyAudio could not be built: portaudio.h is missing."_s, u"repository"_s}));
        SUCCEEDS(ledger.addLog(id, u"build"_s, u"die Platte ist überfüllt\n"_s));
        SUCCEEDS(ledger.addLog(
            id, u"run"_s, u"File \"app.py\", line 3\nModuleNotFoundError: No module named 'torch' in my_module\n"_s));
        TAKE(hits, ledger.search(text));
        QStringList found;
        for (const Hit &hit : hits) {
            QCOMPARE(hit.run, id);
            QVERIFY2(hit.snippet.contains(u'»'), qPrintable(hit.snippet));
            found += hit.place;
        }
        QCOMPARE(found, places);
    }

    void secrets_neverReachTheFile()
    {
        const QString secret = u"s3cr3t-value-of-mine"_s;
        m_redactor.add(u"API_KEY"_s, secret);
        {
            Ledger ledger(m_path, m_redactor);
            TAKE(id, ledger.addRun(start(u"/a"_s)));
            SUCCEEDS(
                ledger.addStage(id, {Noon, Stage::RuntimeError, u"Key "_s + secret + u" was refused."_s, u"app"_s}));
            SUCCEEDS(ledger.addLog(
                id, u"run"_s, QString(Ledger::LogLimit, u'x') + u' ' + secret + QString(Ledger::LogLimit - 5, u'y')));
            SUCCEEDS(ledger.finishRun(id, {Noon, 0, u"a @ https://me:"_s + secret + u"@host/a.whl"_s, {}}));
            TAKE(hits, ledger.search(u"refused"_s));
            QCOMPARE(hits.size(), 1);
            QVERIFY2(hits.first().snippet.contains(u"‹API_KEY›"), qPrintable(hits.first().snippet));
        }
        for (const QString &name : QDir(m_home->path() + "/data"_L1).entryList(QDir::Files)) {
            QFile file(m_home->path() + "/data/"_L1 + name);
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains(secret.toUtf8()), qPrintable(name));
        }
        m_redactor.clear();
    }

    void logs_keepTheirEnd()
    {
        Ledger ledger(m_path, m_redactor);
        TAKE(id, ledger.addRun(start(u"/a"_s)));
        SUCCEEDS(ledger.addLog(id, u"run"_s, u"beginning "_s + QString(Ledger::LogLimit, u'x') + u" ending"_s));
        TAKE(beginning, ledger.search(u"beginning"_s));
        QVERIFY(beginning.isEmpty());
        TAKE(ending, ledger.search(u"ending"_s));
        QCOMPARE(ending.size(), 1);
    }

    void twoInstances_writeAtOnce()
    {
        constexpr int Each = 60;
        Ledger one(m_path, m_redactor);
        Ledger two(m_path, m_redactor);
        QList<QFuture<Result<qint64>>> added;
        for (int i = 0; i < Each; ++i) {
            added += one.addRun(start(u"/one"_s));
            added += two.addRun(start(u"/two"_s));
        }
        for (const auto &future : std::as_const(added)) {
            QVERIFY(settles(future));
            QVERIFY_RESULT(future.result());
        }
        TAKE(runs, one.listRuns({}, 1000));
        QCOMPARE(runs.size(), 2 * Each);
    }

    void damagedFile_isMovedAsideAndSaid_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("text") << QByteArray("this is no database, it only has the name of one\n").repeated(40);
        QTest::newRow("header and then rubbish") << QByteArray("SQLite format 3\0", 16) + QByteArray(8192, '\xa5');
    }
    void damagedFile_isMovedAsideAndSaid()
    {
        QFETCH(QByteArray, content);
        QVERIFY(QDir().mkpath(m_home->path() + "/data"_L1));
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();

        Ledger ledger(m_path, m_redactor);
        const QSignalSpy recovered(&ledger, &Ledger::recovered);
        TAKE(notice, ledger.open());
        QVERIFY(notice.contains("ledger.sqlite.damaged-"_L1));
        QTRY_COMPARE(recovered.size(), 1);
        SUCCEEDS(ledger.addRun(start(u"/a"_s)));

        const QStringList kept = QDir(m_home->path() + "/data"_L1).entryList({u"*.damaged-*"_s}, QDir::Files);
        QCOMPARE(kept.size(), 1);
        QFile old(m_home->path() + "/data/"_L1 + kept.first());
        QVERIFY(old.open(QIODevice::ReadOnly));
        QCOMPARE(old.readAll(), content);
    }

    void damagedPages_areNoticedAndTheNextCallBeginsAnew()
    {
        {
            Ledger ledger(m_path, m_redactor);
            TAKE(id, ledger.addRun(start(u"/a"_s)));
            for (int i = 0; i < 50; ++i)
                SUCCEEDS(ledger.addLog(id, u"run"_s, QString(2000, u'x')));
        }
        QFile file(m_path); // the first page, with the schema, stays whole
        QVERIFY(file.open(QIODevice::ReadWrite));
        const qint64 size = file.size();
        QVERIFY(file.seek(4096));
        file.write(QByteArray(size - 4096, '\xa5'));
        file.close();

        Ledger ledger(m_path, m_redactor);
        const auto first = ledger.listRuns();
        QVERIFY(settles(first));
        QVERIFY(!first.result());
        QCOMPARE(first.result().error().code, ErrorCode::Io);
        TAKE(runs, ledger.listRuns());
        QVERIFY(runs.isEmpty());
        QCOMPARE(QDir(m_home->path() + "/data"_L1).entryList({u"*.damaged-*"_s}, QDir::Files).size(), 1);
    }

    void newerFile_isLeftAlone()
    {
        {
            Ledger ledger(m_path, m_redactor);
            SUCCEEDS(ledger.addRun(start(u"/a"_s)));
        }
        QFile file(m_path); // user_version is the big-endian number at offset 60. Source: sqlite.org/fileformat.html
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(60));
        QCOMPARE(file.write(QByteArray("\0\0\0\x63", 4)), 4);
        file.close();
        Ledger ledger(m_path, m_redactor);
        const auto opened = ledger.open();
        QVERIFY(settles(opened));
        QVERIFY(!opened.result());
        QCOMPARE(opened.result().error().code, ErrorCode::Conflict);
        QVERIFY(QDir(m_home->path() + "/data"_L1).entryList({u"*.damaged-*"_s}).isEmpty());
    }

    void killedInstance_leavesAnInterruptedRun()
    {
        // A child writes a run and is killed in the middle of things; its file is used afterwards.
        Process child;
        Command again;
        again.program = QCoreApplication::applicationFilePath();
        again.arguments = {u"--write-and-hang"_s, m_path};
        child.start(again);
        Ledger ledger(m_path, m_redactor);
        const auto started = [&] {
            const auto runs = ledger.listRuns();
            return settles(runs) && runs.result() && runs.result()->size() == 1
                && !runs.result()->first().stages.isEmpty();
        };
        QTRY_VERIFY_WITH_TIMEOUT(started(), 20'000);
        TAKE(before, ledger.listRuns());
        QCOMPARE(before.first().state, RunState::Open);
        const QSignalSpy finished(&child, &Process::finished);
        child.kill();
        QTRY_COMPARE(finished.size(), 1);

        Ledger after(m_path, m_redactor);
        TAKE(runs, after.listRuns());
        QCOMPARE(runs.size(), 1);
        QCOMPARE(runs.first().state, RunState::Interrupted);
        QCOMPARE(runs.first().stages.first().cause, u"written before the kill"_s);
    }

    void prune_keepsTheNewestAndWhatIsOpen()
    {
        Ledger ledger(m_path, m_redactor);
        for (int i = 0; i < 5; ++i) {
            TAKE(id, ledger.addRun(start(u"/a"_s, Noon.addSecs(i))));
            SUCCEEDS(ledger.addLog(id, u"run"_s, u"needle"_s));
            if (i > 0)
                SUCCEEDS(ledger.finishRun(id, {Noon.addSecs(i), 0, {}, {}}));
        }
        TAKE(removed, ledger.prune(2));
        QCOMPARE(removed, 2);
        TAKE(runs, ledger.listRuns());
        QCOMPARE(runs.size(), 3); // ids 5 and 4, and 1, which is still open
        TAKE(hits, ledger.search(u"needle"_s));
        QCOMPARE(hits.size(), 3);
    }

    void changesSinceGood_areAgainstTheNewestRunWithSources()
    {
        m_redactor.add(u"API_KEY"_s, u"abcdef123456"_s);
        Ledger ledger(m_path, m_redactor);
        const Sources old{{u"app.py"_s, u"one\n"_s}, {u"README.md"_s, u"---\nsdk: gradio\n---\n"_s}};
        Sources good = old;
        good[u"app.py"_s] = u"one\ntwo\nkey = 'abcdef123456'\n"_s;
        for (const Sources &sources : {old, good}) {
            TAKE(id, ledger.addRun(start(u"/a"_s)));
            SUCCEEDS(ledger.setSources(id, old));
            SUCCEEDS(ledger.setSources(id, sources)); // takes the place of the first
        }
        TAKE(bad, ledger.addRun(start(u"/a"_s, Noon.addSecs(60))));
        QCOMPARE(bad, 3);
        TAKE(same, ledger.changesSinceGood(u"/a"_s, good));
        QCOMPARE(same, (ChangesSinceGood{2, Noon, {}}));
        TAKE(other, ledger.changesSinceGood(u"/b"_s, good));
        QVERIFY(!other);

        Sources now = good;
        now.remove(u"README.md"_s);
        now[u"app.py"_s] = u"one\n2\nkey = 'abcdef123456'\n"_s;
        now[u"new.py"_s] = u"a\nb\n"_s;
        TAKE(changed, ledger.changesSinceGood(u"/a"_s, now));
        QCOMPARE(changed->changes.size(), 3);
        const auto &[readme, app, added] = std::tie(changed->changes[0], changed->changes[1], changed->changes[2]);
        QCOMPARE(readme.path, u"README.md"_s);
        QCOMPARE(readme.removed, 3);
        QCOMPARE(app.path, u"app.py"_s);
        QCOMPARE(app.line, u"2"_s);
        QVERIFY(!app.diff.contains("abcdef123456"_L1));
        QCOMPARE(added.added, 2);
        QCOMPARE(added.line, QString());
    }

    void prune_takesTheTextsThatNobodyHasAnyMore()
    {
        {
            Ledger ledger(m_path, m_redactor);
            for (int i = 0; i < 3; ++i) {
                TAKE(id, ledger.addRun(start(u"/a"_s, Noon.addSecs(i))));
                SUCCEEDS(ledger.setSources(
                    id, {{u"README.md"_s, u"the same\n"_s}, {u"app.py"_s, u"version %1\n"_s.arg(i)}}));
                SUCCEEDS(ledger.finishRun(id, {Noon.addSecs(i), 0, {}, {}}));
            }
            TAKE(removed, ledger.prune(1));
            QCOMPARE(removed, 2);
        }
        Database database(m_path);
        QVERIFY_RESULT(database.open());
        auto count = database.run(u"SELECT count(*) FROM contents"_s);
        QVERIFY(count && count->next());
        QCOMPARE(count->value(0).toInt(), 2);
    }

    void series_isWhatWasAdded_orPutInItsPlace()
    {
        m_redactor.add(u"API_KEY"_s, u"abcdef123456"_s);
        const auto entry = [](int number, const QString &text = {}) {
            return QJsonObject{{u"number"_s, number}, {u"text"_s, text}};
        };
        Ledger ledger(m_path, m_redactor);
        TAKE(id, ledger.addRun(start(u"/a"_s)));
        TAKE(other, ledger.addRun(start(u"/b"_s)));
        TAKE(nothing, ledger.series(id));
        QVERIFY(nothing.isEmpty());
        SUCCEEDS(ledger.addSeries(id, {entry(1), entry(2)}));
        SUCCEEDS(ledger.addSeries(other, {entry(9)}));
        SUCCEEDS(ledger.addSeries(id, {}));
        SUCCEEDS(ledger.addSeries(id, {entry(3, u"saved abcdef123456.py"_s)}));
        TAKE(all, ledger.series(id));
        QCOMPARE(all, (QJsonArray{entry(1), entry(2), entry(3, u"saved ‹API_KEY›.py"_s)}));
        SUCCEEDS(ledger.setSeries(id, {entry(4)}));
        TAKE(replaced, ledger.series(id));
        QCOMPARE(replaced, QJsonArray{entry(4)});
        TAKE(untouched, ledger.series(other));
        QCOMPARE(untouched, QJsonArray{entry(9)});
        m_redactor.clear();
    }

    void thinSeries_makesLessOfOlderRuns_eachOnce()
    {
        Ledger ledger(m_path, m_redactor);
        QList<qint64> runs;
        for (int i = 0; i < 4; ++i) {
            TAKE(id, ledger.addRun(start(u"/a"_s, Noon.addSecs(i))));
            runs += id;
            SUCCEEDS(ledger.addSeries(id, {QJsonObject{{u"number"_s, 1}}, QJsonObject{{u"number"_s, 2}}}));
            if (i > 0) // the first is still going on
                SUCCEEDS(ledger.finishRun(id, {Noon.addSecs(i), 0, {}, {}}));
        }
        const auto half = [](const QJsonArray &entries) { return QJsonArray{entries.last()}; };
        TAKE(thinned, ledger.thinSeries(1, half));
        QCOMPARE(thinned, 2);
        TAKE(again, ledger.thinSeries(1, half));
        QCOMPARE(again, 0);
        for (qsizetype i = 0; i < runs.size(); ++i) {
            TAKE(entries, ledger.series(runs.at(i)));
            QCOMPARE(entries.size(), i == 1 || i == 2 ? 1 : 2);
        }
        TAKE(removed, ledger.prune(1));
        QCOMPARE(removed, 2);
        TAKE(gone, ledger.series(runs.at(1)));
        QVERIFY(gone.isEmpty());
    }

    void findRun_isTheOneOfThatNumber()
    {
        Ledger ledger(m_path, m_redactor);
        TAKE(id, ledger.addRun(start(u"/a"_s)));
        SUCCEEDS(ledger.addStage(id, {Noon, Stage::Building, u"Run was pressed."_s, {}}));
        TAKE(found, ledger.findRun(id));
        QCOMPARE(found->start.folder, u"/a"_s);
        QCOMPARE(found->stages.size(), 1);
        TAKE(none, ledger.findRun(id + 1));
        QVERIFY(!none);
    }

    void unwritableFolder_isSaid()
    {
        QFile inTheWay(m_home->path() + "/data"_L1);
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        inTheWay.close();
        Ledger ledger(m_path, m_redactor);
        const auto runs = ledger.listRuns();
        QVERIFY(settles(runs));
        QVERIFY(!runs.result());
        QCOMPARE(runs.result().error().code, ErrorCode::Io);
    }

private:
    std::unique_ptr<QTemporaryDir> m_home;
    QString m_path;
    Redactor m_redactor;
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--write-and-hang"_L1) {
        const Redactor redactor;
        Ledger ledger(arguments.value(2), redactor);
        ledger.addRun(start(u"/a"_s)).then(&ledger, [&ledger](const Result<qint64> &run) {
            if (run)
                ledger.addStage(*run, {Noon, Stage::Building, u"written before the kill"_s, {}});
        });
        return QCoreApplication::exec();
    }
    LedgerTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_ledger.moc"
