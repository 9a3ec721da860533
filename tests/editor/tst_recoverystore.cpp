// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomicfile.h"
#include "editor/recoverystore.h"
#include "support/testcase.h"

#include <QDir>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Ui;

class RecoveryStoreTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aRunningProgramsTextIsItsOwn();
    void keptText_isThereForTheNextRun();
    void theLastText_wins();
    void dropped_leavesNothingBehind();
    void discard_forgets();
    void onlyTheAskedFolder_isFound();
    void aTornFile_isPassedOver();
    void textOfAnyKind_comesBack_data();
    void textOfAnyKind_comesBack();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path = u"/space/app.py"_s;
};

void RecoveryStoreTest::init()
{
    Testing::cleanRoom();
    m_folder = std::make_unique<QTemporaryDir>();
}

void RecoveryStoreTest::aRunningProgramsTextIsItsOwn()
{
    RecoveryStore first(m_folder->path());
    first.keep(m_path, u"mine"_s);
    QTRY_VERIFY(!QDir(m_folder->path()).isEmpty());
    const RecoveryStore second(m_folder->path());
    QVERIFY(second.leftBehind({}).isEmpty());
    QVERIFY(first.leftBehind({}).isEmpty());
}

void RecoveryStoreTest::keptText_isThereForTheNextRun()
{
    {
        RecoveryStore store(m_folder->path());
        store.keep(m_path, u"typed"_s);
    }
    const RecoveryStore next(m_folder->path());
    const auto found = next.leftBehindFor(m_path);
    QVERIFY(found);
    QCOMPARE(found->text, u"typed"_s);
    QCOMPARE(found->path, m_path);
    QVERIFY(found->keptAt.isValid());
    QVERIFY(!next.leftBehindFor(u"/space/other.py"_s));
}

void RecoveryStoreTest::theLastText_wins()
{
    {
        RecoveryStore store(m_folder->path());
        for (int i = 0; i < 20; ++i)
            store.keep(m_path, QString::number(i));
    }
    QCOMPARE(RecoveryStore(m_folder->path()).leftBehindFor(m_path)->text, u"19"_s);
}

void RecoveryStoreTest::dropped_leavesNothingBehind()
{
    {
        RecoveryStore store(m_folder->path());
        store.keep(m_path, u"typed"_s);
        store.drop(m_path);
    }
    QVERIFY(QDir(m_folder->path()).isEmpty());
}

void RecoveryStoreTest::discard_forgets()
{
    {
        RecoveryStore store(m_folder->path());
        store.keep(m_path, u"typed"_s);
    }
    {
        RecoveryStore next(m_folder->path());
        next.discard(*next.leftBehindFor(m_path));
    }
    QVERIFY(QDir(m_folder->path()).isEmpty());
}

void RecoveryStoreTest::onlyTheAskedFolder_isFound()
{
    {
        RecoveryStore store(m_folder->path());
        store.keep(u"/a/x"_s, u"1"_s);
        store.keep(u"/ab/x"_s, u"2"_s);
    }
    const RecoveryStore next(m_folder->path());
    QCOMPARE(next.leftBehind(u"/a"_s).size(), 1);
    QCOMPARE(next.leftBehind({}).size(), 2);
}

void RecoveryStoreTest::aTornFile_isPassedOver()
{
    QVERIFY_RESULT(writeFile(m_folder->filePath(u"run/a.unsaved"_s), "{\"path\":"));
    QVERIFY_RESULT(writeFile(m_folder->filePath(u"run/b.unsaved"_s), "[]\n"));
    QVERIFY(RecoveryStore(m_folder->path()).leftBehind({}).isEmpty());
}

void RecoveryStoreTest::textOfAnyKind_comesBack_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << u""_s;
    QTest::newRow("begins with a line break") << u"\n\nx"_s;
    QTest::newRow("carriage returns") << u"a\r\nb\r\n"_s;
    QTest::newRow("beyond the basic plane") << u"🎙️ 日本"_s;
    QTest::newRow("looks like our header") << u"{\"path\":\"/x\"}\n"_s;
}

void RecoveryStoreTest::textOfAnyKind_comesBack()
{
    QFETCH(QString, text);
    {
        RecoveryStore store(m_folder->path());
        store.keep(m_path, text);
    }
    QCOMPARE(RecoveryStore(m_folder->path()).leftBehindFor(m_path)->text, text);
}

QTEST_GUILESS_MAIN(RecoveryStoreTest)
#include "tst_recoverystore.moc"
