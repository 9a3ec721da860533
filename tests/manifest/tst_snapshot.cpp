// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "manifest/snapshot.h"
#include "manifest/spacemanifest.h"
#include "support/spacefolder.h"
#include "support/testcase.h"

#include <QElapsedTimer>
#include <QStringEncoder>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Manifest;
using State = FileText::State;
using Testing::SpaceFolder;

namespace {

const QByteArray Readme = "---\nsdk: gradio\n---\n";

QStringList pathsOf(const Snapshot &snapshot)
{
    QStringList paths;
    for (const SnapshotEntry &entry : snapshot.entries)
        paths.append(entry.path);
    return paths;
}

} // namespace

class SnapshotTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void listing_isSortedAndLeavesToolFoldersOut()
    {
        const SpaceFolder folder;
        for (const char *file : {"b.py", "a/x.txt", ".git/HEAD", "__pycache__/b.pyc", "node_modules/m/i.js",
                                 ".venv/bin/python", ".gitignore"})
            QVERIFY(folder.write(QString::fromUtf8(file), "x"));
        const auto snapshot = readSnapshot(folder.path());
        QVERIFY_RESULT(snapshot);
        QCOMPARE(pathsOf(*snapshot), QStringList({u".gitignore"_s, u"a/x.txt"_s, u"b.py"_s}));
        QCOMPARE(snapshot->folders, QStringList({u"a"_s}));
        QVERIFY(snapshot->hasFile(u"a/x.txt"));
        QVERIFY(!snapshot->hasFile(u"a"));
    }

    void whatADockerfileStarts_isRead_data()
    {
        QTest::addColumn<QByteArray>("dockerfile");
        QTest::addColumn<QString>("file");
        const QByteArray begin = "FROM python:3.13\nWORKDIR /app\n";
        QTest::newRow("a script") << begin + "COPY . .\nCMD python -u src/main.py\n" << u"src/main.py"_s;
        QTest::newRow("of a folder") << begin + "COPY src/ /app/\nCMD [\"python\", \"main.py\"]\n" << u"src/main.py"_s;
        QTest::newRow("a module") << begin + "COPY src ./src\nCMD uvicorn src.main:app\n" << u"src/main.py"_s;
        QTest::newRow("renamed") << begin + "COPY src/main.py run.py\nCMD python run.py\n" << u"src/main.py"_s;
        QTest::newRow("with variables") << QByteArray(
            "FROM python:3.13\nENV HOME=/home/user\nWORKDIR $HOME/app\nCOPY src/*.py "
            "${HOME}/app/\nCMD python main.py\n")
                                        << u"src/main.py"_s;
        QTest::newRow("in a shell") << begin + "COPY . .\nCMD [\"sh\", \"-c\", \"cd src && exec python main.py\"]\n"
                                    << u"src/main.py"_s;
        QTest::newRow("unknown folder") << QByteArray(
            "FROM python:3.13\nWORKDIR $X\nCOPY . .\nCMD python src/main.py\n")
                                        << QString();
        QTest::newRow("not copied") << begin + "CMD python src/main.py\n" << QString();
        QTest::newRow("climbing") << begin + "COPY . .\nCMD python ../../src/main.py\n" << QString();
    }
    void whatADockerfileStarts_isRead()
    {
        QFETCH(QByteArray, dockerfile);
        QFETCH(QString, file);
        const SpaceFolder folder;
        QVERIFY(folder.write(u"README.md"_s, "---\nsdk: docker\n---\n"));
        QVERIFY(folder.write(u"Dockerfile"_s, dockerfile));
        QVERIFY(folder.write(u"src/main.py"_s, "print(1)"));
        const auto snapshot = readSnapshot(folder.path());
        QVERIFY_RESULT(snapshot);
        QStringList read = snapshot->texts.keys();
        read.sort();
        QCOMPARE(read,
                 QStringList({u"Dockerfile"_s, u"README.md"_s}) + (file.isEmpty() ? QStringList() : QStringList(file)));
    }

    void links_areListedAndNeverFollowedOut()
    {
        const SpaceFolder outside;
        QVERIFY(outside.write(u"secret.txt"_s, "secret"));
        QVERIFY(outside.write(u"more/x.txt"_s, "x"));
        const SpaceFolder folder;
        QVERIFY(folder.write(u"real/app.py"_s, "print(1)"));
        QVERIFY(folder.link(u"out.txt"_s, outside.path(u"secret.txt"_s)));
        QVERIFY(folder.link(u"outdir"_s, outside.path(u"more"_s)));
        QVERIFY(folder.link(u"in.py"_s, u"real/app.py"_s));
        QVERIFY(folder.link(u"indir"_s, u"real"_s));
        QVERIFY(folder.link(u"nowhere"_s, u"missing.txt"_s));
        QVERIFY(folder.link(u"up"_s, u".."_s));
        const auto snapshot = readSnapshot(folder.path());
        QVERIFY_RESULT(snapshot);
        QCOMPARE(
            pathsOf(*snapshot),
            QStringList({u"in.py"_s, u"indir"_s, u"nowhere"_s, u"out.txt"_s, u"outdir"_s, u"real/app.py"_s, u"up"_s}));
        QVERIFY(snapshot->find(u"out.txt")->leadsOutside);
        QVERIFY(snapshot->find(u"outdir")->leadsOutside);
        QVERIFY(snapshot->find(u"up")->leadsOutside);
        QVERIFY(!snapshot->find(u"in.py")->leadsOutside);
        QVERIFY(snapshot->find(u"indir")->isFolder);
        QVERIFY(snapshot->find(u"nowhere")->isDangling);
        QVERIFY(snapshot->hasFile(u"in.py"));
        QVERIFY(!snapshot->hasFile(u"out.txt"));
    }

    void readmeThatLeadsOutside_isNotRead()
    {
        const SpaceFolder outside;
        QVERIFY(outside.write(u"README.md"_s, Readme));
        const SpaceFolder folder;
        QVERIFY(folder.link(u"README.md"_s, outside.path(u"README.md"_s)));
        QCOMPARE(readSnapshot(folder.path())->text(u"README.md"_s).state, State::Outside);
    }

    void encodings_areToldApart_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("state");
        const QString text = u"---\nsdk: gradio\n---\n"_s;
        QTest::newRow("UTF-8") << text.toUtf8() << int(State::Read);
        QTest::newRow("UTF-8 with mark") << "\xEF\xBB\xBF" + text.toUtf8() << int(State::Read);
        QTest::newRow("UTF-16 with mark")
            << QByteArray(QStringEncoder(QStringEncoder::Utf16LE, QStringEncoder::Flag::WriteBom)(text))
            << int(State::Utf16);
        QTest::newRow("UTF-16, other end first")
            << QByteArray(QStringEncoder(QStringEncoder::Utf16BE)(text)) << int(State::Utf16);
        QTest::newRow("Latin-1") << QByteArray("---\ntitle: Gr\xF6\xDF"
                                               "e\n---\n")
                                 << int(State::NotUtf8);
        QTest::newRow("empty") << QByteArray() << int(State::Read);
    }
    void encodings_areToldApart()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, state);
        const SpaceFolder folder;
        QVERIFY(folder.write(u"README.md"_s, bytes));
        const auto snapshot = readSnapshot(folder.path());
        QVERIFY_RESULT(snapshot);
        QCOMPARE(int(snapshot->text(u"README.md"_s).state), state);
    }

    void readmeOf10Megabytes_isAProblemAndNotMemory()
    {
        const SpaceFolder folder;
        QVERIFY(folder.write(u"README.md"_s, Readme + QByteArray(10'000'000, 'x')));
        const auto snapshot = readSnapshot(folder.path());
        QVERIFY_RESULT(snapshot);
        QCOMPARE(snapshot->text(u"README.md"_s).state, State::TooLarge);
        QVERIFY(snapshot->text(u"README.md"_s).text.isEmpty());
        const SpaceManifest manifest = readManifest(*snapshot);
        QCOMPARE(manifest.diagnostics.constFirst().rule, u"readme/unreadable"_s);
        QVERIFY(manifest.diagnostics.constFirst().message.contains(bytesText(10'000'019)));
    }

    void readOnlyReadme_isReadAsAnyOther()
    {
        const SpaceFolder folder;
        QVERIFY(folder.write(u"README.md"_s, Readme));
        QVERIFY(QFile::setPermissions(folder.path(u"README.md"_s), QFile::ReadOwner));
        QVERIFY(readManifest(*readSnapshot(folder.path())).sdk);
    }

    void pipeInPlaceOfReadme_isNotOpened()
    {
        const SpaceFolder folder;
        QCOMPARE(::mkfifo(QFile::encodeName(folder.path(u"README.md"_s)).constData(), 0600), 0);
        QCOMPARE(readSnapshot(folder.path())->text(u"README.md"_s).state, State::NotAFile);
    }

    void fileOf200Megabytes_isListedAndNotRead()
    {
        const SpaceFolder folder;
        QVERIFY(folder.write(u"README.md"_s, "---\nsdk: gradio\napp_file: big.py\n---\n"));
        QFile big(folder.path(u"big.py"_s));
        QVERIFY(big.open(QIODevice::WriteOnly) && big.resize(200'000'000));
        const auto snapshot = readSnapshot(folder.path());
        QVERIFY_RESULT(snapshot);
        QCOMPARE(snapshot->find(u"big.py")->sizeBytes, 200'000'000);
        QCOMPARE(snapshot->text(u"big.py"_s).state, State::TooLarge);
    }

    void fiftyThousandFiles_areListed()
    {
        const SpaceFolder folder;
        QVERIFY(folder.write(u"README.md"_s, Readme));
        constexpr int Folders = 100;
        constexpr int FilesEach = 500;
        for (int i = 0; i < Folders; ++i) {
            QVERIFY(QDir(folder.path()).mkdir(u"d%1"_s.arg(i)));
            for (int j = 0; j < FilesEach; ++j) {
                QFile file(folder.path(u"d%1/f%2"_s.arg(i).arg(j)));
                QVERIFY(file.open(QIODevice::WriteOnly));
            }
        }
        QElapsedTimer timer;
        timer.start();
        const auto snapshot = readSnapshot(folder.path());
        const qint64 walkMs = timer.restart();
        QVERIFY_RESULT(snapshot);
        QCOMPARE(snapshot->entries.size(), Folders * FilesEach + 1);
        QCOMPARE(snapshot->folders.size(), Folders);
        QVERIFY(!snapshot->isTruncated);
        const Snapshot again = withTextsReadAgain(*snapshot, {});
        qInfo() << "walk" << walkMs << "ms, texts again" << timer.elapsed() << "ms";
        QVERIFY(walkMs < 10'000); // generous: sanitizers, a busy machine
    }

    void overlay_standsForTheDisk()
    {
        const SpaceFolder folder;
        QVERIFY(folder.write(u"README.md"_s, Readme));
        const Overlay overlay{
            {u"README.md"_s, u"---\nsdk: static\n---\n"_s}, {u"new.txt"_s, u"x"_s}, {u"../evil"_s, u"x"_s}};
        const auto snapshot = readSnapshot(folder.path(), overlay);
        QVERIFY_RESULT(snapshot);
        QCOMPARE(readManifest(*snapshot).sdk->value, Sdk::Static);
        QCOMPARE(pathsOf(*snapshot), QStringList({u"README.md"_s, u"new.txt"_s}));
    }

    void textThatWasNeverSaved_leavesNoFileBehind()
    {
        const SpaceFolder folder;
        QVERIFY(folder.write(u"README.md"_s, Readme));
        const auto first = readSnapshot(folder.path(), {{u"app.py"_s, u"x"_s}});
        QVERIFY(first->hasFile(u"app.py"));
        QVERIFY(!withTextsReadAgain(*first).hasFile(u"app.py"));
    }

    void unusualNames_areThoseOfFilesAndOfUnsavedTexts()
    {
        const SpaceFolder folder;
        QVERIFY(folder.write(u"a.txt"_s, "x") && folder.write(u"Data/b.txt"_s, "x") && folder.write(u"aux.py"_s, "x"));
        const auto walked = readSnapshot(folder.path());
        QVERIFY_RESULT(walked);
        QCOMPARE(walked->unusualNames, QStringList({u"Data/b.txt"_s, u"aux.py"_s}));
        const Snapshot typed = withTextsReadAgain(*walked, {{u"New.py"_s, u"x"_s}, {u"new.py"_s, u"x"_s}});
        QCOMPARE(typed.unusualNames, QStringList({u"Data/b.txt"_s, u"aux.py"_s, u"New.py"_s}));
        QCOMPARE(withTextsReadAgain(typed, {{u"New.py"_s, u"y"_s}}).unusualNames, typed.unusualNames);
        QCOMPARE(withTextsReadAgain(typed).unusualNames, walked->unusualNames);
    }

    void textsReadAgain_seeTheNewContent()
    {
        const SpaceFolder folder;
        QVERIFY(folder.write(u"README.md"_s, Readme));
        const auto first = readSnapshot(folder.path());
        QVERIFY(folder.write(u"README.md"_s, "---\nsdk: docker\n---\n"));
        QCOMPARE(readManifest(withTextsReadAgain(*first)).sdk->value, Sdk::Docker);
    }

    void missingFolder_isAnError()
    {
        const auto snapshot = readSnapshot(u"/nonexistent/space"_s);
        QVERIFY(!snapshot);
        QCOMPARE(snapshot.error().code, ErrorCode::NotFound);
    }

    void relativePaths_stayInside_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("clean");
        QTest::newRow("plain") << u"app.py"_s << u"app.py"_s;
        QTest::newRow("dots inside") << u"./src/../app.py"_s << u"app.py"_s;
        QTest::newRow("climbs out") << u"src/../../app.py"_s << QString();
        QTest::newRow("absolute") << u"/etc/passwd"_s << QString();
        QTest::newRow("the folder itself") << u"."_s << QString();
        QTest::newRow("nothing") << QString() << QString();
        QTest::newRow("zero byte") << QString(u"a"_s + QChar(0) + u"b"_s) << QString();
        QTest::newRow("dots in a name") << u"..app.py"_s << u"..app.py"_s;
    }
    void relativePaths_stayInside()
    {
        QFETCH(QString, path);
        QTEST(cleanRelativePath(path), "clean");
    }
};

QTEST_GUILESS_MAIN(SnapshotTest)
#include "tst_snapshot.moc"
