// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runningspace.h"
#include "runtime/runrecorder.h"
#include "runtime/sources.h"
#include "support/spacefolder.h"

#include <QSemaphore>
#include <QThreadPool>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using History::FileChange;
using Testing::RunningSpace;
using Testing::settles;

class RunRecorderTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void changesAreThoseSinceThePageAnsweredLast()
    {
        RunningSpace space(u"serves.py"_s);
        History::Ledger ledger(space.storeFolder() + "/ledger.sqlite"_L1, space.redactor);
        Runtime::RunRecorder recorder(ledger, *space.session, space.environments);
        const auto changes = [&] {
            const auto answer = ledger.changesSinceGood(space.folder, Runtime::readSources(space.folder));
            return settles(answer) && answer.result() ? *answer.result() : std::nullopt;
        };
        QVERIFY(!changes()); // nothing was ever good

        space.session->run();
        QVERIFY(space.reaches(Stage::Running));
        QTRY_VERIFY(changes());
        const qint64 run = recorder.run();
        QCOMPARE(changes()->run, run);
        QCOMPARE(changes()->changes, QList<FileChange>());

        space.saveText("two");
        space.session->sourceChanged({u"app.py"_s});
        QCOMPARE(changes()->changes.size(), 1); // until the new page answers
        QCOMPARE(changes()->changes.first().path, u"app.py"_s);
        QTRY_VERIFY(space.stages.contains(u"RUNNING_APP_STARTING"_s));
        QVERIFY(space.reaches(Stage::Running));
        QTRY_VERIFY(changes()->changes.isEmpty());

        space.write(u"app.py"_s, "raise SystemExit('no')\n");
        space.write(u"requirements.txt"_s, "tqdm\n");
        space.session->sourceChanged({u"app.py"_s});
        QVERIFY(space.reaches(Stage::RuntimeError));
        QTRY_VERIFY(recorder.isIdle());
        const auto broken = changes();
        QCOMPARE(broken->run, run);
        QCOMPARE(broken->changes.size(), 2);
        const FileChange &first = broken->changes.first();
        QCOMPARE(first.path, u"requirements.txt"_s); // what decides the build comes first
        QCOMPARE(first.line, u"tqdm"_s);
        QCOMPARE(first.added, 1);
        QVERIFY(broken->changes.last().diff.contains("+raise SystemExit('no')\n"_L1));

        space.session->run(); // a run that was never good takes nothing away
        QVERIFY(space.reaches(Stage::RuntimeError));
        QTRY_VERIFY(recorder.isIdle());
        QVERIFY(recorder.run() > run);
        QCOMPARE(changes()->run, run);
    }

    void sourcesThatAreReadAfterTheEnd_writeNothingTwice()
    {
        RunningSpace space({}, "sdk: static\n");
        space.write(u"index.html"_s, "<h1>one</h1>\n");
        QSemaphore disk;
        QThreadPool &pool = *QThreadPool::globalInstance();
        connect(space.session.get(), &Runtime::Session::stageChanged, this, [&](const Runtime::StageChange &change) {
            for (int i = 0; change.stage == Stage::Running && i < pool.maxThreadCount(); ++i)
                pool.start([&disk] { disk.acquire(); }); // so that whatever is read next has to wait
        });
        History::Ledger ledger(space.storeFolder() + "/ledger.sqlite"_L1, space.redactor);
        Runtime::RunRecorder recorder(ledger, *space.session, space.environments);
        space.session->run();
        QVERIFY(space.reaches(Stage::Running));
        space.session->stop();
        const auto isFinished = [&ledger] {
            const auto runs = ledger.listRuns();
            return settles(runs) && runs.result()->size() == 1
                && runs.result()->first().state == History::RunState::Finished;
        };
        QTRY_VERIFY(isFinished());
        QVERIFY(!recorder.isIdle());
        disk.release(pool.maxThreadCount());
        QTRY_VERIFY(recorder.isIdle());
        const auto hits = ledger.search(u"serving"_s);
        QVERIFY(settles(hits) && hits.result());
        QCOMPARE(hits.result()->size(), 1);
    }

    void sources_areWhatAPersonWrites()
    {
        const Testing::SpaceFolder folder;
        QVERIFY(folder.write(u"app.py"_s, "print('ä')\n"));
        QVERIFY(folder.write(u"pages/one.py"_s, "1\n"));
        QVERIFY(folder.write(u".env"_s, "KEY=value\n"));
        QVERIFY(folder.write(u".env.local"_s, "KEY=value\n"));
        QVERIFY(folder.write(u".streamlit/secrets.toml"_s, "key = 'value'\n"));
        QVERIFY(folder.write(u".streamlit/config.toml"_s, "[theme]\n"));
        QVERIFY(folder.write(u"model.bin"_s, QByteArray("\0\1", 2)));
        QVERIFY(folder.write(u"latin.txt"_s, "\xe4\n"));
        QVERIFY(folder.write(u"large.csv"_s, QByteArray(300 * 1024, 'x')));
        QVERIFY(folder.write(u"__pycache__/app.pyc"_s, "x"));
        QVERIFY(folder.link(u"link.py"_s, folder.path(u"app.py"_s)));
        const History::Sources sources = Runtime::readSources(folder.path());
        QCOMPARE(sources.keys(), QStringList({u".streamlit/config.toml"_s, u"app.py"_s, u"pages/one.py"_s}));
        QCOMPARE(sources.value(u"app.py"_s), u"print('ä')\n"_s);
        QVERIFY(Runtime::readSources(folder.path(u"none"_s)).isEmpty());
    }

    void sources_areBoundedTogether()
    {
        const Testing::SpaceFolder folder;
        QVERIFY(folder.write(u"app.py"_s, "1\n"));
        for (int i = 0; i < 30; ++i)
            QVERIFY(folder.write(u"data/%1.csv"_s.arg(i), QByteArray(200 * 1024, 'x')));
        const History::Sources sources = Runtime::readSources(folder.path());
        QVERIFY(sources.contains(u"app.py"_s));
        QCOMPARE(sources.size(), 1 + 20); // 20 of them are just below 4 MiB
    }
};

QTEST_GUILESS_MAIN(RunRecorderTest)
#include "tst_runrecorder.moc"
