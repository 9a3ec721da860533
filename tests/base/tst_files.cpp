// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomicfile.h"
#include "base/filelock.h"
#include "base/paths.h"
#include "support/testcase.h"

#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace Spacewright;

class FilesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        Testing::cleanRoom();
        m_folder = std::make_unique<QTemporaryDir>();
    }

    void write_makesFoldersAndReadsBack()
    {
        const QString path = m_folder->filePath(u"a/b/file"_s);
        QVERIFY_RESULT(writeFile(path, "text"));
        QCOMPARE(readFile(path).value(), "text"_ba);
    }

    void write_refusesAFileThatChangedUnderneath()
    {
        const QString path = m_folder->filePath(u"file"_s);
        QVERIFY_RESULT(writeFile(path, "one"));
        const FileStamp stamp = FileStamp::of(path);
        QVERIFY_RESULT(writeFile(path, "somebody else's"));
        const auto result = writeFile(path, "mine", stamp);
        QCOMPARE(result.error().code, ErrorCode::Conflict);
        QCOMPARE(readFile(path).value(), "somebody else's"_ba);
    }

    void write_refusesAFileThatAppeared()
    {
        const QString path = m_folder->filePath(u"file"_s);
        const FileStamp missing = FileStamp::of(path);
        QVERIFY_RESULT(writeFile(path, "one"));
        QCOMPARE(writeFile(path, "two", missing).error().code, ErrorCode::Conflict);
    }

    void write_followsALinkAndKeepsIt()
    {
        const QString target = m_folder->filePath(u"target"_s);
        const QString link = m_folder->filePath(u"link"_s);
        QVERIFY_RESULT(writeFile(target, "one"));
        QVERIFY(QFile::link(target, link));
        QVERIFY_RESULT(writeFile(link, "two"));
        QVERIFY(QFileInfo(link).isSymLink());
        QCOMPARE(readFile(target).value(), "two"_ba);
    }

    void write_intoAFileAsFolder_failsAndSaysSo()
    {
        QVERIFY_RESULT(writeFile(m_folder->filePath(u"file"_s), "x"));
        const auto result = writeFile(m_folder->filePath(u"file/below"_s), "x");
        QCOMPARE(result.error().code, ErrorCode::Io);
    }

    void read_saysWhatIsWrong()
    {
        QCOMPARE(readFile(m_folder->filePath(u"none"_s)).error().code, ErrorCode::NotFound);
        const QString path = m_folder->filePath(u"big"_s);
        QVERIFY_RESULT(writeFile(path, QByteArray(1000, 'x')));
        QCOMPARE(readFile(path, 999).error().code, ErrorCode::Invalid);
        QCOMPARE(readFile(path, 1000)->size(), 1000);
    }

    void lock_isExclusiveAndComesBack()
    {
        const QString path = m_folder->filePath(u"lock"_s);
        {
            const auto first = FileLock::tryAcquire(path);
            QVERIFY_RESULT(first);
            QCOMPARE(FileLock::tryAcquire(path).error().code, ErrorCode::Conflict);
        }
        QVERIFY_RESULT(FileLock::tryAcquire(path));
    }

    void resources_areFoundInTheSourceTree()
    {
        QVERIFY(QFileInfo::exists(resourcesFolder() + "/templates/gradio-hello/README.md"_L1));
    }

    void isInside_knowsTheWaysOut_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("inside");
        QTest::newRow("file") << u"app.py"_s << true;
        QTest::newRow("folder itself") << u"."_s << true;
        QTest::newRow("not there yet") << u"new/file.txt"_s << true;
        QTest::newRow("climbs out") << u"../other"_s << false;
        QTest::newRow("climbs out and in") << u"../space/app.py"_s << true;
        QTest::newRow("absolute elsewhere") << u"/etc/passwd"_s << false;
        QTest::newRow("name with the same beginning") << u"../space-two/app.py"_s << false;
        QTest::newRow("link out") << u"link/passwd"_s << false;
        QTest::newRow("not there, below a link out") << u"link/none/none"_s << false;
    }
    void isInside_knowsTheWaysOut()
    {
        QFETCH(QString, path);
        QFETCH(bool, inside);
        const QString space = m_folder->filePath(u"space"_s);
        QVERIFY_RESULT(writeFile(space + "/app.py"_L1, "x"));
        QVERIFY_RESULT(writeFile(m_folder->filePath(u"space-two/app.py"_s), "x"));
        QVERIFY(QFile::link(u"/etc"_s, space + "/link"_L1));
        QCOMPARE(isInside(path, space), inside);
    }

    void paths_canAllLieUnderOneFolder()
    {
        qputenv("SPACEWRIGHT_HOME", m_folder->path().toLocal8Bit());
        const Paths paths = Paths::system();
        qunsetenv("SPACEWRIGHT_HOME");
        for (const QString &path : {paths.data, paths.cache, paths.config, paths.state, paths.runtime, paths.ledger()})
            QVERIFY2(path.startsWith(m_folder->path() + u'/'), qPrintable(path));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(FilesTest)
#include "tst_files.moc"
