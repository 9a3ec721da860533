// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/contextfiles.h"
#include "manifest/dockerignore.h"
#include "support/testcase.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Container;

class ContextFilesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        Testing::cleanRoom();
        m_root = std::make_unique<QTemporaryDir>();
    }

    void whatGitIgnores_isOutside_butNotWhatItTracks()
    {
        put(u".gitignore"_s, "*.log\n/models/\n.env\nkept/\n");
        for (const QString &path :
             {u"app.py"_s, u"run.log"_s, u"models/big.bin"_s, u"models/deep/more.bin"_s, u".env"_s, u"sub/other.log"_s,
              u"kept/tracked.txt"_s, u"kept/untracked.txt"_s, u".git/config"_s, u"forced.log"_s})
            put(path, "x");
        QCOMPARE(pathsOutsideCommits(m_root->path(), {u"forced.log"_s, u"kept/tracked.txt"_s}),
                 (QStringList{u".git"_s, u".env"_s, u"kept/untracked.txt"_s, u"models"_s, u"run.log"_s,
                              u"sub/other.log"_s}));
    }

    void linksToFolders_areNotEntered()
    {
        put(u".gitignore"_s, "*.log\n");
        QVERIFY(QFile::link(m_root->path(), m_root->path() + "/loop"_L1));
        QCOMPARE(pathsOutsideCommits(m_root->path(), {}), QStringList{u".git"_s});
    }

    void ignoreFile_keepsExactlyThosePathsOut_data()
    {
        QTest::addColumn<QString>("path");
        for (const char *path :
             {"plain.txt", "#hash", "!bang", "star*", "ques?tion", "[set]", "back\\slash", "space at end ", "a b/c d"})
            QTest::newRow(path) << QString::fromUtf8(path);
    }

    void ignoreFile_keepsExactlyThosePathsOut()
    {
        QFETCH(const QString, path);
        const Manifest::DockerIgnore rules(ignoreFile(u"*.md\n!README.md"_s, {path}));
        QVERIFY(!rules.isInContext(path));
        QVERIFY(rules.isInContext(u"starry"_s));
        QVERIFY(rules.isInContext(u"s"_s));
        QVERIFY(!rules.isInContext(u"NOTES.md"_s));
        QVERIFY(rules.isInContext(u"README.md"_s));
    }

    void ownRules_cannotBringBackWhatGitIgnores()
    {
        const Manifest::DockerIgnore rules(ignoreFile(u"!.env\n"_s, {u".env"_s}));
        QVERIFY(!rules.isInContext(u".env"_s));
    }

private:
    void put(const QString &path, const QByteArray &content) const
    {
        const QString full = m_root->path() + u'/' + path;
        QVERIFY(QDir().mkpath(QFileInfo(full).path()));
        QFile file(full);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

    std::unique_ptr<QTemporaryDir> m_root;
};

QTEST_GUILESS_MAIN(ContextFilesTest)
#include "tst_contextfiles.moc"
