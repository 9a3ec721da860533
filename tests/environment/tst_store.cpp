// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomicfile.h"
#include "environment/lease.h"
#include "environment/store.h"
#include "environment/storefolder.h"
#include "support/testcase.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Environment;

namespace {
const QString One = u"11111111111111111111111111111111"_s;
const QString Two = u"22222222222222222222222222222222"_s;

/// What a finished build leaves, without the build.
void put(const QString &root, const QString &hash, const QByteArray &built = "2026-11-01T10:00:00Z")
{
    const QString folder = root + u'/' + hash;
    QVERIFY(writeFile(folder + u"/plan.json"_s,
                      "{\"sdk\": \"gradio\", \"sdkVersion\": \"6.25.0\", \"packages\": 72, \"interpreter\": "
                      "{\"version\": \"3.13.5\"}, \"built\": \""
                          + built + "\"}"));
    QVERIFY(writeFile(folder + u"/lock.txt"_s, "gradio==6.25.0\nnumpy==2.5.5\n"));
    QVERIFY(writeFile(folder + u"/build.log"_s, "DONE\n"));
    QVERIFY(writeFile(folder + u"/venv/pyvenv.cfg"_s, "home = /usr/bin\n"));
    QVERIFY(QDir().mkpath(folder + u"/venv/bin"_s));
    QVERIFY(QFile::link(u"/bin/sh"_s, folder + u"/venv/bin/python"_s));
}
} // namespace

/// A lease on `hash`, after spinning the event loop until it is there.
#define LEASE(variable, hash)                                                                                          \
    auto variable##Asked = m_store->lease(*m_store->find(hash));                                                       \
    QVERIFY(Testing::settles(variable##Asked));                                                                        \
    auto variable = variable##Asked.takeResult();                                                                      \
    QVERIFY_RESULT(variable)

class StoreTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_home;
    Redactor m_redactor;
    std::unique_ptr<Store> m_store;

    [[nodiscard]] Paths paths() const { return Paths::under(m_home->path()); }
    [[nodiscard]] QString root() const { return paths().environments(); }

private Q_SLOTS:
    void init()
    {
        Testing::cleanRoom();
        m_home = std::make_unique<QTemporaryDir>();
        m_store = std::make_unique<Store>(paths(), m_redactor);
    }

    void find_takesOnlyWhatIsComplete_data()
    {
        QTest::addColumn<QString>("removed");
        QTest::addColumn<bool>("found");
        QTest::newRow("whole") << QString() << true;
        QTest::newRow("without its log, which nothing needs") << u"build.log"_s << true;
        QTest::newRow("without its plan") << u"plan.json"_s << false;
        QTest::newRow("without its lock") << u"lock.txt"_s << false;
        QTest::newRow("without its Python") << u"venv/bin/python"_s << false;
        QTest::newRow("without its configuration") << u"venv/pyvenv.cfg"_s << false;
    }
    void find_takesOnlyWhatIsComplete()
    {
        QFETCH(QString, removed);
        QFETCH(bool, found);
        put(root(), One);
        if (!removed.isEmpty())
            QVERIFY(QFile::remove(root() + u'/' + One + u'/' + removed));
        QCOMPARE(m_store->find(One).has_value(), found);
    }

    void find_doesNotTakeOneWhoseInterpreterIsGone()
    {
        put(root(), One);
        const QString python = root() + u'/' + One + u"/venv/bin/python"_s;
        QVERIFY(QFile::remove(python));
        QVERIFY(QFile::link(m_home->path() + u"/removed/python3"_s, python));
        QVERIFY(!m_store->find(One));
    }

    void find_refusesWhatIsNoHash()
    {
        QVERIFY(!m_store->find(QString()));
        QVERIFY(!m_store->find(u"../../etc"_s));
        QVERIFY(!m_store->find(u".building"_s));
    }

    void list_tellsWhatIsThere()
    {
        put(root(), One);
        put(root(), Two);
        QVERIFY(QDir().mkpath(root() + u"/.building/"_s + One + u"-x"_s));
        const auto listed = m_store->list();
        QVERIFY(Testing::settles(listed));
        QVERIFY_RESULT(listed.result());
        QCOMPARE(listed.result()->size(), 2);
        const InstallationInfo info = listed.result()->first();
        QCOMPARE(info.installation.hash, One);
        QCOMPARE(info.sdk, u"gradio"_s);
        QCOMPARE(info.packages, 72);
        QVERIFY(info.usable);
        QVERIFY(!info.inUse);
        QVERIFY(!info.used.isValid());
        QVERIFY(info.disk.bytes > 0);
    }

    void show_acceptsABeginning()
    {
        put(root(), One);
        put(root(), Two);
        const auto shown = m_store->show(u"1111"_s);
        QVERIFY(Testing::settles(shown));
        QVERIFY_RESULT(shown.result());
        QVERIFY(shown.result()->lock.contains(u"numpy==2.5.5"_s));
        const auto none = m_store->show(u"3"_s);
        QVERIFY(Testing::settles(none));
        QCOMPARE(none.result().error().code, ErrorCode::NotFound);
        const auto all = m_store->show(QString());
        QVERIFY(Testing::settles(all));
        QVERIFY(!all.result());
    }

    void prune_leavesWhatIsInUse()
    {
        put(root(), One);
        put(root(), Two);
        LEASE(lease, One);
        const auto pruned = m_store->prune({});
        QVERIFY(Testing::settles(pruned));
        QVERIFY_RESULT(pruned.result());
        QCOMPARE(pruned.result()->removed.size(), 1);
        QCOMPARE(pruned.result()->kept.size(), 1);
        QVERIFY(pruned.result()->freedBytes > 0);
        QVERIFY(m_store->find(One));
        QVERIFY(!QFile::exists(root() + u'/' + Two));

        lease->reset();
        const auto again = m_store->prune({});
        QVERIFY(Testing::settles(again));
        QCOMPARE(again.result()->removed.size(), 1);
        QVERIFY(!m_store->find(One));
    }

    void prune_takesOnlyWhatIsOldEnough()
    {
        put(root(), One, "2020-01-01T00:00:00Z");
        put(root(), Two, QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toLatin1());
        const auto pruned = m_store->prune({.unusedFor = std::chrono::hours(24), .hashes = {}});
        QVERIFY(Testing::settles(pruned));
        QCOMPARE(pruned.result()->removed.size(), 1);
        QVERIFY(!m_store->find(One));
        QVERIFY(m_store->find(Two));
    }

    void prune_dryRunRemovesNothing()
    {
        put(root(), One);
        const auto pruned = m_store->prune({.unusedFor = {}, .hashes = {u"1111"_s}, .dryRun = true});
        QVERIFY(Testing::settles(pruned));
        QCOMPARE(pruned.result()->removed.size(), 1);
        QVERIFY(m_store->find(One));
    }

    void prune_ofOneHashLeavesTheOthers()
    {
        put(root(), One);
        put(root(), Two);
        const auto pruned = m_store->prune({.unusedFor = {}, .hashes = {u"22"_s}});
        QVERIFY(Testing::settles(pruned));
        QCOMPARE(pruned.result()->removed.size(), 1);
        QVERIFY(m_store->find(One));
        QVERIFY(!m_store->find(Two));
    }

    void prune_removesWhatDeadBuildersLeft()
    {
        const QString left = root() + u"/.building/"_s + One + u"-dead"_s;
        const QString alive = root() + u"/.building/"_s + Two + u"-alive"_s;
        QVERIFY(writeFile(left + u"/venv/file"_s, "x"));
        QVERIFY(writeFile(alive + u"/venv/file"_s, "x"));
        const auto lock = FileLock::tryAcquire(StoreFolder{root()}.buildLock(Two));
        QVERIFY_RESULT(lock);
        const auto pruned = m_store->prune({});
        QVERIFY(Testing::settles(pruned));
        QVERIFY(!QFile::exists(left));
        QVERIFY(QFile::exists(alive));
    }

    void lease_marksTheDayOfUse()
    {
        put(root(), One);
        LEASE(lease, One);
        const InstallationInfo info = StoreFolder{root()}.info(One);
        QVERIFY(info.inUse);
        QVERIFY(info.used.isValid());
        QVERIFY(info.used.secsTo(QDateTime::currentDateTimeUtc()) < 60);
    }

    void lease_noticesADeletion_data()
    {
        QTest::addColumn<QString>("removed");
        QTest::newRow("the environment") << One;
        QTest::newRow("the whole store") << QString();
        QTest::newRow("its Python only") << QString(One + u"/venv/bin"_s);
    }
    void lease_noticesADeletion()
    {
        QFETCH(QString, removed);
        put(root(), One);
        put(root(), Two);
        LEASE(lease, One);
        QSignalSpy gone(lease->get(), &Lease::gone);
        QVERIFY(QDir(root() + u'/' + Two).removeRecursively());
        QVERIFY(QDir(root() + u'/' + removed).removeRecursively());
        QTRY_COMPARE(gone.count(), 1);
    }

    void lease_waitsForAPruneWithoutKeepingAnybody()
    {
        put(root(), One);
        auto gate = FileLock::tryAcquire(root() + u"/.locks/"_s + One + u".gate"_s);
        QVERIFY_RESULT(gate);
        auto asked = m_store->lease(*m_store->find(One));
        QVERIFY(!asked.isFinished());
        gate = failure(ErrorCode::Cancelled, {}); // gives it back
        QVERIFY(Testing::settles(asked));
        QVERIFY_RESULT(asked.takeResult());
    }

    void lease_onARemovedEnvironmentFails()
    {
        put(root(), One);
        const Installation installation = *m_store->find(One);
        QVERIFY(QDir(installation.folder).removeRecursively());
        auto asked = m_store->lease(installation);
        QVERIFY(Testing::settles(asked));
        const auto lease = asked.takeResult();
        QVERIFY(!lease);
        QCOMPARE(lease.error().code, ErrorCode::NotFound);
    }

    void diskUse_countsSharedFilesOnce()
    {
        const QString folder = m_home->path();
        const QByteArray content(100'000, 'x');
        QVERIFY(writeFile(folder + u"/a/own"_s, content));
        QVERIFY(writeFile(folder + u"/cache/shared"_s, content));
        QVERIFY(QDir().mkpath(folder + u"/b"_s));
        for (const char *link : {"/a/shared", "/a/again", "/b/shared"})
            QCOMPARE(::link(QFile::encodeName(folder + u"/cache/shared"_s).constData(),
                            QByteArray(folder.toUtf8() + link).constData()),
                     0);
        const DiskUse a = diskUse({folder + u"/a"_s});
        QCOMPARE(a.files, 2);
        QVERIFY(a.bytes >= 200'000);
        QVERIFY(a.freedBytes >= 100'000 && a.freedBytes < 200'000);
        QVERIFY(a.sharedBytes() >= 100'000);
        // All four links lie below these, so removing them all frees the file.
        const DiskUse all = diskUse({folder + u"/a"_s, folder + u"/b"_s, folder + u"/cache"_s});
        QCOMPARE(all.sharedBytes(), 0);
        QCOMPARE(all.files, 2);
        QCOMPARE(diskUse({folder + u"/nowhere"_s}), DiskUse{});
    }
};

QTEST_GUILESS_MAIN(StoreTest)
#include "tst_store.moc"
