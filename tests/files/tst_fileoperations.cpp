// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomicfile.h"
#include "files/fileoperations.h"
#include "support/testcase.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Ui;

class FileOperationsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void makeFile_refusesNamesThatLeaveTheFolder_data();
    void makeFile_refusesNamesThatLeaveTheFolder();
    void makeFile_neverReplacesAFile();
    void rename_neverReplacesAFile();
    void rename_movesAFolder();
    void duplicate_namesTheCopy_data();
    void duplicate_namesTheCopy();
    void duplicate_copiesAFolderWithItsLinks();
    void trash_takesItAway();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

void FileOperationsTest::init()
{
    Testing::cleanRoom();
    m_folder = std::make_unique<QTemporaryDir>();
}

void FileOperationsTest::makeFile_refusesNamesThatLeaveTheFolder_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("empty") << QString();
    QTest::newRow("the folder itself") << u"."_s;
    QTest::newRow("the folder above") << u".."_s;
    QTest::newRow("a path") << u"../x"_s;
    QTest::newRow("too long") << QString(256, u'x');
    QTest::newRow("too long in bytes") << QString(100, QChar(0x65e5));
}

void FileOperationsTest::makeFile_refusesNamesThatLeaveTheFolder()
{
    QFETCH(QString, name);
    const auto made = makeFile(m_folder->path(), name);
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::Invalid);
    QVERIFY(QDir(m_folder->path()).isEmpty());
}

void FileOperationsTest::makeFile_neverReplacesAFile()
{
    QVERIFY_RESULT(writeFile(m_folder->filePath(u"app.py"_s), "kept"));
    const auto made = makeFile(m_folder->path(), u"app.py"_s);
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::Conflict);
    QCOMPARE(*readFile(m_folder->filePath(u"app.py"_s)), "kept");
    QVERIFY_RESULT(makeFile(m_folder->path(), u"new.py"_s));
    QVERIFY(QFileInfo(m_folder->filePath(u"new.py"_s)).isFile());
}

void FileOperationsTest::rename_neverReplacesAFile()
{
    QVERIFY_RESULT(writeFile(m_folder->filePath(u"a"_s), "a"));
    QVERIFY_RESULT(writeFile(m_folder->filePath(u"b"_s), "b"));
    QVERIFY(!renameEntry(m_folder->filePath(u"a"_s), u"b"_s));
    QCOMPARE(*readFile(m_folder->filePath(u"b"_s)), "b");
    QCOMPARE(renameEntry(m_folder->filePath(u"a"_s), u"c"_s).value_or(QString()), m_folder->filePath(u"c"_s));
    QCOMPARE(*readFile(m_folder->filePath(u"c"_s)), "a");
}

void FileOperationsTest::rename_movesAFolder()
{
    QVERIFY_RESULT(writeFile(m_folder->filePath(u"old/in/x"_s), "x"));
    QVERIFY_RESULT(renameEntry(m_folder->filePath(u"old"_s), u"new"_s));
    QCOMPARE(*readFile(m_folder->filePath(u"new/in/x"_s)), "x");
}

void FileOperationsTest::duplicate_namesTheCopy_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("copy");
    QTest::newRow("before the suffix") << u"app.py"_s << u"app copy.py"_s;
    QTest::newRow("before all suffixes") << u"a.tar.gz"_s << u"a copy.tar.gz"_s;
    QTest::newRow("a leading dot is no suffix") << u".env"_s << u".env copy"_s;
    QTest::newRow("no suffix") << u"Dockerfile"_s << u"Dockerfile copy"_s;
}

void FileOperationsTest::duplicate_namesTheCopy()
{
    QFETCH(QString, name);
    QFETCH(QString, copy);
    QVERIFY_RESULT(writeFile(m_folder->filePath(name), "text"));
    const auto first = duplicateEntry(m_folder->filePath(name));
    QVERIFY(Testing::settles(first));
    QVERIFY_RESULT(first.result());
    QCOMPARE(QFileInfo(*first.result()).fileName(), copy);
    QCOMPARE(*readFile(*first.result()), "text");
    const auto second = duplicateEntry(m_folder->filePath(name));
    QVERIFY(Testing::settles(second));
    QVERIFY(*second.result() != *first.result());
}

void FileOperationsTest::duplicate_copiesAFolderWithItsLinks()
{
    QVERIFY_RESULT(writeFile(m_folder->filePath(u"a/in/x"_s), "x"));
    QVERIFY(QFile::link(u"in"_s, m_folder->filePath(u"a/link"_s)));
    const auto copy = duplicateEntry(m_folder->filePath(u"a"_s));
    QVERIFY(Testing::settles(copy));
    QVERIFY_RESULT(copy.result());
    QCOMPARE(*readFile(m_folder->filePath(u"a copy/in/x"_s)), "x");
    QVERIFY(QFileInfo(m_folder->filePath(u"a copy/link"_s)).isSymLink());
}

void FileOperationsTest::trash_takesItAway()
{
    // Beside the home folder of the test, so that the trash is on the same disk.
    QVERIFY(QDir().mkpath(QDir::homePath()));
    const QTemporaryDir home(QDir::homePath() + u"/space-XXXXXX"_s);
    const QString path = home.filePath(u"a.txt"_s);
    QVERIFY_RESULT(writeFile(path, "a"));
    const auto gone = trashEntry(path);
    QVERIFY(Testing::settles(gone));
    QVERIFY_RESULT(gone.result());
    QVERIFY(!QFileInfo::exists(path));
    const auto again = trashEntry(path);
    QVERIFY(Testing::settles(again));
    QVERIFY(!again.result());
}

QTEST_GUILESS_MAIN(FileOperationsTest)
#include "tst_fileoperations.moc"
